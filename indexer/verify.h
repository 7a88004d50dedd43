// A full check of an index, from its first byte to its last.
#pragma once

#include <string>

namespace article_search {

// Footer, every checksum, and Xapian's own check of the database. Throws Error: those of IndexFile::Open, and
// kDamagedIndex where anything is wrong.
void VerifyIndex(const std::string& path);

}  // namespace article_search
