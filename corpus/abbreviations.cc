#include "corpus/abbreviations.h"

#include <algorithm>
#include <optional>
#include <string>

#include "corpus/abbreviation_words.h"
#include "corpus/long_form.h"
#include "corpus/short_form.h"
#include "corpus/signs.h"
#include "corpus/string_list.h"
#include "corpus/utf8.h"

namespace article_search {
namespace {

// Code points. They bound the work for a bracket, so that hostile texts take linear time.
constexpr size_t kMaxLongForm = 256;
// Bytes. A long text is looked at in chunks, with enough of the chunk before for a definition.
constexpr size_t kChunk = size_t{64} * 1024;
constexpr size_t kOverlap = 4 * (2 * kMaxLongForm + 32);

class Finder {
 public:
  Finder(std::string_view text, std::vector<Abbreviation>* found) : whole_(text), found_(*found) {}

  // Those whose brackets close in text[from, end), with what stands before in text[begin, from).
  void Find(size_t begin, size_t from, size_t end) {
    text_ = SignedText(whole_, begin, end);
    size_t open = 0;
    Shape opened = Shape::kNone;
    for (size_t i = 0; i < text_.size(); ++i) {
      if (text_[i].kind != SignKind::kStop) continue;
      const Shape opens = OpeningShape(text_[i].c);
      const Shape closes = ClosingShape(text_[i].c);
      if (opens != Shape::kNone) {
        opened = opens;
        open = i;
      } else if (closes != Shape::kNone) {
        const bool pair = closes == opened && i - open <= kMaxLongForm && text_[i].begin >= from;
        if (pair && !FindBefore(open, {open + 1, i})) FindWithin(open, {open + 1, i});
        opened = Shape::kNone;
      }
    }
  }

 private:
  // Without "the", "hereafter", "abbreviated as", "далее —".
  SignRange WithoutLeadIn(SignRange range) const {
    bool led = false;
    for (range = text_.Trim(range); range.begin < range.end; range = text_.Trim(range)) {
      const size_t end = text_.WordEnd(range);
      const std::string word = text_.Folded({range.begin, end});
      const bool lead_in = word.empty() || Contains(kLeadIns, word) || (led && Contains(kLeadInTails, word));
      if (end == range.end || !lead_in) break;
      led = true;
      range.begin = end;
    }
    return range;
  }

  // Long form (SF).
  bool FindBefore(size_t open, SignRange inner) {
    const auto ends = [](const Sign& sign) {
      return sign.kind == SignKind::kComma || sign.c == ';' || sign.c == 0xFF1B;
    };
    for (const ShortForm& form : ShortForms(text_, WithoutLeadIn(text_.UpTo(inner, ends)))) {
      const SignRange before{open - std::min(open, kMaxLongForm), open};
      if (Add(form, FindLongForm(text_, form, before, std::nullopt))) return true;
    }
    return false;
  }

  // SF (long form).
  void FindWithin(size_t open, SignRange inner) {
    SignRange word{open, open};
    while (word.begin > 0 && open - word.begin < 2 && text_.IsWrapping(word.begin - 1)) --word.begin;
    word.end = word.begin;
    while (word.begin > 0 && word.end - word.begin <= kMaxShortForm + 4 && !text_.IsSpace(word.begin - 1) &&
           text_[word.begin - 1].kind != SignKind::kStop) {
      --word.begin;
    }
    const std::vector<ShortForm> forms = ShortForms(text_, word);
    if (forms.empty()) return;
    const SignRange to_semicolon =
        text_.UpTo(inner, [](const Sign& sign) { return sign.c == ';' || sign.c == 0xFF1B; });
    const SignRange to_comma = text_.UpTo(to_semicolon, [](const Sign& sign) { return sign.kind == SignKind::kComma; });
    for (const ShortForm& form : forms) {
      for (const SignRange part : {to_semicolon, to_comma}) {
        SignRange range = WithoutLeadIn(part);
        if (range.begin < range.end && text_[range.end - 1].c == '.') --range.end;
        if (range.begin < range.end && Add(form, FindLongForm(text_, form, range, range.begin))) return;
      }
    }
  }

  bool Add(const ShortForm& form, std::optional<SignRange> long_form) {
    if (!long_form) return false;
    const uint32_t short_begin = text_[form.range.begin].begin;
    const uint32_t short_end = text_[form.range.end].begin;
    const uint32_t long_begin = text_[long_form->begin].begin;
    const uint32_t long_end = text_[long_form->end].begin;
    found_.push_back({text_.text().substr(short_begin, short_end - short_begin),
                      text_.text().substr(long_begin, long_end - long_begin), short_begin, short_end, long_begin,
                      long_end});
    return true;
  }

  std::string_view whole_;
  SignedText text_;  // what is looked at of it
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
