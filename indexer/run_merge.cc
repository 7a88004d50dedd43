#include "indexer/run_merge.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace article_search {
namespace {

struct Head {
  std::unique_ptr<RunCursor> cursor;
  RunTerm term;
};

class FileTarget : public MergeTarget {
 public:
  explicit FileTarget(RunFile* file) : file_(file) {}
  void Add(const RunTerm& term, MergedPostings* postings) override {
    file_->Begin(term.text, term.documents, term.collection_frequency);
    uint32_t last = 0;
    while (const RunPosting* posting = postings->Next()) {
      piece_.resize(used_ + kMaxPosting + posting->positions.size());
      char* const begin = piece_.data() + used_;
      used_ +=
          static_cast<size_t>(WritePosting(posting->document - last, posting->wdf, posting->positions, begin) - begin);
      last = posting->document;
      if (used_ >= kPiece) Flush();
    }
    Flush();
    file_->End();
  }

 private:
  static constexpr size_t kPiece = 32 * 1024;  // bytes
  void Flush() {
    file_->Add(std::string_view(piece_).substr(0, used_));
    used_ = 0;
  }

  RunFile* file_;
  std::string piece_;
  size_t used_ = 0;
};

bool ComesLater(const Head* a, const Head* b) { return a->term.text > b->term.text; }

}  // namespace

void MergedPostings::Clear() {
  lists_.clear();
  others_.clear();
  nearest_ = nullptr;
}

void MergedPostings::Add(const RunTerm& term) {
  List& list = lists_.emplace_back(List{PostingReader(term), {}});
  if (!list.reader.Next(&list.posting)) return;
  others_.push_back(&list);
  std::push_heap(others_.begin(), others_.end(), IsFurther);
}

// Goes on in another list; `more`: the one at hand goes on, too.
const RunPosting* MergedPostings::Change(bool more) {
  if (more) {
    others_.push_back(nearest_);
    std::push_heap(others_.begin(), others_.end(), IsFurther);
  }
  nearest_ = nullptr;
  if (others_.empty()) return nullptr;
  std::pop_heap(others_.begin(), others_.end(), IsFurther);
  nearest_ = others_.back();
  others_.pop_back();
  other_ = others_.empty() ? UINT32_MAX : others_.front()->posting.document;
  return &nearest_->posting;
}

void MergeRuns(std::vector<std::unique_ptr<RunCursor>> runs, MergeTarget* target,
               const std::function<void()>& check_interrupt) {
  std::vector<Head> heads(runs.size());
  std::vector<Head*> heap;
  for (size_t i = 0; i < runs.size(); ++i) {
    heads[i].cursor = std::move(runs[i]);
    if (heads[i].cursor->Next(&heads[i].term)) heap.push_back(&heads[i]);
  }
  std::make_heap(heap.begin(), heap.end(), ComesLater);
  std::vector<Head*> same;
  MergedPostings postings(runs.size());
  while (!heap.empty()) {
    if (check_interrupt) check_interrupt();
    same.clear();
    postings.Clear();
    RunTerm term;
    do {
      std::pop_heap(heap.begin(), heap.end(), ComesLater);
      Head* head = heap.back();
      heap.pop_back();
      term.documents += head->term.documents;
      term.collection_frequency += head->term.collection_frequency;
      postings.Add(head->term);
      same.push_back(head);
    } while (!heap.empty() && heap.front()->term.text == same.front()->term.text);
    term.text = same.front()->term.text;
    target->Add(term, &postings);
    for (Head* head : same) {
      if (!head->cursor->Next(&head->term)) continue;
      heap.push_back(head);
      std::push_heap(heap.begin(), heap.end(), ComesLater);
    }
  }
}

void MergeRuns(std::vector<std::unique_ptr<RunCursor>> runs, RunFile* merged) {
  FileTarget target(merged);
  MergeRuns(std::move(runs), &target);
  merged->Finish();
}

}  // namespace article_search
