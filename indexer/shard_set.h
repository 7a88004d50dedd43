// An index as several files, its shards: paragraph n is in shard (n - 1) % N, which is how Xapian numbers the documents
// of several databases, so that the set answers as one file would. The files' names have the generation in them, and
// one stub file names them (shard_stub.h): replacing it replaces all.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/database_writer.h"
#include "indexer/index_file.h"

namespace article_search {

// The files of the index at `path`: of the shards that a stub names, in its order, or `path` itself. Throws Error as
// ReadShardStub, and kUsage where the stub names servers.
std::vector<std::string> FilesOfIndex(const std::string& path);

// All of them, opened. Throws Error as IndexFile::Open(…, check_database) for each, and kDamagedIndex where a stub
// names other files than the shards of one index.
std::vector<IndexFile> OpenFiles(const std::string& path, bool check_database);

// The first of them, which has the sources; IndexFile::Open(…, check_database). Throws Error also kUsage where `path`
// is itself a shard among others.
IndexFile OpenFirstFile(const std::string& path, bool check_database);

// Whether the file at `path` is a shard among others; false where its footer can't be read.
bool IsShard(const std::string& path);

// Cuts the index file at `whole` into `shards` files beside the stub `target`, each put in place as it is done. Returns
// their paths, in order. Throws Error, and then none of those that were not there before is left: as IndexFile::Open,
// kUsage where there are fewer paragraphs than shards, or Xapian's format is another than the direct writer's.
std::vector<std::string> WriteShards(const std::string& whole, const std::string& target, uint32_t shards,
                                     const WriterOptions& options);

// Removes the shards beside the stub `target` that are in none of `kept`.
void RemoveOldShards(const std::string& target, const std::vector<std::string>& kept) noexcept;

}  // namespace article_search
