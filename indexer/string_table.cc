#include "indexer/string_table.h"

#include <xxhash.h>

#include <bit>
#include <cstring>

namespace article_search {
namespace {

static_assert(std::endian::native == std::endian::little);  // BeginOf

constexpr size_t kFirstSlots = 1024;

constexpr size_t kShort = 7;  // bytes

// A short string whole, with its length in the top byte; of others the first seven bytes, and 0xFF.
uint64_t BeginOf(std::string_view text) {
  uint64_t begin = 0;
  const size_t size = text.size();
  if (size > kShort) {
    std::memcpy(&begin, text.data(), sizeof begin);
    return begin | uint64_t{0xFF} << 56;
  }
  if (size >= 4) {
    uint32_t first = 0;
    uint32_t last = 0;
    std::memcpy(&first, text.data(), sizeof first);
    std::memcpy(&last, text.data() + size - sizeof last, sizeof last);
    begin = first | uint64_t{last} << (8 * (size - sizeof last));
  } else {
    for (size_t i = 0; i < size; ++i) begin |= uint64_t{static_cast<uint8_t>(text[i])} << (8 * i);
  }
  return begin | uint64_t{size} << 56;
}

uint32_t HashOf(std::string_view text, uint64_t begin) {
  if (text.size() > kShort) return static_cast<uint32_t>(XXH3_64bits(text.data(), text.size()));
  return static_cast<uint32_t>(XXH3_64bits(&begin, sizeof begin));
}

}  // namespace

uint32_t StringTable::Insert(std::string_view text) {
  if (2 * texts_.size() >= slots_.size()) Grow();
  const uint64_t begin = BeginOf(text);
  const uint32_t hash = HashOf(text, begin);
  const bool is_short = text.size() <= kShort;
  const size_t mask = slots_.size() - 1;
  size_t at = hash & mask;
  for (; slots_[at].number != 0; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.begin != begin || slot.hash != hash) continue;
    if (is_short || texts_[slot.number - 1] == text) return slot.number - 1;
  }
  texts_.push_back(arena_->Keep(text));
  slots_[at] = {begin, hash, static_cast<uint32_t>(texts_.size())};
  return static_cast<uint32_t>(texts_.size() - 1);
}

void StringTable::Grow() {
  std::vector<Slot> old = std::move(slots_);
  slots_.assign(old.empty() ? kFirstSlots : 2 * old.size(), Slot());
  const size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.number == 0) continue;
    size_t at = slot.hash & mask;
    while (slots_[at].number != 0) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

void StringTable::Clear() {
  slots_ = {};
  texts_.clear();
}

}  // namespace article_search
