// British and American English: one spelling for both, so that they have one stem.
#pragma once

#include <string>
#include <string_view>

#include "corpus/word_beginnings.h"

namespace article_search {

// The American spelling of an English word (folded, as Token::text) written the British way: organised, organized;
// labour, labor; catalogue, catalog. Any other word comes back as it is. The rules are in docs/analyzer.md.
std::string AmericanSpelling(std::string_view word);

// Adds how the words begin whose stem begins with the first two letters of `term`, though they do not: "pa" for "pe"
// (paediatrics, pediatr), "dy" for "di" (dying, die).
void AddOtherBeginnings(std::string_view term, WordBeginnings* words);

}  // namespace article_search
