#include "indexer/string_table.h"

#include <xxhash.h>

#include <bit>
#include <cstring>

namespace article_search {

static_assert(std::endian::native == std::endian::little);  // BeginOf

// A short string whole, with its length in the top byte; of others the first seven bytes, and 0xFF.
uint64_t StringTable::BeginOf(std::string_view text) {
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
  } else if (size > 0) {
    for (const size_t i : {size_t{0}, size / 2, size - 1}) begin |= uint64_t{static_cast<uint8_t>(text[i])} << (8 * i);
  }
  return begin | uint64_t{size} << 56;
}

StringTable::Key StringTable::KeyOf(std::string_view text) {
  Key key{BeginOf(text), 0};
  key.hash = static_cast<uint32_t>(text.size() > kShort ? XXH3_64bits(text.data(), text.size())
                                                        : XXH3_64bits(&key.begin, sizeof key.begin));
  return key;
}

uint32_t StringTable::Add(std::string_view text, const Key& key, size_t at) {
  texts_.push_back(arena_->Keep(text));
  slots_[at] = {key.begin, key.hash, static_cast<uint32_t>(texts_.size())};
  if (2 * texts_.size() >= slots_.size()) Grow();
  return static_cast<uint32_t>(texts_.size() - 1);
}

void StringTable::Grow() {
  LargeVector<Slot> old(2 * slots_.size());
  old.swap(slots_);
  const size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.number == 0) continue;
    size_t at = slot.hash & mask;
    while (slots_[at].number != 0) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

void StringTable::Clear() {
  slots_ = LargeVector<Slot>(kFirstSlots);
  texts_.clear();
}

}  // namespace article_search
