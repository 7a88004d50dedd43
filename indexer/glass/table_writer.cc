#include "indexer/glass/table_writer.h"

#include <algorithm>

#include "corpus/error.h"
#include "indexer/glass/table_format.h"

namespace article_search::glass {
namespace {

constexpr size_t kMaxComponents = UINT16_MAX;
// Below this, filling a block's last bytes with the beginning of a long tag does not pay (glass_table.cc).
constexpr size_t kWorthSplitting = 34;

// A branch's item: the block (4 bytes), the key's length (1), the key, the component (2).
constexpr size_t kBranchItem = 4 + 1 + 2;

void Put16(size_t at, size_t number, std::string* block) {
  (*block)[at] = static_cast<char>(number >> 8);
  (*block)[at + 1] = static_cast<char>(number);
}

void Append16(size_t number, std::string* out) {
  out->push_back(static_cast<char>(number >> 8));
  out->push_back(static_cast<char>(number));
}

void Append32(uint32_t number, std::string* out) {
  Append16(number >> 16, out);
  Append16(number & 0xffff, out);
}

std::string EmptyBlock(uint32_t level) {
  std::string block(kBlockSize, '\0');
  block[3] = static_cast<char>(kRevision);
  block[kLevelAt] = static_cast<char>(level);
  return block;
}

// Fills in what the header says of the space.
void Seal(size_t directory_end, size_t items_begin, std::string* block) {
  Put16(kGapAt, items_begin - directory_end, block);
  Put16(kFreeAt, items_begin - directory_end, block);
  Put16(kDirectoryEndAt, directory_end, block);
}

void Place(std::string_view item, size_t* directory_end, size_t* items_begin, std::string* block) {
  *items_begin -= item.size();
  std::copy(item.begin(), item.end(), block->begin() + static_cast<std::ptrdiff_t>(*items_begin));
  Put16(*directory_end, *items_begin, block);
  *directory_end += kOffsetSize;
}

size_t CommonPrefix(std::string_view a, std::string_view b) {
  return static_cast<size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}

}  // namespace

TableWriter::TableWriter(BlockFile* leaves) : leaves_(leaves) {}

void TableWriter::StartLeaf() {
  block_ = EmptyBlock(0);
  directory_end_ = kDirectory;
  items_begin_ = kBlockSize;
}

void TableWriter::WriteLeaf() {
  Seal(directory_end_, items_begin_, &block_);
  leaves_->Append(block_);
  block_.clear();
}

// The key of the item that was added last.
std::string_view TableWriter::LastKey() const {
  const auto size = static_cast<uint8_t>(block_[items_begin_ + kItemHeader - 1]);
  return std::string_view(block_).substr(items_begin_ + kItemHeader, size);
}

// What tells the leaf at hand from the next one, which begins with `key`, is kept.
void TableWriter::StartLeafBefore(std::string_view key, uint32_t component) {
  if (block_.empty()) {
    // The first leaf begins with an item that has no key, to which every search can go back.
    StartLeaf();
    separators_.push_back({"", 0});
    std::string none;
    Append16(kFirstPart | kLastPart, &none);
    none.push_back('\0');
    Place(none, &directory_end_, &items_begin_, &block_);
    return;
  }
  const size_t different = std::min(CommonPrefix(key, LastKey()) + 1, key.size());
  separators_.push_back({std::string(key.substr(0, different)), static_cast<uint16_t>(component)});
  WriteLeaf();
  StartLeaf();
}

void TableWriter::AddItem(std::string_view key, uint32_t component, bool is_last, std::string_view part) {
  const size_t size = kItemHeader + key.size() + (component > 1 ? kComponentSize : 0) + part.size();
  if (items_begin_ - directory_end_ < size + kOffsetSize) StartLeafBefore(key, component);
  items_begin_ -= size;
  char* to = block_.data() + items_begin_;
  const size_t header = (size - kItemHeader) | (component == 1 ? kFirstPart : 0) | (is_last ? kLastPart : 0);
  *to++ = static_cast<char>(header >> 8);
  *to++ = static_cast<char>(header);
  *to++ = static_cast<char>(key.size());
  to = std::copy(key.begin(), key.end(), to);
  if (component > 1) {
    *to++ = static_cast<char>(component >> 8);
    *to++ = static_cast<char>(component);
  }
  std::copy(part.begin(), part.end(), to);
  Put16(directory_end_, items_begin_, &block_);
  directory_end_ += kOffsetSize;
}

void TableWriter::Add(std::string_view key, std::string_view tag) {
  if (key.empty() || key.size() > 255) throw Error(ErrorCode::kInternal, "a key of the index is too long or empty");
  if (kItemHeader + key.size() + tag.size() <= kMaxItem) {
    AddItem(key, 1, true, tag);
  } else {
    AddParts(key, tag);
  }
  ++entries_;
}

// A tag that is too long for one item.
void TableWriter::AddParts(std::string_view key, std::string_view tag) {
  const size_t overhead = kItemHeader + key.size();
  const size_t part = kMaxItem - overhead - kComponentSize;  // of every component but the first
  size_t first = part + kComponentSize;
  if (!block_.empty()) {
    // It begins in what is left of the block, where that saves an item or is not too little.
    const size_t left = (items_begin_ - directory_end_) % (kMaxItem + kOffsetSize);
    if (left > kOffsetSize + overhead + kComponentSize) {
      const size_t room = left - kOffsetSize - overhead - kComponentSize;
      if (room >= (tag.size() - kComponentSize) % part || room >= key.size() + kWorthSplitting) {
        first = std::min(room + kComponentSize, tag.size());
      }
    }
  }
  const size_t components = 1 + (tag.size() - first + part - 1) / part;
  if (components > kMaxComponents)
    throw Error(ErrorCode::kUnreadable, "a paragraph is too long for the index's format");
  AddItem(key, 1, components == 1, tag.substr(0, first));
  tag.remove_prefix(first);
  for (size_t i = 2; i <= components; ++i) {
    const size_t length = std::min(part, tag.size());
    AddItem(key, static_cast<uint32_t>(i), i == components, tag.substr(0, length));
    tag.remove_prefix(length);
  }
}

void TableWriter::FinishLeaves() {
  if (!block_.empty()) WriteLeaf();
}

TableRoot TableWriter::Finish(uint32_t first_leaf, BlockFile* file) {
  TableRoot root;
  root.entries = entries_;
  root.end = file->size();
  if (separators_.empty()) return root;
  root.is_empty = false;
  uint32_t first = first_leaf;
  std::vector<Separator> below = std::move(separators_);
  while (below.size() > 1) {
    ++root.level;
    std::vector<Separator> level;
    const uint32_t first_of_level = file->size();
    std::string block;
    size_t directory_end = 0;
    size_t items_begin = 0;
    for (size_t i = 0; i < below.size(); ++i) {
      Separator& separator = below[i];
      if (block.empty() || items_begin - directory_end < kBranchItem + separator.key.size() + kOffsetSize) {
        if (!block.empty()) {
          Seal(directory_end, items_begin, &block);
          file->Append(block);
        }
        block = EmptyBlock(root.level);
        directory_end = kDirectory;
        items_begin = kBlockSize;
        // A block's first key is never compared, so it is left empty; the level above has it.
        level.push_back(std::move(separator));
        separator = {"", 0};
      }
      std::string item;
      Append32(first + static_cast<uint32_t>(i), &item);
      item.push_back(static_cast<char>(separator.key.size()));
      item += separator.key;
      Append16(separator.component, &item);
      Place(item, &directory_end, &items_begin, &block);
    }
    Seal(directory_end, items_begin, &block);
    file->Append(block);
    first = first_of_level;
    below = std::move(level);
  }
  root.block = first;
  root.end = file->size();
  return root;
}

}  // namespace article_search::glass
