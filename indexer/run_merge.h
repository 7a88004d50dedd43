// Merges runs: the terms of all of them in order, and the documents of each term in order.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "indexer/posting_run.h"

namespace article_search {

// What a merge is written to.
class MergeTarget {
 public:
  virtual ~MergeTarget() = default;
  virtual void BeginTerm(std::string_view term, uint32_t documents, uint64_t collection_frequency) = 0;
  virtual void AddPosting(const RunPosting& posting) = 0;
  virtual void EndTerm() = 0;
};

// No document is in two of the runs. `check_interrupt` (may be empty) is called before each term; it may throw.
void MergeRuns(std::vector<std::unique_ptr<RunCursor>> runs, MergeTarget* target,
               const std::function<void()>& check_interrupt = nullptr);

}  // namespace article_search
