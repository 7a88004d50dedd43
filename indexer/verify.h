// A full check of an index, from its first byte to its last.
#pragma once

#include <string>

#include "corpus/export.h"

namespace ARTICLE_SEARCH_EXPORT article_search {

// May run while others search or build. Of each file: footer, every checksum, and Xapian's own check of the database.
// Throws Error: those of IndexFile::Open, kDamagedIndex where anything is wrong, and kUsage where `path` names servers.
void VerifyIndex(const std::string& path);

}  // namespace article_search
