#include "indexer/bigrams.h"

#include <algorithm>

#include "corpus/utf8.h"

namespace article_search {
namespace {

bool IsPaired(int32_t c) {
  return (c >= 0xAC00 && c <= 0xD7A3) ||                                  // Hangul
         (c >= 0x3041 && c <= 0x30FF) ||                                  // Hiragana, Katakana
         (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||  // Han
         (c >= 0x20000 && c <= 0x3FFFF);
}

}  // namespace

std::vector<std::string> Bigrams(std::string_view word) {
  std::vector<std::string> bigrams;
  size_t before = std::string_view::npos;  // where the character before this one begins, if it is one of a pair
  for (size_t at = 0; at < word.size();) {
    const size_t begin = at;
    if (!IsPaired(NextCodePoint(word, &at))) {
      before = std::string_view::npos;
      continue;
    }
    if (before != std::string_view::npos) {
      std::string bigram(word.substr(before, at - before));
      if (std::find(bigrams.begin(), bigrams.end(), bigram) == bigrams.end()) bigrams.push_back(std::move(bigram));
    }
    before = begin;
  }
  return bigrams;
}

}  // namespace article_search
