// From what was typed to a query tree.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/analyzer.h"
#include "indexer/terms.h"
#include "searcher/query.h"

namespace article_search {

// Words, any of which may match, and "phrases" in double quotes (also “ ”). Nothing is an error: what can't be meant as
// an operator is text, and what holds no word is left out. Stop words are left out where other words stand beside them.
class QueryParser {
 public:
  // `term_exists`: whether the index has a term (without a prefix, in the body or a heading). Keeps the pointers.
  QueryParser(Analyzer* analyzer, TermMaker* terms, std::string language,
              std::function<bool(const QueryTerm&)> term_exists);

  QueryNode Parse(std::string_view query);

 private:
  // A piece of the query that stands between spaces, as words: one, but for scripts that put no space between words.
  std::vector<std::string_view> SplitTouching(std::string_view piece);
  QueryNode MakeLeaf(std::string_view text, bool is_phrase, bool acronyms);
  Slot MakeSlot(std::string_view word, bool is_acronym);
  bool WordExists(const std::string& word);

  Analyzer* analyzer_;
  TermMaker* terms_;
  std::string language_;
  std::function<bool(const QueryTerm&)> term_exists_;
};

}  // namespace article_search
