#include "corpus/abbreviations.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>

#include "corpus/abbreviation_words.h"
#include "corpus/sentence_segmenter.h"
#include "corpus/signs.h"
#include "corpus/utf8.h"

namespace article_search {
namespace {

// Code points. They bound the work for a bracket, so that hostile texts take linear time.
constexpr size_t kMaxLongForm = 256;
// Bytes. A long text is looked at in chunks, with enough of the chunk before for a definition.
constexpr size_t kChunk = size_t{64} * 1024;
constexpr size_t kOverlap = 4 * (2 * kMaxLongForm + 32);

constexpr size_t kMinShortForm = 2;
constexpr size_t kMaxShortForm = 10;

// What a match costs. A letter at the beginning of a word costs nothing.
constexpr int kLinkLetter = 1;   // the beginning of "of", "and"
constexpr int kInnerLetter = 2;  // within a word; digits are free there: "2019" for the 19 of COVID-19
constexpr int kNoInitial = 4;    // a word with inner letters only
constexpr int kSkippedWord = 6;  // a word without a letter
constexpr int kCommas = 4;       // commas, however many: a list has more than one
constexpr int kMaxCostSmallLetters = 1;
constexpr size_t kSmallMinLetters = 3;
constexpr int kNever = std::numeric_limits<int>::max() / 2;
int MaxCost(size_t letters) { return 2 * (static_cast<int>(letters) - 2); }

constexpr size_t kOneWordMinLetters = 3;
constexpr size_t kOneWordRatio = 3;

constexpr size_t kLinkLetters = 3;  // a word of so many small letters may go without a letter in the short form

struct Range {
  size_t begin;  // indices of signs
  size_t end;
};

struct ShortForm {
  Range range;
  std::vector<int32_t> letters;  // and digits, folded
  bool small = false;            // "ppm", "Nato"
};

// A part of a word: between hyphens, dots, apostrophes, or before a capital ("Kaz", "Munay", "Gas").
struct Part {
  Range range;
  bool begins_word;
  bool may_begin_long_form;
};

class Finder {
 public:
  Finder(std::string_view text, std::vector<Abbreviation>* found) : text_(text), found_(*found) {}

  // Those whose brackets close in text[from, end), with what stands before in text[begin, from).
  void Find(size_t begin, size_t from, size_t end) {
    signs_ = Signs(text_, begin, end);
    size_t open = 0;
    Shape opened = Shape::kNone;
    for (size_t i = 0; i + 1 < signs_.size(); ++i) {
      if (signs_[i].kind != SignKind::kStop) continue;
      const Shape opens = OpeningShape(signs_[i].c);
      const Shape closes = ClosingShape(signs_[i].c);
      if (opens != Shape::kNone) {
        opened = opens;
        open = i;
      } else if (closes != Shape::kNone) {
        const bool pair = closes == opened && i - open <= kMaxLongForm && signs_[i].begin >= from;
        if (pair && !FindBefore(open, {open + 1, i})) FindWithin(open, {open + 1, i});
        opened = Shape::kNone;
      }
    }
  }

 private:
  bool IsAlnum(size_t i) const { return signs_[i].kind == SignKind::kLetter || signs_[i].kind == SignKind::kDigit; }
  bool IsSpace(size_t i) const { return signs_[i].kind == SignKind::kSpace; }
  bool IsWrapping(size_t i) const { return article_search::IsWrapping(signs_[i]); }

  Range Trim(Range range) const {
    while (range.begin < range.end && IsWrapping(range.begin)) ++range.begin;
    while (range.begin < range.end && IsWrapping(range.end - 1)) --range.end;
    return range;
  }

  size_t WordEnd(Range range) const {
    size_t end = range.begin;
    while (end < range.end && !IsSpace(end)) ++end;
    return end;
  }

  std::string Folded(Range range) const {
    std::string folded;
    for (size_t i = range.begin; i < range.end; ++i) {
      if (IsAlnum(i)) AppendUtf8(signs_[i].folded, &folded);
    }
    return folded;
  }

  // Without "the", "hereafter", "abbreviated as", "далее —".
  Range WithoutLeadIn(Range range) const {
    bool led = false;
    for (range = Trim(range); range.begin < range.end; range = Trim(range)) {
      const size_t end = WordEnd(range);
      const std::string word = Folded({range.begin, end});
      const bool lead_in = word.empty() || Contains(kLeadIns, word) || (led && Contains(kLeadInTails, word));
      if (end == range.end || !lead_in) break;
      led = true;
      range.begin = end;
    }
    return range;
  }

