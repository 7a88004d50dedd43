#include "indexer/arena.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace article_search {
namespace {

constexpr size_t kChunk = 1 << 20;
constexpr size_t kMinBlock = 16;

}  // namespace

char* Arena::Take(size_t size) {
  if (size > left_) {
    const size_t chunk = std::max(size, kChunk);
    chunks_.push_back(std::make_unique_for_overwrite<char[]>(chunk));
    bytes_ += chunk;
    if (chunk > kChunk) return chunks_.back().get();  // of its own; the chunk at hand is not full yet
    next_ = chunks_.back().get();
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
  chunks_.clear();
  for (std::vector<char*>& free : free_) free.clear();
  next_ = nullptr;
  left_ = 0;
  bytes_ = 0;
}

}  // namespace article_search
