#include "searcher/phrase_text.h"

#include <algorithm>

#include "corpus/ascii.h"
#include "corpus/utf8.h"

namespace article_search {
namespace {

bool IsDigits(std::string_view word) { return std::all_of(word.begin(), word.end(), IsAsciiDigit); }

}  // namespace

std::vector<std::string_view> Pieces(std::string_view text) {
  std::vector<std::string_view> pieces;
  size_t begin = 0;
  for (size_t at = 0, next = 0; at < text.size(); at = next) {
    if (!IsWhiteSpace(NextCharacter(text, &next))) continue;
    if (at > begin) pieces.push_back(text.substr(begin, at - begin));
    begin = next;
  }
  if (begin < text.size()) pieces.push_back(text.substr(begin));
  return pieces;
}

std::string_view Trimmed(std::string_view text, const std::vector<Token>& tokens) {
  size_t begin = tokens.front().begin;
  const size_t end = tokens.back().end;
  const char behind = tokens.front().end < end ? text[tokens.front().end] : ' ';
  if (begin > 0 && text[begin - 1] == '_' && (behind == '+' || behind == '#')) --begin;
  return text.substr(begin, end - begin);
}

std::string SpacedNumber(const std::vector<std::string>& words, size_t first, size_t* last) {
  std::string number = words[first];
  *last = first;
  if (!IsDigits(number) || number.size() > 3) return number;
  for (size_t i = first + 1; i < words.size() && words[i].size() == 3 && IsDigits(words[i]); ++i) {
    number += words[i];
    *last = i;
  }
  return number;
}

}  // namespace article_search
