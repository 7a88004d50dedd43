// The paragraphs and articles that an index stores. Private to the library: it shows xapian.h.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/schema.h"
#include "searcher/index_reader.h"
#include "searcher/matcher.h"

namespace article_search {

struct StoredParagraph {
  const ParagraphRecord* record = nullptr;  // valid until the next Read
  const ArticleRecord* article = nullptr;   // likewise
  std::vector<std::string_view> headings;   // HeadingsOf the record
  std::string nearest_heading;              // NearestHeadings; empty where no heading makes it match
  ParagraphTexts texts;                     // of these
};

// Throws what Xapian throws, and Error kDamagedIndex. Not for use by two threads at once.
class StoredParagraphs {
 public:
  // Keeps the reference.
  explicit StoredParagraphs(const IndexReader& index) : index_(index) {}

  void Read(Xapian::docid id, StoredParagraph* paragraph);

 private:
  const ArticleRecord& Article(uint32_t number);
  const ParagraphRecord& Record(Xapian::docid id);

  const IndexReader& index_;
  std::unordered_map<uint32_t, ArticleRecord> articles_;
  std::unordered_map<Xapian::docid, ParagraphRecord> records_;
  size_t text_bytes_ = 0;  // of the records
  ParagraphRecord large_;  // the last one that was too large to be kept
};

// The headings of these numbers, outermost first. Throws Error kDamagedIndex where there is none of a number.
std::vector<std::string_view> HeadingsOf(const ArticleRecord& article, const std::vector<uint32_t>& numbers);

}  // namespace article_search
