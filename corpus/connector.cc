#include "corpus/connector.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstddef>

#include "corpus/ascii.h"
#include "corpus/utf8.h"

namespace article_search {
namespace {

constexpr int32_t kSoftHyphen = 0xAD;

// "diplo-\nmacy": the hyphen, perhaps a soft one, that ends at `i`, behind a letter, and then the end of a line and,
// perhaps indented, a lower-case letter at `end`. The line may have cut a word or a compound; either way the parts are
// one word.
bool IsCutByLine(std::string_view text, size_t hyphen, size_t i, size_t end) {
  const size_t line_end = i;
  if (text[i] == '\r') ++i;
  if (text[i] == '\n') ++i;
  if (i == line_end) return false;
  while (i < end && (text[i] == ' ' || text[i] == '\t')) ++i;
  if (i < end) return false;
  int32_t before = 0;
  auto at = static_cast<int32_t>(hyphen);
  U8_PREV(text.data(), 0, at, before);
  const int32_t behind = NextCodePoint(text, &i);
  return before >= 0 && u_isalpha(before) && behind != kIllFormed && u_islower(behind);
}

}  // namespace

bool IsInvisible(int32_t c) {
  return c == kSoftHyphen || (c >= 0x200C && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x206F) || c == 0xFEFF || c == 0x61C || c == 0x180E;
}

Connector ConnectorOf(int32_t c) {
  switch (c) {
    case '\'':
    case '`':
    case 0xB4:    // acute accent
    case 0x2B9:   // modifier prime
    case 0x2BB:   // modifier turned comma: Uzbek o‘, Hawaiian ‘okina
    case 0x2BC:   // modifier apostrophe
    case 0x2BE:   // modifier right half ring: hamza
    case 0x2BF:   // modifier left half ring: ayn
    case 0x2018:  // quotation marks
    case 0x2019:
    case 0x201B:
    case 0x2032:  // prime
    case 0xFF07:  // full width
      return Connector::kApostrophe;
    case '-':
    case 0x2010:  // hyphen
    case 0x2011:  // non-breaking hyphen
    case 0xFE63:  // small
    case 0xFF0D:  // full width
      return Connector::kHyphen;
    case '_':
    case 0xFF3F:
      return Connector::kUnderscore;
    case '.':
    case 0x66B:  // Arabic decimal separator
    case 0xFF0E:
      return Connector::kDot;
    case ',':
    case 0x66C:  // Arabic thousands separator
    case 0xFF0C:
      return Connector::kComma;
    case 0xA0:
    case 0x202F:
      return Connector::kGroupSpace;
    default:
      return Connector::kNone;
  }
}

Connector ConnectorAt(std::string_view text, uint32_t begin, uint32_t end) {
  if (end == begin + 1) {
    const auto byte = static_cast<uint8_t>(text[begin]);
    return byte < 0x80 ? ConnectorOf(byte) : Connector::kNone;
  }
  if (end <= begin || (IsAscii(text[begin]) && IsAscii(text[begin + 1]) && text[begin] != '-')) return Connector::kNone;
  const std::string_view between = text.substr(0, end);
  size_t behind = begin;
  const int32_t first = NextCodePoint(between, &behind);
  const bool is_hyphen = first == kSoftHyphen || ConnectorOf(first) == Connector::kHyphen;
  if (is_hyphen && behind < end && IsCutByLine(text, begin, behind, end)) return Connector::kHyphen;
  Connector found = Connector::kNone;
  for (size_t i = begin; i < end;) {
    const int32_t c = NextCodePoint(between, &i);
    if (IsInvisible(c)) continue;
    if (found != Connector::kNone) return Connector::kNone;
    found = ConnectorOf(c);
    if (found == Connector::kNone) return found;
  }
  return found;
}

}  // namespace article_search
