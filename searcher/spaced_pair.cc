#include "searcher/spaced_pair.h"

#include <algorithm>
#include <array>

#include "corpus/ascii.h"
#include "corpus/string_list.h"
#include "corpus/utf8.h"

namespace article_search {
namespace {

// No longer word is two, and each of its splits takes as much memory as the word.
constexpr size_t kMaxSolidLength = 64;  // code points

bool IsLetters(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return IsAsciiLower(c) || !IsAscii(c); });
}

bool IsPart(std::string_view word, size_t shortest) { return IsLetters(word) && CountCodePoints(word) >= shortest; }

}  // namespace

bool MayBePair(std::string_view left, std::string_view right, size_t shortest) {
  if (left.empty() || right.empty()) return false;
  const bool has_digit = IsAsciiDigit(left.back());
  if (has_digit != IsAsciiDigit(right.front())) return IsLetterLike(has_digit ? right.front() : left.back());
  return !has_digit && IsPart(left, shortest) && IsPart(right, shortest);
}

std::vector<std::pair<std::string, std::string>> SplitsOf(const std::string& word, size_t shortest) {
  std::vector<std::pair<std::string, std::string>> splits;
  if (word.size() > kMaxSolidLength && CountCodePoints(word) > kMaxSolidLength) return splits;
  const std::string_view text = word;
  for (size_t at = 1; at < text.size(); ++at) {
    if (IsTrailByte(text[at]) || !MayBePair(text.substr(0, at), text.substr(at), shortest)) continue;
    splits.emplace_back(text.substr(0, at), text.substr(at));
  }
  return splits;
}

bool IsNumbered(std::string_view left, std::string_view right) {
  const bool begins = IsAsciiDigit(left.back());
  if (begins == IsAsciiDigit(right.front())) return false;
  const std::string_view name = begins ? right : left;
  constexpr std::array<std::string_view, 4> kOrdinals = {"nd", "rd", "st", "th"};
  return IsPart(name, 2) && !(begins && Contains(kOrdinals, name));
}

}  // namespace article_search
