#include "indexer/korean.h"

#include <array>

#include "corpus/utf8.h"

namespace article_search {
namespace {

constexpr size_t kMinStem = 2;  // code points

// Case particles, topic and auxiliary particles, the copula and the commonest forms of 하다 and 되다; a longer one
// before what it ends with.
constexpr std::array<std::string_view, 42> kEndings = {
    "에서는", "으로는", "이라는", "하였다", "되었다", "에서", "에게", "에는", "에도", "으로", "로는",
    "까지",   "부터",   "이다",   "이라",   "라는",   "이고", "했다", "됐다", "처럼", "보다", "마다",
    "하는",   "되는",   "하고",   "은",     "는",     "이",   "가",   "을",   "를",   "의",   "에",
    "로",     "와",     "과",     "도",     "만",     "라",   "인",   "한",   "된"};

}  // namespace

std::string_view WithoutParticle(std::string_view word) {
  if (word.empty() || static_cast<unsigned char>(word.back()) < 0x80) return word;  // not Korean
  for (const std::string_view ending : kEndings) {
    if (!word.ends_with(ending)) continue;
    const std::string_view stem = word.substr(0, word.size() - ending.size());
    if (CountCodePoints(stem) >= kMinStem) return stem;
  }
  return word;
}

}  // namespace article_search
