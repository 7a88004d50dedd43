// Inversion in memory: documents in, in order of their numbers; out comes a run of sorted terms with their postings.
//
// Every term has a number and a buffer that grows by doubling, to which a document's posting is appended as varints
// when the document ends (J. Zobel and A. Moffat, "Inverted Files for Text Search Engines", ACM Computing Surveys 38,
// 2006, section 5.2). Nothing is sorted until the run is read, and then only the terms.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/arena.h"
#include "indexer/document_sink.h"
#include "indexer/large_memory.h"
#include "indexer/posting_run.h"
#include "indexer/string_table.h"

namespace article_search {

// Not for use by two threads at once, and by nobody after an exception.
class Inverter : public DocumentSink {
 public:
  // Documents come in ascending order.
  void BeginDocument(uint32_t document);
  Term Intern(std::string_view prefix, std::string_view text) override;
  void Add(std::span<const Occurrence> occurrences) override;
  bool HasPosition(Term term) const override;
  // Returns the document's length, the sum of its wdfs.
  uint32_t EndDocument();

  size_t bytes() const;  // of memory, about
  // Counters are near what they hold: time to spill, whatever the memory.
  bool is_full() const { return longest_ >= kFull || length_ >= kFull; }
  bool empty() const { return entries_.empty(); }

  // Sorts the terms; further documents must not come.
  void Sort();
  // The run, which is sorted. Several may read at once.
  std::unique_ptr<RunCursor> Cursor() const;
  // Writes the run to a new file, and forgets it: a new epoch begins.
  std::unique_ptr<RunFile> Spill(const std::string& path);

 private:
  // Two to a line of the processor's cache, since most are not in it.
  struct Entry {
    char* postings = nullptr;
    uint32_t used = 0;
    uint32_t capacity = 0;
    uint32_t documents = 0;
    uint32_t last_document = 0;         // written
    uint32_t collection_frequency = 0;  // length_ is no less
    uint32_t touched = 0;  // where it stands in touched_, if it does: a sparse set (P. Briggs and L. Torczon)
  };
  // A term of the document at hand.
  struct Touched {
    Term term;
    uint32_t wdf;
    uint32_t position;  // the first that came, or kNoPosition
    uint32_t more;      // the last of the further ones: 1 more than an index into positions_; 0: none
  };
  struct Position {
    uint32_t position;
    uint32_t before;  // likewise
  };
  class Cursor_;
  static constexpr uint32_t kFull = 1U << 30;  // bytes of a term, or words of all documents

  bool IsTouched(Term term) const {
    const uint32_t at = entries_[term].touched;
    return at < touched_count_ && touched_[at].term == term;
  }
  std::string_view Pack(const Touched& touched);
  char* Write(const Touched& touched, Entry* entry);
  void Grow(Entry* entry, size_t most);

  Arena arena_;
  StringTable texts_{&arena_};
  LargeVector<Entry> entries_;  // by number
  std::vector<Term> sorted_;
  uint32_t document_ = 0;
  std::vector<Touched> touched_;  // the first touched_count_ of them
  uint32_t touched_count_ = 0;
  std::vector<Position> positions_;
  size_t longest_ = 0;   // bytes of the term with the most, about
  uint64_t length_ = 0;  // of all documents
  std::string scratch_;
  std::vector<uint32_t> list_;
  std::string packed_;
};

}  // namespace article_search
