#include "searcher/query_cost.h"

#include <algorithm>

namespace article_search {

uint64_t MostMatches(const Xapian::Query& query, TermCounts* counts) {
  const auto of = [&](size_t number) { return MostMatches(query.get_subquery(number), counts); };
  switch (query.get_type()) {
    case Xapian::Query::LEAF_TERM:
      return counts->Of(*query.get_unique_terms_begin());
    case Xapian::Query::LEAF_MATCH_NOTHING:
      return 0;
    case Xapian::Query::OP_SCALE_WEIGHT:
    case Xapian::Query::OP_AND_MAYBE:
    case Xapian::Query::OP_AND_NOT:
      return of(0);
    case Xapian::Query::OP_AND:
    case Xapian::Query::OP_FILTER:
    case Xapian::Query::OP_PHRASE:
    case Xapian::Query::OP_NEAR: {
      uint64_t least = of(0);
      for (size_t i = 1; i < query.get_num_subqueries(); ++i) least = std::min(least, of(i));
      return least;
    }
    case Xapian::Query::OP_OR:
    case Xapian::Query::OP_MAX: {
      uint64_t sum = 0;
      for (size_t i = 0; i < query.get_num_subqueries(); ++i) sum += of(i);
      return sum;
    }
    default:
      return counts->paragraphs();
  }
}

bool HasMaximum(const Xapian::Query& query) {
  if (query.get_type() == Xapian::Query::OP_MAX) return true;
  for (size_t i = 0; i < query.get_num_subqueries(); ++i) {
    if (HasMaximum(query.get_subquery(i))) return true;
  }
  return false;
}

uint64_t PostingsOf(const Xapian::Query& query, TermCounts* counts) {
  uint64_t postings = 0;
  for (auto term = query.get_unique_terms_begin(); term != query.get_terms_end(); ++term) {
    postings += counts->Of(*term);
  }
  return postings;
}

}  // namespace article_search
