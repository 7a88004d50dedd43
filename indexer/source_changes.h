// Whether the files that an index was made from are still the same.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "indexer/index_file.h"

namespace article_search {

struct SourceChanges {
  std::vector<std::string> changed;  // paths; another content
  std::vector<std::string> added;
  std::vector<std::string> removed;
  bool other_rules = false;  // this program would make other words or terms of the same text

  bool any() const { return other_rules || !changed.empty() || !added.empty() || !removed.empty(); }
};

// Compares sizes and times; only where a time differs, and for files that are new, it reads the content. Throws Error
// kNotFound for a path that the index was made from and that is gone, kUsage for an index made from standard input,
// kUnreadable (not for files, where the index was made under --keep-going).
SourceChanges FindChanges(const IndexInfo& info, const IndexSources& sources);

}  // namespace article_search
