#include "indexer/batch_inverter.h"

#include "indexer/run_merge.h"

namespace article_search {

void BatchInverter::Process(const Batch& batch) {
  Part& part = parts_.emplace_back(Part{batch.first_document, {}, {}});
  uint32_t document = batch.first_document;
  for (const auto& [article, paragraph] : batch.paragraphs) {
    inverter_.BeginDocument(document);
    part.words.push_back(terms_.Add(document++, *article, paragraph));
    part.lengths.push_back(inverter_.EndDocument());
  }
  if (inverter_.bytes() >= memory_ || inverter_.is_full()) Spill();
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
