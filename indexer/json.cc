#include "indexer/json.h"

#include <cstdio>
#include <nlohmann/json.hpp>
#include <string_view>

#include "indexer/clean_text.h"

namespace article_search {

std::string JsonLine(const nlohmann::ordered_json& value) {
  const std::string plain = value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  // Outside of strings JSON is ASCII and without DEL, so whatever is unsafe stands in a string.
  std::string out;
  out.reserve(plain.size());
  char32_t c = 0;
  for (size_t at = 0; at < plain.size();) {
    const size_t length = DecodeUtf8(plain, at, &c);
    if (IsUnsafe(c) && c <= 0xFFFF) {
      char escaped[8];
      std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(c));
      out += escaped;
    } else {
      out.append(plain, at, length);
    }
    at += length;
  }
  return out;
}

void AddPath(const std::string& path, nlohmann::ordered_json* object) {
  (*object)["path"] = path;
  if (IsUtf8(path)) return;
  std::string hex;
  for (unsigned char byte : path) {
    hex.push_back("0123456789abcdef"[byte >> 4]);
    hex.push_back("0123456789abcdef"[byte & 15]);
  }
  (*object)["path_bytes"] = hex;
}

}  // namespace article_search
