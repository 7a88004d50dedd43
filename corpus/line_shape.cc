#include "corpus/line_shape.h"

#include <unicode/ucasemap.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

#include "corpus/ascii.h"
#include "corpus/error.h"
#include "corpus/utf8.h"

namespace article_search {
namespace {

bool IsAsciiPunctuation(char c) { return c > ' ' && c < 0x7F && !IsAsciiDigit(c) && !IsAsciiLetter(c); }

bool IsSpace(char32_t c) { return IsWhiteSpace(c) || c == 0x200B || c == 0xFEFF; }

// The code point before `at`, which moves to it.
char32_t Previous(std::string_view text, size_t* at) {
  size_t begin = *at - 1;
  while (begin > 0 && *at - begin < 4 && IsTrailByte(text[begin])) --begin;
  size_t next = begin;
  const char32_t c = NextCharacter(text, &next);
  *at = begin;
  return c;
}

bool IsCloser(char32_t c) {
  return c == ')' || c == ']' || c == '"' || c == '\'' || c == '*' || c == '_' || c == '`' || c == 0xBB ||
         c == 0x203A || c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D || c == 0x300D || c == 0x300F ||
         c == 0xFF09 || c == 0x3011;
}

bool IsOpener(char32_t c) {
  return c == '(' || c == '[' || c == '"' || c == '\'' || c == '*' || c == '_' || c == '`' || c == 0xAB ||
         c == 0x2039 || c == 0x2018 || c == 0x201C || c == 0x201E || c == 0x300C || c == 0x300E || c == 0xFF08 ||
         c == 0x3010 || c == 0xA1 || c == 0xBF;
}

}  // namespace

size_t SkipSpace(std::string_view text, size_t at, size_t end) {
  while (at < end) {
    if (IsAscii(text[at])) {
      if (!IsAsciiSpace(text[at])) break;
      ++at;
      continue;
    }
    size_t next = at;
    if (!IsSpace(NextCharacter(text, &next))) break;
    at = next;
  }
  return at;
}

size_t SkipSpaceBack(std::string_view text, size_t begin, size_t at) {
  while (at > begin) {
    if (IsAscii(text[at - 1])) {
      if (!IsAsciiSpace(text[at - 1])) break;
      --at;
      continue;
    }
    size_t previous = at;
    if (!IsSpace(Previous(text, &previous))) break;
    at = previous;
  }
  return at;
}

std::string_view Trim(std::string_view text) {
  const size_t begin = SkipSpace(text, 0, text.size());
  return text.substr(begin, SkipSpaceBack(text, begin, text.size()) - begin);
}

bool IsOneLine(std::string_view text) {
  return text.find('\n') == std::string_view::npos && text.find('\r') == std::string_view::npos;
}

size_t WordEnd(std::string_view text, size_t at) {
  while (at < text.size() && !IsAsciiSpace(text[at])) ++at;
  return at;
}

size_t CountWords(std::string_view text) {
  size_t words = 0;
  for (size_t at = SkipSpace(text, 0, text.size()); at < text.size(); at = SkipSpace(text, at, text.size())) {
    ++words;
    at = WordEnd(text, at);
  }
  return words;
}

size_t Columns(std::string_view text) {
  size_t columns = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    // From U+3000 on nearly everything is wide.
    columns += byte < 0x80 || (byte >= 0xC0 && byte < 0xE3) ? 1 : (byte >= 0xE3 ? 2 : 0);
  }
  return columns;
}

bool IsShort(std::string_view text, size_t columns, size_t words) {
  return text.size() <= columns * kMaxBytesPerColumn && IsOneLine(text) && Columns(text) <= columns &&
         CountWords(text) <= words;
}

std::string_view StripOpeners(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of("*_([ "), text.size()));
}

char32_t LastSign(std::string_view text) {
  size_t at = text.size();
  while (at > 0) {
    const char32_t c = Previous(text, &at);
    if (!IsCloser(c) && !IsSpace(c)) return c;
  }
  return 0;
}

bool IsQuestionMark(char32_t c) { return c == '?' || c == 0xFF1F || c == 0x61F || c == 0x2047 || c == 0x2049; }

bool IsSentenceEnd(char32_t c) {
  return c == '.' || c == '!' || IsQuestionMark(c) || c == 0x2026 || c == 0x3002 || c == 0xFF0E || c == 0xFF01 ||
         c == 0xFF61 || c == 0x6D4 || c == 0x964 || c == 0x965 || c == 0x589 || c == 0x1362;
}

bool IsClosingPunctuation(char32_t c) {
  return IsSentenceEnd(c) || c == ',' || c == ';' || c == ':' || c == 0x3001 || c == 0xFF0C || c == 0xFF1A ||
         c == 0xFF1B || c == 0x60C || c == 0x61B;
}

FirstSign FirstSignOf(std::string_view text) {
  size_t at = 0;
  while (at < text.size()) {
    const char32_t c = NextCharacter(text, &at);
    if (IsOpener(c) || IsSpace(c)) continue;
    const auto point = static_cast<UChar32>(c);
    if (u_isdigit(point)) return FirstSign::kDigit;
    if (!u_isalpha(point)) return FirstSign::kOther;
    if (u_islower(point)) return FirstSign::kLower;
    return u_isupper(point) || u_istitle(point) ? FirstSign::kUpper : FirstSign::kCaseless;
  }
  return FirstSign::kNone;
}

