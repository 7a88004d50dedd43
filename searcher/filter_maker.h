// From kind: and path: to the filters of a query's tree.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "searcher/query.h"
#include "searcher/query_lexer.h"
#include "searcher/vocabulary.h"

namespace article_search {

// After so many `path:` others are left out, and that is said: each is compared with the paths of all articles.
inline constexpr size_t kMaxPaths = 100;

// Not for use by two threads at once.
class FilterMaker {
 public:
  // Keeps the pointer.
  explicit FilterMaker(Vocabulary* vocabulary) : vocabulary_(vocabulary) {}

  // Before the filters of a query are made: `warnings`, which must not be null, takes lines on what
  // was left out, and on what lets nothing through.
  void Begin(std::vector<std::string>* warnings);

  // Of a lexeme of kKind or kPath; kNothing where it is left out.
  QueryNode Make(const Lexeme& lexeme);

  // Whether the query has had all paths that it may have.
  bool is_full() const { return paths_ == kMaxPaths; }

  // Says which paths no article has, once all filters are made.
  void SayUnmatched() const;

 private:
  Vocabulary* vocabulary_;
  std::vector<std::string>* warnings_ = nullptr;
  size_t paths_ = 0;  // so far
  std::set<std::string> unmatched_;
};

}  // namespace article_search
