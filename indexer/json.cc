#include "indexer/json.h"

#include <nlohmann/json.hpp>
#include <string_view>

#include "corpus/utf8.h"
#include "indexer/clean_text.h"

namespace article_search {

std::string JsonLine(const nlohmann::ordered_json& value) {
  const std::string plain = value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  // Outside of strings JSON is ASCII and without DEL, so whatever is unsafe stands in a string.
  std::string out;
  out.reserve(plain.size());
  for (size_t at = 0; at < plain.size();) {
    const char32_t c = NextCharacter(plain, &at);
    if (IsUnsafe(c)) {
      out += JsonEscape(c);
    } else {
      AppendUtf8(c, &out);
    }
  }
  return out;
}

std::string JsonEscape(char32_t c) {
  switch (c) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\b':
      return "\\b";
    case '\f':
      return "\\f";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      break;
  }
  if (c > 0xFFFF) return JsonEscape(0xD800 + ((c - 0x10000) >> 10)) + JsonEscape(0xDC00 + ((c - 0x10000) & 0x3FF));
  constexpr std::string_view kDigits = "0123456789abcdef";
  return {'\\', 'u', kDigits[c >> 12], kDigits[c >> 8 & 15], kDigits[c >> 4 & 15], kDigits[c & 15]};
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
