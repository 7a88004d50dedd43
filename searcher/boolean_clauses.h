// What stands side by side within brackets of a query, by whether it may, must or must not match.
#pragma once

#include <cstdint>
#include <vector>

#include "searcher/query.h"

namespace article_search {

enum class Occur : uint8_t { kMay, kMust, kMustNot };

// Collects the clauses in the order in which they stand, and makes one node of them.
class BooleanClauses {
 public:
  // `all`: each clause that may match must.
  explicit BooleanClauses(bool all) : all_(all) {}

  bool empty() const { return last_ == nullptr; }

  // `after_or`: OR stands between it and the clause before. Between two plain ones that says what standing side by side
  // says. Beside NOT, "+" or a filter it has two sides: what stands before it, and what stands after it.
  void Add(QueryNode node, Occur occur, bool after_or);

  // The clauses so far, which are gone then.
  QueryNode Take();

 private:
  // What stands on one side of such an OR.
  struct Side {
    std::vector<QueryNode> optional;
    std::vector<QueryNode> must;
    std::vector<QueryNode> must_not;
    std::vector<QueryNode> filters;
  };

  QueryNode TakeSide();

  bool all_;
  std::vector<QueryNode> sides_;  // those before
  Side side_;
  std::vector<QueryNode> Side::*last_ = nullptr;  // where the clause before went
};

}  // namespace article_search
