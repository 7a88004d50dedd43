#include "searcher/query.h"

namespace article_search {

std::vector<const QueryNode*> Leaves(const QueryNode& node) {
  std::vector<const QueryNode*> leaves;
  std::vector<const QueryNode*> stack = {&node};
  while (!stack.empty()) {
    const QueryNode* top = stack.back();
    stack.pop_back();
    if (top->type == QueryNode::Type::kLeaf) leaves.push_back(top);
    for (auto child = top->children.rbegin(); child != top->children.rend(); ++child) stack.push_back(&*child);
  }
  return leaves;
}

}  // namespace article_search
