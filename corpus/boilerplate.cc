#include "corpus/boilerplate.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "corpus/ascii.h"
#include "corpus/boilerplate_phrases.h"
#include "corpus/line_shape.h"
#include "corpus/lines.h"
#include "corpus/string_list.h"

namespace article_search {
namespace {

constexpr size_t kMaxBytes = 600;     // of a block
constexpr size_t kMaxLinkWords = 20;  // "Next Post: ..." with the post's title
constexpr size_t kMaxFirstWordBytes = 64;
constexpr size_t kMaxMetaWords = 8;  // "Posted in ..."

bool StartsWithAny(std::string_view text, const auto& prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [text](std::string_view prefix) { return text.starts_with(prefix); });
}

bool ContainsAny(std::string_view text, const auto& words) {
  return std::any_of(words.begin(), words.end(),
                     [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

// "[text](address)" becomes "text"; false where there is none.
bool DropLinkAddresses(std::string* text) {
  bool found = false;
  for (size_t at = text->find("]("); at != std::string::npos; at = text->find("](")) {
    const size_t open = text->rfind('[', at);
    const size_t close = text->find(')', at);
    if (open == std::string::npos || close == std::string::npos) break;
    text->erase(at, close + 1 - at);
    text->erase(open, 1);
    found = true;
  }
  return found;
}

constexpr std::string_view kMarks = " *_#:.!>|,;-~\t";

std::string_view StripMarks(std::string_view text) {
  const size_t begin = std::min(text.find_first_not_of(kMarks), text.size());
  text.remove_prefix(begin);
  while (!text.empty()) {
    if (kMarks.find(text.back()) != std::string_view::npos) {
      text.remove_suffix(1);
    } else if (text.ends_with("…")) {
      text.remove_suffix(std::string_view("…").size());
    } else {
      break;
    }
  }
  return text;
}

// "Facebook Twitter LinkedIn": two networks or more and nothing but words of share bars.
bool IsShareBar(std::string_view line) {
  size_t networks = 0;
  for (size_t at = 0, end = 0; at < line.size(); at = end + 1) {
    end = WordEnd(line, at);
    const std::string_view bare = StripMarks(line.substr(at, end - at));
    if (bare.empty() || bare == "•" || bare == "·" || bare == "/") continue;
    if (Contains(kNetworks, bare) || bare == "tumblr" || bare == "vk" || bare == "pocket" || bare == "bluesky" ||
        bare == "x") {
      ++networks;
    } else if (bare != "share" && bare != "on" && bare != "to" && bare != "this" && bare != "via" && bare != "tweet" &&
               bare != "pin" && bare != "email" && bare != "print" && bare != "copy" && bare != "link" &&
               bare != "follow" && bare != "us") {
      return false;
    }
  }
  return networks >= 2;
}

// "Home | About | Privacy Policy": three cells or more, each of a menu, two of them of nothing else.
bool IsNavigationBar(std::string_view line) {
  for (const std::string_view bar : {"|", "•", "·", " / ", " > ", "»", "›"}) {
    if (line.find(bar) == std::string_view::npos) continue;
    size_t cells = 0;
    size_t site = 0;
    size_t begin = 0;
    bool all = true;
    while (all && begin <= line.size()) {
      const size_t end = std::min(line.find(bar, begin), line.size());
      const std::string_view cell = StripMarks(line.substr(begin, end - begin));
      if (!cell.empty()) {
        ++cells;
        site += SitePhrases().contains(cell) ? 1 : 0;
        all = SitePhrases().contains(cell) || WeakPhrases().contains(cell);
      }
      begin = end + bar.size();
    }
    if (all && cells >= 3 && site >= 2) return true;
  }
  return false;
}

// The words that any of the above begins with: most lines of a text are done with by one look at their first word.
const Phrases& FirstWords() {
  static const Phrases kWords = [] {
    Phrases first = {"we", "share", "on", "follow", "copyright", "tweet", "pin", "previous:", "next:"};
    const auto add = [&first](const auto& phrases) {
      for (const std::string_view phrase : phrases) first.insert(phrase.substr(0, phrase.find(' ')));
    };
    add(StrongPhrases());
    add(kStrongPrefixes);
    add(kLinkPrefixes);
    add(SitePhrases());
    add(WeakPhrases());
    add(kNetworks);
    return first;
  }();
  return kWords;
}

// False only for lines that SignOfLine finds nothing in.
bool MayHaveSign(std::string_view line) {
  line = line.substr(std::min(line.find_first_not_of(kMarks), line.size()));
  if (line.empty()) return false;
  if (IsAsciiDigit(line[0])) return true;
  if (line[0] == '[' || line.starts_with("©") || line.starts_with("←") || line.ends_with("→")) return true;
  const std::string_view word = line.substr(0, WordEnd(line, 0));
  if (word.size() > kMaxFirstWordBytes) return false;
  const std::string folded = FoldedLine(word);
  if (FirstWords().contains(folded)) return true;
  const std::string_view bare = StripMarks(folded);
  return bare.size() < folded.size() && FirstWords().contains(bare);
}

// "3 comments", "12 thoughts on ...".
bool IsCommentCount(std::string_view line) {
  const size_t digits = std::min(line.find_first_not_of("0123456789,"), line.size());
  if (digits == 0 || digits > 7) return false;
  const std::string_view rest = line.substr(digits);
  return rest == " comment" || rest == " comments" || rest == " replies" || rest == " responses" || rest == " shares" ||
         rest.starts_with(" thoughts on ") || rest.starts_with(" thought on ");
}

// Beginnings that tell, however the notice goes on.
bool IsNotice(std::string_view line) {
  if (StartsWithAny(line, kStrongPrefixes)) return true;
  if (!line.starts_with("we use cookies ") && !line.starts_with("this page uses cookies ")) return false;
  return ContainsAny(line, kCookiePurposes) && ContainsAny(line, kCookieObjects);
}

BoilerplateSign SignOfLine(std::string_view raw) {
  const size_t marker = ListMarkerLength(raw);
  raw.remove_prefix(marker);
  if (!MayHaveSign(raw)) return BoilerplateSign::kNone;
  std::string folded = FoldedLine(raw);
  const bool has_link = DropLinkAddresses(&folded);
  const std::string_view line = StripMarks(folded);
  if (StrongPhrases().contains(line) || IsNotice(line)) return BoilerplateSign::kStrong;
  const size_t words = static_cast<size_t>(std::count(line.begin(), line.end(), ' ')) + 1;
  const char32_t last = LastSign(raw);
  const bool is_closed = IsClosingPunctuation(last) && !IsQuestionMark(last) && last != '!' && last != ':';
  if (words <= 6 && (line.starts_with("share on ") || line.starts_with("follow us on ")) &&
      ContainsAny(line, kNetworks)) {
    return BoilerplateSign::kStrong;
  }
  for (const std::string_view prefix : kLinkPrefixes) {
    if (!line.starts_with(prefix) || is_closed) continue;
    const std::string_view rest = line.substr(prefix.size());
    const bool is_link = rest.starts_with(": ") || rest.starts_with(" →") || rest.starts_with(" »");
    if (is_link && words <= kMaxLinkWords) return BoilerplateSign::kStrong;
    if (rest.starts_with(' ') && words <= kMaxMetaWords) return BoilerplateSign::kWeak;
  }
  if (!is_closed && words <= kMaxLinkWords && (line.starts_with("←") || line.ends_with("→"))) {
    return BoilerplateSign::kStrong;
  }
  if ((line.starts_with("©") || line.starts_with("copyright ©")) && words <= kMaxLinkWords) {
    return BoilerplateSign::kStrong;
  }
  if (IsCommentCount(line) || IsShareBar(line) || IsNavigationBar(line)) return BoilerplateSign::kStrong;
  if (marker > 0 && !has_link) return BoilerplateSign::kNone;  // a list, not of links
  if (SitePhrases().contains(line)) return BoilerplateSign::kSite;
  if (WeakPhrases().contains(line) ||
      ((line.starts_with("previous:") || line.starts_with("next:")) && !is_closed && words <= kMaxLinkWords)) {
    return BoilerplateSign::kWeak;
  }
  return BoilerplateSign::kNone;
}

}  // namespace

BoilerplateSign BoilerplateSignOf(std::string_view block) {
  if (block.size() > kMaxBytes) return BoilerplateSign::kNone;
  // The first line decides about most blocks.
  const size_t first_line_end = std::min({block.find('\n'), block.find('\r'), block.size()});
  const std::string_view first_line = block.substr(0, first_line_end);
  if (!MayHaveSign(first_line.substr(ListMarkerLength(first_line)))) return BoilerplateSign::kNone;
  // A notice may be wrapped: its beginning tells.
  if (!IsOneLine(block) && IsNotice(StripMarks(FoldedLine(block)))) return BoilerplateSign::kStrong;
  size_t lines = 0;
  size_t site = 0;
  bool strong = false;
  LineScanner scanner(block);
  Line line;
  while (scanner.Next(&line)) {
    const BoilerplateSign sign = SignOfLine(block.substr(line.content, line.end - line.content));
    if (sign == BoilerplateSign::kNone) return BoilerplateSign::kNone;
    strong = strong || sign == BoilerplateSign::kStrong;
    site += sign == BoilerplateSign::kSite ? 1 : 0;
    ++lines;
  }
  if (strong || (lines >= 3 && site >= 2)) return BoilerplateSign::kStrong;
  return site > 0 ? BoilerplateSign::kSite : BoilerplateSign::kWeak;
}

}  // namespace article_search
