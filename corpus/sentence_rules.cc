#include "corpus/sentence_rules.h"

#include <unicode/uchar.h>

#include <initializer_list>

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

constexpr bool IsIn(SentenceClass c, uint32_t set) { return (set >> c & 1) != 0; }

// The first at or behind `at` that is in the set, or is not.
size_t Find(std::span<const SentenceClass> classes, uint32_t set, size_t at) {
  while (at < classes.size() && !IsIn(classes[at], set)) ++at;
  return at;
}
size_t SkipAll(std::span<const SentenceClass> classes, uint32_t set, size_t at) { return Find(classes, ~set, at); }

// Behind the separator at `at`: SB3, SB4.
size_t SeparatorEnd(std::span<const SentenceClass> classes, size_t at) {
  const bool pair = classes[at] == U_SB_CR && at + 1 < classes.size() && classes[at + 1] == U_SB_LF;
  return at + (pair ? 2 : 1);
}

// Whether what stands before `at`, marks aside (SB5), is a letter with case.
bool IsBehindCasedLetter(std::span<const SentenceClass> classes, size_t begin, size_t at) {
  while (at > begin && IsIn(classes[at - 1], kExtend)) --at;
  return at > begin && (classes[at - 1] == U_SB_UPPER || classes[at - 1] == U_SB_LOWER);
}

}  // namespace

SentenceClasses::SentenceClasses() {
  for (int32_t c = 0; c < kAsciiEnd; ++c) Of(c);
}

SentenceClass SentenceClasses::Of(int32_t code_point) {
  const auto property = [&] { return static_cast<uint8_t>(u_getIntPropertyValue(code_point, UCHAR_SENTENCE_BREAK)); };
  if (code_point >= kTableEnd) return property();
  uint8_t& entry = table_[static_cast<size_t>(code_point)];
  if (entry == 0) entry = static_cast<uint8_t>(property() + 1);
  return static_cast<SentenceClass>(entry - 1);
}

void SentenceClasses::OfText(std::string_view text, std::vector<SentenceClass>* classes) {
  classes->assign(text.size(), U_SB_EXTEND);
  for (size_t i = 0; i < text.size();) {
    const auto byte = static_cast<uint8_t>(text[i]);
    if (byte < kAsciiEnd) {
      (*classes)[i++] = static_cast<SentenceClass>(table_[byte] - 1);
      continue;
    }
    const size_t begin = i;
    const int32_t c = NextCodePoint(text, &i);
    const SentenceClass found = Of(c == kIllFormed ? ' ' : c);
    // Nothing is attached to a separator: it is the last byte.
    (*classes)[found == U_SB_SEP ? i - 1 : begin] = found;
  }
}

size_t NextSentenceBoundary(std::span<const SentenceClass> classes, size_t begin) {
  const size_t size = classes.size();
  for (size_t i = begin;;) {
    i = Find(classes, kSeparators | kTerminators, i);
    if (i == size) return size;
    const SentenceClass here = classes[i];
    if (IsIn(here, kSeparators)) return SeparatorEnd(classes, i);
    const bool in_abbreviation = here == U_SB_ATERM && IsBehindCasedLetter(classes, begin, i);
    i = SkipAll(classes, kExtend, i + 1);
    if (i < size && here == U_SB_ATERM && classes[i] == U_SB_NUMERIC) continue;  // SB6
    if (i < size && in_abbreviation && classes[i] == U_SB_UPPER) continue;       // SB7
    i = SkipAll(classes, kExtend | SetOf({U_SB_CLOSE}), i);                      // SB9
    i = SkipAll(classes, kExtend | SetOf({U_SB_SP}), i);                         // SB10
    if (i == size) return size;
    if (IsIn(classes[i], kSeparators)) return SeparatorEnd(classes, i);            // SB11
    if (classes[i] == U_SB_SCONTINUE || IsIn(classes[i], kTerminators)) continue;  // SB8a
    if (here == U_SB_STERM) return i;                                              // SB11
    const size_t next = Find(classes, kLetters | kSeparators | kTerminators, i);
    if (next == size || classes[next] != U_SB_LOWER) return i;
    i = next;  // SB8
  }
}

}  // namespace article_search
