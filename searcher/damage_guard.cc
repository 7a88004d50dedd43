#include "searcher/damage_guard.h"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "corpus/error.h"
#include "indexer/clean_text.h"
#include "indexer/shard_stub.h"

namespace article_search {
namespace {

constexpr unsigned kLong = 2;  // seconds

// All that the handler needs: in it nothing may allocate memory.
struct Guarded {
  struct File {
    std::shared_ptr<const IndexFile> file;
    std::string message;  // what is said of it
  };
  std::vector<File> files;
  int exit_status = 0;
  bool is_sound = false;  // what was found, if they were checked
  std::string generation;
  std::array<char, 128 * 1024> stack{};  // a crash may be for want of stack
};
Guarded* guarded = nullptr;

void CheckIndex(int signal) {
  const int error = errno;
  if (!guarded->files.empty() && !guarded->is_sound) {
    for (const auto& [file, message] : guarded->files) {
      if (!file->IsDamaged()) continue;
      [[maybe_unused]] const ssize_t n = ::write(STDERR_FILENO, message.data(), message.size());
      ::_exit(guarded->exit_status);
    }
    guarded->is_sound = true;
  }
  errno = error;
  if (signal == SIGALRM) return;
  std::signal(signal, SIG_DFL);
  ::raise(signal);
}

void Install() {
  static Guarded the_one;
  guarded = &the_one;
  stack_t stack{};
  stack.ss_sp = the_one.stack.data();
  stack.ss_size = the_one.stack.size();
  ::sigaltstack(&stack, nullptr);
  struct sigaction action {};
  action.sa_handler = CheckIndex;
  action.sa_flags = SA_ONSTACK | SA_RESTART;
  for (const int signal : {SIGALRM, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) ::sigaction(signal, &action, nullptr);
}

}  // namespace

DamageGuard::DamageGuard(std::vector<std::shared_ptr<const IndexFile>> files, int exit_status) {
  std::erase_if(files, [](const auto& file) { return file->info().database_length <= kCheckedAtOpen; });
  if (files.empty()) return;
  if (guarded == nullptr) Install();
  guarded->exit_status = exit_status;
  const std::string& generation = files.front()->info().generation;
  if (guarded->generation != generation) {
    guarded->generation = generation;
    guarded->is_sound = false;
  }
  for (auto& file : files) {
    std::string message = "searcher: " + CleanLine(file->DamageMessage()) + "\n";
    guarded->files.push_back({std::move(file), std::move(message)});
  }
  if (!guarded->is_sound) ::alarm(kLong);
}

DamageGuard::~DamageGuard() {
  if (guarded == nullptr) return;
  ::alarm(0);
  guarded->files.clear();
}

std::vector<std::shared_ptr<const IndexFile>> FilesToGuard(const std::vector<std::string>& names) {
  std::vector<std::shared_ptr<const IndexFile>> files;
  // False where it is none; whoever searches it says what else is wrong.
  const auto add = [&files](const std::string& name, const std::string& set) {
    if (name.starts_with(kServerPrefix)) return true;
    try {
      files.push_back(std::make_shared<IndexFile>(IndexFile::Open(name, /*check_database=*/false, set)));
    } catch (const Error& error) {
      return error.code() != ErrorCode::kNotAnIndex;
    }
    return true;
  };
  for (const std::string& name : names) {
    if (add(name, name)) continue;
    try {
      for (const std::string& shard : ReadShardStub(name).value_or(std::vector<std::string>())) add(shard, name);
    } catch (const Error&) {  // likewise
    }
  }
  return files;
}

}  // namespace article_search
