// Numbers and strings as bytes: LEB128 varints, strings behind their length, fixed little-endian integers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace article_search {

void PackUint(uint64_t value, std::string* out);
void PackString(std::string_view value, std::string* out);
void PackFixed32(uint32_t value, std::string* out);
void PackFixed64(uint64_t value, std::string* out);

// Reads what was packed, front to back. Every read throws Error kDamagedIndex where the bytes run out or a number is
// too large for its type.
class Unpacker {
 public:
  explicit Unpacker(std::string_view data) : data_(data) {}

  uint64_t Uint();
  uint32_t Uint32();
  std::string_view String();  // points into the data
  uint32_t Fixed32();
  uint64_t Fixed64();
  std::string_view Rest() { return Take(data_.size()); }
  bool at_end() const { return data_.empty(); }

  // A count of things that take at least one byte each: never more than there are bytes left, so that a damaged count
  // can't make a caller reserve the machine's memory.
  uint64_t Count();

 private:
  std::string_view Take(uint64_t length);
  std::string_view data_;
};

}  // namespace article_search