  // The part of `range` up to the first sign that `ends`.
  template <typename Predicate>
  Range UpTo(Range range, Predicate ends) const {
    for (size_t i = range.begin; i < range.end; ++i) {
      if (ends(signs_[i])) return {range.begin, i};
    }
    return range;
  }

  std::optional<ShortForm> MakeShortForm(Range range) const {
    range = Trim(range);
    while (range.begin < range.end && signs_[range.end - 1].kind == SignKind::kJoint &&
           signs_[range.end - 1].c != '.') {
      --range.end;
    }
    // The last dot belongs to "U.N.", but not to a sentence.
    if (range.begin < range.end && signs_[range.end - 1].c == '.' &&
        UpTo(range, [](const Sign& sign) { return sign.c == '.'; }).end + 1 == range.end) {
      --range.end;
    }
    const size_t length = range.end - range.begin;
    if (length < kMinShortForm || length > kMaxShortForm || !IsAlnum(range.begin)) return std::nullopt;
    ShortForm form{range, {}, false};
    size_t letters = 0;
    size_t capitals = 0;
    size_t smalls = 0;
    size_t spaces = 0;
    bool inner_capital = false;
    bool roman = true;
    for (size_t i = range.begin; i < range.end; ++i) {
      const Sign& sign = signs_[i];
      if (sign.kind == SignKind::kStop || sign.kind == SignKind::kComma) return std::nullopt;
      if (sign.kind == SignKind::kOther && sign.c != '&' && sign.c != '+') return std::nullopt;
      if (IsSpace(i) && (++spaces > 1 || IsSpace(i - 1))) return std::nullopt;
      if (!IsAlnum(i)) continue;
      form.letters.push_back(sign.folded);
      letters += sign.kind == SignKind::kLetter ? 1 : 0;
      smalls += sign.lower ? 1 : 0;
      if (sign.upper) {
        ++capitals;
        inner_capital = inner_capital || (i > range.begin && IsAlnum(i - 1));
      }
      roman = roman && (sign.c == 'I' || sign.c == 'V' || sign.c == 'X');
    }
    if (letters < 2 || roman) return std::nullopt;
    form.small = 2 * capitals < letters && !inner_capital;
    if (form.small && (capitals + smalls < letters || letters < kSmallMinLetters || spaces > 0)) return std::nullopt;
    return form;
  }

  // The ways to read `range` as a short form: "NGOs" is NGO rather than NGOS, "UN 2015" may be UN.
  std::vector<ShortForm> ShortForms(Range range) const {
    std::vector<ShortForm> forms;
    const auto add = [&](Range part) {
      if (part.end <= part.begin) return;
      if (std::optional<ShortForm> form = MakeShortForm(part)) forms.push_back(*std::move(form));
    };
    range = Trim(range);
    if (range.end - range.begin >= 3 && signs_[range.end - 1].c == 's') {
      const size_t before = range.end - 2;
      if (signs_[before].upper) add({range.begin, before + 1});
      if (IsApostrophe(signs_[before].c)) add({range.begin, before});
    }
    add(range);
    const size_t end = WordEnd(range);
    if (end < range.end && signs_[Trim({end, range.end}).begin].kind == SignKind::kDigit) add({range.begin, end});
    return forms;
  }

  // Long form (SF).
  bool FindBefore(size_t open, Range inner) {
    const auto ends = [](const Sign& sign) {
      return sign.kind == SignKind::kComma || sign.c == ';' || sign.c == 0xFF1B;
    };
    for (const ShortForm& form : ShortForms(WithoutLeadIn(UpTo(inner, ends)))) {
      const Range before{open - std::min(open, kMaxLongForm), open};
      if (Add(form, LongForm(form, before, std::nullopt))) return true;
    }
    return false;
  }

