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
  void BeginTerm(std::string_view term, uint32_t documents, uint64_t collection_frequency) override {
    postlist_->BeginTerm(term, documents, collection_frequency);
    ++terms_;
  }
  void AddPosting(const RunPosting& posting) override {
    postlist_->AddPosting(posting.document, posting.wdf);
    highest_wdf_ = std::max(highest_wdf_, posting.wdf);
  }
  void EndTerm() override { postlist_->EndTerm(); }
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
  void BeginTerm(std::string_view term, uint32_t, uint64_t) override {
    key_.clear();
    glass::AppendSortable(term, &key_);
    term_bytes_ = key_.size();
  }
  void AddPosting(const RunPosting& posting) override {
    if (posting.positions.empty()) return;
    key_.resize(term_bytes_);
    glass::AppendSortable(posting.document, &key_);
    table_->Add(key_, posting.positions);
  }
  void EndTerm() override {}

 private:
  glass::TableWriter* table_;
  std::string key_;
  size_t term_bytes_ = 0;
};

}  // namespace article_search
