// What is said of how a query was read.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace article_search {

// More code points of a query than this are not repeated in a line.
inline constexpr size_t kMaxQuoted = 100;
// More lines than this are not said of one query, but that there are more.
inline constexpr size_t kMaxRemarks = 20;

// Words of a query on one line, the first of them and "…" where they are long.
std::string Quote(std::string_view words);

// Adds the line where it is not there yet, and there are not too many.
void AddRemark(const std::string& line, std::vector<std::string>* lines);

}  // namespace article_search
