#include "indexer/stop_words.h"

#include <algorithm>

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
struct LanguageList {
  std::string_view language;
  std::string_view words;
};

// clang-format off
constexpr char kDanish[] =
#include "indexer/stop_words/danish.inc"
;
constexpr char kDutch[] =
#include "indexer/stop_words/dutch.inc"
;
constexpr char kEnglish[] =
#include "indexer/stop_words/english.inc"
;
constexpr char kFinnish[] =
#include "indexer/stop_words/finnish.inc"
;
constexpr char kFrench[] =
#include "indexer/stop_words/french.inc"
;
constexpr char kGerman[] =
#include "indexer/stop_words/german.inc"
;
constexpr char kHungarian[] =
#include "indexer/stop_words/hungarian.inc"
;
constexpr char kIndonesian[] =
#include "indexer/stop_words/indonesian.inc"
;
constexpr char kIrish[] =
#include "indexer/stop_words/irish.inc"
;
constexpr char kItalian[] =
#include "indexer/stop_words/italian.inc"
;
constexpr char kNorwegian[] =
#include "indexer/stop_words/norwegian.inc"
;
constexpr char kPortuguese[] =
#include "indexer/stop_words/portuguese.inc"
;
constexpr char kRussian[] =
#include "indexer/stop_words/russian.inc"
;
constexpr char kSpanish[] =
#include "indexer/stop_words/spanish.inc"
;
constexpr char kSwedish[] =
#include "indexer/stop_words/swedish.inc"
;
// clang-format on

constexpr LanguageList kLists[] = {
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

std::string_view StopList(std::string_view language) {
  for (const LanguageList& list : kLists) {
    if (list.language == language) return list.words;
  }
  return {};
}

std::vector<std::string_view> StopWords(std::string_view language) {
  const std::string_view list = StopList(language);
  std::vector<std::string_view> words;
  for (size_t begin = 0; begin < list.size(); begin += words.back().size() + 1) {
    words.push_back(list.substr(begin, list.find(' ', begin) - begin));
  }
  return words;
}

std::vector<std::string_view> StopListLanguages() {
  std::vector<std::string_view> languages;
  for (const LanguageList& list : kLists) languages.push_back(list.language);
  std::sort(languages.begin(), languages.end());
  return languages;
}

}  // namespace article_search
