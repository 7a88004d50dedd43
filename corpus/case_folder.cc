#include "corpus/case_folder.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include "corpus/ascii.h"
#include "corpus/error.h"
#include "corpus/utf8.h"

namespace article_search {
namespace {

// In the table: not looked up yet; and a letter that only ICU folds rightly (to several letters, or with its
// neighbours).
constexpr char16_t kUnknown = 0;
constexpr char16_t kNotSimple = 0xFFFF;

constexpr int32_t kDottedCapitalI = 0x130;
constexpr int32_t kDotlessI = 0x131;
constexpr int32_t kCombiningDotAbove = 0x307;
// ё is printed as е as often as not.
constexpr int32_t kYo = 0x451;
constexpr int32_t kYe = 0x435;

// Lower case, byte by byte; kNotAscii for what the table can't fold: not ASCII, or ASCII that needs more.
constexpr uint8_t kNotAscii = 0x80;
constexpr std::array<uint8_t, 256> MakeLower(bool turkish) {
  std::array<uint8_t, 256> lower{};
  for (size_t c = 0; c < 256; ++c) {
    lower[c] = static_cast<uint8_t>(ToAsciiLower(static_cast<char>(c)));
    if (c >= 0x80 || c == '"' || c == '\'' || (turkish && c == 'I')) lower[c] = kNotAscii;
  }
  return lower;
}
constexpr std::array<uint8_t, 256> kLower = MakeLower(false);
constexpr std::array<uint8_t, 256> kTurkishLower = MakeLower(true);

bool Vanishes(int32_t c) {
  switch (c) {
    case '"':
    case '\'':
    case 0x2B9:
    case 0x2BB:
    case 0x2BC:
    case 0x2BE:
    case 0x2BF:
    case 0x5F3:  // geresh
    case 0x5F4:  // gershayim
    case 0x2019:
    case 0x2027:  // hyphenation point
      return true;
    default:
      return u_isUWhiteSpace(c) || (c >= 0x1F3FB && c <= 0x1F3FF);  // skin tones of emoji
  }
}

// Letters that NFKC_Casefold leaves alone, whatever stands beside them.
bool FoldsToItself(int32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) ||                                               // Han
         (c >= 0x3041 && c <= 0x3096) ||                                               // Hiragana
         (c >= 0x30A1 && c <= 0x30FA) || c == 0x30FC || (c >= 0xAC00 && c <= 0xD7A3);  // Hangul
}

}  // namespace

const UNormalizer2& CaseFolder::normalizer() {
  if (normalizer_ == nullptr) {
    UErrorCode status = U_ZERO_ERROR;
    normalizer_ = unorm2_getNFKCCasefoldInstance(&status);
    if (U_FAILURE(status)) {
      throw Error(ErrorCode::kInternal, std::string("cannot load ICU's case folding: ") + u_errorName(status));
    }
  }
  return *normalizer_;
}

void CaseFolder::Append(std::string_view word, std::string* out) {
  const size_t size = out->size();
  if (AppendAscii(word, out)) return;
  out->resize(size);
  if (AppendLetters(word, out)) return;
  out->resize(size);
  AppendByIcu(word, out);
}

bool CaseFolder::AppendAscii(std::string_view word, std::string* out) const {
  const std::array<uint8_t, 256>& lower = turkish_ ? kTurkishLower : kLower;
  const size_t size = out->size();
  out->resize(size + word.size());
  char* to = out->data() + size;
  uint8_t any = 0;
  for (const char byte : word) {
    const uint8_t folded = lower[static_cast<uint8_t>(byte)];
    any |= folded;
    *to++ = static_cast<char>(folded);
  }
  return (any & kNotAscii) == 0;
}

bool CaseFolder::AppendLetters(std::string_view word, std::string* out) {
  const std::array<uint8_t, 256>& lower = turkish_ ? kTurkishLower : kLower;
  for (size_t i = 0; i < word.size();) {
    const auto byte = static_cast<uint8_t>(word[i]);
    if (byte < 0x80) {
      if (lower[byte] == kNotAscii) return false;
      out->push_back(static_cast<char>(lower[byte]));
      ++i;
      continue;
    }
    const int32_t c = NextCodePoint(word, &i);
    if (FoldsToItself(c)) {
      AppendUtf8(static_cast<char32_t>(c), out);
      continue;
    }
    if (c < 0 || c >= kTableEnd) return false;
    const char16_t folded = LookUp(c);
    if (folded == kNotSimple) return false;
    AppendUtf8(folded, out);
  }
  return true;
}

char16_t CaseFolder::LookUp(int32_t code_point) {
  char16_t& entry = table_[static_cast<size_t>(code_point)];
  if (entry != kUnknown) return entry;
  entry = kNotSimple;
  if (turkish_ && code_point == kDottedCapitalI) return entry;
  const auto letter = static_cast<char16_t>(code_point);
  std::array<char16_t, 32> folded{};
  UErrorCode status = U_ZERO_ERROR;
  const int32_t length =
      unorm2_normalize(&normalizer(), &letter, 1, folded.data(), static_cast<int32_t>(folded.size()), &status);
  if (U_SUCCESS(status) && length == 1 && (U_GET_GC_MASK(code_point) & U_GC_L_MASK) &&
      (U_GET_GC_MASK(folded[0]) & U_GC_L_MASK) && !Vanishes(folded[0])) {
    entry = folded[0] == kYo ? static_cast<char16_t>(kYe) : folded[0];
  }
  return entry;
}

void CaseFolder::AppendByIcu(std::string_view word, std::string* out) {
  utf16_.clear();
  for (size_t i = 0; i < word.size();) {
    int32_t c = NextCodePoint(word, &i);
    if (c == kIllFormed) continue;
    if (turkish_ && c == kDottedCapitalI) c = 'i';
    if (turkish_ && c == 'I') {
      size_t behind = i;
      const bool dotted = i < word.size() && NextCodePoint(word, &behind) == kCombiningDotAbove;
      c = dotted ? 'i' : kDotlessI;
      if (dotted) i = behind;
    }
    if (c < 0x10000) {
      utf16_.push_back(static_cast<char16_t>(c));
    } else {
      utf16_.push_back(U16_LEAD(c));
      utf16_.push_back(U16_TRAIL(c));
    }
  }
  folded_.resize(utf16_.size() * 2 + 32);
  int32_t length = 0;
  for (;;) {
    UErrorCode status = U_ZERO_ERROR;
    length = unorm2_normalize(&normalizer(), utf16_.data(), static_cast<int32_t>(utf16_.size()), folded_.data(),
                              static_cast<int32_t>(folded_.size()), &status);
    if (status != U_BUFFER_OVERFLOW_ERROR) {
      if (U_FAILURE(status)) {
        throw Error(ErrorCode::kInternal, std::string("ICU cannot fold a word: ") + u_errorName(status));
      }
      break;
    }
    folded_.resize(static_cast<size_t>(length));
  }
  for (int32_t i = 0; i < length;) {
    UChar32 c = 0;
    U16_NEXT(folded_.data(), i, length, c);
    if (Vanishes(c)) continue;
    if (c >= 0x80 && u_charType(c) == U_DECIMAL_DIGIT_NUMBER) c = '0' + u_charDigitValue(c);
    if (c == kYo) c = kYe;
    AppendUtf8(static_cast<char32_t>(c), out);
  }
}

}  // namespace article_search
