// The two tables that a merge of runs is written to.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/glass/keys.h"
#include "indexer/glass/postlist_writer.h"
#include "indexer/run_merge.h"

namespace article_search {

class PostlistTarget : public MergeTarget {
 public:
  explicit PostlistTarget(glass::PostlistWriter* postlist) : postlist_(postlist) {}
  void Add(const RunTerm& term, MergedPostings* postings) override {
    postlist_->BeginTerm(term.text, term.documents, term.collection_frequency);
    while (const RunPosting* posting = postings->Next()) {
      postlist_->AddPosting(posting->document, posting->wdf);
      highest_wdf_ = std::max(highest_wdf_, posting->wdf);
    }
    postlist_->EndTerm();
    ++terms_;
  }
  uint64_t terms() const { return terms_; }
  uint32_t highest_wdf() const { return highest_wdf_; }

 private:
  glass::PostlistWriter* postlist_;
  uint64_t terms_ = 0;
  uint32_t highest_wdf_ = 0;
};

class PositionTarget : public MergeTarget {
 public:
  explicit PositionTarget(glass::TableWriter* table) : table_(table) {}
  void Add(const RunTerm& term, MergedPostings* postings) override {
    key_.clear();
    glass::AppendSortable(term.text, &key_);
    const size_t term_bytes = key_.size();
    key_.resize(term_bytes + glass::kMaxSortableNumber);
    while (const RunPosting* posting = postings->Next()) {
      if (posting->positions.empty()) continue;
      const char* end = glass::WriteSortable(posting->document, key_.data() + term_bytes);
      table_->Add({key_.data(), end}, posting->positions);
    }
  }

 private:
  glass::TableWriter* table_;
  std::string key_;
};

}  // namespace article_search
