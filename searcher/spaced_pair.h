// A solid word and the two words that it is also written as: landlocked, land locked; 400mg, 400 mg.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace article_search {

// Whether two words (folded) may be written as one: both of `shortest` letters or more, or digits beside letters.
bool MayBePair(std::string_view left, std::string_view right, size_t shortest = 2);

// Every way to split `word` into two that may be.
std::vector<std::pair<std::string, std::string>> SplitsOf(const std::string& word, size_t shortest);

// Whether a pair means the same as the solid word, whatever it is: a number and its unit or name, 400 mg, RFC 2094. Not
// a letter beside a digit, nor an ordinal: A 1, 1 St.
bool IsNumbered(std::string_view left, std::string_view right);

}  // namespace article_search
