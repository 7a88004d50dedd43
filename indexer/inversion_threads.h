// The threads of a rebuild.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "indexer/batch_inverter.h"
#include "indexer/database_writer.h"

namespace article_search {

// Threads that take batches in order. Whoever adds them helps when too many wait, so that N threads in all are at work.
// One that fails takes no further batch, since its inverter may be half changed, and ends all others.
class InversionThreads {
 public:
  // As many as the options say, or as the system gives.
  explicit InversionThreads(const WriterOptions& options);
  ~InversionThreads();
  InversionThreads(const InversionThreads&) = delete;
  InversionThreads& operator=(const InversionThreads&) = delete;

  // For the thread that made this object. Both throw what has failed in another one.
  void Add(Batch batch);
  void Finish();  // waits until all is done

  // After Finish.
  const std::vector<std::unique_ptr<BatchInverter>>& all() const { return inverters_; }

 private:
  enum class Stage { kOpen, kEnding, kAbandoned };  // batches come; no more do; and those that wait are left

  InversionThreads() = default;

  Batch Take();
  void HelpOut(std::unique_lock<std::mutex>* lock);
  void Run(BatchInverter* inverter);
  std::optional<Batch> Wait();
  bool IsAbandoned();
  void Advance(Stage stage);
  void Join();

  std::vector<std::unique_ptr<BatchInverter>> inverters_;  // the first is that of whoever adds batches
  std::vector<std::thread> threads_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch> batches_;
  std::exception_ptr error_;
  Stage stage_ = Stage::kOpen;
};

}  // namespace article_search
