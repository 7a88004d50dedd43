#include "corpus/sentence_rules.h"

#include <unicode/uchar.h>

#include "corpus/utf8.h"

namespace article_search {
namespace {

bool IsExtend(SentenceClass c) { return c == U_SB_EXTEND || c == U_SB_FORMAT; }
bool IsTerminator(SentenceClass c) { return c == U_SB_ATERM || c == U_SB_STERM; }
bool IsSeparator(SentenceClass c) { return c == U_SB_SEP || c == U_SB_CR || c == U_SB_LF; }
bool IsLetter(SentenceClass c) { return c == U_SB_OLETTER || c == U_SB_UPPER || c == U_SB_LOWER; }

// From `at` on, the first that is not of the class, nor attached to one that is (SB5).
size_t SkipAll(std::span<const SentenceClass> classes, SentenceClass skipped, size_t at) {
  while (at < classes.size() && (classes[at] == skipped || IsExtend(classes[at]))) ++at;
  return at;
}

// Behind the separator at `at`: SB3, SB4.
size_t SeparatorEnd(std::span<const SentenceClass> classes, size_t at) {
  const bool pair = classes[at] == U_SB_CR && at + 1 < classes.size() && classes[at + 1] == U_SB_LF;
  return at + (pair ? 2 : 1);
}

}  // namespace

SentenceClass SentenceClasses::Of(int32_t code_point) {
  const auto property = [&] { return static_cast<uint8_t>(u_getIntPropertyValue(code_point, UCHAR_SENTENCE_BREAK)); };
  if (code_point >= kTableEnd) return property();
  uint8_t& entry = table_[static_cast<size_t>(code_point)];
  if (entry == 0) entry = static_cast<uint8_t>(property() + 1);
  return static_cast<SentenceClass>(entry - 1);
}

void SentenceClasses::Set(SentenceClass value, size_t at, size_t length, std::span<SentenceClass> classes) {
  for (size_t i = at; i < at + length; ++i) classes[i] = U_SB_EXTEND;
  // Nothing is attached to a separator: it is the last byte.
  classes[value == U_SB_SEP ? at + length - 1 : at] = value;
}

void SentenceClasses::OfText(std::string_view text, std::vector<SentenceClass>* classes) {
  classes->resize(text.size());
  for (size_t i = 0; i < text.size();) {
    const size_t at = i;
    const int32_t c = NextCodePoint(text, &i);
    Set(Of(c == kIllFormed ? ' ' : c), at, i - at, *classes);
  }
}

size_t NextSentenceBoundary(std::span<const SentenceClass> classes, size_t begin) {
  const size_t size = classes.size();
  SentenceClass before = U_SB_OTHER;
  for (size_t i = begin; i < size;) {
    const SentenceClass here = classes[i];
    if (IsSeparator(here)) return SeparatorEnd(classes, i);
    ++i;
    if (IsExtend(here)) continue;
    if (!IsTerminator(here)) {
      before = here;
      continue;
    }
    const bool between_letters = before == U_SB_UPPER || before == U_SB_LOWER;
    before = here;
    i = SkipAll(classes, U_SB_EXTEND, i);
    if (i < size && here == U_SB_ATERM && classes[i] == U_SB_NUMERIC) continue;                   // SB6
    if (i < size && here == U_SB_ATERM && classes[i] == U_SB_UPPER && between_letters) continue;  // SB7
    i = SkipAll(classes, U_SB_SP, SkipAll(classes, U_SB_CLOSE, i));                               // SB9, SB10
    if (i == size) break;
    if (IsSeparator(classes[i])) return SeparatorEnd(classes, i);            // SB11
    if (classes[i] == U_SB_SCONTINUE || IsTerminator(classes[i])) continue;  // SB8a
    if (here == U_SB_STERM) return i;                                        // SB11
    size_t next = i;
    while (next < size && !IsLetter(classes[next]) && !IsSeparator(classes[next]) && !IsTerminator(classes[next]))
      ++next;
    if (next == size || classes[next] != U_SB_LOWER) return i;
    i = next;  // SB8
  }
  return size;
}

}  // namespace article_search
