// The marks that a query may have its phrases in: "…", “…”, „…“, «…».
#pragma once

#include <string_view>

#include "corpus/utf8.h"

namespace article_search {

constexpr bool IsOpeningQuote(char32_t c) { return c == '"' || c == U'“' || c == U'„' || c == U'«'; }
constexpr bool IsClosingQuote(char32_t c) { return c == '"' || c == U'”' || c == U'“' || c == U'»'; }
constexpr bool IsQuote(char32_t c) { return IsOpeningQuote(c) || IsClosingQuote(c); }

inline bool HasQuote(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    if (IsQuote(NextCharacter(text, &at))) return true;
  }
  return false;
}

}  // namespace article_search
