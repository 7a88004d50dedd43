#include "corpus/short_form.h"

#include <optional>
#include <utility>

namespace article_search {
namespace {

constexpr size_t kSmallMinLetters = 3;

std::optional<ShortForm> MakeShortForm(const SignedText& text, SignRange range) {
  range = text.Trim(range);
  while (range.begin < range.end && text[range.end - 1].kind == SignKind::kJoint && text[range.end - 1].c != '.') {
    --range.end;
  }
  // The last dot belongs to "U.N.", but not to a sentence.
  if (range.begin < range.end && text[range.end - 1].c == '.' &&
      text.UpTo(range, [](const Sign& sign) { return sign.c == '.'; }).end + 1 == range.end) {
    --range.end;
  }
  const size_t length = range.end - range.begin;
  if (length < kMinShortForm || length > kMaxShortForm || !text.IsAlnum(range.begin)) return std::nullopt;
  ShortForm form{range, {}, false};
  form.letters.reserve(length);
  size_t letters = 0;
  size_t capitals = 0;
  size_t smalls = 0;
  size_t spaces = 0;
  bool inner_capital = false;
  bool roman = true;
  for (size_t i = range.begin; i < range.end; ++i) {
    const Sign& sign = text[i];
    if (sign.kind == SignKind::kStop || sign.kind == SignKind::kComma) return std::nullopt;
    if (sign.kind == SignKind::kOther && sign.c != '&' && sign.c != '+') return std::nullopt;
    if (text.IsSpace(i) && (++spaces > 1 || text.IsSpace(i - 1))) return std::nullopt;
    if (!text.IsAlnum(i)) continue;
    form.letters.push_back(sign.folded);
    letters += sign.kind == SignKind::kLetter ? 1 : 0;
    smalls += sign.lower ? 1 : 0;
    if (sign.upper) {
      ++capitals;
      inner_capital = inner_capital || (i > range.begin && text.IsAlnum(i - 1));
    }
    roman = roman && (sign.c == 'I' || sign.c == 'V' || sign.c == 'X');
  }
  if (letters < 2 || roman) return std::nullopt;
  form.small = 2 * capitals < letters && !inner_capital;
  if (form.small && (capitals + smalls < letters || letters < kSmallMinLetters || spaces > 0)) return std::nullopt;
  return form;
}

}  // namespace

std::vector<ShortForm> ShortForms(const SignedText& text, SignRange range) {
  std::vector<ShortForm> forms;
  const auto add = [&](SignRange part) {
    if (part.end <= part.begin) return;
    if (std::optional<ShortForm> form = MakeShortForm(text, part)) forms.push_back(*std::move(form));
  };
  range = text.Trim(range);
  if (range.end - range.begin >= 3 && text[range.end - 1].c == 's') {
    const size_t before = range.end - 2;
    if (text[before].upper) add({range.begin, before + 1});
    if (IsApostrophe(text[before].c)) add({range.begin, before});
  }
  add(range);
  const size_t end = text.WordEnd(range);
  if (end < range.end && text[text.Trim({end, range.end}).begin].kind == SignKind::kDigit) add({range.begin, end});
  return forms;
}

}  // namespace article_search
