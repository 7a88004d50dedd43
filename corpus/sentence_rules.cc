#include "corpus/sentence_rules.h"

#include <unicode/uchar.h>

#include <initializer_list>

#include "corpus/byte_scan.h"
#include "corpus/utf8.h"

namespace article_search {
namespace {

// Sets of classes.
constexpr uint32_t SetOf(std::initializer_list<int> classes) {
  uint32_t set = 0;
  for (const int c : classes) set |= uint32_t{1} << c;
  return set;
}
constexpr uint32_t kExtend = SetOf({U_SB_EXTEND, U_SB_FORMAT});
constexpr uint32_t kSeparators = SetOf({U_SB_SEP, U_SB_CR, U_SB_LF});
constexpr uint32_t kTerminators = SetOf({U_SB_ATERM, U_SB_STERM});
constexpr uint32_t kLetters = SetOf({U_SB_OLETTER, U_SB_UPPER, U_SB_LOWER});

constexpr bool IsIn(uint8_t c, uint32_t set) { return (set >> c & 1) != 0; }

// To what may be a separator or a terminator: a control character, one beyond ASCII, or one of these.
size_t SkipToStop(std::string_view text, size_t at) {
  return ScanBytes(text, at, [](uint64_t eight) {
    const uint64_t ascii = eight & InEach(0x7F);
    return eight | ~(AtLeast(ascii, ' ') & Differs(ascii, '.') & Differs(ascii, '!') & Differs(ascii, '?'));
  });
}

}  // namespace

inline SentenceRules::Class SentenceRules::Of(int32_t code_point) {
  const auto property = [&] { return static_cast<Class>(u_getIntPropertyValue(code_point, UCHAR_SENTENCE_BREAK)); };
  if (code_point >= kTableEnd) return property();
  uint8_t& entry = table_[static_cast<size_t>(code_point)];
  if (entry == 0) entry = static_cast<uint8_t>(property() + 1);
  return static_cast<Class>(entry - 1);
}

inline SentenceRules::Class SentenceRules::ClassAt(std::string_view text, size_t* i) {
  const int32_t c = NextCodePoint(text, i);
  return Of(c == kIllFormed ? ' ' : c);
}

size_t SentenceRules::Find(std::string_view text, uint32_t set, size_t at) {
  for (size_t behind = at; at < text.size(); at = behind) {
    if (IsIn(ClassAt(text, &behind), set)) break;
  }
  return at;
}

// Whether what stands before `at`, marks aside (SB5), is a letter with case.
bool SentenceRules::IsBehindCasedLetter(std::string_view text, size_t begin, size_t at) {
  while (at > begin) {
    size_t start = at - 1;
    while (start > begin && IsTrailByte(text[start])) --start;
    size_t behind = start;
    const Class c = ClassAt(text, &behind);
    if (behind != at) return false;  // ill-formed
    if (!IsIn(c, kExtend)) return c == U_SB_UPPER || c == U_SB_LOWER;
    at = start;
  }
  return false;
}

size_t SentenceRules::Next(std::string_view text, size_t begin) {
  const size_t size = text.size();
  const auto find = [&](uint32_t set, size_t at) { return Find(text, set, at); };
  const auto skip = [&](uint32_t set, size_t at) { return Find(text, ~set, at); };
  const auto class_at = [&](size_t at) { return ClassAt(text, &at); };
  const auto separator_end = [&](size_t at) {  // SB3, SB4
    const Class c = ClassAt(text, &at);
    return c == U_SB_CR && at < size && text[at] == '\n' ? at + 1 : at;
  };
  for (size_t i = begin;;) {
    i = SkipToStop(text, i);
    if (i == size) return size;
    size_t behind = i;
    const Class here = ClassAt(text, &behind);
    if (IsIn(here, kSeparators)) return separator_end(i);
    const bool in_abbreviation = here == U_SB_ATERM && IsBehindCasedLetter(text, begin, i);
    i = behind;
    if (!IsIn(here, kTerminators)) continue;
    i = skip(kExtend, i);
    if (i < size && here == U_SB_ATERM && class_at(i) == U_SB_NUMERIC) continue;  // SB6
    if (i < size && in_abbreviation && class_at(i) == U_SB_UPPER) continue;       // SB7
    i = skip(kExtend | SetOf({U_SB_CLOSE}), i);                                   // SB9
    i = skip(kExtend | SetOf({U_SB_SP}), i);                                      // SB10
    if (i == size) return size;
    const Class next = class_at(i);
    if (IsIn(next, kSeparators)) return separator_end(i);              // SB11
    if (next == U_SB_SCONTINUE || IsIn(next, kTerminators)) continue;  // SB8a
    if (here == U_SB_STERM) return i;                                  // SB11
    const size_t letter = find(kLetters | kSeparators | kTerminators, i);
    if (letter == size || class_at(letter) != U_SB_LOWER) return i;
    i = letter;  // SB8
  }
}

}  // namespace article_search
