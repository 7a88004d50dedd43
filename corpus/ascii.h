// Characters of ASCII, whatever the locale.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace article_search {

constexpr bool IsAscii(int32_t c) { return c >= 0 && c < 0x80; }
constexpr bool IsAsciiUpper(int32_t c) { return c >= 'A' && c <= 'Z'; }
constexpr bool IsAsciiLower(int32_t c) { return c >= 'a' && c <= 'z'; }
constexpr bool IsAsciiLetter(int32_t c) { return IsAsciiLower(c) || IsAsciiUpper(c); }
// Or a byte of what is not ASCII.
constexpr bool IsLetterLike(int32_t c) { return IsAsciiLetter(c) || !IsAscii(c); }
constexpr bool IsAsciiDigit(int32_t c) { return c >= '0' && c <= '9'; }
// Either. What is not ASCII may be anything; the analyzer tells.
constexpr bool IsWordLike(int32_t c) { return IsLetterLike(c) || IsAsciiDigit(c); }
constexpr bool IsAsciiSpace(int32_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

inline bool IsAscii(std::string_view text) {
  char any = 0;
  for (const char c : text) any = static_cast<char>(any | c);
  return IsAscii(any);
}

// In lower case where it is a capital of ASCII.
constexpr char ToAsciiLower(char c) { return IsAsciiUpper(c) ? static_cast<char>(c + ('a' - 'A')) : c; }

inline std::string ToAsciiLower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = ToAsciiLower(c);
  return lower;
}

}  // namespace article_search