  // SF (long form).
  void FindWithin(size_t open, Range inner) {
    Range word{open, open};
    while (word.begin > 0 && open - word.begin < 2 && IsWrapping(word.begin - 1)) --word.begin;
    word.end = word.begin;
    while (word.begin > 0 && word.end - word.begin <= kMaxShortForm + 4 && !IsSpace(word.begin - 1) &&
           signs_[word.begin - 1].kind != SignKind::kStop) {
      --word.begin;
    }
    const std::vector<ShortForm> forms = ShortForms(word);
    if (forms.empty()) return;
    const Range to_semicolon = UpTo(inner, [](const Sign& sign) { return sign.c == ';' || sign.c == 0xFF1B; });
    const Range to_comma = UpTo(to_semicolon, [](const Sign& sign) { return sign.kind == SignKind::kComma; });
    for (const ShortForm& form : forms) {
      for (const Range part : {to_semicolon, to_comma}) {
        Range range = WithoutLeadIn(part);
        if (range.begin < range.end && signs_[range.end - 1].c == '.') --range.end;
        if (range.begin < range.end && Add(form, LongForm(form, range, range.begin))) return;
      }
    }
  }

  bool Add(const ShortForm& form, std::optional<Range> long_form) {
    if (!long_form) return false;
    const uint32_t short_begin = signs_[form.range.begin].begin;
    const uint32_t short_end = signs_[form.range.end].begin;
    const uint32_t long_begin = signs_[long_form->begin].begin;
    const uint32_t long_end = signs_[long_form->end].begin;
    found_.push_back({text_.substr(short_begin, short_end - short_begin),
                      text_.substr(long_begin, long_end - long_begin), short_begin, short_end, long_begin, long_end});
    return true;
  }

  // The last word of `range` that a long form may go back to: without white space at its end, cut at a stop. Empty
  // where there is none.
  Range LastWord(Range range, size_t next_word) const {
    size_t line_breaks = 0;
    while (range.end > range.begin && IsSpace(range.end - 1)) {
      --range.end;
      line_breaks += signs_[range.end].c == '\n' ? 1 : 0;
    }
    Range word{range.end, range.end};
    if (line_breaks > 1) return word;
    while (word.begin > range.begin && !IsSpace(word.begin - 1) && signs_[word.begin - 1].kind != SignKind::kStop) {
      --word.begin;
    }
    if (word.begin == word.end) return word;
    // Only a part of the word is within reach.
    if (word.begin == range.begin && word.begin > 0 && IsAlnum(word.begin) && IsAlnum(word.begin - 1)) {
      return {word.end, word.end};
    }
    const size_t last = Trim(word).end;
    if (last == word.begin) return word;
    if (signs_[last - 1].c == '.' && !EndsInAbbreviation(text_, signs_[next_word].begin)) return {word.end, word.end};
    if (last - word.begin == 1 && IsSpacedDash(signs_[word.begin].c)) return {word.end, word.end};
    return word;
  }

  // From right to left.
  std::vector<Part> Parts(Range word) const {
    std::vector<Part> parts;
    for (size_t i = word.begin; i < word.end; ++i) {
      if (!IsAlnum(i)) continue;
      const bool begins_word = parts.empty();
      const bool camel = !begins_word && parts.back().range.end == i;
      const int32_t joint = signs_[i - (i > word.begin ? 1 : 0)].c;
      const bool elided = !begins_word && IsApostrophe(joint);
      Part part{{i, i + 1}, begins_word, begins_word || elided || (signs_[i].upper && !camel && joint != '.')};
      for (; part.range.end < word.end; ++part.range.end) {
        const Sign& sign = signs_[part.range.end];
        if (sign.kind != SignKind::kMark && !IsAlnum(part.range.end)) break;
        if (sign.upper && signs_[part.range.end - 1].lower) break;
      }
      i = part.range.end - 1;
      const bool possessive = elided && part.range.end - part.range.begin == 1 && signs_[part.range.begin].c == 's';
      if (!possessive) parts.push_back(part);
    }
    std::reverse(parts.begin(), parts.end());
    return parts;
  }

  bool IsLink(Range range) const {
    bool small = true;
    for (size_t i = range.begin; i < range.end; ++i) small = small && (signs_[i].lower || !IsAlnum(i));
    return (small && range.end - range.begin <= kLinkLetters) || Contains(kLinks, Folded(range));
  }

