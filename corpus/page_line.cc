#include "corpus/page_line.h"

#include <array>
#include <string>

#include "corpus/boilerplate_phrases.h"
#include "corpus/date_line.h"
#include "corpus/line_shape.h"

namespace article_search {
namespace {

constexpr size_t kMaxTagWords = 3;
constexpr size_t kMaxPageWords = 12;    // of the title of a page
constexpr size_t kMaxRightsWords = 20;  // of "Copyright ... All rights reserved."

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kSays = " says";
constexpr std::string_view kRightsReserved = "all rights reserved";

// What stands behind the longest of `prefixes` that the line begins with; nothing where it begins with none.
std::string_view Behind(std::string_view line, const auto& prefixes) {
  size_t length = 0;
  for (const std::string_view prefix : prefixes) {
    if (line.starts_with(prefix)) length = std::max(length, prefix.size());
  }
  return length == 0 ? std::string_view() : line.substr(length);
}

size_t DigitsAt(std::string_view line) { return std::min(line.find_first_not_of(kDigits), line.size()); }

}  // namespace

std::string_view StripMarks(std::string_view text) {
  constexpr std::string_view kMarks = " *_#:.!>|,;-~\t";
  constexpr std::array<std::string_view, 5> kWideMarks = {"…", "«", "»", "‹", "›"};
  for (;;) {
    text.remove_prefix(std::min(text.find_first_not_of(kMarks), text.size()));
    text = text.substr(0, text.find_last_not_of(kMarks) + 1);
    // Nearly always.
    if (text.empty() || (!(text.front() & 0x80) && !(text.back() & 0x80))) return text;
    const auto at_begin = [text](std::string_view mark) { return text.starts_with(mark); };
    const auto at_end = [text](std::string_view mark) { return text.ends_with(mark); };
    if (const auto mark = std::find_if(kWideMarks.begin(), kWideMarks.end(), at_begin); mark != kWideMarks.end()) {
      text.remove_prefix(mark->size());
    } else if (const auto end_mark = std::find_if(kWideMarks.begin(), kWideMarks.end(), at_end);
               end_mark != kWideMarks.end()) {
      text.remove_suffix(end_mark->size());
    } else {
      return text;
    }
  }
}

bool IsName(std::string_view words, size_t most) {
  const size_t count = CountWords(words);
  if (count == 0 || count > most || IsClosingPunctuation(LastSign(words))) return false;
  return !StartsWithAny(words, std::array<std::string_view, 6>{"the ", "a ", "an ", "in ", "and ", "or "});
}

bool IsCommentCount(std::string_view line) {
  constexpr std::string_view kComments = "comments (";
  if (line.starts_with(kComments))
    return line.find_first_not_of("0123456789)", kComments.size()) == std::string_view::npos;
  const size_t digits = std::min(line.find_first_not_of("0123456789,"), line.size());
  if (digits == 0 || digits > 7) return false;
  const std::string_view rest = line.substr(digits);
  return rest == " comment" || rest == " comments" || rest == " replies" || rest == " responses" || rest == " shares" ||
         rest.starts_with(" thoughts on ") || rest.starts_with(" thought on ");
}

bool IsCommentHead(std::string_view line) {
  const size_t says = line.find(kSays);
  return says != std::string_view::npos && IsName(line.substr(0, says), kMaxNameWords) &&
         IsDate(StripMarks(line.substr(says + kSays.size())));
}

bool IsReadingTime(std::string_view line) {
  const std::string_view behind = Behind(line, kReadingTimePrefixes);
  if (!behind.empty()) return CountWords(behind) <= 3 && DigitsAt(StripMarks(behind)) > 0;
  const std::string_view rest = line.substr(DigitsAt(line));
  if (rest.size() == line.size()) return false;
  return rest == " min read" || rest == " mins read" || rest == " minute read" || rest == " minutes read";
}

bool IsDateOfPage(std::string_view line) {
  const std::string_view rest = StripMarks(Behind(line, kDatePrefixes));
  if (rest.starts_with("by ")) {
    const size_t on = rest.find(" on ");
    return on != std::string_view::npos && on > 3 && IsName(rest.substr(3, on - 3), kMaxNameWords) &&
           IsDate(StripMarks(rest.substr(on)));
  }
  const size_t end = std::min({rest.find(" by "), rest.find(" in "), rest.size()});
  return IsDate(rest.substr(0, end)) && (end == rest.size() || IsName(rest.substr(end + 4), kMaxNameWords));
}

bool IsBreadcrumb(std::string_view line) {
  if (line.starts_with("you are here")) line = StripMarks(line.substr(12));
  for (const std::string_view arrow : {" > ", " » ", " › ", " → "}) {
    size_t end = line.find(arrow);
    if (end == std::string_view::npos) continue;
    if (std::find(kHomeWords.begin(), kHomeWords.end(), line.substr(0, end)) == kHomeWords.end()) return false;
    while (end < line.size()) {
      const size_t begin = end + arrow.size();
      end = std::min(line.find(arrow, begin), line.size());
      if (CountWords(line.substr(begin, end - begin)) > (end < line.size() ? kMaxNameWords : kMaxPageWords))
        return false;
    }
    return true;
  }
  return false;
}

bool IsShareBar(std::string_view line) {
  size_t networks = 0;
  for (size_t at = 0, end = 0; at < line.size(); at = end + 1) {
    end = WordEnd(line, at);
    const std::string_view bare = StripMarks(line.substr(at, end - at));
    if (bare.empty() || bare == "•" || bare == "·" || bare == "/") continue;
    if (std::find(kNetworks.begin(), kNetworks.end(), bare) != kNetworks.end() || bare == "tumblr" || bare == "vk" ||
        bare == "pocket" || bare == "bluesky" || bare == "x") {
      ++networks;
    } else if (bare != "share" && bare != "on" && bare != "to" && bare != "this" && bare != "via" && bare != "tweet" &&
               bare != "pin" && bare != "email" && bare != "print" && bare != "copy" && bare != "link" &&
               bare != "follow" && bare != "us") {
      return false;
    }
  }
  return networks >= 2;
}

bool IsPublisherCredit(std::string_view line) {
  constexpr std::array<std::string_view, 3> kCredits = {"powered by ", "proudly powered by ", "blog at "};
  const std::string_view publisher = Behind(line, kCredits);
  std::string_view rest = Behind(publisher, kPublishers);
  if (rest.data() == nullptr) return false;
  if (rest.starts_with(".com") || rest.starts_with(".org")) rest.remove_prefix(4);
  // "Powered by WordPress, the site grew" says something.
  return rest.empty() || (CountWords(rest) <= kMaxNameWords + 1 &&
                          StartsWithAny(rest, std::array<std::string_view, 8>{" |", " ·", " •", " &", " and ",
                                                                              " version ", " theme", "®"}));
}

bool EndsInRightsReserved(std::string_view line) {
  line = StripMarks(line);
  if (line.size() < kRightsReserved.size()) return false;
  return std::equal(
      kRightsReserved.begin(), kRightsReserved.end(), line.end() - kRightsReserved.size(),
      [](char wanted, char c) { return c == wanted || (c >= 'A' && c <= 'Z' && c - 'A' + 'a' == wanted); });
}

bool IsRightsNotice(std::string_view line) {
  return CountWords(line) <= kMaxRightsWords && line.ends_with(kRightsReserved) &&
         ContainsAny(line, std::array<std::string_view, 3>{"©", "(c)", "copyright"});
}

size_t CountTags(std::string_view line) {
  const std::string_view tags = Behind(line, kTagPrefixes);
  size_t names = 0;
  for (size_t begin = 0; begin < tags.size();) {
    const size_t end = std::min(tags.find_first_of(",;|#", begin), tags.size());
    const std::string_view name = StripMarks(tags.substr(begin, end - begin));
    if (!name.empty()) {
      if (!IsName(name, kMaxTagWords)) return 0;
      ++names;
    }
    begin = end + 1;
  }
  return names;
}

}  // namespace article_search
