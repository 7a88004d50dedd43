// From the characters of a query to its words, phrases and operators.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace article_search {

enum class LexemeType : uint8_t {
  kWord,      // what stands between spaces
  kPhrase,    // what stood in quotes; `number`: the words that may stand between (~N)
  kWildcard,  // a word with * or ?
  kFuzzy,     // a word before ~; `number`: the edits, from 1 on
  kAnd,       // AND
  kOr,        // OR
  kNear,      // NEAR, NEAR/N; `number`: words apart
  kNot,       // NOT, or a "-" directly before a word, a phrase or a bracket
  kMust,      // a "+" likewise
  kExact,     // a "=" directly before a word or a phrase
  kField,     // title:, heading:, body: directly before a word, a phrase or a bracket; `text`: the name as typed
  kKind,      // kind:NAME; `text`: the name as typed
  kPath,      // path:PATTERN; `text`: the pattern
  kOpen,      // "(" at the beginning of a word, with a partner
  kClose,     // ")" at the end of one
};

struct Lexeme {
  LexemeType type = LexemeType::kWord;
  std::string_view text;  // of the query; without quotes, field or operator
  uint32_t number = 0;
};

// The most edits of a fuzzy word, and the most words between or apart that "…"~N and NEAR/N take. A lexeme's `number`
// may be more.
inline constexpr uint32_t kMaxEdits = 2;
inline constexpr uint32_t kMaxDistance = 1000;
// NEAR without a number.
inline constexpr uint32_t kDefaultDistance = 10;

// Never fails: what can't be an operator where it stands is part of a word. For whatever is read otherwise than it
// looks a line is added to `warnings`. Linear in the length of the query. `literal`: there are no
// operators at all, just what stands between spaces.
std::vector<Lexeme> SplitQuery(std::string_view query, bool literal, std::vector<std::string>* warnings);

}  // namespace article_search
