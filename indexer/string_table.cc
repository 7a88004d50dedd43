#include "indexer/string_table.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace article_search {
namespace {

constexpr size_t kFirstSlots = 1024;

}  // namespace

uint32_t StringTable::Insert(std::string_view text) {
  if (2 * texts_.size() >= slots_.size()) Grow();
  const auto hash = static_cast<uint32_t>(XXH3_64bits(text.data(), text.size()));
  const size_t mask = slots_.size() - 1;
  size_t at = hash & mask;
  for (; slots_[at].number != 0; at = (at + 1) & mask) {
    if (slots_[at].hash == hash && texts_[slots_[at].number - 1] == text) return slots_[at].number - 1;
  }
  texts_.push_back(arena_->Keep(text));
  slots_[at] = {hash, static_cast<uint32_t>(texts_.size())};
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
