// Words that touch: in Chinese, Japanese, Thai and the like nobody types a space between them.
#pragma once

#include <string_view>
#include <vector>

#include "corpus/analyzer.h"

namespace article_search {

// Whether the character at `at` is of a script that puts no space between words.
bool IsSpaceless(std::string_view text, size_t at);

// A piece of a query that stands between spaces, cut into words: one, but for scripts that put no space between words.
// The parts are all of `piece`, in order.
std::vector<std::string_view> TouchingWords(std::string_view piece, Analyzer* analyzer);

}  // namespace article_search
