// Paragraphs are dealt in batches to threads, each with an Inverter of its own, while their texts go to the docdata
// table in order. When all are in, the runs of all threads are merged into the other two tables. Documents are numbered
// before they are dealt and merged by number, so the file does not depend on who got which. What an update keeps of the
// index of before takes part in the merge as one more run.
#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <future>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "corpus/error.h"
#include "indexer/database_writer.h"
#include "indexer/glass/keys.h"
#include "indexer/glass/postlist_writer.h"
#include "indexer/glass/version_block.h"
#include "indexer/glass_targets.h"
#include "indexer/inverter.h"
#include "indexer/old_index.h"
#include "indexer/pack.h"
#include "indexer/paragraph_terms.h"
#include "indexer/run_merge.h"

namespace article_search {
namespace {

// A batch is full with so many bytes of text, or paragraphs.
constexpr size_t kBatchBytes = 128 * 1024;
constexpr size_t kBatchParagraphs = 2048;
// Of the memory that the caller gives, what postings may take: the rest is for the copy while a list of terms grows,
// the caches of words, and what waits.
constexpr double kPostingsShare = 0.6;
// Batches that wait, for each thread.
constexpr size_t kWaitingBatches = 2;

struct Batch {
  uint32_t first_document = 0;
  std::vector<std::pair<std::shared_ptr<const ArticleRecord>, ParagraphRecord>> paragraphs;
  size_t bytes = 0;
};

// What one thread makes of its batches.
class Worker {
 public:
  // Of the documents of a batch.
  struct Part {
    uint32_t first_document;
    std::vector<uint32_t> words;
    std::vector<uint32_t> lengths;
  };

  Worker(std::string run_prefix, uint64_t memory) : run_prefix_(std::move(run_prefix)), memory_(memory) {}

  void Process(const Batch& batch) {
    Part& part = parts_.emplace_back(Part{batch.first_document, {}, {}});
    uint32_t document = batch.first_document;
    for (const auto& [article, paragraph] : batch.paragraphs) {
      inverter_.BeginDocument(document);
      part.words.push_back(terms_.Add(document++, *article, paragraph));
      part.lengths.push_back(inverter_.EndDocument());
    }
    if (inverter_.bytes() < memory_ && !inverter_.is_full()) return;
    runs_.push_back(inverter_.Spill(run_prefix_ + std::to_string(runs_.size())));
  }

  void Finish() { inverter_.Sort(); }

  // After Finish.
  void AddCursors(std::vector<std::unique_ptr<RunCursor>>* cursors) const {
    for (const std::unique_ptr<RunFile>& run : runs_) cursors->push_back(run->Cursor());
    cursors->push_back(inverter_.Cursor());
  }

  const std::vector<Part>& parts() const { return parts_; }
  const std::vector<AbbreviationOfDocument>& abbreviations() const { return terms_.abbreviations(); }

 private:
  std::string run_prefix_;
  uint64_t memory_;
  Inverter inverter_;
  ParagraphTerms terms_{&inverter_};
  std::vector<std::unique_ptr<RunFile>> runs_;
  std::vector<Part> parts_;
};

// Threads that take batches in order. Whoever adds them helps when too many wait, so that N threads in all are at work.
// One that fails takes no further batch, since its inverter may be half changed, and ends all others.
class Workers {
 public:
  // Delegates, so that the destructor ends the threads that have begun when another one can't.
  Workers(unsigned threads, const std::string& folder, uint64_t memory) : Workers() {
    for (unsigned i = 0; i < std::max(threads, 1U); ++i) {
      workers_.push_back(std::make_unique<Worker>(
          folder + "/run" + std::to_string(i) + ".",
          static_cast<uint64_t>(kPostingsShare * static_cast<double>(memory)) / std::max(threads, 1U)));
    }
    threads_.reserve(workers_.size() - 1);
    try {
      for (size_t i = 1; i < workers_.size(); ++i) {
        threads_.emplace_back([this, worker = workers_[i].get()] { Run(worker); });
      }
    } catch (const std::system_error&) {
      // The system gives no more of them: fewer do it, too.
      workers_.resize(threads_.size() + 1);
    }
  }
  ~Workers() {
    Advance(Stage::kAbandoned);
    Join();
  }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  void Add(Batch batch) {
    std::unique_lock lock(mutex_);
    if (error_) std::rethrow_exception(error_);
    batches_.push_back(std::move(batch));
    changed_.notify_one();
    while (batches_.size() > kWaitingBatches * threads_.size()) HelpOut(&lock);
  }

