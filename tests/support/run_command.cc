#include "tests/support/run_command.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <stdexcept>

namespace article_search {
namespace {

// The variables that are passed on.
constexpr std::array<const char*, 6> kPassedOn = {"PATH",         "TMPDIR",        "ASAN_OPTIONS",
                                                  "LSAN_OPTIONS", "UBSAN_OPTIONS", "LD_LIBRARY_PATH"};

struct Pipe {
  int read = -1;
  int write = -1;
};

Pipe MakePipe() {
  std::array<int, 2> fds{};
  // Closed in every child but for the copies made below: tests start processes from several threads.
  if (::pipe2(fds.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  return {fds[0], fds[1]};
}

void Close(int* fd) {
  if (*fd >= 0) ::close(*fd);
  *fd = -1;
}

std::vector<char*> Pointers(std::vector<std::string>* strings) {
  std::vector<char*> pointers;
  for (std::string& string : *strings) pointers.push_back(string.data());
  pointers.push_back(nullptr);
  return pointers;
}

// Lines of JSON that a program printed go to the file $JSON_LINES_LOG as well, where json_schema_test.py reads them,
// each behind a tab and whether the command chose fields of hits.
void LogJsonLines(const std::vector<std::string>& arguments, const std::string& out) {
  const char* log = std::getenv("JSON_LINES_LOG");
  if (log == nullptr) return;
  const bool chose = std::find(arguments.begin(), arguments.end(), "--fields") != arguments.end();
  std::string lines;
  for (size_t begin = 0, end = 0; (end = out.find('\n', begin)) != std::string::npos; begin = end + 1) {
    if (out[begin] == '{') lines += (chose ? "fields\t" : "\t") + out.substr(begin, end + 1 - begin);
  }
  // All at once: tests start programs from several threads.
  const int file = ::open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  const bool written = file >= 0 && ::write(file, lines.data(), lines.size()) == static_cast<ssize_t>(lines.size());
  if (file >= 0) ::close(file);
  if (!written) throw std::runtime_error("cannot write JSON_LINES_LOG");
}

}  // namespace

RunningCommand::RunningCommand(const Command& command)
    : arguments_(command.arguments),
      input_(command.input),
      keep_input_open_(command.keep_input_open),
      deadline_(std::chrono::steady_clock::now() + command.timeout) {
  // A program that does not read its input must not end the test.
  std::signal(SIGPIPE, SIG_IGN);
  std::vector<std::string> arguments = command.arguments;
  std::vector<std::string> environment;
  for (const char* name : kPassedOn) {
    const char* value = std::getenv(name);
    if (value != nullptr && command.environment.count(name) == 0)
      environment.push_back(std::string(name) + "=" + value);
  }
  for (const auto& [name, value] : command.environment) environment.push_back(name + "=" + value);
  const std::vector<char*> argv = Pointers(&arguments);
  const std::vector<char*> envp = Pointers(&environment);
  Pipe in = MakePipe();
  Pipe out = MakePipe();
  Pipe err = MakePipe();
  if (command.nonblocking) {
    for (const int fd : {in.read, out.write, err.write}) ::fcntl(fd, F_SETFL, O_NONBLOCK);
  }
  pid_ = ::fork();
  if (pid_ < 0) throw std::runtime_error("no process");
  if (pid_ == 0) {
    // Nothing but system calls from here to exec: other threads of the test may have held locks.
    std::signal(SIGPIPE, SIG_DFL);
    const int file = command.output.empty() ? out.write : ::open(command.output.c_str(), O_WRONLY | O_CLOEXEC);
    if (::dup2(in.read, STDIN_FILENO) < 0 || ::dup2(err.write, STDERR_FILENO) < 0) ::_exit(126);
    if (command.output_closed) {
      ::close(STDOUT_FILENO);
    } else if (::dup2(file, STDOUT_FILENO) < 0) {
      ::_exit(126);
    }
    if (!command.folder.empty() && ::chdir(command.folder.c_str()) != 0) ::_exit(126);
    ::execve(argv.front(), argv.data(), envp.data());
    ::_exit(127);
  }
  Close(&in.read);
  Close(&out.write);
  Close(&err.write);
  in_ = in.write;
  out_ = out.read;
  err_ = err.read;
  for (const int fd : {in_, out_, err_}) ::fcntl(fd, F_SETFL, O_NONBLOCK);
}

RunningCommand::~RunningCommand() {
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  Close(&in_);
  Close(&out_);
  Close(&err_);
}

void RunningCommand::Signal(int signal) const { ::kill(pid_, signal); }

void RunningCommand::CloseInput() { keep_input_open_ = false; }

void RunningCommand::ReadSome(int* fd, std::string* to) {
  std::array<char, 1 << 14> buffer{};
  const ssize_t n = ::read(*fd, buffer.data(), buffer.size());
  if (n > 0) to->append(buffer.data(), static_cast<size_t>(n));
  if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR)) Close(fd);
}

CommandResult RunningCommand::Wait() {
  CommandResult result;
  size_t written = 0;
  while (out_ >= 0 || err_ >= 0) {
    if (in_ >= 0 && written == input_.size() && !keep_input_open_) Close(&in_);
    std::array<pollfd, 3> fds = {pollfd{out_, POLLIN, 0}, pollfd{err_, POLLIN, 0},
                                 pollfd{written < input_.size() ? in_ : -1, POLLOUT, 0}};
    if (!result.timed_out && std::chrono::steady_clock::now() > deadline_) {
      result.timed_out = true;
      ::kill(pid_, SIGKILL);
    }
    if (::poll(fds.data(), fds.size(), 200) < 0 && errno != EINTR) break;
    if (fds[0].revents != 0) ReadSome(&out_, &result.out);
    if (fds[1].revents != 0) ReadSome(&err_, &result.err);
    if (fds[2].revents != 0) {
      const ssize_t n = ::write(in_, input_.data() + written, input_.size() - written);
      if (n > 0) written += static_cast<size_t>(n);
      if (n < 0 && errno != EAGAIN && errno != EINTR) {
        written = input_.size();  // it has stopped reading
        Close(&in_);
      }
    }
  }
  Close(&in_);
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  if (WIFEXITED(status)) result.status = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) result.signal = WTERMSIG(status);
  LogJsonLines(arguments_, result.out);
  return result;
}

CommandResult RunCommand(const Command& command) { return RunningCommand(command).Wait(); }

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  for (size_t begin = 0; begin < text.size();) {
    size_t end = text.find('\n', begin);
    if (end == std::string::npos) end = text.size();
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

}  // namespace article_search
