#include "corpus/block_shape.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "corpus/ascii.h"
#include "corpus/date_line.h"
#include "corpus/line_shape.h"
#include "corpus/lines.h"
#include "corpus/sentence_segmenter.h"

namespace article_search {
namespace {

constexpr size_t kMaxHeadingColumns = 100;
constexpr size_t kMaxHeadingWords = 15;
constexpr size_t kMaxTitleColumns = 200;
constexpr size_t kMaxTitleWords = 30;
constexpr size_t kMaxQuestionColumns = 200;
constexpr size_t kMaxQuestionWords = 30;
constexpr size_t kMaxHeaderWords = 12;  // of a flattened table's first row
constexpr size_t kMaxKeyWords = 4;
constexpr size_t kMaxLabelWords = 4;
constexpr size_t kMaxSalutationWords = 6;
constexpr size_t kMinSentenceWords = 3;  // "Chapter 1." is none
constexpr size_t kProseColumns = 80;
constexpr size_t kWrapColumns = 60;  // nobody wraps prose at fewer

// Calls `f` with each line, trimmed; stops where it returns false.
template <typename Function>
void ForEachLine(std::string_view block, Function f) {
  LineScanner scanner(block);
  Line line;
  while (scanner.Next(&line)) {
    if (!f(block.substr(line.content, line.end - line.content))) return;
  }
}

// No line but the last had room for the next one's first word: the breaks say nothing.
bool IsWrapped(std::string_view block) {
  size_t columns = kWrapColumns;
  bool is_wrapped = true;
  ForEachLine(block, [&](std::string_view line) {
    is_wrapped = !IsSeparator(line) && columns + 1 + Columns(line.substr(0, WordEnd(line, 0))) > kWrapColumns;
    columns = Columns(line);
    return is_wrapped;
  });
  return is_wrapped;
}

// No sentence ends before the end.
bool IsOneSentence(std::string_view block) {
  for (const std::string_view end : {". ", "! ", "? ", "… ", "。", "！"}) {
    const size_t at = block.find(end);
    if (at != std::string_view::npos && !(end == ". " && at < 4)) return false;  // "1. Why …?", "Q. Why …?"
  }
  return true;
}

// One line of a title or question that is wrapped, which `*line` then holds; otherwise the block as it is.
std::string_view Unwrapped(std::string_view block, std::string* line) {
  if (IsOneLine(block) || block.size() > kMaxTitleColumns * kMaxBytesPerColumn || !IsWrapped(block)) return block;
  *line = OneLine(block);
  return IsOneSentence(*line) ? *line : block;
}

constexpr std::array<std::string_view, 6> kQuotes = {"\"", "“", "„", "«", "‘", "'"};

// What a page says of its article, or has to be pressed: "By Jane Doe", "Published 3 May 2021", "12 March 2020", "5 min
// read"; "Share".
bool IsOfPage(std::string_view line) {
  static constexpr std::array<std::string_view, 15> kButtons = {
      "share",     "tweet",    "copy link", "reply",     "follow",   "follow us", "follow me", "sign up",
      "subscribe", "view all", "load more", "show more", "see more", "like this", "see all"};
  const std::string folded = FoldedLine(line);
  if (std::find(kButtons.begin(), kButtons.end(), folded) != kButtons.end()) return true;
  for (const std::string_view word : {"by ", "published ", "posted ", "updated ", "last updated", "written by "}) {
    if (folded.starts_with(word)) return true;
  }
  if (folded.ends_with(" min read") || folded.ends_with(" minute read") || IsDate(folded)) return true;
  constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                        "jul", "aug", "sep", "oct", "nov", "dec"};
  if (CountWords(folded) > 4 || std::none_of(folded.begin(), folded.end(), IsAsciiDigit)) return false;
  const size_t letters = std::min(folded.find_first_of("abcdefghijklmnopqrstuvwxyz"), folded.size());
  return std::any_of(kMonths.begin(), kMonths.end(), [&folded, letters](std::string_view month) {
    return folded.compare(letters, month.size(), month) == 0;
  });
}

// A full stop behind a few words that are no abbreviation, and a new sentence. Other signs may well stand in a title:
// "What Is a Sea? A Guide", "Gone! The Ice of the Arctic".
bool HasFullStopWithin(std::string_view line) {
  for (size_t at = line.find(". "); at != std::string_view::npos; at = line.find(". ", at + 1)) {
    const size_t next = SkipSpace(line, at + 1, line.size());
    if (next < line.size() && FirstSignOf(line.substr(next)) != FirstSign::kLower &&
        CountWords(line.substr(0, at)) >= kMinSentenceWords && !EndsInAbbreviation(line, next)) {
      return true;
    }
  }
  return line.find("。") != std::string_view::npos;
}

// "1.1 “Affiliate” means ...": a definition in a contract.
bool IsNumberedQuotation(std::string_view line) {
  const size_t number = std::min(line.find_first_not_of("0123456789.)"), line.size());
  if (number == 0) return false;
  line.remove_prefix(SkipSpace(line, number, line.size()));
  return std::any_of(kQuotes.begin(), kQuotes.end(),
                     [line](std::string_view quote) { return line.starts_with(quote); });
}

// "[00:01:09] ...", "(0:15) ...", "00:01:09,000 --> ...".
bool BeginsWithTime(std::string_view line) {
  line = StripOpeners(line);
  const size_t hours = std::min(line.find_first_not_of("0123456789"), line.size());
  if (hours == 0 || hours > 2 || hours == line.size() || line[hours] != ':') return false;
  line.remove_prefix(hours + 1);
  return line.size() >= 2 && line.find_first_not_of("0123456789") >= 2;
}

// "SPEAKER 1: is thawing", "SPEAKER 2: Yes. The ice", "TODO: fix the race", but not "CHAPTER 1: The Ice".
bool IsNoteInCapitals(std::string_view line) {
  const std::string_view label = LabelOf(line);
  if (label.empty() || !IsUpperCase(label)) return false;
  line.remove_prefix(label.size() + 1);
  return FirstSignOf(line) == FirstSign::kLower || line.find(". ") != std::string_view::npos;
}

// Said, listed or noted rather than put above something.
bool IsNoHeadline(std::string_view line) {
  return line.starts_with('[') || BeginsWithTime(line) || IsNoteInCapitals(line) || IsNumberedQuotation(line);
}

bool BeginsLikeTitle(std::string_view line) {
  const FirstSign first = FirstSignOf(line);
  return first == FirstSign::kUpper || first == FirstSign::kCaseless || first == FirstSign::kDigit;
}

bool HasLetter(std::string_view line) { return std::any_of(line.begin(), line.end(), IsLetterLike); }

// "Chapter I.", "CHAPTER 1. Loomings.", "Part 2."
bool IsNumberedPart(std::string_view line) {
  const std::string folded = FoldedLine(line);
  for (const std::string_view word : {"chapter ", "book ", "part ", "letter ", "volume ", "canto ", "act ", "scene "}) {
    if (!folded.starts_with(word)) continue;
    const std::string_view rest = std::string_view(folded).substr(word.size());
    const std::string_view number = rest.substr(0, rest.find('.'));
    const bool is_number = !number.empty() && (number.find_first_not_of("0123456789") == std::string_view::npos ||
                                               number.find_first_not_of("ivxlc") == std::string_view::npos);
    return is_number && (word == "chapter " || number.size() + 1 == rest.size());
  }
  return false;
}

// "CHAPTER I." is a heading in spite of its full stop.
bool IsHeadingWithStop(std::string_view line) {
  if (!line.ends_with('.') || line.ends_with("..") || Columns(line) > 60) return false;
  return IsUpperCase(line) || IsNumberedPart(line);
}

bool HasGap(std::string_view line) { return line.find("   ") != std::string_view::npos; }

// "Uranium exports: 24,000", ":Author: Jane": a short key, a colon and something behind it.
bool IsKeyValue(std::string_view line) {
  const size_t begin = line.starts_with(':') ? 1 : 0;
  const size_t colon = line.find(':', begin);
  if (colon == std::string_view::npos || colon + 1 >= line.size() || line[colon + 1] != ' ') return false;
  return CountWords(line.substr(begin, colon - begin)) <= kMaxKeyWords && !EndsSentence(line);
}

// Two words or more, each with a capital: "Aspect Description Key Metrics Impact".
bool IsHeaderRow(std::string_view line) {
  if (IsClosingPunctuation(LastSign(line))) return false;
  const auto is_header = [](std::string_view word) {
    return FirstSignOf(word) == FirstSign::kUpper && !IsClosingPunctuation(static_cast<unsigned char>(word.back()));
  };
  if (!AllWords(line, is_header)) return false;
  const size_t words = CountWords(line);
  return words >= 2 && words <= kMaxHeaderWords;
}

}  // namespace

