// What Xapian reads and keeps to answer a query. Private to the library: it shows xapian.h.
#pragma once

#include <xapian.h>

#include <cstdint>

#include "searcher/term_counts.h"

namespace article_search {

// In how many paragraphs it matches at most.
uint64_t MostMatches(const Xapian::Query& query, TermCounts* counts);

// Whether something in it weighs as much as the best of its ways.
bool HasMaximum(const Xapian::Query& query);

// The sum of the lengths of all lists of paragraphs that the query reads at most.
uint64_t PostingsOf(const Xapian::Query& query, TermCounts* counts);

}  // namespace article_search
