#include "indexer/stop_words.h"

#include <algorithm>
#include <array>

namespace article_search {
namespace {

// The lists are those that the Snowball project publishes beside its stemmers (https://snowballstem.org/algorithms/),
// by Martin Porter, Richard Boulton and others, under the 3-clause BSD licence: stop_words.LICENSE. They stand here as
// the analyzer folds words, without apostrophes. What is an elision (Irish b', d', m') is not here: without its
// apostrophe it would be a letter.
//
// The English list has more function words than Snowball's: modal verbs, conjunctions, pronouns, words of quantity, and
// etc., e.g. and i.e.; of the modal verbs not "may" and "will", which are a month and a name. It leaves out "us", which
// may be a country, and of the contractions those that are words of their own without the apostrophe (I’ll and we’d are
// not here: ill, wed).
struct StopList {
  std::string_view language;
  std::span<const std::string_view> words;
};

// clang-format off
constexpr std::array kDanish = std::to_array<std::string_view>({
#include "indexer/stop_words/danish.inc"
});
constexpr std::array kDutch = std::to_array<std::string_view>({
#include "indexer/stop_words/dutch.inc"
});
constexpr std::array kEnglish = std::to_array<std::string_view>({
#include "indexer/stop_words/english.inc"
});
constexpr std::array kFinnish = std::to_array<std::string_view>({
#include "indexer/stop_words/finnish.inc"
});
constexpr std::array kFrench = std::to_array<std::string_view>({
#include "indexer/stop_words/french.inc"
});
constexpr std::array kGerman = std::to_array<std::string_view>({
#include "indexer/stop_words/german.inc"
});
constexpr std::array kHungarian = std::to_array<std::string_view>({
#include "indexer/stop_words/hungarian.inc"
});
constexpr std::array kIndonesian = std::to_array<std::string_view>({
#include "indexer/stop_words/indonesian.inc"
});
constexpr std::array kIrish = std::to_array<std::string_view>({
#include "indexer/stop_words/irish.inc"
});
constexpr std::array kItalian = std::to_array<std::string_view>({
#include "indexer/stop_words/italian.inc"
});
constexpr std::array kNorwegian = std::to_array<std::string_view>({
#include "indexer/stop_words/norwegian.inc"
});
constexpr std::array kPortuguese = std::to_array<std::string_view>({
#include "indexer/stop_words/portuguese.inc"
});
constexpr std::array kRussian = std::to_array<std::string_view>({
#include "indexer/stop_words/russian.inc"
});
constexpr std::array kSpanish = std::to_array<std::string_view>({
#include "indexer/stop_words/spanish.inc"
});
constexpr std::array kSwedish = std::to_array<std::string_view>({
#include "indexer/stop_words/swedish.inc"
});
// clang-format on

constexpr StopList kLists[] = {
    {"danish", kDanish},
    {"dutch", kDutch},
    {"english", kEnglish},
    {"finnish", kFinnish},
    {"french", kFrench},
    {"german", kGerman},
    {"hungarian", kHungarian},
    {"indonesian", kIndonesian},
    {"irish", kIrish},
    {"italian", kItalian},
    {"norwegian", kNorwegian},
    {"portuguese", kPortuguese},
    {"russian", kRussian},
    {"spanish", kSpanish},
    {"swedish", kSwedish},
    // Stemmers of the same languages under other names.
    {"earlyenglish", kEnglish},
    {"german2", kGerman},
    {"kraaij_pohlmann", kDutch},
    {"lovins", kEnglish},
    {"porter", kEnglish},
};

}  // namespace

std::span<const std::string_view> StopWords(std::string_view language) {
  for (const StopList& list : kLists) {
    if (list.language == language) return list.words;
  }
  return {};
}

std::vector<std::string_view> StopListLanguages() {
  std::vector<std::string_view> languages;
  for (const StopList& list : kLists) languages.push_back(list.language);
  std::sort(languages.begin(), languages.end());
  return languages;
}

}  // namespace article_search
