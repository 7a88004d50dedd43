// The first block of a database in one file: the magic, the database's identity, where its tables are, and its
// statistics (glass_version.cc of Xapian 1.4).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/glass/table_writer.h"

namespace article_search::glass {

// "\x0f\x0dXapian Glass" and the version of the format, which this code writes: 2016-03-14. 16 bytes.
extern const std::string kMagicAndVersion;

struct Statistics {
  uint32_t documents = 0;  // numbered from 1 without gaps
  uint64_t total_length = 0;
  uint32_t shortest = 0;  // of documents whose length is not 0; 0: none
  uint32_t longest = 0;
  uint32_t highest_wdf = 0;
};

// The tables that a database without term lists, spelling and synonyms has.
struct Tables {
  TableRoot postlist;
  TableRoot document_data;
  TableRoot position;
};

// An index's generation, 32 hexadecimal digits, as the identity of the database in it.
std::array<uint8_t, 16> IdentityOf(std::string_view generation);

// kBlockSize bytes.
std::string VersionBlock(const std::array<uint8_t, 16>& identity, const Tables& tables, const Statistics& statistics);

// The tables of a database of that identity that this code wrote; nothing where `block` is another's.
std::optional<Tables> ReadVersionBlock(std::string_view block, const std::array<uint8_t, 16>& identity);

// Whether the libxapian at hand writes databases of this version, as a tiny one shows that it makes in `folder` (which
// exists; what is made there is removed). False also where it can't make one.
bool XapianWritesThisVersion(const std::string& folder);

}  // namespace article_search::glass
