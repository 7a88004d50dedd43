#include "indexer/inverter.h"

#include <algorithm>
#include <cstring>

#include "indexer/glass/position_list.h"
#include "indexer/prefetch.h"

namespace article_search {
class Inverter::Cursor_ : public RunCursor {
 public:
  explicit Cursor_(const Inverter* inverter) : inverter_(inverter) {}
  bool Next(RunTerm* term) override {
    if (at_ == inverter_->sorted_.size()) return false;
    // Terms stand in memory in the order in which they came.
    constexpr size_t kAhead = 16;
    const std::vector<Term>& sorted = inverter_->sorted_;
    if (at_ + kAhead < sorted.size()) {
      const Term later = sorted[at_ + kAhead];
      Prefetch(&inverter_->entries_[later]);
      inverter_->texts_.Prefetch(later);
      const Term sooner = sorted[at_ + kAhead / 2];
      Prefetch(inverter_->entries_[sooner].postings);
      Prefetch(inverter_->texts_.text(sooner).data());
    }
    const Term number = sorted[at_++];
    const Entry& entry = inverter_->entries_[number];
    *term = {inverter_->texts_.text(number), entry.documents, entry.collection_frequency, {entry.postings, entry.used}};
    return true;
  }

 private:
  const Inverter* inverter_;
  size_t at_ = 0;
};

size_t Inverter::bytes() const { return arena_.bytes() + texts_.bytes() + entries_.capacity() * sizeof(Entry); }

DocumentSink::Term Inverter::Intern(std::string_view prefix, std::string_view text) {
  scratch_.assign(prefix).append(text);
  const Term term = texts_.Insert(scratch_);
  if (term == entries_.size()) entries_.emplace_back();
  return term;
}

void Inverter::BeginDocument(uint32_t document) { document_ = document; }

void Inverter::Add(std::span<const Occurrence> occurrences) {
  constexpr size_t kAhead = 32;
  for (const Occurrence& soon : occurrences.first(std::min(kAhead, occurrences.size()))) Prefetch(&entries_[soon.term]);
  if (touched_.size() < touched_count_ + occurrences.size()) touched_.resize(touched_count_ + occurrences.size());
  Entry* const entries = entries_.data();
  Touched* const all_touched = touched_.data();
  for (size_t i = 0; const Occurrence& added : occurrences) {
    if (++i + kAhead < occurrences.size()) Prefetch(&entries[occurrences[i + kAhead].term]);
    Entry& entry = entries[added.term];
    if (!IsTouched(added.term)) {
      entry.touched = touched_count_++;
      all_touched[entry.touched] = {added.term, 0, kNoPosition, 0};
      Prefetch(entry.postings + entry.used);  // for Write
    }
    Touched& touched = all_touched[entry.touched];
    touched.wdf += added.wdf;
    if (touched.position == kNoPosition) {
      touched.position = added.position;
    } else if (added.position != kNoPosition) {
      positions_.push_back({added.position, touched.more});
      touched.more = static_cast<uint32_t>(positions_.size());
    }
  }
}

bool Inverter::HasPosition(Term term) const {
  return IsTouched(term) && touched_[entries_[term].touched].position != kNoPosition;
}

// Packs several positions.
std::string_view Inverter::Pack(const Touched& touched) {
  list_.clear();
  for (uint32_t at = touched.more; at != 0; at = positions_[at - 1].before) {
    list_.push_back(positions_[at - 1].position);
  }
  list_.push_back(touched.position);
  std::reverse(list_.begin(), list_.end());
  if (std::adjacent_find(list_.begin(), list_.end(), std::greater_equal<>()) != list_.end()) {
    std::sort(list_.begin(), list_.end());
    list_.erase(std::unique(list_.begin(), list_.end()), list_.end());
  }
  glass::PackPositions(list_, &packed_);
  return packed_;
}

void Inverter::Grow(Entry* entry, size_t most) {
  size_t capacity = 0;
  char* larger = arena_.Allocate(most, &capacity);
  if (entry->used > 0) std::memcpy(larger, entry->postings, entry->used);
  if (entry->capacity > 0) arena_.Release(entry->postings, entry->capacity);
  entry->postings = larger;
  entry->capacity = static_cast<uint32_t>(capacity);
  longest_ = std::max(longest_, most);
}

// Returns the end of what it wrote behind the entry's postings.
inline char* Inverter::Write(const Touched& touched, Entry* entry) {
  const uint32_t step = document_ - entry->last_document;
  if (touched.more == 0) {  // as most
    if (entry->used + kMaxPosting > entry->capacity) Grow(entry, entry->used + kMaxPosting);
    char* const out = entry->postings + entry->used;
    return touched.position == kNoPosition ? WritePosting(step, touched.wdf, std::string_view(), out)
                                           : WritePostingAt(step, touched.wdf, touched.position, out);
  }
  const std::string_view packed = Pack(touched);
  const size_t most = entry->used + kMaxPosting + packed.size();
  if (most > entry->capacity) Grow(entry, most);
  return WritePosting(step, touched.wdf, packed, entry->postings + entry->used);
}

uint32_t Inverter::EndDocument() {
  uint32_t length = 0;
  for (const Touched& touched : std::span(touched_.data(), touched_count_)) {
    Entry& entry = entries_[touched.term];
    const char* const end = Write(touched, &entry);
    entry.used = static_cast<uint32_t>(end - entry.postings);
    entry.last_document = document_;
    ++entry.documents;
    entry.collection_frequency += touched.wdf;
    length += touched.wdf;
  }
  touched_count_ = 0;
  positions_.clear();
  length_ += length;
  return length;
}

void Inverter::Sort() {
  // The first eight bytes, as a number, tell most terms apart.
  struct Key {
    uint64_t begin;
    Term term;
  };
  std::vector<Key> keys;
  keys.reserve(entries_.size());
  for (size_t i = 0; i < entries_.size(); ++i) {
    const std::string_view text = texts_.text(static_cast<Term>(i));
    if (entries_[i].documents == 0) continue;  // interned, and never added
    uint64_t begin = 0;
    for (size_t k = 0; k < 8; ++k) begin = begin << 8 | (k < text.size() ? static_cast<uint8_t>(text[k]) : 0);
    keys.push_back({begin, static_cast<Term>(i)});
  }
  std::sort(keys.begin(), keys.end(), [this](const Key& a, const Key& b) {
    return a.begin != b.begin ? a.begin < b.begin : texts_.text(a.term) < texts_.text(b.term);
  });
  sorted_.clear();
  sorted_.reserve(keys.size());
  for (const Key& key : keys) sorted_.push_back(key.term);
}

std::unique_ptr<RunCursor> Inverter::Cursor() const { return std::make_unique<Cursor_>(this); }

std::unique_ptr<RunFile> Inverter::Spill(const std::string& path) {
  Sort();
  auto file = std::make_unique<RunFile>(path);
  const std::unique_ptr<RunCursor> cursor = Cursor();
  for (RunTerm term; cursor->Next(&term);) file->Append(term);
  file->Finish();
  texts_.Clear();
  entries_.clear();
  sorted_.clear();
  arena_.Clear();
  longest_ = 0;
  length_ = 0;
  StartEpoch();
  return file;
}

}  // namespace article_search
