// An open index: one file, or all shards of one, of which any may be on other machines, behind xapian-tcpsrv.
// Private to the library: it shows xapian.h.
#pragma once

#include <sys/stat.h>
#include <xapian.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "indexer/index_file.h"

namespace article_search {

// Methods throw what Xapian throws; Failure makes an Error of it. Not for use by two threads at once.
class IndexReader {
 public:
  // `names`: index files, stubs of shard sets, servers as "tcp://host:port"; in any order, and together all shards of
  // one index. Throws Error: as IndexFile::Open and CheckRules; kUnreachable for a server; kIncompatibleIndex where
  // these are not shards of one index, kNotFound where one is missing.
  IndexReader(const std::vector<std::string>& names, uint32_t timeout_ms);

  // For messages.
  const std::string& name() const { return shards_.front()->name; }
  // The languages of the articles, that of most of them first.
  const std::vector<std::string>& languages() const { return languages_; }

  // All shards together: document n is in shard (n - 1) % N, so that documents have the same numbers in one file.
  const Xapian::Database& database() const { return database_; }

  // What is stored of an article; its number says in which shard.
  std::string ArticleData(uint32_t number) const;
  bool is_remote() const { return is_remote_; }
  // Several shards, some of them files: Xapian reads these one after the other, as parts of one search.
  bool merges_files() const;

  // Whether another index file, or stub, stands at a path by now. A server's isn't seen: it serves whoever is connected
  // what it served before.
  bool IsReplaced() const;

  // The shards that are files.
  std::vector<std::shared_ptr<const IndexFile>> files() const;

  // Throws Error kDamagedIndex where a file that was not checked when it was opened is damaged: where anything went
  // wrong, that comes first.
  void CheckFiles() const;

  // What an error of Xapian means: which server, or that the index is damaged. Throws Error as CheckFiles does.
  Error Failure(const Xapian::Error& error) const;

  // Whether it is a server's connection that failed, and whether by being late.
  static bool IsNetworkError(const Xapian::Error& error);
  static bool IsTimeout(const Xapian::Error& error);

 private:
  struct Shard {
    std::string name;
    IndexInfo info;                         // of a server, what the metadata has
    std::shared_ptr<const IndexFile> file;  // null: a server
    Xapian::Database database;
    std::string context;  // of Xapian's errors that are this server's
  };
  struct Stub {
    std::string path;
    struct stat status;
  };
  void OpenNamed(const std::string& name);
  void OpenStub(const std::string& path, const std::vector<std::string>& names);
  void OpenFile(const std::string& path, const std::string& set = "");
  void OpenServer(const std::string& name);
  void CheckSet() const;
  Error ServerFailure(const std::string& name, const Xapian::Error& error) const;

  uint32_t timeout_ms_;
  std::vector<Stub> stubs_;
  std::vector<std::unique_ptr<Shard>> shards_;  // in order
  bool is_remote_ = false;
  std::vector<std::string> languages_;
  Xapian::Database database_;
};

}  // namespace article_search
