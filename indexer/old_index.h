// The index of before, of which an update takes over what was made of the files that have not changed: its articles and
// paragraphs as they stand there, and its postings as runs to merge with those of the files that are read.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/file_io.h"
#include "indexer/glass/table_reader.h"
#include "indexer/glass/version_block.h"
#include "indexer/index_file.h"
#include "indexer/posting_run.h"

namespace article_search {

// By the number of a document in the old index, its number in the new one; 0, or past the end: it is not there. The
// numbers ascend.
using NewNumbers = std::vector<uint32_t>;

// Methods throw Error kDamagedIndex, kUnreadable.
class OldIndex {
 public:
  // Reads the whole database for its checksum. Null where it is damaged or another wrote it than the direct writer.
  static std::unique_ptr<OldIndex> Open(const IndexFile& file);

  // The record of an article, as packed; numbers must ascend from call to call. Valid until the next one.
  std::string_view Article(uint32_t number);

  struct Document {
    uint32_t article;
    std::string_view rest;  // of the data: what stands behind the article's number
  };
  // Likewise.
  Document ReadDocument(uint32_t number);

  // Puts the lengths of documents that stay where their new numbers say, from 1.
  void CopyLengths(const NewNumbers& new_numbers, std::vector<uint32_t>* lengths) const;

  // What stays, as two runs: the one without positions, the other without wdfs and only of terms that have positions.
  // `new_numbers` must outlive them, and so must this.
  std::unique_ptr<RunCursor> Postings(const NewNumbers& new_numbers) const;
  std::unique_ptr<RunCursor> Positions(const NewNumbers& new_numbers) const;

 private:
  OldIndex(FileDescriptor fd, std::string path, const glass::Tables& tables);
  glass::TableReader PostlistTable() const;

  FileDescriptor fd_;
  std::string path_;
  glass::Tables tables_;
  glass::TableReader articles_;
  glass::TableReader documents_;
};

}  // namespace article_search
