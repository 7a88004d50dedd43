// Words that touch: in Chinese, Japanese, Thai and the like nobody types a space between them.
#pragma once

#include <string_view>
#include <vector>

#include "corpus/analyzer.h"

namespace article_search {

// A piece of a query that stands between spaces, cut into words: one, but for scripts that put no space between words.
// The parts are all of `piece`, in order.
std::vector<std::string_view> TouchingWords(std::string_view piece, Analyzer* analyzer);

// Whether a word of such a script may be a part of a longer one that the dictionary has: not a single character, nor
// one with hiragana, by which Japanese inflects words.
bool MayStandWithin(std::string_view word);

}  // namespace article_search
