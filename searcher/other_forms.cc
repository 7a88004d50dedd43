#include "searcher/other_forms.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace article_search {
namespace {

using Type = QueryNode::Type;
using Form = QueryNode::Form;

bool IsTypedWord(const QueryNode& node) {
  return node.type == Type::kLeaf && node.form == Form::kWord && !node.is_added && !node.sequences.empty();
}

// A long form is no longer than this, in words that are no stop words.
constexpr size_t kMaxLongForm = 10;

class OtherForms {
 public:
  OtherForms(LeafMaker* leaf_maker, bool abbreviations) : leaf_maker_(leaf_maker), abbreviations_(abbreviations) {}

  void Add(QueryNode* node) {
    if (node->type == Type::kLeaf) return AddToLeaf(node);
    if (node->type == Type::kNear) return;
    for (QueryNode& child : node->children) Add(&child);
    if (node->type == Type::kOr || node->type == Type::kAnd) AddToNeighbours(node);
  }

 private:
  void AddToLeaf(QueryNode* leaf) {
    if (leaf->form != Form::kWord && leaf->form != Form::kPhrase) return;
    if (IsTypedWord(*leaf) && !leaf->is_stop_word) leaf_maker_->MeetSpacedPair(leaf);
    if (!leaf->sequences.empty() && !leaf_maker_->MayMatch(*leaf)) leaf_maker_->MeetWordsAround(leaf);
    if (!abbreviations_ || leaf->slack > 0) return;
    const auto add = [&](const std::vector<Sequence>& sequences) {
      for (const Sequence& sequence : sequences) {
        if (std::find(leaf->sequences.begin(), leaf->sequences.end(), sequence) == leaf->sequences.end()) {
          leaf->abbreviations.push_back(sequence);
        }
      }
    };
    add(leaf_maker_->LongFormsOf(*leaf));
    add(leaf_maker_->ShortFormsOf({leaf}));
  }

  // Children of an OR or AND that stand side by side. A run of them that has another form becomes: the run, or that.
  void AddToNeighbours(QueryNode* node) {
    std::vector<QueryNode>& children = node->children;
    std::vector<QueryNode> added;
    for (size_t first = 0; first < children.size(); ++first) {
      if (!IsTypedWord(children[first])) continue;
      std::vector<const QueryNode*> run = {&children[first]};
      for (size_t last = first + 1; last < children.size() && IsTypedWord(children[last]); ++last) {
        run.push_back(&children[last]);
        if (run.size() > kMaxLongForm || children[last].field != children[first].field) break;
        QueryNode other = OtherFormOf(run);
        if (other.type == Type::kNothing) continue;
        other.field = children[first].field;
        if (node->type == Type::kOr) {
          const bool is_solid = !other.sequences.empty();  // and the run may go on to a long form
          added.push_back(std::move(other));
          if (is_solid) continue;
          break;
        }
        QueryNode all;
        all.type = Type::kAnd;
        const auto begin = children.begin() + static_cast<std::ptrdiff_t>(first);
        const auto end = children.begin() + static_cast<std::ptrdiff_t>(last) + 1;
        std::move(begin, end, std::back_inserter(all.children));
        QueryNode either;
        either.type = Type::kOr;
        either.children.push_back(std::move(all));
        either.children.push_back(std::move(other));
        *begin = std::move(either);
        children.erase(begin + 1, end);
        break;
      }
    }
    std::move(added.begin(), added.end(), std::back_inserter(children));
    if (node->type == Type::kAnd && children.size() == 1) {
      QueryNode only = std::move(children.front());
      *node = std::move(only);
    }
  }

  QueryNode OtherFormOf(const std::vector<const QueryNode*>& run) {
    if (run.size() == 2) {
      QueryNode solid = leaf_maker_->SolidWord(*run[0], *run[1]);
      if (solid.type != Type::kNothing) return solid;
    }
    QueryNode leaf;
    if (!abbreviations_) return leaf;
    leaf.abbreviations = leaf_maker_->ShortFormsOf(run);
    if (leaf.abbreviations.empty()) return leaf;
    leaf.type = Type::kLeaf;
    leaf.is_added = true;
    for (const QueryNode* word : run) leaf.text += (leaf.text.empty() ? "" : " ") + word->text;
    return leaf;
  }

  LeafMaker* leaf_maker_;
  bool abbreviations_;
};

}  // namespace

void AddOtherForms(LeafMaker* leaf_maker, bool abbreviations, QueryNode* root) {
  OtherForms(leaf_maker, abbreviations).Add(root);
}

}  // namespace article_search
