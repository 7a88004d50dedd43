// A token: a word of a text as the index sees it.
#pragma once

#include <cstdint>
#include <string>

#include "corpus/export.h"

namespace ARTICLE_SEARCH_EXPORT article_search {

// What a token stands for.
enum class TokenType : uint8_t {
  kWord,      // a word, a number, C++, one part of a hyphenated compound
  kCompound,  // the joined form of a hyphenated compound: "multivector" for the span of "multi-vector", and likewise
              //   "phd" for "Ph.D.", "km2" for "km²"; it stands twice, at the position of the first part and of
              //   the last
  kAcronym,   // the acronym form of the word at the same position: "us" for US and for U.S.
};

// Plain data.
struct Token {
  std::string text;   // folded: NFKC_Casefold, apostrophes gone, "'s" stripped, digit groups joined; superscripts stay
  uint32_t position;  // 0-based; words count 1 each, a compound's parts stand at p, p+1, …
  uint32_t begin;     // the half-open range of bytes [begin, end) of the original text, on code point bounds; whatever
  uint32_t end;       //   happens to the token's text later, the span stays
  TokenType type = TokenType::kWord;  // what it stands for

  friend bool operator==(const Token&, const Token&) = default;
};

}  // namespace article_search
