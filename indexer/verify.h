// A full check of an index, from its first byte to its last.
#pragma once

#include <string>

#include "corpus/export.h"

namespace ARTICLE_SEARCH_EXPORT article_search {

// May run while others search or build. Footer, every checksum, and Xapian's own check of the database. Throws Error:
// those of IndexFile::Open, and kDamagedIndex where anything is wrong.
void VerifyIndex(const std::string& path);

}  // namespace article_search
