// indexer is killed, or has a system call fail, at every call by which it reads, writes, syncs, renames or removes
// files (faults.cc). Whatever happens where, searcher answers from the old index or the new one, whole, and the next
// run builds the new one and tidies up.
//
// A selection of these points is tried; with FAULT_POINTS=all all of them. FAULT_PROGRAMS is the folder of the
// programs, where they are not those of this build.
#include <gtest/gtest.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "tests/support/run_command.h"
#include "tests/support/temp_dir.h"

namespace article_search {
namespace {

namespace fs = std::filesystem;

// What each call may fail with, and how else it may go wrong.
const std::map<std::string, std::vector<int>> kErrors = {
    {"open", {EACCES, EINTR, EIO, EMFILE}},
    {"create", {EACCES, EDQUOT, EINTR, EIO, EMFILE, ENOSPC, EROFS}},
    {"read", {EINTR, EIO}},
    {"write", {EDQUOT, EFBIG, EINTR, EIO, ENOSPC}},
    {"sync", {EDQUOT, EIO, ENOSPC}},
    {"truncate", {EIO, EROFS}},
    {"chmod", {EIO, EPERM, EROFS}},
    {"lock", {EINTR, EIO, ENOLCK}},
    {"rename", {EACCES, EDQUOT, EIO, ENOSPC, EROFS}},
    {"mkdir", {EACCES, EDQUOT, EIO, ENOSPC, EROFS}},
    {"remove", {EACCES, EBUSY, EIO, EROFS}},
};
const std::vector<int> kStayingErrors = {EDQUOT, ENOSPC};  // of write: a full disk stays full

// The library comes before AddressSanitizer's; and Xapian's Database::check deletes by a base class.
constexpr const char* kAsanOptions = "verify_asan_link_order=0:new_delete_type_mismatch=0";

struct Fault {
  std::string call;
  int number;
  std::string what;  // as the library takes it
};

std::ostream& operator<<(std::ostream& out, const Fault& fault) {
  return out << fault.call << " " << fault.number << ": " << fault.what;
}

// Every fault of every one of the `calls`.
std::vector<Fault> FaultsOf(const std::vector<std::string>& calls) {
  std::vector<Fault> faults;
  std::map<std::string, int> count;
  for (const std::string& call : calls) {
    const int number = ++count[call];
    std::vector<std::string> whats = {"kill-before", "kill-after"};
    if (call == "read" || call == "write") whats.emplace_back("short");
    for (const int error : kErrors.at(call)) whats.push_back(std::to_string(error));
    if (call == "write") {
      for (const int error : kStayingErrors) whats.push_back(std::to_string(error) + "+");
    }
    for (const std::string& what : whats) faults.push_back({call, number, what});
  }
  return faults;
}

// What indexer has to go on after.
bool IsHarmless(const Fault& fault) {
  return fault.what == "short" || (fault.what == std::to_string(EINTR) &&
                                   (fault.call == "read" || fault.call == "write" || fault.call == "lock"));
}

struct Scenario {
  const char* name;
  size_t paragraphs;                   // of the longest article
  size_t selected;                     // about so many points are tried, where not all are
  bool has_index;                      // there is an old one
  std::vector<std::string> arguments;  // "PATHS" stands for the articles
  bool one_thread = true;              // the same calls each time
};

void PrintTo(const Scenario& scenario, std::ostream* out) { *out << scenario.name; }

const std::vector<Scenario> kScenarios = {
    {"FirstBuild", 3, 24, false, {"--threads", "1", "PATHS"}},
    {"Rebuild", 3, 24, true, {"--threads", "1", "PATHS"}},
    {"Update", 3, 24, true, {"--threads", "1", "--update"}},
    {"RebuildWithRunsOnDisk", 300, 8, true, {"--threads", "1", "--memory", "1", "PATHS"}},
    {"UpdateWithRunsOnDisk", 300, 8, true, {"--threads", "1", "--memory", "1", "--update"}},
    {"RebuildByThreads", 300, 8, true, {"--threads", "3", "--memory", "1", "PATHS"}, false},
};

// Paragraphs that differ from each other, and from those of any other generation.
std::string ArticleOf(const std::string& generation, size_t paragraphs) {
  std::string text = "The " + generation + " generation\n\n";
  for (size_t i = 0; i < paragraphs; ++i) {
    text += "Paragraph " + std::to_string(i) + " of the " + generation + " generation has the platypus";
    for (size_t word = 0; word < 40; ++word) text += " " + generation + std::to_string(i * (word + 1) % 97);
    text += ".\n\n";
  }
  return text;
}

std::string Program(const std::string& name) {
  const char* folder = std::getenv("FAULT_PROGRAMS");
  return (folder == nullptr ? std::string(TEST_BIN_DIR) : folder) + "/" + name;
}

class CrashSafetyTest : public testing::TestWithParam<Scenario> {
 protected:
  static void TearDownTestSuite() { std::cout << points_tried_ << " points tried\n"; }

  void WriteArticles(const std::string& generation) const {
    folder_.Write("articles/a.txt", ArticleOf(generation, GetParam().paragraphs));
    folder_.Write("articles/b.md", "# More\n\n" + ArticleOf(generation + "er", GetParam().paragraphs / 2));
    folder_.Write("articles/c.jsonl", "{\"text\":\"A " + generation + " platypus on a line of its own\"}\n");
  }

  Command Indexer(const std::vector<std::string>& arguments) const {
    Command command;
    command.environment = {{"ASAN_OPTIONS", kAsanOptions}};
    command.arguments = {Program("indexer"), "-q", "-i", index_};
    for (const std::string& argument : arguments) {
      command.arguments.push_back(argument == "PATHS" ? folder_ / "articles" : argument);
    }
    return command;
  }

