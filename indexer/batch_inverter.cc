#include "indexer/batch_inverter.h"

#include <algorithm>

#include "indexer/run_merge.h"

namespace article_search {
namespace {

// What postings may take of the memory, and words. The rest is for the copy while a list of terms grows, and what
// waits.
constexpr double kPostingsShare = 0.6;
constexpr double kWordsShare = 0.3;

size_t ShareOf(uint64_t memory, double share) { return static_cast<size_t>(share * static_cast<double>(memory)); }

}  // namespace

BatchInverter::BatchInverter(std::string run_prefix, uint64_t memory, size_t max_runs)
    : run_prefix_(std::move(run_prefix)),
      max_postings_(ShareOf(memory, kPostingsShare)),
      max_runs_(max_runs),
      terms_(&inverter_,
             std::min(ShareOf(memory, kWordsShare) / ParagraphTerms::kBytesOfWord, ParagraphTerms::kMaxWords)) {}

void BatchInverter::Process(const Batch& batch) {
  Part& part = parts_.emplace_back(Part{batch.first_document, {}, {}});
  part.words.reserve(batch.paragraphs.size());
  part.lengths.reserve(batch.paragraphs.size());
  uint32_t document = batch.first_document;
  for (const auto& [article, paragraph] : batch.paragraphs) {
    inverter_.BeginDocument(document);
    part.words.push_back(terms_.Add(document++, *article, paragraph));
    part.lengths.push_back(inverter_.EndDocument());
  }
  if (inverter_.bytes() >= max_postings_ || inverter_.is_full()) Spill();
}

void BatchInverter::Spill() {
  runs_.push_back(inverter_.Spill(NextPath()));
  if (runs_.size() < max_runs_) return;
  auto merged = std::make_unique<RunFile>(NextPath());
  std::vector<std::unique_ptr<RunCursor>> cursors;
  for (const std::unique_ptr<RunFile>& run : runs_) cursors.push_back(run->Cursor());
  MergeRuns(std::move(cursors), merged.get());
  runs_.clear();
  runs_.push_back(std::move(merged));
}

void BatchInverter::AddCursors(std::vector<std::unique_ptr<RunCursor>>* cursors) const {
  for (const std::unique_ptr<RunFile>& run : runs_) cursors->push_back(run->Cursor());
  cursors->push_back(inverter_.Cursor());
}

}  // namespace article_search
