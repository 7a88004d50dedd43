// From what was typed to a query tree, by recursive descent. docs/query-language.md has the grammar.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "searcher/boolean_clauses.h"
#include "searcher/filter_maker.h"
#include "searcher/leaf_maker.h"
#include "searcher/query.h"
#include "searcher/query_lexer.h"
#include "searcher/query_options.h"
#include "searcher/remarks.h"
#include "searcher/vocabulary.h"

namespace article_search {

// After this many different words and phrases of a query, others are left out, and that is said.
inline constexpr size_t kMaxLeaves = 1000;
// Likewise after so many words in them: Xapian keeps a block of the file or two for each.
inline constexpr size_t kMaxWords = 10'000;
// After so many words and phrases with NEAR between them, others are left out, and that is said.
inline constexpr size_t kMaxNear = 20;

// Any string is a query: what can't be meant as an operator is text, and what holds no word is left out. Stop words are
// left out where other words stand beside them. Not for use by two threads at once.
class QueryParser {
 public:
  // As LeafMaker's.
  QueryParser(std::vector<QueryLanguage> languages, Vocabulary* vocabulary, const QueryOptions& options);

  // Adds to `warnings` (may be null) a line for whatever was dropped, completed or cut.
  QueryNode Parse(std::string_view query, std::vector<std::string>* warnings = nullptr);

 private:
  QueryNode Group();
  QueryNode Chain(Occur* occur);
  QueryNode NearChain();
  QueryNode NearOperand();
  void DropRepeated(std::vector<QueryNode>* operands);
  QueryNode Primary();
  QueryNode Exact();
  QueryNode Word(std::string_view text);
  // A word or a phrase, as a leaf; kNothing for anything else.
  QueryNode Leaf(const Lexeme& lexeme);
  QueryNode Counted(QueryNode leaf);
  Occur Signs();
  void Say(const std::string& line) { AddRemark(line, &lines_); }
  void SayBound(const char* what, uint32_t number, uint32_t most);
  void CheckOperand(const QueryNode& operand, size_t said, const char* what);
  void SayOperators();

  bool At(LexemeType type) const { return next_ < lexemes_.size() && lexemes_[next_].type == type; }
  // Whether something that can be searched for begins at the lexeme number `index`.
  bool BeginsOperand(size_t index) const;
  bool IsNearOperand(size_t index) const;
  bool AtNearChain() const;

  LeafMaker leaf_maker_;
  FilterMaker filter_maker_;
  QueryOptions options_;
  std::vector<Lexeme> lexemes_;
  size_t next_ = 0;
  LeafField field_ = LeafField::kAny;       // of the group that is being read
  bool is_short_ = false;                   // has no more bytes than it may have leaves: none need be counted
  std::unordered_set<std::string> leaves_;  // so far
  size_t words_ = 0;                        // of the leaves
  std::vector<std::string> lines_;          // to be said
  bool cut_ = false;
};

}  // namespace article_search
