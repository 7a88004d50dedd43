// How far a text goes on as it is, eight bytes at a time: a loop over the bytes takes longer, and ends where no
// processor foresees it.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace article_search {

// A byte in each of the eight.
constexpr uint64_t InEach(uint8_t byte) { return byte * uint64_t{0x0101010101010101}; }

// The first byte of `text` from `at` on that `marks`, a function of eight bytes, sets the high bit of; the length where
// there is none. What it does to the other bits is of no meaning.
template <typename Marks>
size_t ScanBytes(std::string_view text, size_t at, Marks marks) {
  const auto index_of = [](uint64_t marked) {
    const bool little = std::endian::native == std::endian::little;
    return static_cast<size_t>(little ? std::countr_zero(marked) : std::countl_zero(marked)) / 8;
  };
  uint64_t eight = 0;
  for (; at + sizeof eight <= text.size(); at += sizeof eight) {
    std::memcpy(&eight, text.data() + at, sizeof eight);
    if (const uint64_t marked = marks(eight) & InEach(0x80); marked != 0) return at + index_of(marked);
  }
  if (at == text.size()) return at;
  eight = 0;
  std::memcpy(&eight, text.data() + at, text.size() - at);
  return std::min(text.size(), at + index_of(marks(eight) & InEach(0x80)));
}

// Marks for it. Of bytes below 0x80, in each of the eight:
constexpr uint64_t AtLeast(uint64_t eight, uint8_t byte) { return eight + InEach(static_cast<uint8_t>(0x80 - byte)); }
constexpr uint64_t Differs(uint64_t eight, uint8_t byte) { return (eight ^ InEach(byte)) + InEach(0x7F); }

// Over ASCII.
inline size_t SkipAscii(std::string_view text, size_t at) {
  return ScanBytes(text, at, [](uint64_t eight) { return eight; });
}

// Over lower-case letters of ASCII.
inline size_t SkipLower(std::string_view text, size_t at) {
  return ScanBytes(text, at, [](uint64_t eight) {
    const uint64_t ascii = eight & InEach(0x7F);
    return eight | ~AtLeast(ascii, 'a') | AtLeast(ascii, 'z' + 1);
  });
}

}  // namespace article_search
