// How far apart two spellings are.
#pragma once

#include <cstddef>
#include <string_view>

namespace article_search {

// The fewest insertions, deletions and substitutions of a code point, and transpositions of two neighbours, that make
// `b` of `a`, no part of the text being changed twice ("optimal string alignment"): F. J. Damerau, "A technique for
// computer detection and correction of spelling errors" (CACM 1964). limit + 1 where it is more than `limit`. Takes
// time in proportion to the shorter length times the limit.
size_t EditDistance(std::u32string_view a, std::u32string_view b, size_t limit);

}  // namespace article_search
