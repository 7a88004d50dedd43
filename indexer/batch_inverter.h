// What one thread makes of its share of the paragraphs: runs of postings.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "indexer/inverter.h"
#include "indexer/paragraph_terms.h"
#include "indexer/posting_run.h"
#include "indexer/schema.h"

namespace article_search {

// Paragraphs with their articles, numbered from `first_document` on.
struct Batch {
  uint32_t first_document = 0;
  std::vector<std::pair<std::shared_ptr<const ArticleRecord>, ParagraphRecord>> paragraphs;
  size_t bytes = 0;  // of texts and titles
};

// Throws Error kUnreadable (a full disk), and is of no use afterwards. Not for use by two threads at once.
class BatchInverter {
 public:
  // Of the documents of a batch.
  struct Part {
    uint32_t first_document;
    std::vector<uint32_t> words;
    std::vector<uint32_t> lengths;
  };

  // Of `memory` bytes postings take their share before they go to a file, and words that are remembered theirs;
  // `max_runs` files are merged into one. A file's path is `run_prefix` and a number.
  BatchInverter(std::string run_prefix, uint64_t memory, size_t max_runs);

  // Batches come in order.
  void Process(const Batch& batch);
  void Finish() { inverter_.Sort(); }

  // After Finish; the runs.
  void AddCursors(std::vector<std::unique_ptr<RunCursor>>* cursors) const;

  const std::vector<Part>& parts() const { return parts_; }
  const std::vector<AbbreviationOfDocument>& abbreviations() const { return terms_.abbreviations(); }

 private:
  std::string NextPath() { return run_prefix_ + std::to_string(written_runs_++); }
  void Spill();

  std::string run_prefix_;
  size_t max_postings_;  // bytes
  size_t max_runs_;
  size_t written_runs_ = 0;
  Inverter inverter_;
  ParagraphTerms terms_;
  std::vector<std::unique_ptr<RunFile>> runs_;
  std::vector<Part> parts_;
};

}  // namespace article_search
