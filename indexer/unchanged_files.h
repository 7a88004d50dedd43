// What an update finds in the index of before and need not read again.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/database_writer.h"
#include "indexer/index_file.h"
#include "indexer/old_index.h"

namespace article_search {

// What decides, beside rules, ICU and options, what a file becomes: the version of this program and of Xapian, whose
// stemmers it uses.
std::string ProgramId();

class UnchangedFiles {
 public:
  // None where the index at `path` was made by another program or with other options than `wanted`. Throws Error as
  // IndexFile does, but not for a damaged database.
  UnchangedFiles(const std::string& path, const IndexSources& wanted);

  struct File {
    SourceFile source;  // as it is to be recorded
    KeptFile kept;      // valid as long as this
  };
  // The file at `path`, where the index has it as it is on the disk. A file that the index has before one that was
  // taken is not found: its paragraphs must come in the index's order. Throws Error kUnreadable for the index.
  std::optional<File> Take(const std::string& path);

 private:
  struct Place {
    size_t file;  // in sources_.files
    uint32_t first_article;
    uint32_t first_document;
  };

  IndexFile file_;
  IndexSources sources_;
  std::unordered_map<std::string, Place> places_;
  size_t next_file_ = 0;
  std::unique_ptr<OldIndex> index_;  // opened for the first unchanged file
};

}  // namespace article_search
