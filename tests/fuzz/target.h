// What the fuzzers share.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tests/support/checks.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace article_search {

// Takes an input apart, front to back. A choice is a byte: "0" to "9" and "a" to "z" are 0 to 35, so that cases can be
// written by hand, any other its value.
class FuzzInput {
 public:
  FuzzInput(const uint8_t* data, size_t size) : bytes_(reinterpret_cast<const char*>(data), size) {}

  size_t Below(size_t end) {
    if (bytes_.empty()) return 0;
    const auto byte = static_cast<uint8_t>(bytes_.front());
    bytes_.remove_prefix(1);
    const bool is_digit = byte >= '0' && byte <= '9';
    const bool is_letter = byte >= 'a' && byte <= 'z';
    return static_cast<size_t>(is_digit ? byte - '0' : is_letter ? byte - 'a' + 10 : byte) % end;
  }

  // Up to the next newline, which is left out.
  std::string_view Line() {
    const std::string_view line = bytes_.substr(0, bytes_.find('\n'));
    bytes_.remove_prefix(std::min(line.size() + 1, bytes_.size()));
    return line;
  }

  std::string_view Rest() const { return bytes_; }

 private:
  std::string_view bytes_;
};

// Of an Error, or of a warning.
inline void CheckMessage(std::string_view message) {
  Require(!message.empty() && message.find('\n') == std::string_view::npos && message.back() != '.',
          "a message is one line without a full stop");
}

}  // namespace article_search