bool LooksLikeTable(std::string_view block) {
  if (IsOneLine(block)) return false;
  size_t lines = 0;
  size_t tabs = 0;
  size_t pipes = 0;
  size_t gaps = 0;
  size_t keys = 0;
  size_t sentences = 0;
  bool has_header = false;
  bool ends_sentence = false;
  ForEachLine(block, [&](std::string_view line) {
    if (lines == 0) has_header = IsHeaderRow(line);
    if (IsSeparator(line)) {  // "---|---", "+---+---+", "==== ====": part of a table, but no row
      if (line.find_first_of("|+") != std::string_view::npos) ++pipes, ++lines;
      return true;
    }
    ++lines;
    if (line.find('\t') != std::string_view::npos) ++tabs;
    if (line.find('|') != std::string_view::npos && line.find("||") == std::string_view::npos) ++pipes;
    ends_sentence = EndsSentence(line);
    if (HasGap(line) && !ends_sentence) ++gaps;
    if (IsKeyValue(line)) ++keys;
    if (ends_sentence) ++sentences;
    return true;
  });
  const auto nearly_all = [lines](size_t count) { return count * 5 >= lines * 4; };
  if (lines >= 2 && (nearly_all(tabs) || nearly_all(pipes))) return true;
  if (lines < 3) return false;
  return nearly_all(gaps) || nearly_all(keys) || (has_header && !ends_sentence && sentences * 10 <= lines);
}

