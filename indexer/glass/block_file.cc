#include "indexer/glass/block_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "corpus/error.h"

namespace article_search::glass {
namespace {

constexpr size_t kBufferedBlocks = 32;
constexpr uint64_t kWriteback = uint64_t{4} << 20;  // bytes at a time

}  // namespace

BlockFile::BlockFile(const std::string& path, Use use)
    : path_(path), fd_(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666)), use_(use) {
  if (!fd_.ok()) ThrowErrno("cannot write the index", path);
  buffer_.reserve(kBufferedBlocks * kBlockSize);
}

uint32_t BlockFile::Append(std::string_view block) {
  if (size_ == UINT32_MAX) throw Error(ErrorCode::kUnreadable, "the index is too large for its format: " + path_);
  buffer_.append(block);
  if (buffer_.size() >= kBufferedBlocks * kBlockSize) Flush();
  return size_++;
}

void BlockFile::Flush() {
  WriteAll(fd_.get(), buffer_, path_);
  buffer_.clear();
  const uint64_t written = uint64_t{size_} * kBlockSize;
  if (use_ == Use::kTemporary || written < on_its_way_ + kWriteback) return;
  // Where the system can't, the sync in the end has more to do.
  ::sync_file_range(fd_.get(), static_cast<off_t>(on_its_way_), static_cast<off_t>(written - on_its_way_),
                    SYNC_FILE_RANGE_WRITE);
  on_its_way_ = written;
}

uint32_t BlockFile::AppendAll(BlockFile* other) {
  other->Flush();
  const uint32_t first = size_;
  for (uint32_t at = 0; at < other->size_;) {
    const uint32_t count = std::min<uint32_t>(other->size_ - at, kBufferedBlocks);
    const std::string blocks =
        ReadAt(other->fd_.get(), uint64_t{at} * kBlockSize, uint64_t{count} * kBlockSize, other->path_);
    for (uint32_t i = 0; i < count; ++i) Append(std::string_view(blocks).substr(i * kBlockSize, kBlockSize));
    at += count;
  }
  return first;
}

void BlockFile::Replace(uint32_t number, std::string_view block) {
  Flush();
  size_t done = 0;
  while (done < block.size()) {
    const ssize_t n = ::pwrite(fd_.get(), block.data() + done, block.size() - done,
                               static_cast<off_t>(uint64_t{number} * kBlockSize + done));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) ThrowErrno("cannot write the index", path_);
    done += static_cast<size_t>(n);
  }
}

}  // namespace article_search::glass
