// Stop lists: the words of a language that carry no meaning of their own.
#pragma once

#include <string_view>
#include <vector>

namespace article_search {

// The stop list of `language`, a name of Xapian's ("dutch"): words folded as Token::text ("dont" for don’t), as HasWord
// (corpus/sorted_words.h) wants them. Empty for a language that has none here.
std::string_view StopList(std::string_view language);

// Its words.
std::vector<std::string_view> StopWords(std::string_view language);

// The languages that have a list, sorted.
std::vector<std::string_view> StopListLanguages();

}  // namespace article_search
