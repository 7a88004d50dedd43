// Whether the files that an index was made from are still the same.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/index_file.h"

struct stat;

namespace article_search {

// What is remembered of a file's content, and of its time (nanoseconds since 1970).
uint64_t ContentHash(std::string_view bytes);
int64_t ModificationTime(const struct stat& status);

// A file of `sources` as it is recorded, with its time as it is now, where its content has not changed: it is read only
// where size and time do not tell. Nothing where it is gone. Throws Error where it can't be read.
std::optional<SourceFile> Unchanged(const SourceFile& recorded, const IndexSources& sources);

// Throws Error kUsage where an index was made from standard input, and so can't be made again.
void CheckRebuildable(const IndexSources& sources);

struct SourceChanges {
  std::vector<std::string> changed;  // paths; another content
  std::vector<std::string> added;
  std::vector<std::string> removed;
  std::vector<std::string> left_out;  // no change: under --keep-going they would be left out again
  uint64_t bad_lines = 0;             // likewise: IndexSources::bad_lines
  bool other_rules = false;           // this program would make other words or terms of the same text

  bool any() const { return other_rules || !changed.empty() || !added.empty() || !removed.empty(); }
};

// Compares sizes and times; only where these do not tell, and for files that are new, it reads the content. Standard
// input can't be compared, and counts as the same. What can't be read counts as changed, or new: a file, a folder, or a
// link in one that leads nowhere.
SourceChanges FindChanges(const IndexInfo& info, const IndexSources& sources);

}  // namespace article_search
