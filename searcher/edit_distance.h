#pragma once

#include <cstddef>
#include <string_view>

namespace article_search {

// Damerau–Levenshtein, optimal string alignment; limit + 1 where it is above.
size_t EditDistance(std::u32string_view a, std::u32string_view b, size_t limit);

}  // namespace article_search
