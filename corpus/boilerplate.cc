#include "corpus/boilerplate.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "corpus/ascii.h"
#include "corpus/boilerplate_phrases.h"
#include "corpus/date_line.h"
#include "corpus/line_shape.h"
#include "corpus/lines.h"
#include "corpus/page_line.h"
#include "corpus/string_list.h"

namespace article_search {
namespace {

constexpr size_t kMaxBlockBytes = 600;
constexpr size_t kMaxLinkWords = 20;  // "Next Post: ..." with the post's title
constexpr size_t kMaxFirstWordBytes = 64;
constexpr size_t kMaxMetaWords = 8;        // "Posted in ..."
constexpr size_t kMaxPhraseWords = 7;      // of all phrases that may stand in a row
constexpr size_t kMaxNewsletterWords = 3;  // "free weekly email newsletter"

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

// The words that signs begin with: most lines of a text are done with by one look at their first word.
const Phrases& FirstWords() {
  static const Phrases kWords = [] {
    Phrases first = {"we",       "by",    "share",   "on",      "follow", "copyright", "tweet",  "pin",   "previous:",
                     "related:", "next:", "powered", "proudly", "tagged", "you",       "posted", "posts", "comments"};
    const auto add = [&first](const auto& phrases) {
      for (const std::string_view phrase : phrases) first.insert(phrase.substr(0, phrase.find(' ')));
    };
    add(StrongPhrases());
    add(UnmarkedPhrases());
    add(kStrongPrefixes);
    add(kLinkPrefixes);
    add(SitePhrases());
    add(WeakPhrases());
    add(kNetworks);
    add(kNewsletterPrefixes);
    add(kTagPrefixes);
    add(kDatePrefixes);
    add(kReadingTimePrefixes);
    add(kHomeWords);
    return first;
  }();
  return kWords;
}

// False only for lines that SignOfLine finds nothing in.
bool MayHaveSign(std::string_view line) {
  const bool ends_in_arrow = line.ends_with("→");
  line = StripMarks(line);
  if (line.empty()) return false;
  if (IsAsciiDigit(line[0])) return true;
  if (line[0] == '[' || line.starts_with("©") || line.starts_with("←") || ends_in_arrow) return true;
  if (EndsInRightsReserved(line) || line.find(" says") != std::string_view::npos) return true;
  const std::string_view word = line.substr(0, WordEnd(line, 0));
  if (word.size() > kMaxFirstWordBytes) return false;
  const std::string folded = FoldedLine(word);
  if (FirstWords().contains(folded)) return true;
  const std::string_view bare = StripMarks(folded);
  return bare.size() < folded.size() && FirstWords().contains(bare);
}

// "Sign up for our free weekly newsletter …"
bool IsNewsletter(std::string_view line) {
  return std::any_of(kNewsletterPrefixes.begin(), kNewsletterPrefixes.end(), [line](std::string_view prefix) {
    if (!line.starts_with(prefix)) return false;
    const size_t end = line.find("newsletter", prefix.size());
    return end != std::string_view::npos &&
           CountWords(line.substr(prefix.size(), end - prefix.size())) <= kMaxNewsletterWords;
  });
}

// Beginnings that tell, however the notice goes on.
bool IsNotice(std::string_view line) {
  if (StartsWithAny(line, kStrongPrefixes) || IsNewsletter(line)) return true;
  if (line.starts_with("this article is more than ")) return line.ends_with(" old");
  if (line.starts_with("by clicking ")) return line.find("use of cookies") != std::string_view::npos;
  if (!line.starts_with("we use cookies") && !line.starts_with("this page uses cookies")) return false;
  return ContainsAny(line, kCookieButtons) || (ContainsAny(line, kCookiePurposes) && ContainsAny(line, kCookieObjects));
}

BoilerplateSign SignOfPhrase(std::string_view line) {
  if (StrongPhrases().contains(line)) return BoilerplateSign::kStrong;
  if (UnmarkedPhrases().contains(line)) return BoilerplateSign::kShape;
  if (SitePhrases().contains(line)) return BoilerplateSign::kSite;
  return WeakPhrases().contains(line) ? BoilerplateSign::kWeak : BoilerplateSign::kNone;
}

// Of a line or of one of its cells, `cell` without the marks around it.
BoilerplateSign SignOfCell(std::string_view raw, std::string_view cell) {
  const BoilerplateSign phrase = SignOfPhrase(cell);
  // An old book's "ADVERTISEMENT." is a chapter.
  const bool is_chapter = phrase == BoilerplateSign::kShape && raw.ends_with('.') && !raw.ends_with("..");
  if (phrase != BoilerplateSign::kNone) return is_chapter ? BoilerplateSign::kNone : phrase;
  if (IsNotice(cell) || IsRightsNotice(cell) || IsCommentCount(cell) || IsShareBar(cell)) {
    return BoilerplateSign::kStrong;
  }
  const size_t words = CountWords(cell);
  if (words <= 6 && StartsWithAny(cell, kFollowPrefixes) && ContainsAny(cell, kNetworks))
    return BoilerplateSign::kStrong;
  if (words <= kMaxLinkWords && (cell.starts_with("©") || cell.starts_with("copyright ©")))
    return BoilerplateSign::kStrong;
  if (IsCommentHead(cell)) return BoilerplateSign::kComment;
  if (IsPublisherCredit(cell) || IsReadingTime(cell) || IsDateOfPage(cell)) return BoilerplateSign::kShape;
  const char32_t last = LastSign(raw);
  if (IsClosingPunctuation(last) && !IsQuestionMark(last) && last != '!' && last != ':') return BoilerplateSign::kNone;
  if (IsBreadcrumb(cell)) return BoilerplateSign::kShape;
  for (const std::string_view prefix : kLinkPrefixes) {
    if (!cell.starts_with(prefix)) continue;
    const std::string_view rest = cell.substr(prefix.size());
    const bool is_link = rest.starts_with(": ") || rest.starts_with(" →") || rest.starts_with(" »");
    if (is_link && words <= kMaxLinkWords) return BoilerplateSign::kStrong;
    if (rest.starts_with(' ') && words <= kMaxMetaWords) {
      return rest.find(" tagged ") != std::string_view::npos ? BoilerplateSign::kShape : BoilerplateSign::kSite;
    }
  }
  if (words > kMaxLinkWords) return BoilerplateSign::kNone;
  if (cell.starts_with("←") || cell.ends_with("→")) return BoilerplateSign::kStrong;
  if (words <= kMaxMetaWords && StartsWithAny(cell, kFiledPrefixes)) return BoilerplateSign::kSite;
  // One tag may as well be a heading: "Tags: an introduction".
  if (const size_t tags = CountTags(cell); tags > 0) return tags > 1 ? BoilerplateSign::kShape : BoilerplateSign::kSite;
  return StartsWithAny(cell, kNeighbourPrefixes) ? BoilerplateSign::kWeak : BoilerplateSign::kNone;
}

// Signs that stand side by side and make each other strong.
class Company {
 public:
  void Add(BoilerplateSign sign) {
    best_ = std::max(best_, sign);
    site_ += sign == BoilerplateSign::kSite ? 1 : 0;
    ++count_;
  }
  // What they are together, where `least` of them are enough; kNone where they are too few.
  BoilerplateSign Verdict(size_t least) const {
    if (count_ >= 2 && best_ >= BoilerplateSign::kShape) return best_;
    return count_ >= least && site_ >= 2 ? BoilerplateSign::kStrong : BoilerplateSign::kNone;
  }
  BoilerplateSign best() const { return best_; }

