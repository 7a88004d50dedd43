// Whether two Xapian databases hold the same.
#pragma once

#include <string>

namespace article_search {

// The first difference found, in words, or "" where there is none: statistics, metadata, every term with its
// frequencies, every posting with its wdf, document length and positions, every document's data and value; and of a
// hundred queries of terms drawn by `seed`, the hits and their weights.
std::string DifferenceOfDatabases(const std::string& left, const std::string& right, unsigned seed);

}  // namespace article_search
