// From the characters of a query to its words, phrases and operators.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace article_search {

enum class LexemeType : uint8_t {
  kWord,    // what stands between spaces
  kPhrase,  // what stood in quotes
  kAnd,     // AND
  kOr,      // OR
  kNot,     // NOT, or a "-" directly before a word, a phrase or a bracket
  kMust,    // a "+" likewise
  kOpen,    // "(" at the beginning of a word, with a partner
  kClose,   // ")" at the end of one
};

struct Lexeme {
  LexemeType type = LexemeType::kWord;
  std::string_view text;  // of the query; a phrase without its quotes
};

// Brackets inside of more than this many others are text.
inline constexpr size_t kMaxNesting = 100;

// Never fails: what can't be an operator where it stands is part of a word. For each bracket or quote without a partner
// a line is added to `warnings`, once of a kind. Linear in the length of the query.
std::vector<Lexeme> SplitQuery(std::string_view query, std::vector<std::string>* warnings);

}  // namespace article_search
