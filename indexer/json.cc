#include "indexer/json.h"

#include <cstdio>
#include <nlohmann/json.hpp>
#include <string_view>

#include "corpus/utf8.h"
#include "indexer/clean_text.h"

namespace article_search {

namespace {

// \uXXXX, or two of them, a surrogate pair.
std::string Escaped(char32_t c) {
  char text[16];
  if (c <= 0xFFFF) {
    std::snprintf(text, sizeof text, "\\u%04x", static_cast<unsigned>(c));
  } else {
    const auto above = static_cast<unsigned>(c) - 0x10000;
    std::snprintf(text, sizeof text, "\\u%04x\\u%04x", 0xD800 + (above >> 10), 0xDC00 + (above & 0x3FF));
  }
  return text;
}

}  // namespace

std::string JsonLine(const nlohmann::ordered_json& value) {
  const std::string plain = value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  // Outside of strings JSON is ASCII and without DEL, so whatever is unsafe stands in a string.
  std::string out;
  out.reserve(plain.size());
  for (size_t at = 0; at < plain.size();) {
    const char32_t c = NextCharacter(plain, &at);
    if (IsUnsafe(c)) {
      out += Escaped(c);
    } else {
      AppendUtf8(c, &out);
    }
  }
  return out;
}

std::string Hex(std::string_view bytes) {
  std::string hex;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex.push_back("0123456789abcdef"[byte >> 4]);
    hex.push_back("0123456789abcdef"[byte & 15]);
  }
  return hex;
}

void AddPath(const std::string& path, nlohmann::ordered_json* object) {
  (*object)["path"] = path;
  if (!IsUtf8(path)) (*object)["path_bytes"] = Hex(path);
}

}  // namespace article_search
