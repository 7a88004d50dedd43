#include "searcher/touching_words.h"

#include <unicode/uchar.h>

#include "corpus/ascii.h"
#include "corpus/utf8.h"

namespace article_search {
namespace {

// Whether the character at `at` is of a script that puts no space between words.
bool IsSpaceless(std::string_view text, size_t at) {
  const int32_t c = NextCodePoint(text, &at);
  return (c >= 0x0E00 && c <= 0x0EFF) ||  // Thai, Lao
         (c >= 0x1000 && c <= 0x109F) ||  // Myanmar
         (c >= 0x1780 && c <= 0x17FF) ||  // Khmer
         (c >= 0x2E80 && c <= 0x9FFF) ||  // Han, kana
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF66 && c <= 0xFF9F) || (c >= 0x20000 && c <= 0x3FFFF);
}

// Whether the character at `at` is a superscript, a fraction or the like: km², 5½.
bool IsOtherNumber(std::string_view text, size_t at) {
  const int32_t c = NextCodePoint(text, &at);
  return c != kIllFormed && u_charType(c) == U_OTHER_NUMBER;
}

// Words that touch are those of Chinese, Japanese, Thai and the like, and there a comma or a quotation mark has no
// space beside it, either; C++11 and km² touch too, and are one each.
bool AreApart(std::string_view text, const Token& left, const Token& right) {
  if (IsSpaceless(text, left.begin) || IsSpaceless(text, right.begin)) return true;
  if (left.end != right.begin || IsOtherNumber(text, left.begin) || IsOtherNumber(text, right.begin)) return false;
  return !IsAscii(text[right.begin]) || !IsAscii(text[right.begin - 1]);
}

}  // namespace

std::vector<std::string_view> TouchingWords(std::string_view piece, Analyzer* analyzer) {
  if (IsAscii(piece)) return {piece};
  std::vector<Token> tokens;
  analyzer->Analyze(piece, &tokens);
  std::vector<std::string_view> words;
  size_t begin = 0;
  const Token* last = nullptr;
  for (const Token& token : tokens) {
    if (token.type != TokenType::kWord) continue;
    if (last != nullptr && AreApart(piece, *last, token)) {
      words.push_back(piece.substr(begin, token.begin - begin));
      begin = token.begin;
    }
    last = &token;
  }
  words.push_back(piece.substr(begin));
  return words;
}

bool MayStandWithin(std::string_view word) {
  if (CountCodePoints(word) < 2 || !IsSpaceless(word, 0)) return false;
  for (size_t at = 0; at < word.size();) {
    const char32_t c = NextCharacter(word, &at);
    if (c >= 0x3041 && c <= 0x309F) return false;
  }
  return true;
}

}  // namespace article_search
