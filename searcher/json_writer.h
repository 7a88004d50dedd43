// Writes JSON as it goes, on one line, without a tree in memory: an answer with snippets is written many times faster
// than through one. What a terminal would take for a command (indexer/clean_text.h: IsUnsafe) is escaped as \uXXXX, and
// U+FFFD stands for each ill-formed byte, so that what is written is always UTF-8 and always JSON.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace article_search {

// The name of a member as it is written: `"name":`, with a comma before it. Made where the program is compiled.
class JsonKey {
 public:
  template <size_t N>
  consteval JsonKey(const char (&name)[N]) : size_(N + 3) {  // NOLINT(google-explicit-constructor): a literal is a key
    static_assert(N + 3 <= kMaxSize);
    text_[0] = ',';
    text_[1] = text_[N + 1] = '"';
    text_[N + 2] = ':';
    for (size_t i = 0; i + 1 < N; ++i) text_[i + 2] = name[i];
  }

  std::string_view name() const { return {text_.data() + 2, size_ - 4}; }
  std::string_view written(bool first) const {
    return first ? std::string_view(text_.data() + 1, size_ - 1) : std::string_view(text_.data(), size_);
  }

 private:
  static constexpr size_t kMaxSize = 32;
  std::array<char, kMaxSize> text_{};
  size_t size_;
};

// Calls must make JSON: within an object Key() and a value in turn.
class JsonWriter {
 public:
  JsonWriter() { out_.reserve(size_t{1} << 16); }  // the usual answer: to grow into it would copy it many times

  void BeginObject() { Open('{'); }
  void EndObject() { Close('}'); }
  void BeginArray() { Open('['); }
  void EndArray() { Close(']'); }
  void Key(const JsonKey& key);
  void String(std::string_view text);
  void Number(std::unsigned_integral auto number) { Unsigned(number); }
  // As briefly as it reads back to the same number, and never without a point or an exponent.
  void Number(double number);
  void Bool(bool value) { Raw(value ? "true" : "false"); }
  void Null() { Raw("null"); }
  // A value that is JSON already.
  void Raw(std::string_view json);

  // What was written; nothing is left.
  std::string Take() { return std::move(out_); }

 private:
  void Open(char bracket);
  void Close(char bracket);
  void Unsigned(uint64_t number);
  void Separate();

  std::string out_;
  bool first_ = true;  // nothing stands before within the brackets at hand, or a key does
};

}  // namespace article_search
