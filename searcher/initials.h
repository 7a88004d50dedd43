// Initials: J.R.R. and J. R. R.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace article_search {

// Where the initials end that begin at `at`: letters with a dot each and white space between them. `at` where there are
// none; a single one counts. Of "U.S. U.N." nothing, which are two words.
size_t EndOfInitials(std::string_view text, size_t at);

// The letters of a text that is initials, two or more, with spaces between; the last may lack its dot. Empty where it
// is anything else.
std::string SpacedInitials(std::string_view text);

}  // namespace article_search
