// UTF-8, one code point at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace article_search {

inline constexpr int32_t kIllFormed = -1;

// The code point that begins at `*i` (which must be below the text's length); moves `*i` behind it. kIllFormed where
// there is none: `*i` then moves over the bytes that one U+FFFD would replace (Unicode's "maximal subpart"), at
// least 1.
inline int32_t NextCodePoint(std::string_view text, size_t* i) {
  const auto lead = static_cast<uint8_t>(text[(*i)++]);
  if (lead < 0x80) return lead;
  int trail_bytes = 0;
  int32_t code_point = 0;
  uint8_t low = 0x80;
  uint8_t high = 0xBF;
  if (lead >= 0xC2 && lead <= 0xDF) {
    trail_bytes = 1;
    code_point = lead & 0x1F;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    trail_bytes = 2;
    code_point = lead & 0x0F;
    if (lead == 0xE0) low = 0xA0;   // shorter forms exist
    if (lead == 0xED) high = 0x9F;  // surrogates
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    trail_bytes = 3;
    code_point = lead & 0x07;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;  // beyond U+10FFFF
  } else {
    return kIllFormed;
  }
  for (; trail_bytes > 0; --trail_bytes) {
    if (*i >= text.size()) return kIllFormed;
    const auto trail = static_cast<uint8_t>(text[*i]);
    if (trail < low || trail > high) return kIllFormed;
    code_point = (code_point << 6) | (trail & 0x3F);
    ++*i;
    low = 0x80;
    high = 0xBF;
  }
  return code_point;
}

// Likewise, with U+FFFD for what is ill-formed.
inline char32_t NextCharacter(std::string_view text, size_t* i) {
  const int32_t c = NextCodePoint(text, i);
  return c == kIllFormed ? U'\uFFFD' : static_cast<char32_t>(c);
}

// True for the second and further bytes of a code point.
inline bool IsTrailByte(char byte) { return (static_cast<uint8_t>(byte) & 0xC0) == 0x80; }

// Unicode's White_Space.
constexpr bool IsWhiteSpace(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= 0x09 && c <= 0x0D);
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

inline size_t CountCodePoints(std::string_view text) {
  // Blocks whose trail bytes fit a byte: a loop that compilers make vectors of.
  constexpr size_t kBlock = 64;
  size_t trail_bytes = 0;
  size_t at = 0;
  for (; at + kBlock <= text.size(); at += kBlock) {
    uint8_t in_block = 0;
    for (size_t i = 0; i < kBlock; ++i) in_block = static_cast<uint8_t>(in_block + (IsTrailByte(text[at + i]) ? 1 : 0));
    trail_bytes += in_block;
  }
  for (; at < text.size(); ++at) trail_bytes += IsTrailByte(text[at]) ? 1 : 0;
  return text.size() - trail_bytes;
}

inline std::u32string DecodeUtf8(std::string_view text) {
  std::u32string decoded;
  for (size_t i = 0; i < text.size();) decoded.push_back(NextCharacter(text, &i));
  return decoded;
}

// Appends a Unicode scalar value.
inline void AppendUtf8(char32_t c, std::string* out) {
  if (c < 0x80) {
    out->push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out->push_back(static_cast<char>(0xC0 | (c >> 6)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    out->push_back(static_cast<char>(0xE0 | (c >> 12)));
    out->push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    out->push_back(static_cast<char>(0xF0 | (c >> 18)));
    out->push_back(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
    out->push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

}  // namespace article_search
