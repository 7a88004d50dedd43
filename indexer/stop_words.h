// Stop lists, a function a language.
#pragma once

#include <string_view>

namespace article_search {

// `word` folded, as Token::text: "dont" for don’t.
bool IsEnglishStopWord(std::string_view word);

}  // namespace article_search
