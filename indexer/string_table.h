// Numbers for strings: 0, 1, 2, … in the order in which they came. An open-addressing hash table (linear probing) of
// numbers and the beginnings of strings, so that a look-up reads one place of the table; for a string of eight bytes or
// more, the string, too.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "indexer/arena.h"
#include "indexer/large_memory.h"
#include "indexer/prefetch.h"

namespace article_search {

class StringTable {
 public:
  // Strings are kept in the arena, which must not be cleared before the table.
  explicit StringTable(Arena* arena) : arena_(arena), slots_(kFirstSlots) {}

  // What a string is looked up by.
  struct Key {
    uint64_t begin = 0;  // of the string: all of a short one
    uint32_t hash = 0;
  };
  static Key KeyOf(std::string_view text);

  // The string's number, size() before the call where it is new.
  uint32_t Insert(std::string_view text) { return Insert(text, KeyOf(text)); }
  uint32_t Insert(std::string_view text, const Key& key) {
    size_t at = key.hash & (slots_.size() - 1);
    for (; slots_[at].number != 0; at = (at + 1) & (slots_.size() - 1)) {
      const Slot& slot = slots_[at];
      if (slot.begin != key.begin || slot.hash != key.hash) continue;
      if (text.size() <= kShort || texts_[slot.number - 1] == text) return slot.number - 1;
    }
    return Add(text, key, at);
  }
  std::string_view text(uint32_t number) const { return texts_[number]; }
  // For an Insert to come, and for text().
  void Prefetch(const Key& key) const { article_search::Prefetch(&slots_[key.hash & (slots_.size() - 1)]); }
  void Prefetch(uint32_t number) const { article_search::Prefetch(&texts_[number]); }
  size_t size() const { return texts_.size(); }
  size_t bytes() const { return slots_.capacity() * sizeof(Slot) + texts_.capacity() * sizeof(std::string_view); }
  void Clear();

 private:
  struct Slot {
    uint64_t begin = 0;  // as in Key
    uint32_t hash = 0;
    uint32_t number = 0;  // 1 more; 0: free
  };

  static constexpr size_t kShort = 7;  // bytes
  static constexpr size_t kFirstSlots = 1024;

  static uint64_t BeginOf(std::string_view text);
  uint32_t Add(std::string_view text, const Key& key, size_t at);
  void Grow();

  Arena* arena_;
  LargeVector<Slot> slots_;  // a power of two, at most half of them taken
  LargeVector<std::string_view> texts_;
};

}  // namespace article_search
