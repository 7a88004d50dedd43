#include "indexer/old_index.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "corpus/error.h"
#include "indexer/glass/keys.h"
#include "indexer/glass/postlist_reader.h"
#include "indexer/pack.h"
#include "indexer/schema.h"

namespace article_search {
namespace {

[[noreturn]] void MissingDocument() {
  throw Error(ErrorCode::kDamagedIndex, "the index is damaged: a document is missing");
}

uint32_t NumberOf(uint32_t document, const NewNumbers& new_numbers) {
  return document < new_numbers.size() ? new_numbers[document] : 0;
}

// Collects the postings of a term that stay, under their new numbers.
class Collector {
 public:
  explicit Collector(const NewNumbers& new_numbers) : new_numbers_(new_numbers) {}

  void Begin() {
    used_ = 0;
    last_document_ = 0;
    documents_ = 0;
    collection_frequency_ = 0;
  }
  void Add(uint32_t document, uint32_t wdf, std::string_view positions) {
    const uint32_t number = NumberOf(document, new_numbers_);
    if (number == 0) return;
    if (bytes_.size() - used_ < kMaxPosting + positions.size()) {
      bytes_.resize(2 * bytes_.size() + kMaxPosting + positions.size());
    }
    char* begin = bytes_.data() + used_;
    char* end = WritePosting(number - last_document_, wdf, positions, begin);
    used_ += static_cast<size_t>(end - begin);
    last_document_ = number;
    ++documents_;
    collection_frequency_ += wdf;
  }
  // False where nothing stays.
  bool End(std::string_view text, RunTerm* term) const {
    *term = {text, documents_, collection_frequency_, std::string_view(bytes_).substr(0, used_)};
    return documents_ > 0;
  }

 private:
  const NewNumbers& new_numbers_;
  std::string bytes_;
  size_t used_ = 0;
  uint32_t last_document_ = 0;
  uint32_t documents_ = 0;
  uint64_t collection_frequency_ = 0;
};

class PostingsCursor : public RunCursor {
 public:
  PostingsCursor(glass::TableReader table, const NewNumbers& new_numbers)
      : postlist_(std::move(table)), collector_(new_numbers) {}

  bool Next(RunTerm* term) override {
    while (postlist_.NextList()) {
      collector_.Begin();
      const bool is_term = !postlist_.term().empty();  // and not the document lengths
      uint32_t document = 0;
      uint32_t wdf = 0;
      while (postlist_.NextPosting(&document, &wdf)) {
        if (is_term) collector_.Add(document, wdf, {});
      }
      if (collector_.End(postlist_.term(), term)) return true;
    }
    return false;
  }

 private:
  glass::PostlistReader postlist_;
  Collector collector_;
};

class PositionsCursor : public RunCursor {
 public:
  PositionsCursor(glass::TableReader table, const NewNumbers& new_numbers)
      : table_(std::move(table)), collector_(new_numbers), more_(table_.Next()) {}

  bool Next(RunTerm* term) override {
    while (more_) {
      std::string_view key = table_.key();
      prefix_ = glass::TakeSortableText(&key);
      collector_.Begin();
      do {
        if (table_.tag().empty()) MissingDocument();
        collector_.Add(glass::TakeSortableNumber(&key), 0, table_.tag());
        more_ = table_.Next();
      } while (more_ && glass::TakeSortableText(prefix_, &(key = table_.key())));
      text_ = glass::WithZerosSingle(std::string_view(prefix_).substr(0, prefix_.size() - 1));
      if (collector_.End(text_, term)) return true;
    }
    return false;
  }

 private:
  glass::TableReader table_;
  Collector collector_;
  bool more_;
  std::string prefix_;  // of the keys of the term at hand
  std::string text_;
};

}  // namespace

std::unique_ptr<OldIndex> OldIndex::Open(const IndexFile& file) {
  try {
    file.CheckDatabase();
    FileDescriptor fd(file.DuplicateDescriptor());
    const std::optional<glass::Tables> tables = glass::ReadVersionBlock(
        ReadAt(fd.get(), 0, glass::kBlockSize, file.path()), glass::IdentityOf(file.info().generation));
    if (!tables) return nullptr;
    return std::unique_ptr<OldIndex>(new OldIndex(std::move(fd), file.path(), *tables));
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kDamagedIndex) throw;
    return nullptr;
  }
}

// The tables stand in the file in this order, behind the version block.
OldIndex::OldIndex(FileDescriptor fd, std::string path, const glass::Tables& tables)
    : fd_(std::move(fd)),
      path_(std::move(path)),
      tables_(tables),
      articles_(PostlistTable()),
      documents_(fd_.get(), path_, 1, tables_.document_data) {}

glass::TableReader OldIndex::PostlistTable() const {
  return {fd_.get(), path_, tables_.document_data.end, tables_.postlist};
}

std::string_view OldIndex::Article(uint32_t number) {
  const std::string key = glass::MetadataKey(ArticleKey(number));
  while (articles_.Next()) {
    if (articles_.key() == key) return articles_.tag();
  }
  MissingDocument();
}

OldIndex::Document OldIndex::ReadDocument(uint32_t number) {
  const std::string key = glass::DocumentDataKey(number);
  while (documents_.Next()) {
    if (documents_.key() != key) continue;
    Unpacker in(documents_.tag());
    const uint32_t article = in.Uint32();
    return {article, in.Rest()};
  }
  MissingDocument();
}

void OldIndex::CopyLengths(const NewNumbers& new_numbers, std::vector<uint32_t>* lengths) const {
  glass::PostlistReader postlist(PostlistTable());
  if (!postlist.NextList() || !postlist.term().empty()) MissingDocument();
  uint32_t document = 0;
  uint32_t length = 0;
  while (postlist.NextPosting(&document, &length)) {
    const uint32_t number = NumberOf(document, new_numbers);
    if (number != 0) (*lengths)[number - 1] = length;
  }
}

std::unique_ptr<RunCursor> OldIndex::Postings(const NewNumbers& new_numbers) const {
  return std::make_unique<PostingsCursor>(PostlistTable(), new_numbers);
}

std::unique_ptr<RunCursor> OldIndex::Positions(const NewNumbers& new_numbers) const {
  return std::make_unique<PositionsCursor>(glass::TableReader(fd_.get(), path_, tables_.postlist.end, tables_.position),
                                           new_numbers);
}

}  // namespace article_search