  // costs[j]: the least cost of the last j letters of the form in what stands to the right of `part`, or kNever.
  // Changes it to what it is with `part`; returns the least cost of a long form that begins here.
  int Match(const ShortForm& form, const Part& part, std::vector<int>* costs) const {
    const bool link = part.begins_word && IsLink(part.range);
    const size_t count = form.letters.size();
    std::vector<int> next(count + 1, kNever);
    int whole = kNever;
    for (size_t j = 0; j < count; ++j) {
      if ((*costs)[j] >= kNever) continue;
      next[j] = std::min(next[j], (*costs)[j] + (link || !part.begins_word ? 0 : kSkippedWord));
      int cost = (*costs)[j];
      bool digits_only = true;
      size_t taken = j;  // letters of the form, from its end
      const auto take_first = [&] {
        if (taken == count || signs_[part.range.begin].folded != form.letters[count - 1 - taken]) return;
        next[taken + 1] = std::min(next[taken + 1], cost + (link ? kLinkLetter : 0));
        if (taken + 1 == count) whole = std::min(whole, cost + (link ? kLinkLetter : 0));
      };
      take_first();
      for (size_t i = part.range.end - 1; i > part.range.begin && taken < count; --i) {
        if (!IsAlnum(i) || signs_[i].folded != form.letters[count - 1 - taken]) continue;
        const bool digit = signs_[i].kind == SignKind::kDigit;
        digits_only = digits_only && digit;
        cost += digit ? 0 : kInnerLetter;
        ++taken;
        next[taken] = std::min(next[taken], cost + (digits_only ? 0 : kNoInitial));
        take_first();
      }
    }
    *costs = std::move(next);
    return part.may_begin_long_form ? whole : kNever;
  }

  // The long form at the end of `range`; where `begin` is given, it must begin there.
  std::optional<Range> LongForm(const ShortForm& form, Range range, std::optional<size_t> begin) const {
    const size_t count = form.letters.size();
    const size_t max_words = std::min(count + 5, 2 * count);
    std::vector<int> costs(count + 1, kNever);
    costs[0] = 0;
    int best_cost = kNever;
    Range best{0, 0};
    Range one_word{0, 0};
    size_t end = 0;
    bool commas = false;
    size_t next_word = range.end;
    for (size_t words = 0; words < max_words;) {
      const Range word = LastWord(range, next_word);
      if (word.begin == word.end) break;
      next_word = word.begin;
      range.end = word.begin;
      const std::vector<Part> parts = Parts(word);
      if (parts.empty()) continue;
      if (words == 0) end = parts.front().range.end;
      commas =
          commas || (words > 0 && UpTo(word, [](const Sign& s) { return s.kind == SignKind::kComma; }).end < word.end);
      for (const Part& part : parts) {
        int cost = Match(form, part, &costs);
        if (cost >= kNever || (begin && part.range.begin != *begin)) continue;
        if (words == 0) one_word = {part.range.begin, end};
        cost += commas ? kCommas : 0;
        if (cost < best_cost) {
          best_cost = cost;
          best = {part.range.begin, end};
        }
      }
      if (words == 0) costs[0] = kNever;  // the last word has a letter of the short form
      ++words;
    }
    if (best_cost <= (form.small ? kMaxCostSmallLetters : MaxCost(count))) {
      return RepeatsShortForm(form, best) ? std::nullopt : std::optional(best);
    }
    const bool long_enough = one_word.end - one_word.begin >= kOneWordRatio * count;
    if (!form.small && count >= kOneWordMinLetters && long_enough) return one_word;
    return std::nullopt;
  }

  // "EU Union (EU)", "GUAM GUAM (GUAM)"
  bool RepeatsShortForm(const ShortForm& form, Range range) const {
    const std::string folded = Folded(form.range);
    while (range.begin < range.end) {
      const size_t end = WordEnd(range);
      if (Folded({range.begin, end}) == folded) return true;
      range.begin = end + 1;
    }
    return false;
  }

  std::string_view text_;
  std::vector<Sign> signs_;
  std::vector<Abbreviation>& found_;
};

}  // namespace

std::vector<Abbreviation> FindAbbreviations(std::string_view text) {
  if (!MayHaveBrackets(text)) return {};
  std::vector<Abbreviation> found;
  Finder finder(text, &found);
  const auto bound = [&](size_t at) {
    for (int i = 0; i < 3 && at > 0 && at < text.size() && IsTrailByte(text[at]); ++i) --at;
    return at;
  };
  size_t begin = 0;
  for (size_t from = 0; from < text.size();) {
    const size_t end = bound(std::min(text.size(), from + kChunk));
    finder.Find(begin, from, end);
    begin = bound(end - std::min(end, kOverlap));
    from = end;
  }
  return found;
}

}  // namespace article_search
