#include "searcher/query.h"

#include <algorithm>

namespace article_search {

namespace {

void CollectLeaves(const QueryNode& node, bool positive_only, std::vector<const QueryNode*>* leaves) {
  if (node.type == QueryNode::Type::kLeaf) leaves->push_back(&node);
  for (const QueryNode& child : node.children) {
    CollectLeaves(child, positive_only, leaves);
    if (positive_only && node.type == QueryNode::Type::kAndNot) break;
  }
}

}  // namespace

std::vector<const QueryNode*> Leaves(const QueryNode& node) {
  std::vector<const QueryNode*> leaves;
  leaves.reserve(node.children.size());
  CollectLeaves(node, false, &leaves);
  return leaves;
}

std::vector<const QueryNode*> PositiveLeaves(const QueryNode& node) {
  std::vector<const QueryNode*> leaves;
  CollectLeaves(node, true, &leaves);
  return leaves;
}

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
