// Memory for tables that are read all over: in huge pages, where the system has them, so that the processor finds the
// pages without looking for them (in its TLB). Linux gives them to whoever asks for them (MADV_HUGEPAGE).
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <new>
#include <vector>

namespace article_search {

inline constexpr size_t kHugePage = size_t{1} << 21;  // bytes

inline void* AllocateLarge(size_t bytes) {
  if (bytes < kHugePage) return ::operator new(bytes);
  void* memory = ::operator new(bytes, std::align_val_t(kHugePage));
  ::madvise(memory, bytes, MADV_HUGEPAGE);  // if it fails, the pages are small
  return memory;
}

inline void FreeLarge(void* memory, size_t bytes) {
  if (bytes < kHugePage) return ::operator delete(memory);
  ::operator delete(memory, std::align_val_t(kHugePage));
}

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
