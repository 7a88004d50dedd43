// Which brackets of a query have a partner.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "searcher/query_lexer.h"

namespace article_search {

// Brackets inside of more than this many others are text.
inline constexpr size_t kMaxNesting = 100;

// Takes out the brackets without a partner, and those too deep, which are punctuation; adds a line to `warnings` where
// there are any.
void DropLonelyBrackets(std::vector<Lexeme>* lexemes, std::vector<std::string>* warnings);

}  // namespace article_search
