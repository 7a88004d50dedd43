// What turns paragraphs into a glass database in one file. There are two: DirectWriter writes the file itself,
// XapianWriter goes through Xapian's API, many times slower. The one is what users get, the other is the
// reference with which it is compared, and takes over where Xapian's format is not the one that DirectWriter knows.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "indexer/abbreviation_table.h"
#include "indexer/index_file.h"
#include "indexer/schema.h"

namespace article_search {

class OldIndex;

// Where in the index of before a file stands that has not changed.
struct KeptFile {
  OldIndex* index = nullptr;
  uint32_t first_article = 0;
  uint32_t first_document = 0;
  const FileContents* contents = nullptr;
};

class DatabaseWriter {
 public:
  struct Counts {
    uint64_t terms = 0;                                 // distinct
    std::vector<uint32_t> words;                        // of each paragraph's own text; 0 where it was kept
    std::vector<AbbreviationOfDocument> abbreviations;  // of all paragraphs, in order
  };

  virtual ~DatabaseWriter() = default;

  // These throw Error kUnreadable where the disk is full or the like; the writer is of no use afterwards.
  virtual void AddArticle(uint32_t number, const ArticleRecord& article) = 0;
  // Documents are numbered from 1, in the order of the calls.
  virtual void AddParagraph(const std::shared_ptr<const ArticleRecord>& article, ParagraphRecord paragraph) = 0;
  // Adds the articles, from `number` on, and the paragraphs of a file as an index of before has them. All kept files
  // are of the same index, in its order. False where this writer can't, and then nothing was done.
  virtual bool Keep(const KeptFile& /*file*/, uint32_t /*number*/) { return false; }
  // Once, at the end. `metadata` by name; `generation` is 32 hexadecimal digits, the database's identity.
  virtual Counts Finish(std::map<std::string, std::string> metadata, const std::string& generation) = 0;
};

struct WriterOptions {
  std::string folder;  // to work in; it exists, and the caller removes it
  std::string path;    // the database; must not exist
  unsigned threads = 1;
  uint64_t memory = 0;  // bytes that the inversion may take before it goes to the disk
  // So many runs there, of all threads, are merged into one beforehand (but never less than two of a thread): each is
  // an open file, and has buffers in the merge.
  size_t max_runs = 256;
  std::function<void()> check_interrupt;
  uint32_t shard = 1;  // Keep takes what belongs to this one of `shards`
  uint32_t shards = 1;
};

std::unique_ptr<DatabaseWriter> MakeDirectWriter(const WriterOptions& options);
std::unique_ptr<DatabaseWriter> MakeXapianWriter(const WriterOptions& options);

}  // namespace article_search
