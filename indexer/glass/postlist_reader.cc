#include "indexer/glass/postlist_reader.h"

#include "corpus/error.h"
#include "indexer/glass/keys.h"
#include "indexer/pack.h"

namespace article_search::glass {
namespace {

[[noreturn]] void ImpossiblePosting() {
  throw Error(ErrorCode::kDamagedIndex, "the index is damaged: an impossible posting");
}

}  // namespace

bool PostlistReader::NextList() {
  do {
    if (!table_.Next()) return false;
  } while (!IsPostingsKey(table_.key()));
  chunk_prefix_ = table_.key();
  if (table_.key() == PostingsKey("")) {
    term_.clear();
  } else {
    term_ = WithZerosSingle(table_.key());
    chunk_prefix_.push_back('\0');
  }
  Unpacker in(table_.tag());
  in.Uint();  // documents
  in.Uint();  // the collection frequency
  const uint64_t first = in.Uint() + 1;
  document_ = 0;
  BeginChunk(first, in.Rest());
  return true;
}

void PostlistReader::NextChunk() {
  if (!table_.Next()) ImpossiblePosting();
  std::string_view key = table_.key();
  if (!key.starts_with(chunk_prefix_)) ImpossiblePosting();
  key.remove_prefix(chunk_prefix_.size());
  const uint32_t first = TakeSortableNumber(&key);
  BeginChunk(first, table_.tag());
}

void PostlistReader::BeginChunk(uint64_t first, std::string_view tag) {
  Unpacker in(tag);
  const uint64_t is_last = in.Uint();
  const uint64_t length = in.Uint();
  if ((is_last != '0' && is_last != '1') || first <= document_ || first > UINT32_MAX || length > UINT32_MAX)
    ImpossiblePosting();
  is_last_chunk_ = is_last == '1';
  document_ = first;
  last_in_chunk_ = first + length;
  const std::string_view postings = in.Rest();
  next_ = postings.data();
  end_ = next_ + postings.size();
  at_begin_ = true;
}

// As ReadVarint, with a check: these bytes come from a file.
inline uint32_t PostlistReader::Number() {
  uint64_t number = 0;
  for (int shift = 0; next_ != end_ && shift < 35; shift += 7) {
    const uint64_t byte = static_cast<uint8_t>(*next_++);
    number |= (byte & 0x7F) << shift;
    if (byte >= 0x80) continue;
    if (number > UINT32_MAX) break;
    return static_cast<uint32_t>(number);
  }
  ImpossiblePosting();
}

bool PostlistReader::NextPosting(uint32_t* document, uint32_t* wdf) {
  if (next_ == end_ && !at_begin_) {
    if (document_ != last_in_chunk_) ImpossiblePosting();
    if (is_last_chunk_) return false;
    NextChunk();
  }
  if (!at_begin_) document_ += uint64_t{Number()} + 1;
  at_begin_ = false;
  if (document_ > last_in_chunk_ || document_ > UINT32_MAX) ImpossiblePosting();
  *document = static_cast<uint32_t>(document_);
  *wdf = Number();
  return true;
}

}  // namespace article_search::glass
