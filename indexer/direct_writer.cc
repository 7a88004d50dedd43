// Paragraphs are dealt in batches to threads, each with an Inverter of its own, while their texts go to the docdata
// table in order. When all are in, the runs of all threads are merged into the other two tables. Documents are numbered
// before they are dealt and merged by number, so the file does not depend on who got which. What an update keeps of the
// index of before takes part in the merge as one more run.
#include <algorithm>
#include <future>
#include <utility>
#include <vector>

#include "corpus/error.h"
#include "indexer/database_writer.h"
#include "indexer/glass/keys.h"
#include "indexer/glass/postlist_writer.h"
#include "indexer/glass/version_block.h"
#include "indexer/glass_targets.h"
#include "indexer/inversion_threads.h"
#include "indexer/old_index.h"
#include "indexer/pack.h"
#include "indexer/run_merge.h"

namespace article_search {
namespace {

// A batch is full with so many bytes of texts and titles, or paragraphs.
constexpr size_t kBatchBytes = 128 * 1024;
constexpr size_t kBatchParagraphs = 2048;

class DirectWriter : public DatabaseWriter {
 public:
  explicit DirectWriter(const WriterOptions& options)
      : options_(options),
        file_(options.path, glass::BlockFile::Use::kKept),
        data_(&file_),
        articles_(options.folder + "/articles"),
        threads_(options) {
    file_.Append(std::string(glass::kBlockSize, '\0'));  // for the version block
  }

  void AddArticle(uint32_t number, const ArticleRecord& article) override {
    const std::string key = ArticleKey(number);
    const std::string value = Pack(article);
    articles_.Append({key, 0, 0, value});
  }

  void AddParagraph(const std::shared_ptr<const ArticleRecord>& article, ParagraphRecord paragraph) override {
    const uint32_t document = AddDocument(paragraph.article, Pack(paragraph));
    if (batch_.paragraphs.empty()) batch_.first_document = document;
    const bool is_first = batch_.paragraphs.empty() || batch_.paragraphs.back().first != article;
    batch_.bytes += paragraph.text.size() + (is_first ? article->title.size() : 0);
    batch_.paragraphs.emplace_back(article, std::move(paragraph));
    if (batch_.bytes >= kBatchBytes || batch_.paragraphs.size() >= kBatchParagraphs) EndBatch();
  }

  bool Keep(const KeptFile& file, uint32_t number) override {
    EndBatch();
    old_ = file.index;
    const auto articles = static_cast<uint32_t>(file.contents->articles);
    const auto is_here = [this](uint32_t n) { return n % options_.shards == options_.shard - 1; };
    for (uint32_t i = 0; i < articles; ++i) {
      if (!is_here(number + i)) continue;
      const std::string key = ArticleKey(number + i);
      articles_.Append({key, 0, 0, old_->Article(file.first_article + i)});
    }
    for (const DefinedAbbreviation& abbreviation : file.contents->abbreviations) {
      kept_abbreviations_.push_back({static_cast<uint32_t>(article_of_.size()) + 1, abbreviation});
    }
    new_numbers_.resize(file.first_document + file.contents->paragraphs);
    for (uint32_t document = file.first_document; document < new_numbers_.size(); ++document) {
      if (options_.check_interrupt) options_.check_interrupt();
      if (!is_here(document - 1)) continue;
      const OldIndex::Document old = old_->ReadDocument(document);
      const uint32_t article = old.article - file.first_article;
      if (article >= articles) throw Error(ErrorCode::kDamagedIndex, "the index is damaged: a paragraph of no article");
      std::string data;
      PackUint(number + article, &data);
      new_numbers_[document] = AddDocument(number + article, data.append(old.rest));
    }
    return true;
  }

  Counts Finish(std::map<std::string, std::string> metadata, const std::string& generation) override {
    EndBatch();
    threads_.Finish();
    articles_.Finish();
    Counts counts;
    counts.words.resize(article_of_.size());
    counts.abbreviations = std::move(kept_abbreviations_);
    for (const std::unique_ptr<BatchInverter>& inverter : threads_.all()) {
      for (const BatchInverter::Part& part : inverter->parts()) {
        std::copy(part.words.begin(), part.words.end(), counts.words.begin() + (part.first_document - 1));
      }
      counts.abbreviations.insert(counts.abbreviations.end(), inverter->abbreviations().begin(),
                                  inverter->abbreviations().end());
    }
    std::stable_sort(counts.abbreviations.begin(), counts.abbreviations.end(),
                     [](const auto& a, const auto& b) { return a.document < b.document; });
    WriteAbbreviations(counts.abbreviations,
                       [&](const std::string& name, const std::string& value) { metadata[name] = value; });
    glass::Statistics statistics;
    glass::Tables tables;
    data_.FinishLeaves();
    tables.document_data = data_.Finish(1, &file_);

    // Both tables need all runs: one thread merges them for the positions, the other for the postings.
    std::vector<std::unique_ptr<RunCursor>> for_postings;
    std::vector<std::unique_ptr<RunCursor>> for_positions;
    for (const std::unique_ptr<BatchInverter>& inverter : threads_.all()) {
      inverter->AddCursors(&for_postings);
      inverter->AddCursors(&for_positions);
    }
    if (old_ != nullptr) {
      for_postings.push_back(old_->Postings(new_numbers_));
      for_positions.push_back(old_->Positions(new_numbers_));
    }
    glass::BlockFile position_file(options_.folder + "/positions", glass::BlockFile::Use::kTemporary);
    glass::TableWriter positions(&position_file);
    // With more than one thread by another one, where the system gives one.
    const auto when = options_.threads > 1 ? std::launch::async | std::launch::deferred : std::launch::deferred;
    std::future<void> written = std::async(when, [&] {
      PositionTarget target(&positions);
      MergeRuns(std::move(for_positions), &target, options_.check_interrupt);
      positions.FinishLeaves();
    });
    counts.terms = WritePostlist(metadata, std::move(for_postings), &statistics, &tables.postlist);
    written.get();
    const uint32_t first = file_.AppendAll(&position_file);
    tables.position = positions.Finish(first, &file_);
    file_.Replace(0, glass::VersionBlock(glass::IdentityOf(generation), tables, statistics));
    return counts;
  }

