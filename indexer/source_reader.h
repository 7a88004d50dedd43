// From paths to articles: files are found, read and remembered.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "corpus/article.h"
#include "indexer/index_builder.h"
#include "indexer/index_file.h"

namespace article_search {

// Is asked before a file is read; a file that it takes counts as read.
using TakeFile = std::function<std::optional<SourceFile>(const std::string& path)>;

struct ReadCounts {
  uint64_t found = 0;  // files
  uint64_t failures = 0;
  uint64_t bad_lines = 0;  // of these, of JSON Lines
};

// Reads options.paths, file by file: `on_article` gets each article, and `on_source`, where there is one, each file
// when all of it has been read. Throws Error as BuildIndex does for sources; under options.keep_going only
// kInterrupted.
ReadCounts ReadFiles(const BuildOptions& options, const TakeFile& take,
                     const std::function<void(const Article&)>& on_article,
                     const std::function<void(const SourceFile&)>& on_source);

}  // namespace article_search
