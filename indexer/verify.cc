#include "indexer/verify.h"

#include <xapian.h>

#include <sstream>
#include <string>

#include "corpus/error.h"
#include "indexer/index_file.h"
#include "indexer/shard_set.h"

namespace article_search {

namespace {

void VerifyFile(const IndexFile& file) {
  const std::string& path = file.path();
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
}

}  // namespace

void VerifyIndex(const std::string& path) {
  for (const IndexFile& file : OpenFiles(path, /*check_database=*/false)) VerifyFile(file);
}

}  // namespace article_search
