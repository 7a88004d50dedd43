// Lists of words that are part of the program, each as one text: an array of strings would be relocated at every start,
// which takes longer than to look for a word.
#pragma once

#include <string_view>

namespace article_search {

// Whether the list has the word. It is sorted by bytes, has each word once, and a space behind each.
bool HasWord(std::string_view list, std::string_view word);

}  // namespace article_search
