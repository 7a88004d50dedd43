#include "indexer/verify.h"

#include <xapian.h>

#include <sstream>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "indexer/index_file.h"
#include "indexer/shard_set.h"

namespace article_search {

namespace {

// Returns what the footer says.
IndexInfo VerifyFile(const std::string& path) {
  const IndexFile file = IndexFile::Open(path, /*check_database=*/false);
  file.CheckDatabase();
  file.ReadSources();
  std::ostringstream report;
  size_t errors = 0;
  try {
    errors = Xapian::Database::check(file.DuplicateDescriptor(), 0, &report);
  } catch (const Xapian::Error& error) {
    throw Error(ErrorCode::kDamagedIndex, path + " is damaged: " + error.get_msg() + "; rebuild it");
  }
  if (errors != 0) {
    throw Error(ErrorCode::kDamagedIndex,
                path + " is damaged: Xapian found " + std::to_string(errors) + " errors in it; rebuild it");
  }
  return file.info();
}

}  // namespace

void VerifyIndex(const std::string& path) {
  const std::vector<std::string> files = FilesOfIndex(path);
  if (files.front() == path) {
    VerifyFile(path);
    return;
  }
  std::vector<IndexInfo> shards;
  for (const std::string& file : files) {
    shards.push_back(VerifyFile(file));
    const bool is_in_place = shards.back().shard == shards.size();
    if (is_in_place && shards.back().generation == shards.front().generation) continue;
    throw Error(ErrorCode::kDamagedIndex, path + " is damaged: " + file + " is not shard " +
                                              std::to_string(shards.size()) + " of it; rebuild it");
  }
  if (shards.size() == shards.front().shards) return;
  throw Error(ErrorCode::kDamagedIndex, path + " is damaged: of " + std::to_string(shards.front().shards) +
                                            " shards there are " + std::to_string(shards.size()) + "; rebuild it");
}

}  // namespace article_search