bool LooksLikeList(std::string_view block) {
  size_t lines = 0;
  size_t markers = 0;
  bool first_is_marked = false;
  bool leads_in = false;
  ForEachLine(block, [&](std::string_view line) {
    const bool is_marked = ListMarkerLength(line) > 0;
    if (lines == 0) {
      first_is_marked = is_marked;
      leads_in = line.ends_with(':');
    }
    // Most blocks have no marker where one must stand: no need to see the rest.
    if (lines == 1 && !first_is_marked && !is_marked) return false;
    ++lines;
    markers += is_marked ? 1 : 0;
    return true;
  });
  if (markers < 2) return false;
  return first_is_marked || leads_in || markers + 1 == lines;
}

bool LooksLikeHeading(std::string_view block) {
  if (!IsShort(block, kMaxHeadingColumns, kMaxHeadingWords) || !BeginsLikeTitle(block) || !HasLetter(block))
    return false;
  if (IsClosingPunctuation(LastSign(block)) && !IsHeadingWithStop(block)) return false;
  if (ListMarkerLength(block) > 0 && !IsNumberMarker(block)) return false;
  return !LooksLikeCode(block) && !IsOfPage(block) && !IsNoHeadline(block) && !HasFullStopWithin(block);
}

bool LooksLikeTitle(std::string_view block) {
  std::string unwrapped;
  block = Unwrapped(block, &unwrapped);
  if (!IsShort(block, kMaxTitleColumns, kMaxTitleWords) || !BeginsLikeTitle(block) || !HasLetter(block)) return false;
  const char32_t last = LastSign(block);
  if (IsClosingPunctuation(last) && last != '!' && !IsQuestionMark(last) && !IsHeadingWithStop(block)) return false;
  // "Acme, Inc. Annual Report" is no sentence where no sign ends it.
  if (IsSentenceEnd(last) && HasFullStopWithin(block)) return false;
  return !LooksLikeCode(block) && !IsOfPage(block) && ListMarkerLength(block) == 0 && !IsNoHeadline(block);
}

bool LooksLikeQuestion(std::string_view block) {
  if (!IsQuestionMark(LastSign(block))) return false;
  std::string unwrapped;
  block = Unwrapped(block, &unwrapped);
  if (!IsShort(block, kMaxQuestionColumns, kMaxQuestionWords)) return false;
  for (const std::string_view dialogue : {"\"", "“", "„", "«", "—", "–", "‘", "'", "- ", "「", "*", ">"}) {
    if (block.starts_with(dialogue) && !block.starts_with("**")) return false;
  }
  if (BeginsWithTime(block)) return false;
  const FirstSign first = FirstSignOf(block);
  if (first == FirstSign::kLower || first == FirstSign::kNone) return false;
  return IsOneSentence(block);
}

std::string_view LabelOf(std::string_view block) {
  const std::string_view label = block.substr(0, std::min(block.find_first_of(":\r\n"), block.size()));
  const size_t behind = label.size() + 1;
  if (behind >= block.size() || block[behind] != ' ' || CountWords(label) > kMaxLabelWords) return {};
  return label;
}

size_t NumberDepth(std::string_view block) {
  size_t depth = 0;
  while (!block.empty() && block[0] >= '0' && block[0] <= '9') {
    block.remove_prefix(std::min(block.find_first_not_of("0123456789"), block.size()));
    ++depth;
    if (!block.starts_with('.')) break;
    block.remove_prefix(1);
  }
  return block.starts_with(' ') || block.starts_with(") ") ? depth : 0;
}

bool LooksLikeSalutation(std::string_view block) {
  const char32_t last = LastSign(block);
  return (last == ',' || last == 0xFF0C || last == 0x60C) && IsShort(block, kProseColumns, kMaxSalutationWords);
}

bool LooksLikeParagraph(std::string_view block) {
  return block.size() > kProseColumns * kMaxBytesPerColumn || !IsOneLine(block) || Columns(block) >= kProseColumns;
}

bool LooksLikeProse(std::string_view block) {
  return LooksLikeParagraph(block) || IsClosingPunctuation(LastSign(block));
}

}  // namespace article_search
