// LEB128 varints at a pointer, without a check: for the inner loops of indexing, where the room is known and the bytes
// were written by this process. pack.h has those that check.
#pragma once

#include <cstddef>
#include <cstdint>

namespace article_search {

inline constexpr size_t kMaxVarint = 10;  // bytes

// Returns the end of what it wrote.
inline char* WriteVarint(uint64_t value, char* out) {
  for (; value >= 0x80; value >>= 7) *out++ = static_cast<char>(value | 0x80);
  *out++ = static_cast<char>(value);
  return out;
}

// Returns the end of what it read.
inline const char* ReadVarint(const char* in, uint64_t* value) {
  uint64_t byte = static_cast<uint8_t>(*in++);
  *value = byte & 0x7F;
  for (int shift = 7; byte >= 0x80; shift += 7) {
    byte = static_cast<uint8_t>(*in++);
    *value |= (byte & 0x7F) << shift;
  }
  return in;
}

}  // namespace article_search
