#include "searcher/json_writer.h"

#include <array>
#include <charconv>
#include <cstring>

#include "corpus/utf8.h"
#include "indexer/clean_text.h"
#include "indexer/json.h"

namespace article_search {
namespace {

// Bytes that stand for themselves in a string.
constexpr std::array<bool, 256> MakeUnescaped() {
  std::array<bool, 256> plain{};
  for (size_t c = 0x20; c < 0x7F; ++c) plain[c] = c != '"' && c != '\\';
  return plain;
}
constexpr std::array<bool, 256> kUnescaped = MakeUnescaped();

// The same of many at a time: loops that compilers make vectors of.
constexpr size_t kBlock = 16;
bool IsPlainBlock(const char* text) {
  std::array<int8_t, kBlock> special;
  for (size_t i = 0; i < kBlock; ++i) {
    const auto c = static_cast<int8_t>(text[i]);  // below 0 beyond ASCII
    special[i] = static_cast<int8_t>((c < 0x20) | (c == 0x7F) | (c == '"') | (c == '\\'));
  }
  return special == std::array<int8_t, kBlock>{};
}

}  // namespace

void JsonWriter::Append(std::string_view text) {
  if (text.size() <= pieces_.size() - piece_size_) {
    std::memcpy(pieces_.data() + piece_size_, text.data(), text.size());
    piece_size_ += text.size();
  } else {
    Flush();
    out_ += text;
  }
}

void JsonWriter::Raw(std::string_view json) {
  Filled(Comma(Room(1)));
  Append(json);
}

void JsonWriter::Unsigned(uint64_t number) {
  constexpr size_t kMaxDigits = 20;
  char* at = Comma(Room(1 + kMaxDigits));
  Filled(std::to_chars(at, at + kMaxDigits, number).ptr);
}

void JsonWriter::Number(double number) {
  constexpr size_t kMaxSize = 32;
  char* at = Comma(Room(1 + kMaxSize));
  char* end = std::to_chars(at, at + kMaxSize, number).ptr;
  Filled(end);
  if (std::string_view(at, end).find_first_of(".e") == std::string_view::npos) Append(".0");
}

void JsonWriter::String(std::string_view text) {
  Begin('"');
  size_t begin = 0;  // of what stands for itself and is not yet written
  for (size_t at = 0; at < text.size();) {
    while (at + kBlock <= text.size() && IsPlainBlock(text.data() + at)) at += kBlock;
    while (at < text.size() && kUnescaped[static_cast<uint8_t>(text[at])]) ++at;
    if (at == text.size()) break;
    const std::string_view before = text.substr(begin, at - begin);
    const int32_t c = NextCodePoint(text, &at);
    const auto point = static_cast<char32_t>(c);
    if (c == kIllFormed || c == '"' || c == '\\' || IsUnsafe(point)) {
      Append(before);
      Append(c == kIllFormed ? "\uFFFD" : JsonEscape(point));
      begin = at;
    }
  }
  Append(text.substr(begin));
  Put('"');
}

}  // namespace article_search
