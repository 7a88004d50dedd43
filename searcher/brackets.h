// Which brackets of a query have a partner.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/query_lexer.h"

namespace article_search {

// Brackets inside of more than this many others are text.
inline constexpr size_t kMaxNesting = 100;

// Of each byte of the query, whether it is a bracket that begins a word and belongs to it with its partner, since more
// of the word stands behind them: (co-)operation, (0)30.
std::vector<bool> BracketsWithinWords(std::string_view query);

// Takes out the brackets without a partner, and those too deep, which are punctuation; adds a line to `warnings` where
// there are any.
void DropLonelyBrackets(std::vector<Lexeme>* lexemes, std::vector<std::string>* warnings);

}  // namespace article_search
