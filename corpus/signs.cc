#include "corpus/signs.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include <array>
#include <string>

#include "corpus/ascii.h"
#include "corpus/error.h"
#include "corpus/utf8.h"

namespace article_search {
namespace {

constexpr SignKind KindOfAscii(char c) {
  if (IsAsciiLetter(c)) return SignKind::kLetter;
  if (IsAsciiDigit(c)) return SignKind::kDigit;
  if (IsAsciiSpace(c)) return SignKind::kSpace;
  if (c == ',') return SignKind::kComma;
  if (c == '-' || c == '/' || c == '.' || c == '\'') return SignKind::kJoint;
  constexpr std::string_view kStops = "()[];:|=!?";
  return kStops.find(c) != std::string_view::npos ? SignKind::kStop : SignKind::kOther;
}

// Most signs are of ASCII, and need none of ICU's tables.
constexpr std::array<Sign, 0x80> MakeAsciiSigns() {
  std::array<Sign, 0x80> signs{};
  for (int32_t c = 0; c < 0x80; ++c) {
    const SignKind kind = KindOfAscii(static_cast<char>(c));
    const bool upper = IsAsciiUpper(c);
    const bool letter = kind == SignKind::kLetter;
    const int32_t folded = upper ? c + ('a' - 'A') : letter || kind == SignKind::kDigit ? c : 0;
    signs[static_cast<size_t>(c)] = {c, folded, 0, kind, upper, letter && !upper};
  }
  return signs;
}
constexpr std::array<Sign, 0x80> kAsciiSigns = MakeAsciiSigns();

SignKind KindOf(int32_t c) {
  if (c == kIllFormed || OpeningShape(c) != Shape::kNone || ClosingShape(c) != Shape::kNone) return SignKind::kStop;
  if (u_isalpha(c)) return SignKind::kLetter;
  if (u_isdigit(c)) return SignKind::kDigit;
  if (u_isUWhiteSpace(c) || c == 0x200B) return SignKind::kSpace;
  if (c == ',' || c == 0x060C || c == 0x3001 || c == 0xFF0C) return SignKind::kComma;
  if (c == '-' || (c >= 0x2010 && c <= 0x2013) || c == '/' || c == '.' || IsApostrophe(c)) return SignKind::kJoint;
  if (c == ';' || c == ':' || c == 0xFF1A || c == 0xFF1B || c == 0x2026 || IsSpacedDash(c) || c == '|' || c == '=') {
    return SignKind::kStop;
  }
  if (U_GET_GC_MASK(c) & (U_GC_M_MASK | U_GC_CF_MASK)) return SignKind::kMark;
  return u_hasBinaryProperty(c, UCHAR_S_TERM) ? SignKind::kStop : SignKind::kOther;
}

int32_t Fold(const UNormalizer2& nfkc, int32_t c) {
  std::array<char16_t, 32> parts;
  UErrorCode status = U_ZERO_ERROR;
  const int32_t length = unorm2_getDecomposition(&nfkc, c, parts.data(), static_cast<int32_t>(parts.size()), &status);
  if (U_SUCCESS(status) && length > 0) U16_GET(parts.data(), 0, 0, length, c);
  return u_foldCase(c, U_FOLD_CASE_DEFAULT);
}

}  // namespace

Shape OpeningShape(int32_t c) {
  if (c == '(' || c == 0xFF08) return Shape::kRound;
  return c == '[' || c == 0xFF3B ? Shape::kSquare : Shape::kNone;
}

Shape ClosingShape(int32_t c) {
  if (c == ')' || c == 0xFF09) return Shape::kRound;
  return c == ']' || c == 0xFF3D ? Shape::kSquare : Shape::kNone;
}

bool IsApostrophe(int32_t c) { return c == '\'' || c == 0x2019 || c == 0x02BC; }
bool IsSpacedDash(int32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2015); }

bool IsWrapping(const Sign& sign) {
  if (sign.kind == SignKind::kSpace) return true;
  if (IsAscii(sign.c)) return sign.c == '*' || sign.c == '_' || sign.c == '"' || sign.c == '\'';
  return sign.c > 0 && u_hasBinaryProperty(sign.c, UCHAR_QUOTATION_MARK);
}

bool MayHaveBrackets(std::string_view text) {
  // The last one begins U+FF08 and U+FF3B.
  if (text.find('[') != std::string_view::npos || text.find('\xEF') != std::string_view::npos) return true;
  for (size_t at = text.find('('); at < text.size(); at = text.find('(', at + 1)) {
    if (text.substr(at, 2) != "()") return true;
  }
  return false;
}

SignedText::SignedText(std::string_view text, size_t begin, size_t end) : text_(text) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfkc = unorm2_getNFKCInstance(&status);
  if (U_FAILURE(status)) {
    throw Error(ErrorCode::kInternal, std::string("cannot load ICU's normalization data: ") + u_errorName(status));
  }
  signs_.reserve(end - begin + 1);
  for (size_t i = begin; i < end;) {
    const auto at = static_cast<uint32_t>(i);
    if (const auto byte = static_cast<uint8_t>(text[i]); byte < 0x80) {
      signs_.push_back(kAsciiSigns[byte]);
      signs_.back().begin = at;
      ++i;
      continue;
    }
    const int32_t c = NextCodePoint(text, &i);
    const SignKind kind = KindOf(c);
    const bool letter = kind == SignKind::kLetter;
    signs_.push_back({c, letter || kind == SignKind::kDigit ? Fold(*nfkc, c) : 0, at, kind, letter && u_isupper(c),
                      letter && u_islower(c)});
  }
  signs_.push_back({0, 0, static_cast<uint32_t>(end), SignKind::kStop, false, false});
}

SignRange SignedText::Trim(SignRange range) const {
  while (range.begin < range.end && IsWrapping(range.begin)) ++range.begin;
  while (range.begin < range.end && IsWrapping(range.end - 1)) --range.end;
  return range;
}

size_t SignedText::WordEnd(SignRange range) const {
  size_t end = range.begin;
  while (end < range.end && !IsSpace(end)) ++end;
  return end;
}

std::string SignedText::Folded(SignRange range) const {
  std::string folded;
  for (size_t i = range.begin; i < range.end; ++i) {
    if (IsAlnum(i)) AppendUtf8(static_cast<char32_t>(signs_[i].folded), &folded);
  }
  return folded;
}

}  // namespace article_search
