// Memory that grows in large pieces.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace article_search {

// Memory that is given back all at once; blocks that were outgrown are used again.
class Arena {
 public:
  Arena() = default;
  ~Arena() { Clear(); }
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // At least `size` bytes; `*capacity` says how many: a power of two, 16 or more.
  char* Allocate(size_t size, size_t* capacity);
  void Release(char* block, size_t capacity);
  // As many bytes as there are, for good.
  std::string_view Keep(std::string_view bytes);
  void Clear();
  size_t bytes() const { return bytes_; }

 private:
  char* Take(size_t size);

  std::vector<std::span<char>> chunks_;
  char* next_ = nullptr;
  size_t left_ = 0;
  size_t bytes_ = 0;
  std::vector<std::vector<char*>> free_ = std::vector<std::vector<char*>>(64);  // by the capacity's logarithm
};

}  // namespace article_search
