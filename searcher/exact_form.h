// Whether two texts are the same letter by letter, as `=word` wants it.
#pragma once

#include <string>
#include <string_view>

namespace article_search {

// `text` in NFC, with one kind of apostrophe, hyphen and space, runs of white space as one space, and without soft
// hyphens. Case and marks stay.
std::string ExactForm(std::string_view text);

// Whether `found`, a text's own words, is `wanted` (an ExactForm), but for an English 's behind it.
bool IsExactForm(std::string_view found, std::string_view wanted);

}  // namespace article_search
