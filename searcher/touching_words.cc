#include "searcher/touching_words.h"

#include <algorithm>

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

}  // namespace

std::vector<std::string_view> TouchingWords(std::string_view piece, Analyzer* analyzer) {
  if (std::all_of(piece.begin(), piece.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    return {piece};
  }
  // Words that touch are those of Chinese, Japanese, Thai and the like, and there a comma or a quotation mark has no
  // space beside it, either; C++11 touches too, and is one.
  const auto is_ascii = [&](size_t at) { return static_cast<unsigned char>(piece[at]) < 0x80; };
  std::vector<Token> tokens;
  analyzer->Analyze(piece, &tokens);
  std::vector<std::string_view> words;
  size_t begin = 0;
  const Token* last = nullptr;
  for (const Token& token : tokens) {
    if (token.type != TokenType::kWord) continue;
    const bool touch = last != nullptr && last->end == token.begin;
    if (last != nullptr && (touch ? !(is_ascii(token.begin) && is_ascii(token.begin - 1))
                                  : IsSpaceless(piece, last->begin) || IsSpaceless(piece, token.begin))) {
      words.push_back(piece.substr(begin, token.begin - begin));
      begin = token.begin;
    }
    last = &token;
  }
  words.push_back(piece.substr(begin));
  return words;
}

}  // namespace article_search
