// The system gives no more memory, at one allocation after the other: the build ends by std::bad_alloc, the old index
// is as it was, and nothing is left beside it. `operator new` is this file's own.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>
#include <string>
#include <thread>
#include <vector>

#include "indexer/index_builder.h"
#include "tests/indexer/index_builder_fixture.h"
#include "tests/support/temp_dir.h"

namespace {

constexpr long kNever = -1;

std::thread::id main_thread;
std::atomic<bool> only_threads = false;    // allocations of other threads than main_thread
std::atomic<long> left = kNever;           // allocations until one fails
std::atomic<size_t> too_large = SIZE_MAX;  // all of so many bytes fail
std::atomic<bool> struck = false;

void* Allocate(size_t size) noexcept {
  const bool is_counted = !only_threads || std::this_thread::get_id() != main_thread;
  if (is_counted && (size >= too_large || (left != kNever && left-- == 0))) {
    struck = true;
    return nullptr;
  }
  return std::malloc(size);
}

void* AllocateOrThrow(size_t size) {
  void* memory = Allocate(size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

void* operator new(size_t size) { return AllocateOrThrow(size); }
void* operator new[](size_t size) { return AllocateOrThrow(size); }
void* operator new(size_t size, const std::nothrow_t& /*tag*/) noexcept { return Allocate(size); }
void* operator new[](size_t size, const std::nothrow_t& /*tag*/) noexcept { return Allocate(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, size_t /*size*/) noexcept { std::free(memory); }
void operator delete[](void* memory, size_t /*size*/) noexcept { std::free(memory); }

namespace article_search {
namespace {

// Lines of words that no other line has: the tables of words grow.
std::string Lines(size_t count, size_t words) {
  std::string lines;
  for (size_t i = 0; i < count; ++i) {
    lines += R"({"text":")";
    for (size_t word = 0; word < words; ++word) lines += "w" + std::to_string(i * words + word) + " ";
    lines += "\"}\n";
  }
  return lines;
}

// Which allocations fail.
struct Failure {
  long number = kNever;    // the one after so many
  size_t size = SIZE_MAX;  // all of at least so many bytes
  bool only_threads = false;
};

class OutOfMemoryTest : public IndexBuilderTest {
 protected:
  OutOfMemoryTest() { main_thread = std::this_thread::get_id(); }

  void BuildOld() {
    Build({folder_.Write("old.txt", kProse)});
    old_ = ReadBytes(index_);
  }

  // Whether memory ran out, which it does by `failure`.
  bool Try(const BuildOptions& options, const Failure& failure) {
    struck = false;
    only_threads = failure.only_threads;
    left = failure.number;
    too_large = failure.size;
    bool failed = false;
    try {
      BuildIndex(options);
    } catch (const std::bad_alloc&) {
      failed = true;
    }
    left = kNever;
    too_large = SIZE_MAX;
    only_threads = false;
    if (failed) {
      EXPECT_TRUE(ReadBytes(index_) == old_) << "another index";
    } else {
      mended_ += struck ? 1 : 0;
      BuildOld();  // removes, too, what could not be removed for want of memory
    }
    EXPECT_EQ(Names().count(".a.idx.tmp") + Names().count(".a.idx.lock"), 0U);
    return struck;
  }

  BuildOptions Options(const std::string& path, unsigned threads, uint64_t memory) const {
    BuildOptions options;
    options.index = index_;
    options.paths = {path};
    options.threads = threads;
    options.memory = memory;
    return options;
  }

  std::string old_;
  int mended_ = 0;  // runs that could do without
};

TEST_F(OutOfMemoryTest, AtEveryAllocation) {
  BuildOld();
  const std::string article = folder_.Write("a.md", "# Ports\n\nThe ships of the Port Authority (PA) leave.\n");
  long number = 0;
  for (bool failed = true; failed && !HasFailure(); ++number) {
    SCOPED_TRACE(number);
    failed = Try(Options(article, 1, kDefaultMemory), {.number = number});
  }
  std::cout << number << " allocations, of which " << mended_ << " were dispensable\n";
}

TEST_F(OutOfMemoryTest, ForWhatIsLarge) {
  BuildOld();
  const std::string lines = folder_.Write("a.jsonl", Lines(10'000, 3));
  for (const uint64_t memory : {uint64_t{64} << 10, kDefaultMemory}) {
    for (size_t size = 1 << 22; size >= 1024; size /= 2) {
      SCOPED_TRACE(size);
      Try(Options(lines, 3, memory), {.size = size});
    }
  }
}

TEST_F(OutOfMemoryTest, InOtherThreads) {
  BuildOld();
  const std::string lines = folder_.Write("a.jsonl", Lines(10'000, 3));
  bool failed = true;
  for (long number = 0; failed; number += 1 + number) {
    SCOPED_TRACE(number);
    failed = Try(Options(lines, 3, kDefaultMemory), {.number = number, .only_threads = true});
  }
}

}  // namespace
}  // namespace article_search