  // The program under test, with the library in it.
  CommandResult RunWith(const Fault& fault) {
    fs::remove(log_);
    Command command = Indexer(GetParam().arguments);
    command.environment = {
        {"LD_PRELOAD", TEST_FAULTS}, {"FAULT_LOG", log_},
        {"FAULT_CALL", fault.call},  {"FAULT_NUMBER", std::to_string(fault.number)},
        {"FAULT", fault.what},       {"ASAN_OPTIONS", kAsanOptions},
    };
    return RunCommand(command);
  }

  // What searcher prints of all paragraphs, or why it can't.
  std::string Answer() const {
    Command command;
    command.arguments = {Program("searcher"), "-i", index_, "--format", "tsv", "-n", "1000", "platypus"};
    const CommandResult result = RunCommand(command);
    EXPECT_EQ(result.signal, 0);
    return result.out + result.err;
  }

  void ExpectSuccess(const Command& command) const {
    const CommandResult result = RunCommand(command);
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.out + result.err, "");
  }

  // The folder of the index as it was before the run: with an old index that is private, or empty.
  void Reset() const {
    fs::remove_all(folder_ / "index");
    fs::create_directory(folder_ / "index");
    if (!GetParam().has_index) return;
    WriteBytes(index_, old_bytes_);
    fs::permissions(index_, kPrivate);
  }

  void Prepare() {
    WriteArticles("old");
    Reset();
    if (GetParam().has_index) {
      ExpectSuccess(Indexer({"PATHS"}));
      old_bytes_ = ReadBytes(index_);
    }
    old_answer_ = Answer();
    WriteArticles("new");
    Reset();
    ASSERT_EQ(RunWith({"", 0, ""}).status, 0);
    calls_ = Lines(ReadBytes(log_));
    new_answer_ = Answer();
    ASSERT_NE(new_answer_, old_answer_);
    // A line of names, one of c.jsonl, and those of the others.
    ASSERT_EQ(Lines(new_answer_).size(), 2 + GetParam().paragraphs + GetParam().paragraphs / 2);
  }

  void Try(const Fault& fault) {
    Reset();
    const CommandResult result = RunWith(fault);
    const bool struck = ("\n" + ReadBytes(log_)).find("\n!") != std::string::npos;
    if (GetParam().one_thread) {
      EXPECT_TRUE(struck) << "the run was another one than that in which calls were counted";
    }
    points_tried_ += struck ? 1 : 0;
    const std::string answer = Answer();
    EXPECT_TRUE(answer == old_answer_ || answer == new_answer_) << answer;
    if (struck && fault.what.starts_with("kill")) {
      EXPECT_EQ(result.signal, SIGKILL);
      EXPECT_EQ(result.err, "");
    } else if (result.status == 0 || IsHarmless(fault)) {
      EXPECT_EQ(result.status, 0);
      EXPECT_EQ(result.err, "");
      EXPECT_EQ(answer, new_answer_);
    } else {
      EXPECT_EQ(result.status, 2);
      EXPECT_EQ(Lines(result.err).size(), 1U) << result.err;
      EXPECT_TRUE(result.err.starts_with("indexer: ")) << result.err;
      EXPECT_NE(result.err.find(std::strerror(std::atoi(fault.what.c_str()))), std::string::npos) << result.err;
    }
    if (fs::exists(index_)) {
      ExpectSuccess(Indexer({"--verify"}));
      if (GetParam().has_index) {
        EXPECT_EQ(fs::status(index_).permissions(), kPrivate);
      }
    }
    ExpectSuccess(Indexer({"PATHS"}));
    EXPECT_EQ(Answer(), new_answer_);
    for (const auto& entry : fs::directory_iterator(folder_ / "index")) EXPECT_EQ(entry.path().string(), index_);
  }

  static constexpr fs::perms kPrivate = fs::perms::owner_read | fs::perms::owner_write;
  static inline size_t points_tried_ = 0;

  const TempDir folder_;
  const std::string index_ = folder_ / "index/article.idx";
  const std::string log_ = folder_ / "log";
  std::string old_bytes_;
  std::string old_answer_;
  std::string new_answer_;
  std::vector<std::string> calls_;  // of a run in which nothing fails
};

TEST_P(CrashSafetyTest, OldOrNewWhateverFails) {
  Prepare();
  if (HasFatalFailure()) return;
  const std::vector<Fault> faults = FaultsOf(calls_);
  const char* points = std::getenv("FAULT_POINTS");
  const bool all = points != nullptr && std::string(points) == "all";
  const size_t step = all ? 1 : std::max<size_t>(1, faults.size() / GetParam().selected);
  for (size_t i = 0; i < faults.size(); i += step) {
    SCOPED_TRACE(faults[i]);
    Try(faults[i]);
  }
}

// What no signal can show, since the kernel keeps what was written: for a power failure, the order of calls counts.
TEST_P(CrashSafetyTest, SyncRenameSync) {
  Prepare();
  if (HasFatalFailure()) return;
  std::vector<std::string> calls;
  for (const std::string& call : calls_) {
    if (call == "write" || call == "truncate" || call == "sync" || call == "rename") calls.push_back(call);
  }
  ASSERT_GT(calls.size(), 3U);
  EXPECT_EQ(std::vector<std::string>(calls.end() - 3, calls.end()),
            (std::vector<std::string>{"sync", "rename", "sync"}));
  EXPECT_EQ(std::count(calls.begin(), calls.end(), "rename"), 1);
}

INSTANTIATE_TEST_SUITE_P(Indexer, CrashSafetyTest, testing::ValuesIn(kScenarios), testing::PrintToStringParamName());

}  // namespace
}  // namespace article_search
