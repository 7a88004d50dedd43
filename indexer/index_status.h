// What `indexer --status` prints of an index.
#pragma once

#include <cstdint>
#include <string>

#include "indexer/index_file.h"
#include "indexer/source_changes.h"

namespace article_search {

// `now`: seconds since 1970. A line a fact; or a JSON object on one line (docs/output-schema.md).
std::string StatusAsText(const std::string& path, const IndexInfo& info, const IndexSources& sources,
                         const SourceChanges& changes, int64_t now);
std::string StatusAsJson(const std::string& path, const IndexInfo& info, const IndexSources& sources,
                         const SourceChanges& changes, int64_t now);

}  // namespace article_search
