#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "corpus/ascii.h"
#include "corpus/error.h"
#include "corpus/utf8.h"
#include "indexer/terms.h"

namespace article_search {
namespace {

struct Letter {
  int32_t code_point;
  std::string_view plain;
};

// Letters with a stroke, a hook or the like, which Unicode does not decompose, and ligatures that NFKC leaves. Lower
// case only (tokens are folded). Sorted.
constexpr std::array kLetters = std::to_array<Letter>({
    {0xDF, "ss"}, {0xE6, "ae"}, {0xF0, "d"},  {0xF8, "o"},   {0xFE, "th"}, {0x111, "d"}, {0x127, "h"},  {0x131, "i"},
    {0x138, "q"}, {0x142, "l"}, {0x14B, "n"}, {0x153, "oe"}, {0x167, "t"}, {0x180, "b"}, {0x188, "c"},  {0x18C, "d"},
    {0x192, "f"}, {0x199, "k"}, {0x19A, "l"}, {0x19E, "n"},  {0x1A5, "p"}, {0x1AD, "t"}, {0x1B4, "y"},  {0x1B6, "z"},
    {0x1E5, "g"}, {0x225, "z"}, {0x237, "j"}, {0x23C, "c"},  {0x23F, "s"}, {0x240, "z"}, {0x247, "e"},  {0x249, "j"},
    {0x24B, "q"}, {0x24D, "r"}, {0x24F, "y"}, {0x253, "b"},  {0x256, "d"}, {0x257, "d"}, {0x260, "g"},  {0x268, "i"},
    {0x26B, "l"}, {0x272, "n"}, {0x273, "n"}, {0x288, "t"},  {0x289, "u"}, {0x28B, "v"}, {0x2C65, "a"}, {0x2C66, "t"},
});

constexpr int32_t kTatweel = 0x640;    // lengthens an Arabic word and means nothing
constexpr int32_t kAlefWasla = 0x671;  // an alef with a mark that Unicode does not decompose
constexpr int32_t kAlef = 0x627;

std::u16string Normalize(const UNormalizer2* normalizer, const std::u16string& text) {
  std::u16string result(text.size() * 3 + 16, u'\0');
  for (;;) {
    UErrorCode status = U_ZERO_ERROR;
    const int32_t length = unorm2_normalize(normalizer, text.data(), static_cast<int32_t>(text.size()), result.data(),
                                            static_cast<int32_t>(result.size()), &status);
    if (status != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(status)) {
      throw Error(ErrorCode::kInternal, std::string("ICU cannot normalise a word: ") + u_errorName(status));
    }
    result.resize(static_cast<size_t>(length));
    if (U_SUCCESS(status)) return result;
  }
}

void AppendUtf16(int32_t c, std::u16string* out) {
  if (c >= 0x10000) {
    out->push_back(U16_LEAD(c));
    out->push_back(U16_TRAIL(c));
  } else {
    out->push_back(static_cast<char16_t>(c));
  }
}

// True where marks on letters of this script are taken off.
bool FoldsMarksOf(int32_t letter) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(letter, &status);
  return script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_ARABIC;
}

}  // namespace

std::string FoldMarks(std::string_view text) {
  if (IsAscii(text)) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfd = unorm2_getNFDInstance(&status);
  const UNormalizer2* nfc = unorm2_getNFCInstance(&status);
  if (U_FAILURE(status)) {
    throw Error(ErrorCode::kInternal, std::string("cannot load ICU's normalisation: ") + u_errorName(status));
  }
  std::u16string utf16;
  for (size_t i = 0; i < text.size();) {
    const int32_t c = NextCodePoint(text, &i);
    if (c != kIllFormed) AppendUtf16(c, &utf16);
  }
  const std::u16string decomposed = Normalize(nfd, utf16);
  std::u16string folded;
  bool takes_marks_off = false;
  const auto length = static_cast<int32_t>(decomposed.size());
  for (int32_t i = 0; i < length;) {
    UChar32 c = 0;
    U16_NEXT(decomposed.data(), i, length, c);
    if (U_GET_GC_MASK(c) & U_GC_M_MASK) {
      if (!takes_marks_off) AppendUtf16(c, &folded);
      continue;
    }
    takes_marks_off = FoldsMarksOf(c);
    if (c == kTatweel) {
      takes_marks_off = true;
      continue;
    }
    if (c == kAlefWasla) c = kAlef;
    const auto* const letter = std::lower_bound(kLetters.begin(), kLetters.end(), c,
                                                [](const Letter& l, int32_t r) { return l.code_point < r; });
    if (letter != kLetters.end() && letter->code_point == c) {
      folded.append(letter->plain.begin(), letter->plain.end());
    } else {
      AppendUtf16(c, &folded);
    }
  }
  const std::u16string composed = Normalize(nfc, folded);
  std::string result;
  const auto composed_length = static_cast<int32_t>(composed.size());
  for (int32_t i = 0; i < composed_length;) {
    UChar32 c = 0;
    U16_NEXT(composed.data(), i, composed_length, c);
    AppendUtf8(static_cast<char32_t>(c), &result);
  }
  return result;
}

}  // namespace article_search