  // Waits until all is done.
  void Finish() {
    {
      std::unique_lock lock(mutex_);
      while (!batches_.empty()) HelpOut(&lock);
    }
    Advance(Stage::kEnding);
    workers_[0]->Finish();
    Join();
    if (error_) std::rethrow_exception(error_);
  }

  const std::vector<std::unique_ptr<Worker>>& all() const { return workers_; }

 private:
  enum class Stage { kOpen, kEnding, kAbandoned };  // batches come; no more do; and those that wait are left

  Workers() = default;

  Batch Take() {
    Batch batch = std::move(batches_.front());
    batches_.pop_front();
    return batch;
  }
  void HelpOut(std::unique_lock<std::mutex>* lock) {
    const Batch batch = Take();
    lock->unlock();
    workers_[0]->Process(batch);
    lock->lock();
  }
  void Run(Worker* worker) {
    try {
      while (const std::optional<Batch> batch = Wait()) worker->Process(*batch);
      if (!IsAbandoned()) worker->Finish();
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!error_) error_ = std::current_exception();
      stage_ = Stage::kAbandoned;
      batches_.clear();
    }
    changed_.notify_all();
  }
  // For the next batch, or the end.
  std::optional<Batch> Wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return stage_ != Stage::kOpen || !batches_.empty(); });
    if (batches_.empty() || stage_ == Stage::kAbandoned) return std::nullopt;
    return Take();
  }
  bool IsAbandoned() {
    const std::lock_guard lock(mutex_);
    return stage_ == Stage::kAbandoned;
  }
  void Advance(Stage stage) {
    {
      const std::lock_guard lock(mutex_);
      stage_ = std::max(stage_, stage);
    }
    changed_.notify_all();
  }
  void Join() {
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

  std::vector<std::unique_ptr<Worker>> workers_;
  std::vector<std::thread> threads_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch> batches_;
  std::exception_ptr error_;
  Stage stage_ = Stage::kOpen;
};

class DirectWriter : public DatabaseWriter {
 public:
  explicit DirectWriter(const WriterOptions& options)
      : options_(options),
        file_(options.path, glass::BlockFile::Use::kKept),
        data_(&file_),
        articles_(options.folder + "/articles"),
        workers_(options.threads, options.folder, options.memory) {
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
    batch_.bytes += paragraph.text.size();
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
    workers_.Finish();
    articles_.Finish();
    Counts counts;
    counts.words.resize(article_of_.size());
    counts.abbreviations = std::move(kept_abbreviations_);
    for (const std::unique_ptr<Worker>& worker : workers_.all()) {
      for (const Worker::Part& part : worker->parts()) {
        std::copy(part.words.begin(), part.words.end(), counts.words.begin() + (part.first_document - 1));
      }
      counts.abbreviations.insert(counts.abbreviations.end(), worker->abbreviations().begin(),
                                  worker->abbreviations().end());
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
    for (const std::unique_ptr<Worker>& worker : workers_.all()) {
      worker->AddCursors(&for_postings);
      worker->AddCursors(&for_positions);
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
    workers_.Add(std::exchange(batch_, {}));
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
      postlist.AddMetadata(article.text, article.postings);
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
    for (const std::unique_ptr<Worker>& worker : workers_.all()) {
      for (const Worker::Part& part : worker->parts()) {
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
  Workers workers_;
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
