// A run: the sorted terms of some documents, each with its postings. What an Inverter makes, in memory or on disk, and
// the merge reads.
//
// Documents and wdfs are varints; positions are packed already as the table wants them (glass/position_list.h), so that
// a merge copies them as they are.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/file_io.h"
#include "indexer/varint.h"

namespace article_search {

struct RunPosting {
  uint32_t document = 0;
  uint32_t wdf = 0;
  std::string_view positions;  // packed; empty: none
};

// The rest of a term's postings, which is not in memory.
class PostingSource {
 public:
  virtual ~PostingSource() = default;
  // The last `left` bytes of what was there before, and what comes behind them: at least `wanted` bytes in all, or as
  // many as there are. What was there before is gone.
  virtual std::string_view More(size_t left, size_t wanted) = 0;
};

// A term and its postings, as bytes.
struct RunTerm {
  std::string_view text;
  uint32_t documents = 0;
  uint64_t collection_frequency = 0;
  std::string_view postings;
  PostingSource* rest = nullptr;  // none: `postings` are all
};

// Writes a posting at `out` and returns its end; `step` is the document's number less that of the posting before, or of
// 0. There must be room for kMaxPosting and the bytes of the positions.
inline constexpr size_t kMaxPosting = 16;
inline char* WritePosting(uint32_t step, uint32_t wdf, std::string_view positions, char* out) {
  out = WriteVarint(step, out);
  out = WriteVarint(uint64_t{wdf} << 1 | (positions.empty() ? 0 : 1), out);
  if (positions.empty()) return out;
  out = WriteVarint(positions.size(), out);
  return std::copy(positions.begin(), positions.end(), out);
}
// With one position, as most: packed it is a varint.
inline char* WritePostingAt(uint32_t step, uint32_t wdf, uint32_t position, char* out) {
  out = WriteVarint(step, out);
  char* const length = WriteVarint(uint64_t{wdf} << 1 | 1, out);
  out = WriteVarint(position, length + 1);
  *length = static_cast<char>(out - length - 1);
  return out;
}

// Reads the postings of a RunTerm, in order of documents. Nothing is checked: the bytes were written by this process.
class PostingReader {
 public:
  explicit PostingReader(const RunTerm& term)
      : next_(term.postings.data()), end_(next_ + term.postings.size()), rest_(term.rest) {
    SetLimit();
  }

  // `*posting` is the one before; at first, an empty one. False at the end. Positions stay valid until the next call.
  bool Next(RunPosting* posting) {
    if (next_ >= limit_ && !Refill(kMaxPosting)) return false;
    uint64_t value = 0;
    next_ = ReadVarint(next_, &value);
    posting->document += static_cast<uint32_t>(value);
    next_ = ReadVarint(next_, &value);
    posting->wdf = static_cast<uint32_t>(value >> 1);
    posting->positions = {};
    if (value & 1) {
      next_ = ReadVarint(next_, &value);
      if (value > static_cast<size_t>(end_ - next_)) Refill(value);
      posting->positions = {next_, value};
      next_ += value;
    }
    return true;
  }

 private:
  // As long as the next posting begins before it, all of it but positions is in memory.
  void SetLimit() {
    const size_t size = static_cast<size_t>(end_ - next_);
    limit_ = rest_ == nullptr ? end_ : size < kMaxPosting ? next_ : end_ - kMaxPosting + 1;
  }
  bool Refill(size_t wanted) {
    if (rest_ == nullptr) return false;
    const std::string_view bytes = rest_->More(static_cast<size_t>(end_ - next_), wanted);
    next_ = bytes.data();
    end_ = next_ + bytes.size();
    if (bytes.size() < wanted) rest_ = nullptr;
    SetLimit();
    return next_ != end_;
  }

  const char* next_;
  const char* end_;
  const char* limit_ = nullptr;
  PostingSource* rest_;
};

// Walks through a run's terms, in order of bytes. The views stay valid until the next call.
class RunCursor {
 public:
  virtual ~RunCursor() = default;
  virtual bool Next(RunTerm* term) = 0;
};

// A run in a file, which is removed with the object. Throws Error kUnreadable, kDamagedIndex.
class RunFile {
 public:
  // Creates the file.
  explicit RunFile(const std::string& path);
  ~RunFile();
  RunFile(const RunFile&) = delete;
  RunFile& operator=(const RunFile&) = delete;

  // A term, whose postings come in pieces of any size.
  void Begin(std::string_view text, uint32_t documents, uint64_t collection_frequency);
  void Add(std::string_view postings);
  void End();
  // The same, of a term with all of its postings.
  void Append(const RunTerm& term);
  // Writes what is left, before anybody reads, and keeps no memory: there may be hundreds of runs.
  void Finish();

  // Several may read at once.
  std::unique_ptr<RunCursor> Cursor() const;

 private:
  void Flush();

  std::string path_;
  FileDescriptor fd_;
  std::string buffer_;
  uint64_t length_ = 0;
};

// All postings of a term.
std::string WholePostings(const RunTerm& term);

}  // namespace article_search
