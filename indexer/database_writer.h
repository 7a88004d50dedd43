// What turns paragraphs into a glass database in one file. There are two: DirectWriter writes the file itself,
// XapianWriter goes through Xapian's API, many times slower. The one is what users get, the other is the
// reference with which it is compared, and takes over where Xapian's format is not the one that DirectWriter knows.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "indexer/schema.h"

namespace article_search {

class DatabaseWriter {
 public:
  struct Counts {
    uint64_t words = 0;  // of the paragraphs' own texts
    uint64_t terms = 0;  // distinct
  };

  virtual ~DatabaseWriter() = default;

  // All three throw Error kUnreadable where the disk is full or the like; the writer is of no use afterwards.
  virtual void AddArticle(uint32_t number, const ArticleRecord& article) = 0;
  // Documents are numbered from 1, in the order of the calls.
  virtual void AddParagraph(const std::shared_ptr<const ArticleRecord>& article, ParagraphRecord paragraph) = 0;
  // Once, at the end. `metadata` by name; `generation` is 32 hexadecimal digits, the database's identity.
  virtual Counts Finish(std::map<std::string, std::string> metadata, const std::string& generation) = 0;
};

struct WriterOptions {
  std::string folder;  // to work in; it exists, and the caller removes it
  std::string path;    // the database; must not exist
  unsigned threads = 1;
  uint64_t memory = 0;  // bytes that the inversion may take before it goes to the disk
  std::function<void()> check_interrupt;
};

std::unique_ptr<DatabaseWriter> MakeDirectWriter(const WriterOptions& options);
std::unique_ptr<DatabaseWriter> MakeXapianWriter(const WriterOptions& options);

}  // namespace article_search
