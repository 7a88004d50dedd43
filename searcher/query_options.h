// The part of SearchOptions that is about the query's language.
#pragma once

#include <cstddef>

#include "corpus/export.h"

namespace ARTICLE_SEARCH_EXPORT article_search {

// How a query is read.
struct QueryOptions {
  bool all = false;             // every word must match, not any
  bool literal = false;         // there are no operators: all of it is words
  bool abbreviations = true;    // what an article's own abbreviations stand for is searched, too
  size_t max_expansions = 500;  // words that a wildcard or a fuzzy word stands for at most
};

}  // namespace article_search
