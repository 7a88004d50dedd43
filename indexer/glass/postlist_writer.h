// The postlist table: metadata, values, document lengths, and the documents of every term with their wdf. Long lists
// are cut into chunks of about 2,000 bytes, each under a key that names its first document (glass_postlist.cc and
// glass_values.cc of Xapian 1.4).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/glass/table_writer.h"
#include "indexer/varint.h"

namespace article_search::glass {

// Things must come in the order of the methods, sorted within each: metadata by name, documents by number.
class PostlistWriter {
 public:
  explicit PostlistWriter(TableWriter* table) : table_(table) {}
  PostlistWriter(const PostlistWriter&) = delete;
  PostlistWriter& operator=(const PostlistWriter&) = delete;

  void AddMetadata(std::string_view name, std::string_view value);  // nothing where the value is empty

  // A slot's values, of the documents that have one.
  void AddValueStatistics(uint32_t slot, uint32_t count, std::string_view lowest, std::string_view highest);
  void AddValue(uint32_t slot, uint32_t document, std::string_view value);
  void EndValues();

  // A term's list; the first is that of the document lengths, where the term is empty and both counts are 0.
  // `collection_frequency` is the sum of the wdfs.
  void BeginTerm(std::string_view term, uint32_t documents, uint64_t collection_frequency);
  void AddPosting(uint32_t document, uint32_t wdf) {
    if (chunk_end_ >= chunk_.data() + kFullChunk) WriteChunk(/*is_last=*/false);
    if (first_ == 0) {
      first_ = document;
    } else {
      chunk_end_ = WriteVarint(document - last_ - 1, chunk_end_);
    }
    last_ = document;
    chunk_end_ = WriteVarint(wdf, chunk_end_);
  }
  void EndTerm();

 private:
  // A chunk that has grown to this many bytes is full.
  static constexpr size_t kFullChunk = 2000;

  void WriteChunk(bool is_last);
  void WriteValues();

  TableWriter* table_;

  std::string term_;
  uint32_t documents_ = 0;
  uint64_t collection_frequency_ = 0;
  bool is_first_chunk_ = true;
  std::array<char, kFullChunk + 2 * kMaxVarint> chunk_;
  char* chunk_end_ = chunk_.data();
  uint32_t first_ = 0;  // document of the chunk; 0: none yet
  uint32_t last_ = 0;

  uint32_t slot_ = 0;
  std::string values_;
  uint32_t first_value_ = 0;
  uint32_t last_value_ = 0;

  std::string tag_;
};

}  // namespace article_search::glass
