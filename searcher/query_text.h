// A query tree, written so that it reads as the same tree again.
#pragma once

#include <cstddef>
#include <string>

#include "searcher/query.h"

namespace article_search {

// A query in capitals only, more of them in a row than any acronym has, is read as shouted.
inline constexpr std::ptrdiff_t kLongestAcronym = 5;

// Everything explicit: OR between words, brackets, edits; without what the parser adds by itself. Empty for kNothing.
std::string ToQueryText(const QueryNode& root);

// A leaf alone, as it is typed.
std::string ToLeafText(const QueryNode& leaf);

}  // namespace article_search
