// Articles in, a glass database in one file out: numbers articles and paragraphs, finds copies, and counts; the
// database itself is a DatabaseWriter's.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "corpus/article.h"
#include "indexer/database_writer.h"

namespace article_search {

struct WriterCounts {
  uint64_t articles = 0;
  uint64_t paragraphs = 0;  // documents
  uint64_t words = 0;
  uint64_t terms = 0;
  std::vector<FileContents> files;     // in order
  std::vector<std::string> languages;  // of the articles that have paragraphs, sorted
  std::string main_language;           // that of the most articles; of several such, the first in the alphabet
};

// The metadata that say what the footer says, for whoever can't read that.
std::map<std::string, std::string> MetadataOf(const IndexInfo& info);

// Not for use by two threads at once.
class IndexWriter {
 public:
  // How the database is written.
  enum class Kind : uint8_t {
    kFastest,  // directly where Xapian's format is the one that we know
    kXapian,   // by Xapian's API, whatever the format
  };

  // Throws Error.
  explicit IndexWriter(const WriterOptions& options, Kind kind = Kind::kFastest);
  ~IndexWriter();

  // Adds an article's paragraphs, in order, by the rules of `language`, a name of FindLanguage. Throws Error
  // kUnreadable where the disk is full or the like; the writer is of no use afterwards.
  void Add(const Article& article, const std::string& language);

  // Adds a file as an index of before has it. False where that can't be, and then nothing was done.
  bool Keep(const KeptFile& file);

  // The articles since the last call are those of one file.
  void EndFile();

  // Writes everything, with the metadata of schema.h, to `options.path`. Once, at the end.
  WriterCounts Finish(const std::string& generation);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace article_search
