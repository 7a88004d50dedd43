#include "indexer/arena.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "indexer/large_memory.h"

namespace article_search {
namespace {

constexpr size_t kFirstChunk = 1 << 16;
constexpr size_t kMinBlock = 16;

}  // namespace

char* Arena::Take(size_t size) {
  if (size > left_) {
    const size_t usual = std::clamp(std::bit_floor(bytes_), kFirstChunk, kHugePage);
    const size_t chunk = std::max(size, usual);
    chunks_.reserve(chunks_.size() + 1);  // so that a chunk that there is has its place
    chunks_.emplace_back(static_cast<char*>(AllocateLarge(chunk)), chunk);
    bytes_ += chunk;
    if (chunk > usual) return chunks_.back().data();  // of its own; the chunk at hand is not full yet
    next_ = chunks_.back().data();
    left_ = chunk;
  }
  char* taken = next_;
  next_ += size;
  left_ -= size;
  return taken;
}

char* Arena::Allocate(size_t size, size_t* capacity) {
  *capacity = std::bit_ceil(std::max(size, kMinBlock));
  std::vector<char*>& free = free_[static_cast<size_t>(std::countr_zero(*capacity))];
  if (free.empty()) return Take(*capacity);
  char* block = free.back();
  free.pop_back();
  return block;
}

void Arena::Release(char* block, size_t capacity) {
  free_[static_cast<size_t>(std::countr_zero(capacity))].push_back(block);
}

std::string_view Arena::Keep(std::string_view bytes) {
  char* kept = Take(bytes.size());
  std::memcpy(kept, bytes.data(), bytes.size());
  return {kept, bytes.size()};
}

void Arena::Clear() {
  for (const std::span<char> chunk : chunks_) FreeLarge(chunk.data(), chunk.size());
  chunks_.clear();
  for (std::vector<char*>& free : free_) free.clear();
  next_ = nullptr;
  left_ = 0;
  bytes_ = 0;
}

}  // namespace article_search