 private:
  BoilerplateSign best_ = BoilerplateSign::kNone;
  size_t site_ = 0;
  size_t count_ = 0;
};

// "Posted in World | Tagged China, Russia | 3 Comments": two cells or more, each with a sign, a date or an author.
BoilerplateSign SignOfBar(std::string_view line) {
  for (const std::string_view bar : {"|", "•", "·", " — ", " – "}) {
    if (line.find(bar) == std::string_view::npos) continue;
    Company company;
    for (size_t begin = 0; begin <= line.size();) {
      const size_t end = std::min(line.find(bar, begin), line.size());
      const std::string_view cell = line.substr(begin, end - begin);
      const std::string_view bare = StripMarks(cell);
      begin = end + bar.size();
      if (bare.empty()) continue;
      BoilerplateSign sign = SignOfCell(cell, bare);
      if (sign == BoilerplateSign::kNone &&
          (IsDate(bare) || (bare.starts_with("by ") && IsName(bare.substr(3), kMaxNameWords)))) {
        sign = BoilerplateSign::kWeak;
      }
      if (sign == BoilerplateSign::kNone) return BoilerplateSign::kNone;
      company.Add(sign);
    }
    return company.Verdict(2);
  }
  return BoilerplateSign::kNone;
}

// "Previous Post Next Post", "Home > About Us > Contact": phrases one behind another and nothing else.
BoilerplateSign SignOfRow(std::string_view line) {
  Company company;
  for (size_t at = 0; at < line.size(); at = SkipSpace(line, at, line.size())) {
    size_t taken = 0;
    BoilerplateSign sign = BoilerplateSign::kNone;
    size_t end = at;
    for (size_t words = 0; words < kMaxPhraseWords && end < line.size(); ++words) {
      end = WordEnd(line, SkipSpace(line, end, line.size()));
      const std::string_view phrase = StripMarks(line.substr(at, end - at));
      const BoilerplateSign found = SignOfPhrase(phrase);
      const bool is_bar = words == 0 && (phrase.empty() || phrase == "•" || phrase == "·" || phrase == "/");
      if (found == BoilerplateSign::kNone && !is_bar) continue;
      sign = found;
      taken = end;
    }
    if (taken == 0) return BoilerplateSign::kNone;
    if (sign != BoilerplateSign::kNone) company.Add(sign);
    at = taken;
  }
  return company.Verdict(3);
}

BoilerplateSign SignOfLine(std::string_view raw) {
  const size_t marker = ListMarkerLength(raw);
  raw.remove_prefix(marker);
  if (!MayHaveSign(raw)) return BoilerplateSign::kNone;
  std::string folded = FoldedLine(raw);
  const bool has_link = DropLinkAddresses(&folded);
  const std::string_view line = StripMarks(folded);
  BoilerplateSign sign = SignOfCell(raw, line);
  if (sign < BoilerplateSign::kShape) sign = std::max({sign, SignOfBar(line), SignOfRow(line)});
  const bool is_plain_item = marker > 0 && !has_link;  // of a list that is not of links
  return is_plain_item && sign < BoilerplateSign::kStrong ? BoilerplateSign::kNone : sign;
}

}  // namespace

BoilerplateSign BoilerplateSignOf(std::string_view block) {
  if (block.size() > kMaxBlockBytes) return BoilerplateSign::kNone;
  // The first line decides about most blocks.
  const size_t first_line_end = std::min({block.find('\n'), block.find('\r'), block.size()});
  const std::string_view first_line = block.substr(0, first_line_end);
  if (!MayHaveSign(first_line.substr(ListMarkerLength(first_line)))) return BoilerplateSign::kNone;
  // A notice may be wrapped: its beginning tells. So may be who commented and when.
  if (!IsOneLine(block)) {
    const std::string folded = FoldedLine(block);
    const std::string_view whole = StripMarks(folded);
    if (IsNotice(whole)) return BoilerplateSign::kStrong;
    if (IsCommentHead(whole)) return BoilerplateSign::kComment;
  }
  Company company;
  LineScanner scanner(block);
  Line line;
  while (scanner.Next(&line)) {
    const BoilerplateSign sign = SignOfLine(block.substr(line.content, line.end - line.content));
    if (sign == BoilerplateSign::kNone) return BoilerplateSign::kNone;
    company.Add(sign);
  }
  return std::max(company.best(), company.Verdict(3));
}

}  // namespace article_search
