#include "searcher/spaced_pair.h"

#include <algorithm>

#include "corpus/ascii.h"
#include "corpus/utf8.h"

namespace article_search {
namespace {

constexpr size_t kMinPartLength = 3;  // code points
// No longer word is two, and each of its splits takes as much memory as the word.
constexpr size_t kMaxSolidLength = 64;  // code points

bool IsLetters(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return IsAsciiLower(c) || !IsAscii(c); });
}

}  // namespace

bool MayBePart(std::string_view word) { return IsLetters(word) && CountCodePoints(word) >= kMinPartLength; }

std::vector<std::pair<std::string, std::string>> SplitsOf(const std::string& word) {
  std::vector<std::pair<std::string, std::string>> splits;
  if (!IsLetters(word)) return splits;
  const size_t letters = CountCodePoints(word);
  if (letters > kMaxSolidLength) return splits;
  size_t before = 0;
  for (size_t at = 0; at < word.size(); ++at) {
    if (IsTrailByte(word[at])) continue;
    if (before >= kMinPartLength && letters - before >= kMinPartLength) {
      splits.emplace_back(word.substr(0, at), word.substr(at));
    }
    ++before;
  }
  return splits;
}

}  // namespace article_search
