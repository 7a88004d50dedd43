// Leaves of words that stand for many of the index: wildcards and fuzzy words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/query.h"
#include "searcher/query_language.h"
#include "searcher/vocabulary.h"

namespace article_search {

// So many different wildcards and fuzzy words a query may have, each of which may read all words of the index, and for
// so many words they may stand, each of which has lists of its own to be read.
inline constexpr size_t kMaxExpanded = 50;
inline constexpr size_t kMaxExpandedWords = 50'000;

// Not for use by two threads at once.
class LeafExpander {
 public:
  // A leaf stands for the `max_expansions` most frequent words. Keeps the pointers.
  LeafExpander(const std::vector<QueryLanguage>* languages, Vocabulary* vocabulary, size_t max_expansions)
      : languages_(*languages), vocabulary_(vocabulary), max_expansions_(max_expansions) {}

  // Before the leaves of a query are made. `warnings` takes lines on what was left out.
  void Begin(std::vector<std::string>* warnings);

  // A leaf of one slot. kNothing where the pattern has no letter, or the query has had all that it may have.
  QueryNode Wildcard(std::string_view pattern);
  // The same; nothing where the word is too short.
  std::optional<QueryNode> Fuzzy(std::string_view word, uint32_t edits);

  // Whether the query has had all that it may have, so that a leaf was left out.
  bool is_full() const { return is_full_; }

 private:
  std::vector<std::string> Folded(std::string_view text) const;
  Slot SlotOf(std::string_view text, const std::vector<std::string>& patterns, uint32_t edits);
  QueryNode Leaf(std::string_view text, const std::vector<std::string>& patterns, uint32_t edits);

  const std::vector<QueryLanguage>& languages_;
  Vocabulary* vocabulary_;
  size_t max_expansions_;
  std::vector<std::string>* warnings_ = nullptr;
  std::map<std::string, Slot> slots_;  // of the query so far, by what is looked for
  size_t words_ = 0;                   // for which its leaves stand
  bool is_full_ = false;
};

}  // namespace article_search
