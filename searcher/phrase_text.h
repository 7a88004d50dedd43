// What the text of a phrase is made of.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/token.h"

namespace article_search {

// Pieces of a phrase between white space.
std::vector<std::string_view> Pieces(std::string_view text);

// A text without what stands around its words, commas or a bracket, but so that it reads as the same: the first word of
// "_C++/x" is C. `tokens`: its own, one or more.
std::string_view Trimmed(std::string_view text, const std::vector<Token>& tokens);

// The number whose groups of three digits, with spaces between, begin at `first`: "24", "000". Moves `*last` to its
// last group; it stays at `first` where there is none.
std::string SpacedNumber(const std::vector<std::string>& words, size_t first, size_t* last);

}  // namespace article_search
