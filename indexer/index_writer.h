// Articles in, a glass database in one file out, by Xapian's own writing API.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "corpus/article.h"

namespace article_search {

struct WriterCounts {
  uint64_t articles = 0;
  uint64_t paragraphs = 0;  // documents
  uint64_t words = 0;
  uint64_t terms = 0;
  std::vector<std::string> languages;  // of the articles that have paragraphs, sorted
  std::string main_language;           // that of the most articles; of several such, the first in the alphabet
};

// Not for use by two threads at once.
class IndexWriter {
 public:
  // Works in `folder`, which it creates and the caller removes. Throws Error.
  explicit IndexWriter(const std::string& folder);
  ~IndexWriter();

  // Adds an article's paragraphs, in order, by the rules of `language`, a name of FindLanguage. Throws Error
  // kUnreadable where the disk is full or the like; the writer is of no use afterwards.
  void Add(const Article& article, const std::string& language);

  // Writes everything, with the metadata of schema.h, as a single file at `path`, which must not exist. Once, at the
  // end.
  WriterCounts Finish(const std::string& path, const std::string& generation);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace article_search
