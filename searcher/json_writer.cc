#include "searcher/json_writer.h"

#include <array>
#include <charconv>

#include "indexer/clean_text.h"

namespace article_search {
namespace {

// Bytes that stand for themselves in a string.
constexpr std::array<bool, 256> MakePlain() {
  std::array<bool, 256> plain{};
  for (size_t c = 0x20; c < 0x7F; ++c) plain[c] = c != '"' && c != '\\';
  return plain;
}
constexpr std::array<bool, 256> kPlain = MakePlain();

// The same of many at a time, in a loop that compilers make vectors of.
constexpr size_t kBlock = 32;
bool IsPlainBlock(const char* text) {
  int8_t special = 0;
  for (size_t i = 0; i < kBlock; ++i) {
    const auto c = static_cast<int8_t>(text[i]);  // below 0 beyond ASCII
    special |= static_cast<int8_t>(c < 0x20 || c == 0x7F || c == '"' || c == '\\');
  }
  return special == 0;
}

void AppendEscape(uint32_t unit, std::string* out) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  *out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out->push_back(kDigits[unit >> shift & 15]);
}

void AppendEscaped(char32_t c, std::string* out) {
  switch (c) {
    case '"':
      *out += "\\\"";
      return;
    case '\\':
      *out += "\\\\";
      return;
    case '\b':
      *out += "\\b";
      return;
    case '\f':
      *out += "\\f";
      return;
    case '\n':
      *out += "\\n";
      return;
    case '\r':
      *out += "\\r";
      return;
    case '\t':
      *out += "\\t";
      return;
    default:
      break;
  }
  if (c <= 0xFFFF) return AppendEscape(c, out);
  AppendEscape(0xD800 + ((c - 0x10000) >> 10), out);
  AppendEscape(0xDC00 + ((c - 0x10000) & 0x3FF), out);
}

}  // namespace

void JsonWriter::Separate() {
  if (!first_) out_.push_back(',');
  first_ = false;
}

void JsonWriter::Open(char bracket) {
  Separate();
  out_.push_back(bracket);
  first_ = true;
}

void JsonWriter::Close(char bracket) {
  out_.push_back(bracket);
  first_ = false;
}

void JsonWriter::Key(const JsonKey& key) {
  out_.append(key.written(first_));
  first_ = true;
}

void JsonWriter::Raw(std::string_view json) {
  Separate();
  out_ += json;
}

void JsonWriter::Unsigned(uint64_t number) {
  std::array<char, 24> digits{};
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  Raw({digits.data(), static_cast<size_t>(end - digits.data())});
}

void JsonWriter::Number(double number) {
  std::array<char, 32> digits{};
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  const std::string_view text(digits.data(), static_cast<size_t>(end - digits.data()));
  Raw(text);
  if (text.find_first_of(".e") == std::string_view::npos) out_ += ".0";
}

void JsonWriter::String(std::string_view text) {
  Separate();
  out_.push_back('"');
  char32_t c = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    while (at + kBlock <= text.size() && IsPlainBlock(text.data() + at)) at += kBlock;
    while (at < text.size() && kPlain[static_cast<uint8_t>(text[at])]) ++at;
    out_.append(text, begin, at - begin);
    if (at == text.size()) break;
    const size_t length = DecodeUtf8(text, at, &c);
    if (c == '"' || c == '\\' || IsUnsafe(c)) {
      AppendEscaped(c, &out_);
    } else if (length == 1 && c == U'\uFFFD') {
      out_ += "\uFFFD";
    } else {
      out_.append(text, at, length);
    }
    at += length;
  }
  out_.push_back('"');
}

}  // namespace article_search
