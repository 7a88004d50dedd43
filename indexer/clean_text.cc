#include "indexer/clean_text.h"

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstring>

#include "corpus/ascii.h"
#include "corpus/utf8.h"

namespace article_search {
namespace {

bool IsSpace(char32_t c) { return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0xA0 || c == 0x2028 || c == 0x2029; }

// Loops over blocks are made vectors of by compilers.
constexpr size_t kBlock = 16;

// Whether the block holds nothing but printable ASCII, no two spaces side by side, nor one that another follows behind
// it.
bool IsPlainBlock(const char* text) {
  std::array<int8_t, kBlock> special;
  for (size_t i = 0; i < kBlock; ++i) {
    const auto c = static_cast<int8_t>(text[i]);  // below 0 beyond ASCII
    const bool two_spaces = (c == ' ') & (text[i + 1] == ' ');
    special[i] = static_cast<int8_t>((c < 0x20) | (c == 0x7F) | two_spaces);
  }
  return special == std::array<int8_t, kBlock>{};
}

bool IsAsciiBlock(const char* text) {
  std::array<uint64_t, kBlock / 8> words;
  std::memcpy(words.data(), text, kBlock);
  uint64_t all = 0;
  for (const uint64_t word : words) all |= word;
  return (all & 0x8080808080808080) == 0;
}

}  // namespace

size_t PlainRun(std::string_view text, size_t at, size_t end) {
  const auto is_plain = [text](size_t i) { return text[i] > ' ' && text[i] < 0x7F; };
  if (at >= end || !is_plain(at)) return 0;
  size_t i = at;
  while (i + kBlock < end && IsPlainBlock(text.data() + i)) i += kBlock;
  if (i > at && text[i - 1] == ' ') --i;  // what follows that space is not known to be plain
  while (i < end && (is_plain(i) || (text[i] == ' ' && i > at && i + 1 < end && is_plain(i + 1)))) ++i;
  return i - at;
}

bool IsUtf8(std::string_view text) {
  for (size_t at = 0;;) {
    while (at + kBlock <= text.size() && IsAsciiBlock(text.data() + at)) at += kBlock;
    while (at < text.size() && IsAscii(text[at])) ++at;
    if (at == text.size()) return true;
    if (NextCodePoint(text, &at) == kIllFormed) return false;
  }
}

std::string WithThousands(uint64_t number) {
  std::string digits = std::to_string(number);
  for (size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string Shortened(const std::string& line, size_t most) {
  size_t at = 0;
  for (size_t shown = 0; at < line.size() && shown < most; ++shown) NextCodePoint(line, &at);
  return at < line.size() ? line.substr(0, at) + "…" : line;
}

std::string CleanLine(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = NextCharacter(text, &at);
    if (!IsSpace(c) && !IsUnsafe(c)) {
      AppendUtf8(c, &out);
    } else if (!out.empty() && out.back() != ' ') {
      out.push_back(' ');
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string EscapeUnsafe(std::string_view text, bool backslashes) {
  std::string out;
  std::array<char, 16> code{};
  const auto append = [&](const char* format, unsigned value) {
    std::snprintf(code.data(), code.size(), format, value);
    out += code.data();
  };
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    const int32_t c = NextCodePoint(text, &at);
    const std::string_view bytes = text.substr(begin, at - begin);
    if (c == '\t') {
      out += "\\t";
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\\' && backslashes) {
      out += "\\\\";
    } else if (c == kIllFormed) {
      for (const char byte : bytes) append("\\x%02x", static_cast<unsigned char>(byte));
    } else if (IsUnsafe(static_cast<char32_t>(c))) {
      append(c <= 0xFFFF ? "\\u%04x" : "\\U%08x", static_cast<unsigned>(c));
    } else {
      out += bytes;
    }
  }
  return out;
}

}  // namespace article_search
