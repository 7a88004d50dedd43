// Memory for tables that are read all over: in huge pages, where the system has them, so that the processor finds the
// pages without looking for them (in its TLB). Linux gives them to whoever asks for them (MADV_HUGEPAGE).
#pragma once

#include <cstddef>
#include <vector>

namespace article_search {

inline constexpr size_t kHugePage = size_t{1} << 21;  // bytes

// Of the system itself from a huge page on: malloc does not give out again what it got back with such an alignment,
// where other blocks have come to stand between. Throws std::bad_alloc.
void* AllocateLarge(size_t bytes);
void FreeLarge(void* memory, size_t bytes);

// An allocator.
template <typename T>
struct LargeMemory {
  static_assert(alignof(T) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);
  using value_type = T;
  LargeMemory() = default;
  template <typename U>
  LargeMemory(const LargeMemory<U>&) {}  // NOLINT(google-explicit-constructor): an allocator's

  T* allocate(size_t count) { return static_cast<T*>(AllocateLarge(count * sizeof(T))); }
  void deallocate(T* memory, size_t count) { FreeLarge(memory, count * sizeof(T)); }
  friend bool operator==(const LargeMemory&, const LargeMemory&) { return true; }
};

template <typename T>
using LargeVector = std::vector<T, LargeMemory<T>>;

}  // namespace article_search
