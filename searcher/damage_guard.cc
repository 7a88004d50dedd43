#include "searcher/damage_guard.h"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <string>

#include "indexer/clean_text.h"

namespace article_search {
namespace {

constexpr unsigned kLong = 2;  // seconds

// All that the handler needs: in it nothing may allocate memory.
struct Guarded {
  const IndexFile* file = nullptr;
  int exit_status = 0;
  bool is_sound = false;  // what was found, if it was checked
  std::string generation;
  std::string message;
  std::array<char, 128 * 1024> stack{};  // a crash may be for want of stack
};
Guarded* guarded = nullptr;

void CheckIndex(int signal) {
  const int error = errno;
  if (guarded->file != nullptr && !guarded->is_sound) {
    if (guarded->file->IsDamaged()) {
      [[maybe_unused]] const ssize_t n = ::write(STDERR_FILENO, guarded->message.data(), guarded->message.size());
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

DamageGuard::DamageGuard(const IndexFile& file, int exit_status) {
  if (file.info().database_length <= kCheckedAtOpen) return;
  if (guarded == nullptr) Install();
  guarded->exit_status = exit_status;
  if (guarded->generation != file.info().generation) {
    guarded->generation = file.info().generation;
    guarded->is_sound = false;
  }
  guarded->message = "searcher: " + CleanLine(DamageMessage(file.path())) + "\n";
  guarded->file = &file;
  if (!guarded->is_sound) ::alarm(kLong);
}

DamageGuard::~DamageGuard() {
  if (guarded == nullptr) return;
  ::alarm(0);
  guarded->file = nullptr;
}

}  // namespace article_search
