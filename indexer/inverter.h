// Inversion in memory: documents in, in order of their numbers; out comes a run of sorted terms with their postings.
//
// Every term has a number and a buffer that grows by doubling, to which a document's posting is appended as varints
// when the document ends (J. Zobel and A. Moffat, "Inverted Files for Text Search Engines", ACM Computing Surveys 38,
// 2006, section 5.2). Nothing is sorted until the run is read, and then only the terms.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/arena.h"
#include "indexer/document_sink.h"
#include "indexer/posting_run.h"
#include "indexer/string_table.h"
#include "indexer/varint.h"

namespace article_search {

// Not for use by two threads at once, and by nobody after an exception.
class Inverter : public DocumentSink {
 public:
  // Documents come in ascending order.
  void BeginDocument(uint32_t document);
  Term Intern(std::string_view prefix, std::string_view text) override;
  void Add(Term term, uint32_t wdf) override;
  void AddAt(Term term, uint32_t position, uint32_t wdf) override;
  // Returns the document's length, the sum of its wdfs.
  uint32_t EndDocument();

  size_t bytes() const;  // of memory, about
  // A term's postings are near what their counters hold: time to spill, whatever the memory.
  bool is_full() const { return longest_ >= kFull; }
  bool empty() const { return entries_.empty(); }

  // Sorts the terms; further documents must not come.
  void Sort();
  // The run, which is sorted. Several may read at once.
  std::unique_ptr<RunCursor> Cursor() const;
  // Writes the run to a new file, and forgets it: a new epoch begins.
  std::unique_ptr<RunFile> Spill(const std::string& path);

 private:
  struct Entry {
    char* postings = nullptr;
    uint32_t used = 0;
    uint32_t capacity = 0;
    uint64_t collection_frequency = 0;
    uint32_t documents = 0;
    uint32_t last_document = 0;  // written
    uint32_t document = 0;       // at hand; another where the term is not in it
    uint32_t wdf = 0;            // of the document at hand, and likewise:
    uint32_t first_position = 0;
    uint32_t last_position = 0;  // both are 1 more than an index into positions_; 0: none
  };
  struct Position {
    uint32_t position;
    uint32_t next;  // 1 more than an index
  };
  class Cursor_;
  static constexpr uint32_t kFull = 1U << 30;  // bytes

  Entry& Touch(Term term);
  std::string_view Pack(const Entry& entry);
  void Write(Entry* entry);

  Arena arena_;
  StringTable texts_{&arena_};
  std::vector<Entry> entries_;  // by number
  std::vector<Term> sorted_;
  uint32_t document_ = 0;
  std::vector<Term> touched_;
  std::vector<Position> positions_;
  uint32_t longest_ = 0;  // bytes of the term with the most
  std::string scratch_;
  std::vector<uint32_t> list_;
  std::string packed_;
  std::array<char, kMaxVarint> single_{};
};

}  // namespace article_search
