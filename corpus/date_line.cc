#include "corpus/date_line.h"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "corpus/ascii.h"
#include "corpus/error.h"
#include "corpus/line_shape.h"

namespace article_search {
namespace {

constexpr size_t kMaxDateBytes = 80;
constexpr size_t kMaxNumbers = 3;  // of a day and of a time

constexpr std::array<const char*, 7> kLanguages = {"en", "de", "es", "fr", "it", "pt", "ru"};

using Names = std::unordered_set<std::string>;

// Folded, in all their forms, abbreviations without their full stops.
struct Calendar {
  Names months;
  Names weekdays;
};

const Calendar& KnownNames() {
  static const Calendar kCalendar = [] {
    Calendar calendar;
    UErrorCode status = U_ZERO_ERROR;
    const auto add = [](const icu::UnicodeString* names, int32_t count, Names* to) {
      for (int32_t i = 0; i < count; ++i) {
        std::string name;
        name = FoldedLine(names[i].toUTF8String(name));
        while (name.ends_with('.')) name.pop_back();
        if (!name.empty()) to->insert(name);
      }
    };
    for (const char* language : kLanguages) {
      const icu::DateFormatSymbols symbols(icu::Locale(language), status);
      if (U_FAILURE(status)) throw Error(ErrorCode::kInternal, std::string("ICU has no dates: ") + u_errorName(status));
      using enum icu::DateFormatSymbols::DtContextType;
      for (const auto context : {FORMAT, STANDALONE}) {
        for (const auto width : {icu::DateFormatSymbols::WIDE, icu::DateFormatSymbols::ABBREVIATED}) {
          int32_t count = 0;
          const icu::UnicodeString* names = symbols.getMonths(count, context, width);
          add(names, count, &calendar.months);
          names = symbols.getWeekdays(count, context, width);
          add(names, count, &calendar.weekdays);
        }
      }
    }
    calendar.months.insert("sept");
    return calendar;
  }();
  return kCalendar;
}

// Words that may stand in a date, of hours and zones also.
bool IsParticle(std::string_view word) {
  static constexpr std::array<std::string_view, 36> kParticles = {
      "at",  "on",  "of",  "the", "am",  "a.m", "pm",  "p.m",  "gmt",  "utc", "est", "edt",
      "cst", "cdt", "mst", "mdt", "pst", "pdt", "bst", "cet",  "cest", "ist", "et",  "pt",
      "um",  "uhr", "le",  "à",   "de",  "del", "el",  "alle", "às",   "г",   "в",   "года"};
  return std::find(kParticles.begin(), kParticles.end(), word) != kParticles.end();
}

// kWhole: 2024-11-05, 5.11.2024; kNumber: of a day or of an hour.
enum class DatePart { kNone, kParticle, kMonth, kNumber, kYear, kWhole };

// Of a word without the punctuation around it.
DatePart PartOf(std::string_view word) {
  if (!IsAsciiDigit(word[0])) {
    const std::string name(word);
    if (KnownNames().months.contains(name)) return DatePart::kMonth;
    const bool is_particle = IsParticle(word) || KnownNames().weekdays.contains(name);
    return is_particle ? DatePart::kParticle : DatePart::kNone;
  }
  const auto digits = std::count_if(word.begin(), word.end(), IsAsciiDigit);
  const size_t first = std::min(word.find_first_not_of("0123456789"), word.size());
  const std::string_view rest = word.substr(first);
  if (rest.empty()) return digits <= 2 ? DatePart::kNumber : digits == 4 ? DatePart::kYear : DatePart::kNone;
  for (const std::string_view suffix : {"st", "nd", "rd", "th", "er", "am", "pm", "h"}) {
    if (rest == suffix) return DatePart::kNumber;
  }
  // "2024-11-05t10:31:00z" has a time with it.
  const bool is_whole = (rest[0] == '-' || rest[0] == '/' || rest[0] == '.') && digits >= 5 &&
                        std::count(word.begin(), word.end(), rest[0]) == 2;
  if (is_whole) return DatePart::kWhole;
  const bool is_time = (rest[0] == ':' || rest[0] == '.' || rest[0] == 'h') && digits <= 6;
  return is_time ? DatePart::kNumber : DatePart::kNone;
}

}  // namespace

bool IsDate(std::string_view folded) {
  if (folded.size() > kMaxDateBytes || std::none_of(folded.begin(), folded.end(), IsAsciiDigit)) return false;
  std::array<size_t, 6> seen = {};
  for (size_t at = 0; at < folded.size();) {
    const size_t end = WordEnd(folded, at);
    std::string_view word = folded.substr(at, end - at);
    while (!word.empty() && (word.back() == ',' || word.back() == '.')) word.remove_suffix(1);
    while (!word.empty() && word.front() == '(') word.remove_prefix(1);
    while (!word.empty() && word.back() == ')') word.remove_suffix(1);
    if (!word.empty()) {
      const DatePart part = PartOf(word);
      if (part == DatePart::kNone) return false;
      ++seen[static_cast<size_t>(part)];
    }
    at = SkipSpace(folded, end, folded.size());
  }
  const auto count = [&seen](DatePart part) { return seen[static_cast<size_t>(part)]; };
  const bool has_date = count(DatePart::kWhole) == 1 ? count(DatePart::kMonth) + count(DatePart::kYear) == 0
                                                     : count(DatePart::kWhole) == 0 && count(DatePart::kMonth) == 1 &&
                                                           count(DatePart::kYear) == 1 && count(DatePart::kNumber) > 0;
  return has_date && count(DatePart::kNumber) <= kMaxNumbers;
}

}  // namespace article_search
