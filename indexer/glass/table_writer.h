// A B-tree of glass, written from sorted items without ever going back: leaf blocks are filled one after another, and
// of each only the key that tells it from the one before is kept; when the last item is in, the levels above are built
// of these. What a general B-tree spends on finding, splitting and copying blocks is not needed.
//
// The format of blocks and items is described in glass_table.h and glass_table.cc of Xapian 1.4.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/glass/block_file.h"

namespace article_search::glass {

// Where a finished table stands, for the version block.
struct TableRoot {
  uint32_t block = 0;
  uint32_t level = 0;  // 0: the root is a leaf
  uint64_t entries = 0;
  bool is_empty = true;       // there are no blocks at all
  uint32_t end = 0;           // the number of the block after the table's last
  uint32_t compress_min = 0;  // tags of more bytes may be compressed; 0: none is
};

class TableWriter {
 public:
  // Leaves are appended to `leaves`, into which nobody else writes meanwhile.
  explicit TableWriter(BlockFile* leaves);

  // Keys ascend strictly, as bytes, and have 1 to 255. A tag of any length is stored as it is, never compressed.
  void Add(std::string_view key, std::string_view tag);

  // Writes the last leaf.
  void FinishLeaves();
  // Appends the levels above to `file`, in which the leaves now stand from `first_leaf` on; FinishLeaves comes first.
  TableRoot Finish(uint32_t first_leaf, BlockFile* file);

 private:
  // A block's first key, cut to what tells it from the block before, and the component of the tag that it begins with.
  struct Separator {
    std::string key;
    uint16_t component;
  };

  void AddParts(std::string_view key, std::string_view tag);
  void AddItem(std::string_view key, uint32_t component, bool is_last, std::string_view part);
  void StartLeafBefore(std::string_view key, uint32_t component);
  std::string_view LastKey() const;
  void StartLeaf();
  void WriteLeaf();

  BlockFile* leaves_;
  std::string block_;
  size_t directory_end_ = 0;
  size_t items_begin_ = 0;             // they grow downwards from the block's end
  std::vector<Separator> separators_;  // of each leaf; that of the first is empty
  uint64_t entries_ = 0;
};

}  // namespace article_search::glass
