#include "indexer/pack.h"

#include <limits>

#include "corpus/error.h"

namespace article_search {
namespace {

[[noreturn]] void EndsTooEarly() {
  throw Error(ErrorCode::kDamagedIndex, "the index is damaged: a record ends too early");
}

template <typename T>
void PackFixed(T value, std::string* out) {
  for (size_t i = 0; i < sizeof(T); ++i) out->push_back(static_cast<char>(value >> (8 * i) & 0xFF));
}

template <typename T>
T UnpackFixed(std::string_view bytes) {
  T value = 0;
  for (size_t i = 0; i < sizeof(T); ++i) value |= static_cast<T>(static_cast<unsigned char>(bytes[i])) << (8 * i);
  return value;
}

}  // namespace

void PackUint(uint64_t value, std::string* out) {
  while (value >= 0x80) {
    out->push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  out->push_back(static_cast<char>(value));
}

void PackString(std::string_view value, std::string* out) {
  PackUint(value.size(), out);
  out->append(value);
}

void PackFixed32(uint32_t value, std::string* out) { PackFixed(value, out); }
void PackFixed64(uint64_t value, std::string* out) { PackFixed(value, out); }

uint64_t Unpacker::Uint() {
  uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    if (data_.empty()) EndsTooEarly();
    const auto byte = static_cast<unsigned char>(data_.front());
    data_.remove_prefix(1);
    if (shift == 63 && byte > 1) EndsTooEarly();
    value |= static_cast<uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
  EndsTooEarly();
}

uint32_t Unpacker::Uint32() {
  const uint64_t value = Uint();
  if (value > std::numeric_limits<uint32_t>::max()) EndsTooEarly();
  return static_cast<uint32_t>(value);
}

std::string_view Unpacker::Take(uint64_t length) {
  if (length > data_.size()) EndsTooEarly();
  const std::string_view taken = data_.substr(0, length);
  data_.remove_prefix(length);
  return taken;
}

std::string_view Unpacker::String() { return Take(Uint()); }
uint32_t Unpacker::Fixed32() { return UnpackFixed<uint32_t>(Take(4)); }
uint64_t Unpacker::Fixed64() { return UnpackFixed<uint64_t>(Take(8)); }

uint64_t Unpacker::Count() {
  const uint64_t count = Uint();
  if (count > data_.size()) EndsTooEarly();
  return count;
}

}  // namespace article_search
