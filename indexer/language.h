// The languages the index knows: names, ISO codes, stop words. All functions are thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/export.h"

namespace ARTICLE_SEARCH_EXPORT article_search {

// A language by its name.
struct Language {
  std::string name;          // "english", or an ISO code such as "ja" for a language without a stemmer; "none"
  bool has_stemmer = false;  // Xapian has one
};

// Accepts Xapian's names ("english", "porter"), ISO 639-1 and 639-2 codes ("en", "eng"), a language tag's first part
// ("en-GB"), "none", in any case. Throws Error kUsage with the list of names where it is none of these.
Language FindLanguage(std::string_view name);

// The same; nothing where it is none of these.
std::optional<Language> LookUpLanguage(std::string_view name);

// Stands where a language could: find out, article by article, which it is.
inline constexpr std::string_view kAutoLanguage = "auto";

// The language of an article that neither says nor shows its own.
inline constexpr std::string_view kDefaultLanguage = "english";

// kAutoLanguage (in any case), else the name of FindLanguage(name). Throws as it does.
std::string ParseLanguageOption(std::string_view name);

// The tag of BCP 47 for a name of FindLanguage: "en" for "english"; "und", which says "unknown", for "none".
std::string LanguageTag(std::string_view name);

// Names of the languages that have a stemmer, sorted.
std::vector<std::string> StemmedLanguages();

// True for a word (folded, as Token::text) that carries no meaning of its own in the language: "the", "of". Never for a
// language without a stop list (stop_words.h has the lists).
bool IsStopWord(std::string_view language, std::string_view word);

// True for a stop word, and for one that would be a stop word if it were not also an acronym that people type in small
// letters: "us". In capitals such a word is meant as the acronym, and nothing else.
bool IsFunctionWord(std::string_view language, std::string_view word);

}  // namespace article_search
