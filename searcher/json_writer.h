// Writes JSON as it goes, on one line, without a tree in memory: an answer with snippets is written many times faster
// than through one. What a terminal would take for a command (indexer/clean_text.h: IsUnsafe) is escaped as \uXXXX, and
// U+FFFD stands for what is ill-formed, so that what is written is always UTF-8 and always JSON.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

namespace article_search {

// The name of a member as it is written: `"name":`, with a comma before it. Made where the program is compiled.
class JsonKey {
 public:
  static constexpr size_t kMaxSize = 32;

  template <size_t N>
  consteval JsonKey(const char (&name)[N]) : size_(N + 3) {  // NOLINT(google-explicit-constructor): a literal is a key
    static_assert(N + 3 <= kMaxSize);
    text_[0] = ',';
    text_[1] = text_[N + 1] = '"';
    text_[N + 2] = ':';
    for (size_t i = 0; i + 1 < N; ++i) text_[i + 2] = name[i];
  }

  std::string_view name() const { return {text_.data() + 2, size_ - 4}; }
  // Writes kMaxSize bytes, as it is fastest to copy a number that is known beforehand, and returns the end of those
  // that count.
  char* Write(bool first, char* at) const {
    std::memcpy(at, text_.data() + (first ? 1 : 0), kMaxSize);
    return at + size_ - (first ? 1 : 0);
  }

 private:
  std::array<char, kMaxSize + 1> text_{};
  size_t size_;
};

// Calls must make JSON: within an object Key() and a value in turn.
class JsonWriter {
 public:
  // `room`: a string whose memory is used for what is written, such as the answer before.
  explicit JsonWriter(std::string room = {}) : out_(std::move(room)) { out_.clear(); }

  void BeginObject() { Open('{'); }
  void EndObject() { Close('}'); }
  void BeginArray() { Open('['); }
  void EndArray() { Close(']'); }
  void Key(const JsonKey& key) {
    Filled(key.Write(first_, Room(JsonKey::kMaxSize)));
    first_ = true;
  }
  void String(std::string_view text);
  void Number(std::unsigned_integral auto number) { Unsigned(number); }
  // As briefly as it reads back to the same number, and never without a point or an exponent.
  void Number(double number);
  void Bool(bool value) { Raw(value ? "true" : "false"); }
  void Null() { Raw("null"); }
  // A value that is JSON already.
  void Raw(std::string_view json);

  // What was written; nothing is left.
  std::string Take() {
    Flush();
    return std::move(out_);
  }

 private:
  void Open(char bracket) {
    Begin(bracket);
    first_ = true;
  }
  void Close(char bracket) {
    Put(bracket);
    first_ = false;
  }
  void Unsigned(uint64_t number);
  // With a comma before it, where one is due.
  void Begin(char c) {
    char* at = Comma(Room(2));
    *at++ = c;
    Filled(at);
  }
  void Put(char c) {
    *Room(1) = c;
    ++piece_size_;
  }
  void Append(std::string_view text);
  // Where up to `bytes` may be written, up to what is Filled then.
  char* Room(size_t bytes) {
    if (pieces_.size() - piece_size_ < bytes) Flush();
    return pieces_.data() + piece_size_;
  }
  void Filled(const char* end) { piece_size_ = static_cast<size_t>(end - pieces_.data()); }
  // Writes one where it is due; returns what is behind it, for a value.
  char* Comma(char* at) {
    *at = ',';
    at += first_ ? 0 : 1;
    first_ = false;
    return at;
  }
  void Flush() {
    out_.append(pieces_.data(), piece_size_);
    piece_size_ = 0;
  }

  std::string out_;
  // Not yet in `out_`: to append every key and number to a string would take longer than all the rest.
  std::array<char, 1024> pieces_{};
  size_t piece_size_ = 0;
  bool first_ = true;  // nothing stands before within the brackets at hand, or a key does
};

}  // namespace article_search
