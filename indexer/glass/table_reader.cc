#include "indexer/glass/table_reader.h"

#include <algorithm>
#include <utility>

#include "corpus/error.h"
#include "indexer/file_io.h"
#include "indexer/glass/table_format.h"

namespace article_search::glass {
namespace {

constexpr uint32_t kReadAhead = 32;  // blocks

[[noreturn]] void OddBlock() { throw Error(ErrorCode::kDamagedIndex, "the index is damaged: a block of an odd form"); }

size_t Get16(std::string_view bytes, size_t at) {
  return size_t{static_cast<uint8_t>(bytes[at])} << 8 | static_cast<uint8_t>(bytes[at + 1]);
}

}  // namespace

TableReader::TableReader(int fd, std::string path, uint32_t first_block, const TableRoot& root)
    : fd_(fd),
      path_(std::move(path)),
      next_block_(first_block),
      end_(root.is_empty ? first_block : root.end),
      entries_left_(root.entries) {}

bool TableReader::NextLeaf() {
  if (at_block_ == blocks_.size()) {
    if (next_block_ >= end_) return false;
    const uint32_t count = std::min(kReadAhead, end_ - next_block_);
    blocks_ = ReadAt(fd_, uint64_t{next_block_} * kBlockSize, uint64_t{count} * kBlockSize, path_);
    next_block_ += count;
    at_block_ = 0;
  }
  leaf_ = std::string_view(blocks_).substr(at_block_, kBlockSize);
  at_block_ += kBlockSize;
  at_ = kDirectory;
  directory_end_ = Get16(leaf_, kDirectoryEndAt);
  if (directory_end_ < kDirectory || directory_end_ > kBlockSize || (directory_end_ - kDirectory) % kOffsetSize != 0) {
    OddBlock();
  }
  if (leaf_[kLevelAt] == 0) return true;
  // The levels above stand behind the last leaf.
  next_block_ = end_;
  at_block_ = blocks_.size();
  directory_end_ = at_;
  return false;
}

bool TableReader::NextItem(Item* item) {
  while (at_ == directory_end_) {
    if (!NextLeaf()) return false;
  }
  const size_t offset = Get16(leaf_, at_);
  at_ += kOffsetSize;
  if (offset < directory_end_ || offset + kItemHeader > kBlockSize) OddBlock();
  const size_t header = Get16(leaf_, offset);
  const size_t length = header & (kFirstPart - 1);
  const size_t key = static_cast<uint8_t>(leaf_[offset + 2]);
  const bool is_first = (header & kFirstPart) != 0;
  const size_t head = key + (is_first ? 0 : kComponentSize);
  if ((header & kCompressed) != 0 || offset + kItemHeader + length > kBlockSize || head > length) OddBlock();
  const std::string_view content = leaf_.substr(offset + kItemHeader, length);
  item->key = content.substr(0, key);
  item->component = is_first ? 1 : static_cast<uint32_t>(Get16(content, key));
  item->part = content.substr(head);
  item->is_last = (header & kLastPart) != 0;
  return true;
}

bool TableReader::Next() {
  Item item;
  do {
    if (!NextItem(&item)) {
      if (entries_left_ > 0) OddBlock();
      return false;
    }
  } while (item.key.empty());  // the item to which every search can go back
  if (item.component != 1 || entries_left_ == 0) OddBlock();
  --entries_left_;
  key_ = item.key;
  tag_ = item.part;
  if (item.is_last) return true;
  own_key_ = item.key;
  own_tag_ = item.part;
  for (uint32_t component = 2; !item.is_last; ++component) {
    if (!NextItem(&item) || item.key != own_key_ || item.component != component) OddBlock();
    own_tag_ += item.part;
  }
  key_ = own_key_;
  tag_ = own_tag_;
  return true;
}

}  // namespace article_search::glass
