#include "indexer/inverter.h"

#include <algorithm>
#include <cstring>

#include "indexer/glass/position_list.h"
#include "indexer/varint.h"

namespace article_search {
class Inverter::Cursor_ : public RunCursor {
 public:
  explicit Cursor_(const Inverter* inverter) : inverter_(inverter) {}
  bool Next(RunTerm* term) override {
    if (at_ == inverter_->sorted_.size()) return false;
    const Term number = inverter_->sorted_[at_++];
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

Inverter::Entry& Inverter::Touch(Term term) {
  Entry& entry = entries_[term];
  if (entry.document != document_) {
    entry.document = document_;
    entry.wdf = 0;
    entry.first_position = 0;
    entry.last_position = 0;
    touched_.push_back(term);
  }
  return entry;
}

void Inverter::Add(Term term, uint32_t wdf) { Touch(term).wdf += wdf; }

void Inverter::AddAt(Term term, uint32_t position, uint32_t wdf) {
  Entry& entry = Touch(term);
  entry.wdf += wdf;
  positions_.push_back({position, 0});
  const auto added = static_cast<uint32_t>(positions_.size());
  if (entry.last_position == 0) {
    entry.first_position = added;
  } else {
    positions_[entry.last_position - 1].next = added;
  }
  entry.last_position = added;
}

// Packs the positions of the document at hand.
std::string_view Inverter::Pack(const Entry& entry) {
  if (entry.first_position == 0) return {};
  const Position& first = positions_[entry.first_position - 1];
  if (first.next == 0) {  // as most words
    const char* end = WriteVarint(first.position, single_.data());
    return {single_.data(), static_cast<size_t>(end - single_.data())};
  }
  list_.clear();
  for (uint32_t at = entry.first_position; at != 0; at = positions_[at - 1].next) {
    list_.push_back(positions_[at - 1].position);
  }
  if (std::adjacent_find(list_.begin(), list_.end(), std::greater_equal<>()) != list_.end()) {
    std::sort(list_.begin(), list_.end());
    list_.erase(std::unique(list_.begin(), list_.end()), list_.end());
  }
  glass::PackPositions(list_, &packed_);
  return packed_;
}

void Inverter::Write(Entry* entry) {
  const std::string_view packed = Pack(*entry);
  const size_t most = entry->used + kMaxPostingHead + packed.size();
  if (most > entry->capacity) {
    size_t capacity = 0;
    char* larger = arena_.Allocate(most, &capacity);
    if (entry->used > 0) std::memcpy(larger, entry->postings, entry->used);
    if (entry->capacity > 0) arena_.Release(entry->postings, entry->capacity);
    entry->postings = larger;
    entry->capacity = static_cast<uint32_t>(capacity);
  }
  char* end = WritePostingHead({document_, entry->wdf, packed}, entry->last_document, entry->postings + entry->used);
  end = std::copy(packed.begin(), packed.end(), end);
  entry->used = static_cast<uint32_t>(end - entry->postings);
  longest_ = std::max(longest_, entry->used);
  entry->last_document = document_;
  ++entry->documents;
  entry->collection_frequency += entry->wdf;
}

uint32_t Inverter::EndDocument() {
  uint32_t length = 0;
  for (const Term term : touched_) {
    Entry& entry = entries_[term];
    length += entry.wdf;
    Write(&entry);
  }
  touched_.clear();
  positions_.clear();
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
  StartEpoch();
  return file;
}

}  // namespace article_search
