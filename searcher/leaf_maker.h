// From a word or a phrase of a query to a leaf of its tree: the analyzer's tokens, and the ways in which the index may
// spell them.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/analyzer.h"
#include "indexer/terms.h"
#include "searcher/query.h"

namespace article_search {

class LeafMaker {
 public:
  // `term_exists`: whether the index has a term (without a prefix, in the body or a heading). Keeps the pointers.
  LeafMaker(Analyzer* analyzer, TermMaker* terms, std::string language,
            std::function<bool(const QueryTerm&)> term_exists);

  // kNothing where there is no word in `text`. `acronyms`: capitals mean something.
  QueryNode MakeLeaf(std::string_view text, bool is_phrase, bool acronyms);

  // A piece of the query that stands between spaces, as words: one, but for scripts that put no space between words.
  std::vector<std::string_view> SplitTouching(std::string_view piece);

  // True for a leaf that is a single stop word.
  bool IsStopWord(const QueryNode& leaf);

 private:
  Slot MakeSlot(std::string_view word, bool is_acronym);
  bool WordExists(const std::string& word);

  Analyzer* analyzer_;
  TermMaker* terms_;
  std::string language_;
  std::function<bool(const QueryTerm&)> term_exists_;
};

}  // namespace article_search
