#include "corpus/signs.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include <array>
#include <string>

#include "corpus/error.h"
#include "corpus/utf8.h"

namespace article_search {
namespace {

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
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
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
  return sign.kind == SignKind::kSpace || sign.c == '*' || sign.c == '_' ||
         (sign.c > 0 && u_hasBinaryProperty(sign.c, UCHAR_QUOTATION_MARK));
}

bool MayHaveBrackets(std::string_view text) {
  constexpr std::string_view kBegins = "([\xEF";  // the last one begins U+FF08 and U+FF3B
  for (size_t at = text.find_first_of(kBegins); at < text.size(); at = text.find_first_of(kBegins, at + 1)) {
    if (text.substr(at, 2) != "()") return true;
  }
  return false;
}

std::vector<Sign> Signs(std::string_view text, size_t begin, size_t end) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfkc = unorm2_getNFKCInstance(&status);
  if (U_FAILURE(status)) {
    throw Error(ErrorCode::kInternal, std::string("cannot load ICU's normalization data: ") + u_errorName(status));
  }
  std::vector<Sign> signs;
  signs.reserve(end - begin + 1);
  for (size_t i = begin; i < end;) {
    const auto at = static_cast<uint32_t>(i);
    const int32_t c = NextCodePoint(text, &i);
    const SignKind kind = KindOf(c);
    const bool letter = kind == SignKind::kLetter;
    signs.push_back({c, letter || kind == SignKind::kDigit ? Fold(*nfkc, c) : 0, at, kind, letter && u_isupper(c),
                     letter && u_islower(c)});
  }
  signs.push_back({0, 0, static_cast<uint32_t>(end), SignKind::kStop, false, false});
  return signs;
}

}  // namespace article_search
