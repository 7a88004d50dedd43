#include "corpus/long_form.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <vector>

#include "corpus/abbreviation_words.h"
#include "corpus/sentence_segmenter.h"
#include "corpus/string_list.h"

namespace article_search {
namespace {

// What a match costs. A letter at the beginning of a word costs nothing.
constexpr int kLinkLetter = 1;   // the beginning of "of", "and"
constexpr int kInnerLetter = 2;  // within a word; digits are free there: "2019" for the 19 of COVID-19
constexpr int kNoInitial = 4;    // a word with inner letters only
constexpr int kSkippedWord = 6;  // a word without a letter
constexpr int kCommas = 4;       // commas, however many: a list has more than one
constexpr int kMaxCostSmallLetters = 1;
constexpr int kNever = std::numeric_limits<int>::max() / 2;
int MaxCost(size_t letters) { return 2 * (static_cast<int>(letters) - 2); }

constexpr size_t kOneWordMinLetters = 3;
constexpr size_t kOneWordRatio = 3;

constexpr size_t kLinkLetters = 3;  // a word of so many small letters may go without a letter in the short form

// A part of a word: between hyphens, dots, apostrophes, or before a capital ("Kaz", "Munay", "Gas").
struct Part {
  SignRange range;
  bool begins_word;
  bool may_begin_long_form;
};

// The last word of `range` that a long form may go back to: without white space at its end, cut at a stop. Empty
// where there is none.
SignRange LastWord(const SignedText& text, SignRange range, size_t next_word) {
  size_t line_breaks = 0;
  while (range.end > range.begin && text.IsSpace(range.end - 1)) {
    --range.end;
    line_breaks += text[range.end].c == '\n' ? 1 : 0;
  }
  SignRange word{range.end, range.end};
  if (line_breaks > 1) return word;
  while (word.begin > range.begin && !text.IsSpace(word.begin - 1) && text[word.begin - 1].kind != SignKind::kStop) {
    --word.begin;
  }
  if (word.begin == word.end) return word;
  // Only a part of the word is within reach.
  if (word.begin == range.begin && word.begin > 0 && text.IsAlnum(word.begin) && text.IsAlnum(word.begin - 1)) {
    return {word.end, word.end};
  }
  const size_t last = text.Trim(word).end;
  if (last == word.begin) return word;
  if (text[last - 1].c == '.' && !EndsInAbbreviation(text.text(), text[next_word].begin)) return {word.end, word.end};
  if (last - word.begin == 1 && IsSpacedDash(text[word.begin].c)) return {word.end, word.end};
  return word;
}

// From right to left. False where there are none.
bool FindParts(const SignedText& text, SignRange word, std::vector<Part>* found) {
  std::vector<Part>& parts = *found;
  parts.clear();
  for (size_t i = word.begin; i < word.end; ++i) {
    if (!text.IsAlnum(i)) continue;
    const bool begins_word = parts.empty();
    const bool camel = !begins_word && parts.back().range.end == i;
    const int32_t joint = text[i - (i > word.begin ? 1 : 0)].c;
    const bool elided = !begins_word && IsApostrophe(joint);
    Part part{{i, i + 1}, begins_word, begins_word || elided || (text[i].upper && !camel && joint != '.')};
    for (; part.range.end < word.end; ++part.range.end) {
      const Sign& sign = text[part.range.end];
      if (sign.kind != SignKind::kMark && !text.IsAlnum(part.range.end)) break;
      if (sign.upper && text[part.range.end - 1].lower) break;
    }
    i = part.range.end - 1;
    const bool possessive = elided && part.range.end - part.range.begin == 1 && text[part.range.begin].c == 's';
    if (!possessive) parts.push_back(part);
  }
  std::reverse(parts.begin(), parts.end());
  return !parts.empty();
}

bool IsLink(const SignedText& text, SignRange range) {
  bool small = true;
  for (size_t i = range.begin; i < range.end; ++i) small = small && (text[i].lower || !text.IsAlnum(i));
  return (small && range.end - range.begin <= kLinkLetters) || Contains(kLinks, text.Folded(range));
}

using Costs = std::array<int, kMaxShortForm + 1>;

// costs[j]: the least cost of the last j letters of the form in what stands to the right of `part`, or kNever.
// Changes it to what it is with `part`; returns the least cost of a long form that begins here.
int Match(const SignedText& text, const ShortForm& form, const Part& part, Costs* costs) {
  const bool link = part.begins_word && IsLink(text, part.range);
  const size_t count = form.letters.size();
  Costs next;
  next.fill(kNever);
  int whole = kNever;
  for (size_t j = 0; j < count; ++j) {
    if ((*costs)[j] >= kNever) continue;
    next[j] = std::min(next[j], (*costs)[j] + (link || !part.begins_word ? 0 : kSkippedWord));
    int cost = (*costs)[j];
    bool digits_only = true;
    size_t taken = j;  // letters of the form, from its end
    const auto take_first = [&] {
      if (taken == count || text[part.range.begin].folded != form.letters[count - 1 - taken]) return;
      next[taken + 1] = std::min(next[taken + 1], cost + (link ? kLinkLetter : 0));
      if (taken + 1 == count) whole = std::min(whole, cost + (link ? kLinkLetter : 0));
    };
    take_first();
    for (size_t i = part.range.end - 1; i > part.range.begin && taken < count; --i) {
      if (!text.IsAlnum(i) || text[i].folded != form.letters[count - 1 - taken]) continue;
      const bool digit = text[i].kind == SignKind::kDigit;
      digits_only = digits_only && digit;
      cost += digit ? 0 : kInnerLetter;
      ++taken;
      next[taken] = std::min(next[taken], cost + (digits_only ? 0 : kNoInitial));
      take_first();
    }
  }
  *costs = next;
  return part.may_begin_long_form ? whole : kNever;
}

// "EU Union (EU)", "GUAM GUAM (GUAM)"
bool RepeatsShortForm(const SignedText& text, const ShortForm& form, SignRange range) {
  const std::string folded = text.Folded(form.range);
  while (range.begin < range.end) {
    const size_t end = text.WordEnd(range);
    if (text.Folded({range.begin, end}) == folded) return true;
    range.begin = end + 1;
  }
  return false;
}

}  // namespace

std::optional<SignRange> FindLongForm(const SignedText& text, const ShortForm& form, SignRange range,
                                      std::optional<size_t> begin) {
  const size_t count = form.letters.size();
  const size_t max_words = std::min(count + 5, 2 * count);
  if (begin && text[*begin].folded != form.letters.front()) return std::nullopt;
  Costs costs;
  costs.fill(kNever);
  costs[0] = 0;
  std::vector<Part> parts;
  int best_cost = kNever;
  SignRange best{0, 0};
  SignRange one_word{0, 0};
  size_t end = 0;
  bool commas = false;
  size_t next_word = range.end;
  for (size_t words = 0; words < max_words;) {
    const SignRange word = LastWord(text, range, next_word);
    if (word.begin == word.end) break;
    next_word = word.begin;
    range.end = word.begin;
    if (!FindParts(text, word, &parts)) continue;
    if (words == 0) end = parts.front().range.end;
    commas = commas ||
             (words > 0 && text.UpTo(word, [](const Sign& s) { return s.kind == SignKind::kComma; }).end < word.end);
    for (const Part& part : parts) {
      int cost = Match(text, form, part, &costs);
      if (cost >= kNever || (begin && part.range.begin != *begin)) continue;
      if (words == 0) one_word = {part.range.begin, end};
      cost += commas ? kCommas : 0;
      if (cost < best_cost) {
        best_cost = cost;
        best = {part.range.begin, end};
      }
    }
    if (words == 0) costs[0] = kNever;  // the last word has a letter of the short form
    if (std::all_of(costs.begin(), costs.end(), [](int cost) { return cost >= kNever; })) break;
    ++words;
  }
  if (best_cost <= (form.small ? kMaxCostSmallLetters : MaxCost(count))) {
    return RepeatsShortForm(text, form, best) ? std::nullopt : std::optional(best);
  }
  const bool long_enough = one_word.end - one_word.begin >= kOneWordRatio * count;
  if (!form.small && count >= kOneWordMinLetters && long_enough) return one_word;
  return std::nullopt;
}

}  // namespace article_search
