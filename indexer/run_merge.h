// Merges runs: the terms of all of them in order, and the documents of each term in order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "indexer/posting_run.h"

namespace article_search {

// One term's postings in several runs, in order of documents.
class MergedPostings {
 public:
  explicit MergedPostings(size_t runs) { lists_.reserve(runs); }

  void Clear();
  // Of one of the runs, of which there are no more than were said; all come before the first Next.
  void Add(const RunTerm& term);

  // The next one, valid until the call after; null at the end.
  const RunPosting* Next() {
    // Documents come in batches, so that most often the next one is of the same run.
    const bool more = nearest_ != nullptr && nearest_->reader.Next(&nearest_->posting);
    return more && nearest_->posting.document < other_ ? &nearest_->posting : Change(more);
  }

 private:
  struct List {
    PostingReader reader;
    RunPosting posting;  // of nearest_ the last one, of the others the next one
  };
  static bool IsFurther(const List* a, const List* b) { return a->posting.document > b->posting.document; }

  const RunPosting* Change(bool more);

  std::vector<List> lists_;
  std::vector<List*> others_;  // a heap
  List* nearest_ = nullptr;
  uint32_t other_ = 0;  // the first document in others_
};

// What a merge is written to.
class MergeTarget {
 public:
  virtual ~MergeTarget() = default;
  // A term, with the sums of what the runs say of it, and no postings but these.
  virtual void Add(const RunTerm& term, MergedPostings* postings) = 0;
};

// No document is in two of the runs. `check_interrupt` (may be empty) is called before each term; it may throw.
void MergeRuns(std::vector<std::unique_ptr<RunCursor>> runs, MergeTarget* target,
               const std::function<void()>& check_interrupt = nullptr);
// The same, into one run.
void MergeRuns(std::vector<std::unique_ptr<RunCursor>> runs, RunFile* merged);

}  // namespace article_search
