#include "indexer/korean.h"

#include <array>

#include "corpus/ascii.h"
#include "corpus/utf8.h"

namespace article_search {
namespace {

constexpr size_t kMinStem = 2;  // code points

// Case particles, topic and auxiliary particles, and the commonest forms of the copula 이다, of 하다 and of 되다; a
// longer one before what it ends with. Without those that names and nouns end with as well: 이나 (우크라이나), 해, 할.
constexpr std::array kEndings = std::to_array<std::string_view>({
    "으로부터", "에서는", "에서도", "에서의", "으로는", "으로서", "으로써", "로부터", "이라는", "이라고",
    "이지만",   "하지만", "되지만", "입니다", "합니다", "됩니다", "입니까", "이에요", "에서",   "에게",
    "에는",     "에도",   "으로",   "로는",   "로서",   "로써",   "까지",   "부터",   "이다",   "이라",
    "라는",     "라고",   "이고",   "이며",   "이자",   "인데",   "예요",   "처럼",   "보다",   "마다",
    "하다",     "한다",   "하는",   "하고",   "하며",   "하여",   "해서",   "되다",   "된다",   "되는",
    "되고",     "되며",   "되어",   "은",     "는",     "이",     "가",     "을",     "를",     "의",
    "에",       "로",     "와",     "과",     "도",     "만",     "라",     "인",     "한",     "된",
});

// The past of these verbs, and how it goes on.
constexpr std::array kPasts = std::to_array<std::string_view>({"이었", "하였", "되었", "였", "했", "됐"});
constexpr std::array kPastEndings =
    std::to_array<std::string_view>({"습니다", "지만", "으며", "으나", "다", "고", "던"});

// `word` without the first of `endings` at its end that leaves enough of it; `word` where there is none.
template <size_t kSize>
std::string_view Without(const std::array<std::string_view, kSize>& endings, std::string_view word) {
  for (const std::string_view ending : endings) {
    if (!word.ends_with(ending)) continue;
    const std::string_view stem = word.substr(0, word.size() - ending.size());
    if (CountCodePoints(stem) >= kMinStem) return stem;
  }
  return word;
}

}  // namespace

std::string_view WithoutParticle(std::string_view word) {
  if (word.empty() || IsAscii(word.back())) return word;  // not Korean
  if (const std::string_view past = Without(kPastEndings, word); past != word) {
    const std::string_view stem = Without(kPasts, past);
    if (stem != past) return stem;
  }
  return Without(kEndings, word);
}

}  // namespace article_search
