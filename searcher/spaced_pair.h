// A solid word and the two words that it is also written as: landlocked, land locked.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace article_search {

// Whether `word` (folded) may be one of the two: three letters or more, and nothing but letters.
bool MayBePart(std::string_view word);

// Every way to split `word` into two that may be.
std::vector<std::pair<std::string, std::string>> SplitsOf(const std::string& word);

}  // namespace article_search
