// From what was typed to a query tree, by recursive descent. docs/query-language.md has the grammar.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "corpus/analyzer.h"
#include "indexer/terms.h"
#include "searcher/leaf_maker.h"
#include "searcher/query.h"
#include "searcher/query_lexer.h"

namespace article_search {

// After this many different words and phrases of a query, others are left out, and that is said.
inline constexpr size_t kMaxLeaves = 1000;

// Any string is a query: what can't be meant as an operator is text, and what holds no word is left out. Stop words are
// left out where other words stand beside them.
class QueryParser {
 public:
  // As LeafMaker's.
  QueryParser(Analyzer* analyzer, TermMaker* terms, std::string language,
              std::function<bool(const QueryTerm&)> term_exists);

  // Adds to `warnings` (may be null) a line for whatever was dropped, completed or cut.
  QueryNode Parse(std::string_view query, std::vector<std::string>* warnings = nullptr);

 private:
  QueryNode Group();
  QueryNode Chain();
  QueryNode Primary();
  QueryNode Word(std::string_view text);
  QueryNode Leaf(std::string_view text, bool is_phrase);

  bool At(LexemeType type) const { return next_ < lexemes_.size() && lexemes_[next_].type == type; }
  // Whether something that can be searched for begins at the lexeme number `index`.
  bool BeginsOperand(size_t index) const;

  LeafMaker leaf_maker_;
  std::vector<Lexeme> lexemes_;
  size_t next_ = 0;
  std::unordered_set<std::string_view> texts_;  // of the leaves so far
  bool acronyms_ = true;
  bool cut_ = false;
};

}  // namespace article_search
