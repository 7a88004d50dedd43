#include "indexer/large_memory.h"

#include <sys/mman.h>

#include <cstdint>
#include <new>

namespace article_search {
namespace {

size_t InHugePages(size_t bytes) { return (bytes + kHugePage - 1) / kHugePage * kHugePage; }

}  // namespace

void* AllocateLarge(size_t bytes) {
  if (bytes < kHugePage) return ::operator new(bytes);
  // A page more than is wanted, and then without what stands before and behind the huge pages.
  const size_t size = InHugePages(bytes);
  void* const mapped = ::mmap(nullptr, size + kHugePage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapped == MAP_FAILED) throw std::bad_alloc();
  char* const begin = static_cast<char*>(mapped);
  const size_t before = (kHugePage - reinterpret_cast<uintptr_t>(begin) % kHugePage) % kHugePage;
  if (before > 0) ::munmap(begin, before);
  ::munmap(begin + before + size, kHugePage - before);
  ::madvise(begin + before, size, MADV_HUGEPAGE);  // if it fails, the pages are small
  return begin + before;
}

void FreeLarge(void* memory, size_t bytes) {
  if (bytes < kHugePage) {
    ::operator delete(memory);
  } else {
    ::munmap(memory, InHugePages(bytes));
  }
}

}  // namespace article_search
