#include "searcher/boolean_clauses.h"

#include <iterator>
#include <utility>

#include "searcher/query_tree.h"

namespace article_search {

using Type = QueryNode::Type;

void BooleanClauses::Add(QueryNode node, Occur occur, bool after_or) {
  const auto into = occur == Occur::kMustNot     ? &Side::must_not
                    : node.type == Type::kFilter ? &Side::filters
                    : occur == Occur::kMust      ? &Side::must
                                                 : &Side::optional;
  const bool is_plain = into == &Side::optional && last_ == into;
  const bool is_one_filter = into == &Side::filters && last_ == into && IsSameFilter(side_.filters.back(), node);
  if (after_or && !is_plain && !is_one_filter) sides_.push_back(TakeSide());
  last_ = into;
  std::vector<QueryNode>& clauses = side_.*into;
  if (into == &Side::optional && !all_) {
    AddOptional(std::move(node), &clauses);
  } else if (after_or && is_plain) {
    std::vector<QueryNode> either;
    either.push_back(std::move(clauses.back()));
    either.push_back(std::move(node));
    clauses.back() = Combine(Type::kOr, std::move(either));
  } else {
    clauses.push_back(std::move(node));
  }
}

QueryNode BooleanClauses::Take() {
  sides_.push_back(TakeSide());
  last_ = nullptr;
  return Combine(Type::kOr, std::exchange(sides_, {}));
}

// Any of the plain ones, each with "+", none with "-" or NOT, all within the filters.
QueryNode BooleanClauses::TakeSide() {
  Side side = std::exchange(side_, {});
  if (all_) {
    std::move(side.optional.begin(), side.optional.end(), std::back_inserter(side.must));
    side.optional.clear();
  }
  QueryNode node = Combine(Type::kAnd, std::move(side.must));
  QueryNode any = Combine(Type::kOr, std::move(side.optional));
  if (node.type == Type::kNothing) {
    node = std::move(any);
  } else if (any.type != Type::kNothing) {
    std::vector<QueryNode> both;
    both.push_back(std::move(node));
    both.push_back(std::move(any));
    node = Combine(Type::kAndMaybe, std::move(both));
  }
  // Of one kind of filter any will do.
  std::vector<QueryNode> limits;
  for (QueryNode& filter : side.filters) AddOptional(std::move(filter), &limits);
  if (!limits.empty()) {
    limits.insert(limits.begin(), std::move(node));
    node = Combine(Type::kAnd, std::move(limits));
  }
  if (side.must_not.empty()) return node;
  if (node.type == Type::kNothing) node.type = Type::kAll;
  side.must_not.insert(side.must_not.begin(), std::move(node));
  return Combine(Type::kAndNot, std::move(side.must_not));
}

}  // namespace article_search
