#include "indexer/inversion_threads.h"

#include <algorithm>
#include <string>
#include <system_error>
#include <utility>

namespace article_search {
namespace {

// Batches that wait, for each thread.
constexpr size_t kWaitingBatches = 2;

}  // namespace

// Delegates, so that the destructor ends the threads that have begun when another one can't.
InversionThreads::InversionThreads(const WriterOptions& options) : InversionThreads() {
  const unsigned count = std::max(options.threads, 1U);
  const size_t max_runs = std::max(options.max_runs / count, size_t{2});
  for (unsigned i = 0; i < count; ++i) {
    const std::string prefix = options.folder + "/run" + std::to_string(i) + ".";
    inverters_.push_back(std::make_unique<BatchInverter>(prefix, options.memory / count, max_runs));
  }
  threads_.reserve(inverters_.size() - 1);
  try {
    for (size_t i = 1; i < inverters_.size(); ++i) {
      threads_.emplace_back([this, inverter = inverters_[i].get()] { Run(inverter); });
    }
  } catch (const std::system_error&) {
    // The system gives no more of them: fewer do it, too.
    inverters_.resize(threads_.size() + 1);
  }
}

InversionThreads::~InversionThreads() {
  Advance(Stage::kAbandoned);
  Join();
}

void InversionThreads::Add(Batch batch) {
  std::unique_lock lock(mutex_);
  if (error_) std::rethrow_exception(error_);
  batches_.push_back(std::move(batch));
  changed_.notify_one();
  while (batches_.size() > kWaitingBatches * threads_.size()) HelpOut(&lock);
}

void InversionThreads::Finish() {
  {
    std::unique_lock lock(mutex_);
    while (!batches_.empty()) HelpOut(&lock);
  }
  Advance(Stage::kEnding);
  inverters_[0]->Finish();
  Join();
  if (error_) std::rethrow_exception(error_);
}

Batch InversionThreads::Take() {
  Batch batch = std::move(batches_.front());
  batches_.pop_front();
  return batch;
}

void InversionThreads::HelpOut(std::unique_lock<std::mutex>* lock) {
  const Batch batch = Take();
  lock->unlock();
  inverters_[0]->Process(batch);
  lock->lock();
}

void InversionThreads::Run(BatchInverter* inverter) {
  try {
    while (const std::optional<Batch> batch = Wait()) inverter->Process(*batch);
    if (!IsAbandoned()) inverter->Finish();
  } catch (...) {
    const std::lock_guard lock(mutex_);
    if (!error_) error_ = std::current_exception();
    stage_ = Stage::kAbandoned;
    batches_.clear();
  }
  changed_.notify_all();
}

// For the next batch, or the end.
std::optional<Batch> InversionThreads::Wait() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return stage_ != Stage::kOpen || !batches_.empty(); });
  if (batches_.empty() || stage_ == Stage::kAbandoned) return std::nullopt;
  return Take();
}

bool InversionThreads::IsAbandoned() {
  const std::lock_guard lock(mutex_);
  return stage_ == Stage::kAbandoned;
}

void InversionThreads::Advance(Stage stage) {
  {
    const std::lock_guard lock(mutex_);
    stage_ = std::max(stage_, stage);
  }
  changed_.notify_all();
}

void InversionThreads::Join() {
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

}  // namespace article_search
