// Words that are right although an index lacks them.
#pragma once

#include <optional>
#include <string_view>

namespace article_search {

// Whether the word (folded, as Token::text) is one that everybody knows: "join", "status". Nobody who types it wants to
// be asked whether it was meant. Nothing for a language other than English: of these there is no list.
std::optional<bool> IsOrdinaryWord(std::string_view language, std::string_view word);

}  // namespace article_search
