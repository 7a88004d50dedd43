// A table of glass as TableWriter writes it, read from its first entry to its last: the leaves stand one behind another
// in the order of the keys, so that no level above is needed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/glass/table_writer.h"

namespace article_search::glass {

// Throws Error kDamagedIndex for what TableWriter can't have written, and then is of no use. Several may read one file
// at once.
class TableReader {
 public:
  // The table stands from `first_block` on; `path` is for messages.
  TableReader(int fd, std::string path, uint32_t first_block, const TableRoot& root);

  // Goes to the next entry; false at the end. The views stay valid until the next call.
  bool Next();
  std::string_view key() const { return key_; }
  std::string_view tag() const { return tag_; }

 private:
  struct Item {
    std::string_view key;
    std::string_view part;
    uint32_t component;
    bool is_last;
  };
  bool NextItem(Item* item);
  bool NextLeaf();

  int fd_;
  std::string path_;
  uint32_t next_block_;
  uint32_t end_;
  uint64_t entries_left_;
  std::string blocks_;     // read ahead
  size_t at_block_ = 0;    // of these, in bytes
  std::string_view leaf_;  // at hand
  size_t at_ = 0;          // in its directory
  size_t directory_end_ = 0;
  std::string_view key_;
  std::string_view tag_;
  std::string own_key_;  // of an entry of several parts
  std::string own_tag_;
};

}  // namespace article_search::glass
