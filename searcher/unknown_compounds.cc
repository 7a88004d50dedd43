#include "searcher/unknown_compounds.h"

#include <utility>
#include <vector>

#include "searcher/query_tree.h"

namespace article_search {
namespace {

using Type = QueryNode::Type;

class Splitter {
 public:
  Splitter(LeafMaker* leaf_maker, size_t room) : leaf_maker_(leaf_maker), room_(room) {}

  void Split(QueryNode* node, bool required) {
    std::vector<QueryNode>& children = node->children;
    switch (node->type) {
      case Type::kLeaf:
        return SplitLeaf(node, required);
      case Type::kOr:
      case Type::kAnd: {
        const size_t room = room_;
        for (QueryNode& child : children) Split(&child, node->type == Type::kAnd);
        if (room_ < room) *node = Combine(node->type, std::exchange(children, {}));
        return;
      }
      case Type::kAndMaybe:
        for (size_t i = 0; i < children.size(); ++i) Split(&children[i], i == 0);
        return;
      case Type::kAndNot:
        return Split(&children.front(), required);
      default:
        return;
    }
  }

 private:
  void SplitLeaf(QueryNode* leaf, bool required) {
    if (leaf->form != QueryNode::Form::kWord) return;
    std::vector<QueryNode> parts = leaf_maker_->PartsOfUnknown(*leaf, room_);
    if (parts.empty()) return;
    room_ -= parts.size();
    for (QueryNode& part : parts) {
      part.field = leaf->field;
      part.count = leaf->count;
    }
    *leaf = Combine(required ? Type::kAnd : Type::kOr, std::move(parts));
  }

  LeafMaker* leaf_maker_;
  size_t room_;
};

}  // namespace

void SplitUnknownCompounds(LeafMaker* leaf_maker, bool all, size_t room, QueryNode* root) {
  Splitter(leaf_maker, room).Split(root, all);
}

}  // namespace article_search
