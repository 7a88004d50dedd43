#include "searcher/ordinary_words.h"

#include "corpus/sorted_words.h"
#include "indexer/language.h"

namespace article_search {
namespace {

// The small lists of American and British English of SCOWL, Spell Checker Oriented Word Lists: ordinary_words.LICENSE.
// Whole words and no stems: "goverment" has one that looks right.
constexpr char kEnglish[] =
#include "searcher/ordinary_words/english.inc"
    ;

}  // namespace

std::optional<bool> IsOrdinaryWord(std::string_view language, std::string_view word) {
  if (LanguageTag(language) != "en") return std::nullopt;
  return HasWord(kEnglish, word);
}

}  // namespace article_search
