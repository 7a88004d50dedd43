// A query as it is understood: a tree over terms of the index. Xapian's query, the highlights and the explanation are
// all made from this one tree, so they cannot disagree.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace article_search {

// A term without its field's prefix.
struct QueryTerm {
  enum class Form : uint8_t {
    kStem,
    kAcronym,
    kWord,  // the folded word as written, for wildcards, fuzzy words and =exact ones
  };
  Form form = Form::kStem;
  std::string text;
  friend bool operator==(const QueryTerm&, const QueryTerm&) = default;
};

// Any of these at one position.
using Slot = std::vector<QueryTerm>;
// Slots at consecutive positions.
using Sequence = std::vector<Slot>;

// Where a leaf is looked for.
enum class LeafField : uint8_t {
  kAny,      // the body or the nearest heading; words further out add weight
  kBody,     // body:
  kHeading,  // heading: any heading above the paragraph, but the article's title where there are others
  kTitle,    // title: the article's title
};

struct QueryNode {
  enum class Type : uint8_t {
    kNothing,   // matches nothing
    kAll,       // matches everything
    kLeaf,      // a word or a phrase: any of FormsOf() it
    kFilter,    // kind: or path: a paragraph with any of `filter_terms`; no weight
    kNear,      // each of `children`, which are leaves, within `distance` of each other in one text
    kOr,        // any of `children`
    kAnd,       // each of `children`
    kAndNot,    // the first of `children`, and none of the others
    kAndMaybe,  // the first of `children`; the others only add weight
  };
  // How a leaf is written.
  enum class Form : uint8_t { kWord, kPhrase, kExactWord, kExactPhrase, kWildcard, kFuzzy };

  Type type = Type::kNothing;

  // Of a leaf:
  Form form = Form::kWord;
  LeafField field = LeafField::kAny;
  std::string text;                     // as typed, without operators and quotes
  std::vector<Sequence> sequences;      // the ways in which the index may spell it; none: nothing matches it
  std::vector<Sequence> spaced;         // the two words that it also is, 5 km for 5km; at a lower weight
  std::vector<Sequence> abbreviations;  // what abbreviates it, or what it abbreviates; at a lower weight
  std::vector<std::string> bigrams;     // of its words, as Bigrams(): where they stand they add weight
  uint32_t slack = 0;                   // of a phrase: other words that may stand between its words, in all
  uint32_t count = 1;                   // how often it stands in the query
  double weight = 1;                    // it weighs so much of what it would
  bool is_stop_word = false;

  // Of a filter: how it is typed, as kind:list and kind:table, and whole terms with their prefixes, sorted.
  std::vector<std::string> filters;
  std::vector<std::string> filter_terms;

  // Of kNear and of Form::kFuzzy: words apart (1: side by side); edits.
  uint32_t distance = 0;

  // Not typed, but added: what the parser adds again when it reads the interpretation.
  bool is_added = false;

  std::vector<QueryNode> children;
};

// All sequences of a leaf.
inline std::array<const std::vector<Sequence>*, 3> FormsOf(const QueryNode& leaf) {
  return {&leaf.sequences, &leaf.spaced, &leaf.abbreviations};
}

// The leaves of the tree, in order.
std::vector<const QueryNode*> Leaves(const QueryNode& node);

// Those of them that are not under the NOT side of a kAndNot.
std::vector<const QueryNode*> PositiveLeaves(const QueryNode& node);

// A term as one string, to look it up by.
std::string KeyOf(QueryTerm::Form form, std::string_view text);

// True where one of the words is given by Form::kWord.
bool IsWordSlot(const Slot& slot);

// True where a sequence has such a slot.
bool HasWordTerms(const Sequence& sequence);

}  // namespace article_search
