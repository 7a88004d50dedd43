// Programs, run as processes of their own.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace article_search {

struct Command {
  std::vector<std::string> arguments;  // the program's path first
  // All of the environment but for PATH, TMPDIR and what the sanitizers read: HOME is unset unless it stands here.
  std::map<std::string, std::string> environment;
  std::string folder;                // the current folder; empty: the test's own
  std::string input;                 // standard input
  bool keep_input_open = false;      // standard input does not end before RunningCommand::CloseInput
  std::string output = "";           // a file for standard output, such as /dev/full; empty: it is captured
  bool nonblocking = false;          // reads and writes of the standard streams fail where they would have to wait
  bool output_closed = false;        // standard output is not open at all
  std::chrono::seconds timeout{60};  // the process is killed after it
};

struct CommandResult {
  int status = -1;  // the exit status; -1 where a signal ended it
  int signal = 0;   // the signal that ended it, or 0
  bool timed_out = false;
  std::string out;
  std::string err;
};

// A process that has been started. The destructor kills it.
class RunningCommand {
 public:
  explicit RunningCommand(const Command& command);
  ~RunningCommand();
  RunningCommand(const RunningCommand&) = delete;
  RunningCommand& operator=(const RunningCommand&) = delete;

  void Signal(int signal) const;
  void CloseInput();
  // Waits for its end; once.
  CommandResult Wait();

 private:
  void ReadSome(int* fd, std::string* to);

  pid_t pid_ = -1;
  int in_ = -1;
  int out_ = -1;
  int err_ = -1;
  std::vector<std::string> arguments_;
  std::string input_;
  bool keep_input_open_;
  std::chrono::steady_clock::time_point deadline_;
};

CommandResult RunCommand(const Command& command);

// Lines of `text`; a last one without a newline counts.
std::vector<std::string> Lines(const std::string& text);

}  // namespace article_search
