#include "searcher/query.h"

#include <algorithm>

namespace article_search {

namespace {

std::vector<const QueryNode*> CollectLeaves(const QueryNode& node, bool positive_only) {
  if (node.type == QueryNode::Type::kLeaf) return {&node};
  std::vector<const QueryNode*> leaves;
  leaves.reserve(node.children.size());
  std::vector<const QueryNode*> stack;
  stack.reserve(node.children.size() + 1);
  stack.push_back(&node);
  while (!stack.empty()) {
    const QueryNode* top = stack.back();
    stack.pop_back();
    if (top->type == QueryNode::Type::kLeaf) leaves.push_back(top);
    const bool first_only = positive_only && top->type == QueryNode::Type::kAndNot;
    for (size_t i = first_only ? 1 : top->children.size(); i > 0; --i) stack.push_back(&top->children[i - 1]);
  }
  return leaves;
}

}  // namespace

std::vector<const QueryNode*> Leaves(const QueryNode& node) { return CollectLeaves(node, false); }
std::vector<const QueryNode*> PositiveLeaves(const QueryNode& node) { return CollectLeaves(node, true); }

std::string KeyOf(QueryTerm::Form form, std::string_view text) {
  std::string key(1, static_cast<char>('0' + static_cast<int>(form)));
  key += text;
  return key;
}

bool IsWordSlot(const Slot& slot) {
  return std::any_of(slot.begin(), slot.end(),
                     [](const QueryTerm& term) { return term.form == QueryTerm::Form::kWord; });
}

bool HasWordTerms(const Sequence& sequence) { return std::any_of(sequence.begin(), sequence.end(), IsWordSlot); }

}  // namespace article_search
