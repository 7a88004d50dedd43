// Stop lists: the words of a language that carry no meaning of their own.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace article_search {

// The stop list of `language`, a name of Xapian's ("dutch"): folded as Token::text ("dont" for don’t), sorted by bytes,
// each word once. Empty for a language that has none here.
std::span<const std::string_view> StopWords(std::string_view language);

// The languages that have a list, sorted.
std::vector<std::string_view> StopListLanguages();

}  // namespace article_search
