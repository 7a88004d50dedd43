#include "indexer/glass/postlist_writer.h"

#include "indexer/glass/keys.h"
#include "indexer/pack.h"

namespace article_search::glass {

void PostlistWriter::AddMetadata(std::string_view name, std::string_view value) {
  if (!value.empty()) table_->Add(MetadataKey(name), value);
}

void PostlistWriter::AddValueStatistics(uint32_t slot, uint32_t count, std::string_view lowest,
                                        std::string_view highest) {
  tag_.clear();
  PackUint(count, &tag_);
  PackString(lowest, &tag_);
  if (highest != lowest) tag_ += highest;
  table_->Add(ValueStatisticsKey(slot), tag_);
}

void PostlistWriter::AddValue(uint32_t slot, uint32_t document, std::string_view value) {
  if (slot != slot_ || values_.size() >= kFullChunk) WriteValues();
  slot_ = slot;
  if (values_.empty()) {
    first_value_ = document;
  } else {
    PackUint(document - last_value_ - 1, &values_);
  }
  last_value_ = document;
  PackString(value, &values_);
}

void PostlistWriter::WriteValues() {
  if (!values_.empty()) table_->Add(ValueChunkKey(slot_, first_value_), values_);
  values_.clear();
}

void PostlistWriter::EndValues() { WriteValues(); }

void PostlistWriter::BeginTerm(std::string_view term, uint32_t documents, uint64_t collection_frequency) {
  term_ = term;
  documents_ = documents;
  collection_frequency_ = collection_frequency;
  is_first_chunk_ = true;
  chunk_end_ = chunk_.data();
  first_ = 0;
}

void PostlistWriter::WriteChunk(bool is_last) {
  std::array<char, 4 * kMaxVarint + 1> head;
  char* end = head.data();
  if (is_first_chunk_) {
    end = WriteVarint(documents_, end);
    end = WriteVarint(collection_frequency_, end);
    end = WriteVarint(first_ - 1, end);
  }
  *end++ = is_last ? '1' : '0';
  end = WriteVarint(last_ - first_, end);
  tag_.assign(head.data(), end).append(chunk_.data(), chunk_end_);
  table_->Add(is_first_chunk_ ? PostingsKey(term_) : PostingsKey(term_, first_), tag_);
  is_first_chunk_ = false;
  chunk_end_ = chunk_.data();
  first_ = 0;
}

void PostlistWriter::EndTerm() {
  if (first_ != 0) WriteChunk(/*is_last=*/true);
}

}  // namespace article_search::glass
