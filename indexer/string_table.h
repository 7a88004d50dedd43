// Numbers for strings: 0, 1, 2, … in the order in which they came. An open-addressing hash table (linear probing) of
// numbers and the beginnings of strings, so that a look-up reads one place of the table; for a string of eight bytes or
// more, the string, too.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/arena.h"

namespace article_search {

class StringTable {
 public:
  // Strings are kept in the arena, which must not be cleared before the table.
  explicit StringTable(Arena* arena) : arena_(arena) {}

  // The string's number, size() before the call where it is new.
  uint32_t Insert(std::string_view text);
  std::string_view text(uint32_t number) const { return texts_[number]; }
  size_t size() const { return texts_.size(); }
  size_t bytes() const { return slots_.capacity() * sizeof(Slot) + texts_.capacity() * sizeof(std::string_view); }
  void Clear();

 private:
  struct Slot {
    uint64_t begin = 0;  // see BeginOf()
    uint32_t hash = 0;
    uint32_t number = 0;  // 1 more; 0: free
  };

  void Grow();

  Arena* arena_;
  std::vector<Slot> slots_;  // a power of two, at most half of them taken
  std::vector<std::string_view> texts_;
};

}  // namespace article_search
