// A run: the sorted terms of some documents, each with its postings. What an Inverter makes, in memory or on disk, and
// the merge reads.
//
// Documents and wdfs are varints; positions are packed already as the table wants them (glass/position_list.h), so that
// a merge copies them as they are.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/file_descriptor.h"

namespace article_search {

struct RunPosting {
  uint32_t document = 0;
  uint32_t wdf = 0;
  std::string_view positions;  // packed; empty: none
};

// A term and its postings, as bytes.
struct RunTerm {
  std::string_view text;
  uint32_t documents = 0;
  uint64_t collection_frequency = 0;
  std::string_view postings;
};

// Of a posting all but its positions' bytes, which follow; `last_document` is the one before, or 0. Returns the end of
// what it wrote at `out`, where there is room for kMaxPostingHead.
inline constexpr size_t kMaxPostingHead = 15;
char* WritePostingHead(const RunPosting& posting, uint32_t last_document, char* out);

// Reads the postings of a RunTerm, in order of documents.
class PostingReader {
 public:
  explicit PostingReader(std::string_view postings = {}) : rest_(postings) {}
  // False at the end.
  bool Next(RunPosting* posting);

 private:
  uint64_t Uint();
  std::string_view rest_;
  uint32_t document_ = 0;
};

// Walks through a run's terms, in order of bytes. The views stay valid until the next call.
class RunCursor {
 public:
  virtual ~RunCursor() = default;
  virtual bool Next(RunTerm* term) = 0;
};

// A run in a file. Throws Error kUnreadable, kDamagedIndex.
class RunFile {
 public:
  // Creates the file.
  explicit RunFile(const std::string& path);
  void Append(const RunTerm& term);
  void Finish();
  // Several may read at once.
  std::unique_ptr<RunCursor> Cursor() const;

 private:
  std::string path_;
  FileDescriptor fd_;
  std::string buffer_;
  uint64_t length_ = 0;
};

}  // namespace article_search