bool IsUpperCase(std::string_view text) {
  bool upper = false;
  for (size_t at = 0; at < text.size();) {
    const auto c = static_cast<UChar32>(NextCharacter(text, &at));
    if (u_islower(c)) return false;
    upper = upper || u_isupper(c);
  }
  return upper;
}

size_t ListMarkerLength(std::string_view line) {
  const auto behind = [line](size_t length) -> size_t {
    if (length >= line.size() || (line[length] != ' ' && line[length] != '\t')) return 0;
    while (length < line.size() && (line[length] == ' ' || line[length] == '\t')) ++length;
    return length;
  };
  if (line.size() < 3) return 0;
  const char first = line[0];
  if (first == '-' || first == '*' || first == '+') return behind(1);
  if (first == '#') return line[1] == '.' ? behind(2) : 0;
  if (!IsAscii(first)) {
    constexpr std::array<std::string_view, 6> kBullets = {"•", "‣", "◦", "▪", "·", "●"};
    for (const std::string_view bullet : kBullets) {
      if (line.starts_with(bullet)) return behind(bullet.size());
    }
    return 0;
  }
  if (IsAsciiLetter(first) && line[1] != ')') return 0;
  const char open = first == '(' || first == '[' ? first : '\0';
  size_t at = open != '\0' ? 1 : 0;
  const size_t label = at;
  while (at < line.size() && at - label < 3 && IsAsciiDigit(line[at])) ++at;
  const bool number = at > label;
  if (!number && open != '[' && at < line.size() && IsAsciiLetter(line[at])) ++at;
  if (at == label || at >= line.size()) return 0;
  if (open == '[') return line[at] == ']' ? behind(at + 1) : 0;
  // "A. Smith" is a name and "a." may end a sentence: a letter wants its bracket.
  return line[at] == ')' || (number && open == '\0' && line[at] == '.') ? behind(at + 1) : 0;
}

bool IsNumberMarker(std::string_view line) {
  const std::string_view marker = line.substr(0, ListMarkerLength(line));
  return std::any_of(marker.begin(), marker.end(), IsAsciiDigit);
}

char AdornmentOf(std::string_view line, size_t min_length) {
  if (line.size() < min_length || !IsAsciiPunctuation(line[0])) return 0;
  return std::all_of(line.begin(), line.end(), [line](char c) { return c == line[0]; }) ? line[0] : '\0';
}

bool IsSeparator(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    if (IsAscii(text[i])) {
      if (!IsAsciiPunctuation(text[i]) && !IsAsciiSpace(text[i])) return false;
      ++i;
      continue;
    }
    const auto c = static_cast<UChar32>(NextCharacter(text, &i));
    if (!(U_GET_GC_MASK(c) & (U_GC_P_MASK | U_GC_S_MASK | U_GC_Z_MASK))) return false;
    if (u_hasBinaryProperty(c, UCHAR_EMOJI)) return false;  // those are words
  }
  return true;
}

bool LooksLikeCode(std::string_view line) {
  static constexpr std::string_view kSigns = "=;{}<>\\$|`@";
  return std::any_of(line.begin(), line.end(), [](char c) { return kSigns.find(c) != std::string_view::npos; }) ||
         line.find("://") != std::string_view::npos || line.find("www.") != std::string_view::npos ||
         line.find("()") != std::string_view::npos;
}

std::string OneLine(std::string_view text) {
  std::string line;
  size_t at = SkipSpace(text, 0, text.size());
  while (at < text.size()) {
    const size_t begin = at;
    while (at < text.size() && IsAscii(text[at]) && !IsAsciiSpace(text[at])) ++at;
    if (at == begin) NextCharacter(text, &at);
    line += text.substr(begin, at - begin);
    const size_t word = SkipSpace(text, at, text.size());
    if (word > at && word < text.size()) line += ' ';
    at = word;
  }
  return line;
}

std::string FoldedLine(std::string_view text) {
  const std::string line = OneLine(text);
  if (IsAscii(line)) return ToAsciiLower(line);
  struct Close {
    void operator()(UCaseMap* map) const { ucasemap_close(map); }
  };
  UErrorCode status = U_ZERO_ERROR;
  static const std::unique_ptr<UCaseMap, Close> kMap(ucasemap_open("", U_FOLD_CASE_DEFAULT, &status));
  std::string folded(line.size() * 3 + 1, '\0');  // no code point folds to more than three of its length
  const int32_t length = ucasemap_utf8FoldCase(kMap.get(), folded.data(), static_cast<int32_t>(folded.size()),
                                               line.data(), static_cast<int32_t>(line.size()), &status);
  if (U_FAILURE(status)) throw Error(ErrorCode::kInternal, std::string("ICU cannot fold case: ") + u_errorName(status));
  folded.resize(static_cast<size_t>(length));
  return folded;
}

}  // namespace article_search
