#include "indexer/clean_text.h"

#include <utf8proc.h>

#include <array>
#include <cstdio>

namespace article_search {
namespace {

bool IsSpace(char32_t c) { return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0xA0 || c == 0x2028 || c == 0x2029; }

}  // namespace

size_t DecodeBeyondAscii(std::string_view text, size_t at, char32_t* c) {
  utf8proc_int32_t code_point = 0;
  const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                                       static_cast<utf8proc_ssize_t>(text.size() - at), &code_point);
  *c = length > 0 ? static_cast<char32_t>(code_point) : U'\uFFFD';
  return length > 0 ? static_cast<size_t>(length) : 1;
}

bool IsUtf8(std::string_view text) {
  char32_t c = 0;
  for (size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const size_t length = DecodeUtf8(text, at, &c);
    if (length == 1 && c == U'\uFFFD') return false;
    at += length;
  }
  return true;
}

std::string CleanLine(std::string_view text) {
  std::string out;
  char32_t c = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t length = DecodeUtf8(text, at, &c);
    if (IsSpace(c) || IsUnsafe(c)) {
      if (!out.empty() && out.back() != ' ') out.push_back(' ');
    } else if (c == U'\uFFFD' && length == 1) {
      out += "\uFFFD";
    } else {
      out.append(text, at, length);
    }
    at += length;
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
  char32_t c = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t length = DecodeUtf8(text, at, &c);
    if (c == '\t') {
      out += "\\t";
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\\' && backslashes) {
      out += "\\\\";
    } else if (length == 1 && c == U'\uFFFD') {
      append("\\x%02x", static_cast<unsigned char>(text[at]));
    } else if (IsUnsafe(c)) {
      append(c <= 0xFFFF ? "\\u%04x" : "\\U%08x", static_cast<unsigned>(c));
    } else {
      out.append(text, at, length);
    }
    at += length;
  }
  return out;
}

}  // namespace article_search
