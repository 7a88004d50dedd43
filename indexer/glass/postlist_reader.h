// The lists of the postlist table, as PostlistWriter writes them: of the document lengths, then of every term.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/glass/table_reader.h"

namespace article_search::glass {

// Throws Error kDamagedIndex.
class PostlistReader {
 public:
  explicit PostlistReader(TableReader table) : table_(std::move(table)) {}

  // Goes to the next list, after the last posting of the one before; false at the end. Metadata and values are passed
  // over.
  bool NextList();
  // Empty for the document lengths.
  const std::string& term() const { return term_; }
  // Documents ascend. For the document lengths, the wdf is the length.
  bool NextPosting(uint32_t* document, uint32_t* wdf);

 private:
  void BeginChunk(uint64_t first, std::string_view tag);
  void NextChunk();
  uint32_t Number();

  TableReader table_;
  std::string term_;
  std::string chunk_prefix_;  // of the keys of the list's further chunks
  bool is_last_chunk_ = true;
  bool at_begin_ = false;  // of the chunk
  uint64_t last_in_chunk_ = 0;
  uint64_t document_ = 0;
  const char* next_ = nullptr;
  const char* end_ = nullptr;
};

}  // namespace article_search::glass
