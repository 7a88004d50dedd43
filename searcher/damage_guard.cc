#include "searcher/damage_guard.h"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <string>
#include <utility>
#include <vector>

#include "indexer/clean_text.h"

namespace article_search {
namespace {

constexpr unsigned kLong = 2;  // seconds
constexpr int kFailed = 2;

// All that the handler needs: in it nothing may allocate memory.
struct Guarded {
  std::vector<std::pair<const IndexFile*, std::string>> files;  // and what is said of each
  std::array<char, 128 * 1024> stack{};                         // a crash may be for want of stack
};
Guarded* guarded = nullptr;

void CheckIndex(int signal) {
  const int error = errno;
  for (const auto& [file, message] : guarded->files) {
    if (!file->IsDamaged()) continue;
    [[maybe_unused]] const ssize_t n = ::write(STDERR_FILENO, message.data(), message.size());
    ::_exit(kFailed);
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

DamageGuard::DamageGuard(const std::vector<const IndexFile*>& files) {
  std::vector<std::pair<const IndexFile*, std::string>> unchecked;
  for (const IndexFile* file : files) {
    if (file->info().database_length <= kCheckedAtOpen) continue;
    unchecked.emplace_back(file, "searcher: " + CleanLine(DamageMessage(file->path())) + "\n");
  }
  if (unchecked.empty()) return;
  if (guarded == nullptr) Install();
  guarded->files = std::move(unchecked);
  ::alarm(kLong);
}

DamageGuard::~DamageGuard() {
  if (guarded == nullptr) return;
  ::alarm(0);
  guarded->files.clear();
}

}  // namespace article_search
