#include "indexer/language.h"

#include <unicode/uloc.h>
#include <xapian.h>

#include <algorithm>
#include <sstream>

#include "corpus/ascii.h"
#include "corpus/elision.h"
#include "corpus/error.h"
#include "corpus/sorted_words.h"
#include "corpus/string_list.h"
#include "indexer/stop_words.h"

namespace article_search {
namespace {

struct Codes {
  std::string_view name;   // Xapian's
  std::string_view codes;  // ISO 639-1, 639-2/T, 639-2/B, each with a space behind
};

constexpr Codes kStemmed[] = {
    {"arabic", "ar ara "},
    {"armenian", "hy hye arm "},
    {"basque", "eu eus baq "},
    {"catalan", "ca cat "},
    {"danish", "da dan "},
    {"dutch", "nl nld dut "},
    {"english", "en eng "},
    {"finnish", "fi fin "},
    {"french", "fr fra fre "},
    {"german", "de deu ger "},
    {"hungarian", "hu hun "},
    {"indonesian", "id ind in "},
    {"irish", "ga gle "},
    {"italian", "it ita "},
    {"lithuanian", "lt lit "},
    {"nepali", "ne nep "},
    {"norwegian", "no nor nb nob nn nno "},
    {"portuguese", "pt por "},
    {"romanian", "ro ron rum mo mol "},
    {"russian", "ru rus "},
    {"spanish", "es spa "},
    {"swedish", "sv swe "},
    {"tamil", "ta tam "},
    {"turkish", "tr tur "},
};

// Codes of languages without a stemmer that ICU does not know: those of ISO 639-2/B, and withdrawn ones of ISO 639-1.
constexpr Codes kOtherCodes[] = {
    {"bo", "tib "}, {"cs", "cze "}, {"cy", "wel "}, {"el", "gre "}, {"fa", "per "}, {"he", "iw "},
    {"is", "ice "}, {"jv", "jw "},  {"ka", "geo "}, {"mi", "mao "}, {"mk", "mac "}, {"ms", "may "},
    {"my", "bur "}, {"sk", "slo "}, {"sq", "alb "}, {"yi", "ji "},  {"zh", "chi "},
};

template <typename Table>
std::string_view FindCode(const Table& table, const std::string& code) {
  for (const Codes& entry : table) {
    const size_t at = entry.codes.find(code + " ");
    if (at == 0 || (at != std::string_view::npos && entry.codes[at - 1] == ' ')) return entry.name;
  }
  return {};
}

// The shortest ISO 639 code of the language with this code; empty where ICU knows none.
std::string CanonicalCode(const std::string& code) {
  UErrorCode status = U_ZERO_ERROR;
  char canonical[ULOC_LANG_CAPACITY] = "";
  uloc_getLanguage(code.c_str(), canonical, ULOC_LANG_CAPACITY, &status);
  if (U_FAILURE(status)) return {};
  for (const char* const* known = uloc_getISOLanguages(); *known != nullptr; ++known) {
    if (std::string_view(*known) == canonical) return canonical;
  }
  return {};
}

std::string UnknownLanguage(std::string_view name) {
  std::string message = "unknown language '" + std::string(name) + "': use an ISO 639 code such as en or ja, none, or";
  const std::vector<std::string> choices = StemmedLanguages();
  for (const std::string& choice : choices) message += ' ' + choice + (choice == choices.back() ? "" : ",");
  return message;
}

}  // namespace

std::vector<std::string> StemmedLanguages() {
  std::istringstream names(Xapian::Stem::get_available_languages());
  std::vector<std::string> languages;
  for (std::string name; names >> name;) languages.push_back(name);
  std::sort(languages.begin(), languages.end());
  return languages;
}

std::optional<Language> LookUpLanguage(std::string_view name) {
  const std::string lower = ToAsciiLower(name);
  if (lower == "none") return Language{lower, false};
  const std::vector<std::string> stemmed = StemmedLanguages();
  if (Contains(stemmed, lower)) return Language{lower, true};

  const std::string code = lower.substr(0, lower.find_first_of("-_"));
  const bool well_formed =
      (code.size() == 2 || code.size() == 3) && std::all_of(code.begin(), code.end(), IsAsciiLower);
  if (well_formed) {
    const std::string_view by_code = FindCode(kStemmed, code);
    if (!by_code.empty() && Contains(stemmed, by_code)) return Language{std::string(by_code), true};
    const std::string_view other = FindCode(kOtherCodes, code);
    std::string known = other.empty() ? CanonicalCode(code) : std::string(other);
    if (!known.empty()) return Language{std::move(known), false};
  }
  return std::nullopt;
}

Language FindLanguage(std::string_view name) {
  if (std::optional<Language> found = LookUpLanguage(name)) return *std::move(found);
  throw Error(ErrorCode::kUsage, UnknownLanguage(name));
}

std::string ParseLanguageOption(std::string_view name) {
  if (ToAsciiLower(name) == kAutoLanguage) return std::string(kAutoLanguage);
  if (const std::optional<Language> found = LookUpLanguage(name)) return found->name;
  throw Error(ErrorCode::kUsage, UnknownLanguage(name) + ", or auto");
}

std::string LanguageTag(std::string_view name) {
  if (name == "none") return "und";
  for (const Codes& entry : kStemmed) {
    if (name.starts_with(entry.name)) return std::string(entry.codes.substr(0, 2));  // "german2" is German, too
  }
  if (name == "kraaij_pohlmann") return "nl";
  // A language without a stemmer is named by its code; the other names are those of stemmers for English.
  return std::string(name.size() <= 3 ? name : "en");
}

bool IsStopWord(std::string_view language, std::string_view word) { return HasWord(StopList(language), word); }

bool IsFunctionWord(std::string_view language, std::string_view word) {
  return IsStopWord(language, word) || (word == "us" && IsEnglish(language));
}

}  // namespace article_search
