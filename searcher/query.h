// A query as it is understood: a tree over terms of the index. Xapian's query, the highlights and the explanation are
// all made from this one tree, so they cannot disagree.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace article_search {

// A term without its field's prefix.
struct QueryTerm {
  enum class Form : uint8_t { kStem, kAcronym, kWord };
  Form form = Form::kStem;
  std::string text;
  friend bool operator==(const QueryTerm&, const QueryTerm&) = default;
};

// Any of these at one position.
using Slot = std::vector<QueryTerm>;
// Slots at consecutive positions.
using Sequence = std::vector<Slot>;

struct QueryNode {
  enum class Type : uint8_t {
    kNothing,   // matches nothing
    kAll,       // matches everything
    kLeaf,      // a word or a phrase: any of `sequences`, in the body or in the nearest heading
    kOr,        // any of `children`
    kAnd,       // each of `children`
    kAndNot,    // the first of `children`, and none of the others
    kAndMaybe,  // the first of `children`; the others only add weight
  };
  Type type = Type::kNothing;
  std::string text;                 // a leaf, as typed
  std::vector<Sequence> sequences;  // of a leaf
  uint32_t count = 1;               // how often a leaf stands in the query
  bool is_stop_word = false;        // of a leaf
  std::vector<QueryNode> children;
};

// The leaves of the tree, in order.
std::vector<const QueryNode*> Leaves(const QueryNode& node);

// Those of them that are not under the NOT side of a kAndNot.
std::vector<const QueryNode*> PositiveLeaves(const QueryNode& node);

}  // namespace article_search