 private:
  // Returns the document's number.
  uint32_t AddDocument(uint32_t article, std::string_view data) {
    if (article_of_.size() == UINT32_MAX - 1) throw Error(ErrorCode::kUnreadable, "there are too many paragraphs");
    article_of_.push_back(article);
    const auto document = static_cast<uint32_t>(article_of_.size());
    data_.Add(glass::DocumentDataKey(document), data);
    return document;
  }

  void EndBatch() {
    if (batch_.paragraphs.empty()) return;
    if (options_.check_interrupt) options_.check_interrupt();
    threads_.Add(std::exchange(batch_, {}));
  }

  // Returns the number of terms.
  uint64_t WritePostlist(const std::map<std::string, std::string>& metadata,
                         std::vector<std::unique_ptr<RunCursor>> runs, glass::Statistics* statistics,
                         glass::TableRoot* root) {
    const uint32_t first = file_.size();
    glass::TableWriter table(&file_);
    glass::PostlistWriter postlist(&table);
    // The articles' records stand together among the rest, in order.
    const std::unique_ptr<RunCursor> articles = articles_.Cursor();
    auto next = metadata.begin();
    for (RunTerm article; articles->Next(&article);) {
      for (; next != metadata.end() && next->first < article.text; ++next)
        postlist.AddMetadata(next->first, next->second);
      postlist.AddMetadata(article.text, WholePostings(article));
    }
    for (; next != metadata.end(); ++next) postlist.AddMetadata(next->first, next->second);

    statistics->documents = static_cast<uint32_t>(article_of_.size());
    if (!article_of_.empty()) {
      postlist.AddValueStatistics(kArticleSlot, statistics->documents, ArticleSlotValue(article_of_.front()),
                                  ArticleSlotValue(article_of_.back()));
    }
    for (size_t i = 0; i < article_of_.size(); ++i) {
      postlist.AddValue(kArticleSlot, static_cast<uint32_t>(i + 1), ArticleSlotValue(article_of_[i]));
    }
    postlist.EndValues();

    std::vector<uint32_t> lengths(article_of_.size());
    for (const std::unique_ptr<BatchInverter>& inverter : threads_.all()) {
      for (const BatchInverter::Part& part : inverter->parts()) {
        std::copy(part.lengths.begin(), part.lengths.end(), lengths.begin() + (part.first_document - 1));
      }
    }
    if (old_ != nullptr) old_->CopyLengths(new_numbers_, &lengths);
    postlist.BeginTerm("", 0, 0);
    for (size_t i = 0; i < lengths.size(); ++i) {
      postlist.AddPosting(static_cast<uint32_t>(i + 1), lengths[i]);
      statistics->total_length += lengths[i];
      statistics->longest = std::max(statistics->longest, lengths[i]);
      if (lengths[i] > 0 && (statistics->shortest == 0 || lengths[i] < statistics->shortest)) {
        statistics->shortest = lengths[i];
      }
    }
    postlist.EndTerm();

    PostlistTarget target(&postlist);
    MergeRuns(std::move(runs), &target, options_.check_interrupt);
    table.FinishLeaves();
    *root = table.Finish(first, &file_);
    statistics->highest_wdf = target.highest_wdf();
    return target.terms();
  }

  WriterOptions options_;
  glass::BlockFile file_;
  glass::TableWriter data_;
  RunFile articles_;  // their names and records, as terms and postings
  InversionThreads threads_;
  Batch batch_;
  std::vector<uint32_t> article_of_;  // each document's article
  OldIndex* old_ = nullptr;           // what is kept is of this
  NewNumbers new_numbers_;
  std::vector<AbbreviationOfDocument> kept_abbreviations_;  // each as if it stood in its file's first document
};

}  // namespace

std::unique_ptr<DatabaseWriter> MakeDirectWriter(const WriterOptions& options) {
  return std::make_unique<DirectWriter>(options);
}

}  // namespace article_search
