// Words with * and ?: what is one, what it matches.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/terms.h"

namespace article_search {

// True for a word, as it is typed, of letters, digits and the signs that join them with "*", or with one "?" or more
// between two letters or digits (and then without dots and commas, which it has in URLs and between sentences).
bool IsWildcard(std::string_view word);

// Of a word that is none, what keeps it from that; empty where nobody can have meant one.
std::string_view WhyNoWildcard(std::string_view word);

// The words of a pattern, of which the index has each by itself, as it is typed: example.c* as example and c*. Just
// one for what the index may have as one word: multi-vec*, file_op*, 3.1*.
std::vector<std::string_view> WordsOfPattern(std::string_view pattern);

// A word of a pattern, or any other as it is typed, folded as the index's words of that language are; * and ? stay.
std::string FoldPattern(const std::string& language, const TermMaker& terms, std::string_view pattern);

// "*" stands for any run of code points, an empty one too, "?" for one. Both strings are UTF-8 and folded. Takes time
// in proportion to the product of their lengths at most.
bool MatchesWildcard(std::string_view pattern, std::string_view word);

}  // namespace article_search
