#include "indexer/verify.h"

#include <xapian.h>

#include <sstream>

#include "corpus/error.h"
#include "indexer/index_file.h"

namespace article_search {

void VerifyIndex(const std::string& path) {
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
}

}  // namespace article_search
