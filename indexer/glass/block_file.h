// A file of blocks, written from front to back: the units in which glass reads and numbers its tables.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/file_io.h"

namespace article_search::glass {

inline constexpr size_t kBlockSize = 8192;  // bytes; glass's default

// All methods throw Error kUnreadable (a full disk). Not for use by two threads at once.
class BlockFile {
 public:
  enum class Use { kKept, kTemporary };
  // Creates the file, which must not exist. One that is to be kept is on its way to the disk while it is written, so
  // that whoever syncs it in the end waits for little.
  BlockFile(const std::string& path, Use use);

  // `block` has kBlockSize bytes. Returns its number.
  uint32_t Append(std::string_view block);
  // Appends all blocks of `other`, in order. Returns the number of the first.
  uint32_t AppendAll(BlockFile* other);
  // Writes over a block that was appended before.
  void Replace(uint32_t number, std::string_view block);
  void Flush();

  uint32_t size() const { return size_; }  // blocks

 private:
  std::string path_;
  FileDescriptor fd_;
  std::string buffer_;
  Use use_;
  uint32_t size_ = 0;
  uint64_t on_its_way_ = 0;  // bytes
};

}  // namespace article_search::glass
