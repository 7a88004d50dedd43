// Systems on which something is not as it should be, all the time: folders that can't be written, locks that can't be
// had, clocks that jump, indexers that were killed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/support/run_command.h"
#include "tests/support/temp_dir.h"

namespace article_search {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

// The library comes before AddressSanitizer's; and Xapian's Database::check deletes by a base class.
constexpr const char* kAsanOptions = "verify_asan_link_order=0:new_delete_type_mismatch=0";
constexpr const char* kOld = "Ships leave the old port.\n";
constexpr const char* kNew = "Ships leave the new port.\n";  // as long

const std::vector<std::vector<std::string>> kRebuilds = {{"--update"}, {}};

class HostileSystemTest : public testing::Test {
 protected:
  HostileSystemTest() {
    Write(kOld);
    Set(std::chrono::hours(-24));
    EXPECT_EQ(Indexer({article_}).status, 0);
  }

  // A program, in which all calls named `call` (or one with a number) have a fault, as faults.cc has it.
  static CommandResult RunProgram(const std::string& program, const std::vector<std::string>& arguments,
                                  const std::string& call = "", const std::string& fault = "",
                                  const std::string& number = "1") {
    Command command;
    command.arguments = {TEST_BIN_DIR "/" + program};
    command.arguments.insert(command.arguments.end(), arguments.begin(), arguments.end());
    command.environment = {{"ASAN_OPTIONS", kAsanOptions}};
    if (!call.empty()) {
      command.environment = {{"ASAN_OPTIONS", kAsanOptions},
                             {"LD_PRELOAD", TEST_FAULTS},
                             {"FAULT_CALL", call},
                             {"FAULT", fault},
                             {"FAULT_NUMBER", number}};
    }
    return RunCommand(command);
  }
  CommandResult Indexer(const std::vector<std::string>& arguments, const std::string& call = "",
                        const std::string& fault = "") const {
    std::vector<std::string> all = {"-q", "-i", index_};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return RunProgram("indexer", all, call, fault);
  }
  // How many paragraphs match; -1: an error.
  int Matches(const std::string& query, const std::string& call = "", const std::string& fault = "") const {
    const CommandResult result = RunProgram("searcher", {"-i", index_, "--count", query}, call, fault);
    EXPECT_EQ(result.err, "");
    return result.status == 2 ? -1 : std::stoi(result.out);
  }

  void Write(const std::string& text) const { WriteBytes(article_, text); }
  // The article's time, counted from now.
  void Set(std::chrono::seconds from_now) const {
    fs::last_write_time(article_, fs::file_time_type::clock::now() + from_now);
  }

  std::vector<std::string> NamesBesideIndex() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_ / "index")) names.push_back(entry.path().filename());
    return names;
  }

  TempDir folder_;
  std::string article_ = folder_ / "a.txt";
  std::string index_ = folder_.MakeFolder("index") + "/a.idx";
};

std::string Always(int error) { return std::to_string(error) + "+"; }

// As one that is mounted read-only. Permissions would do for others than root, as who tests often run.
TEST_F(HostileSystemTest, AReadOnlyFolderIsSearchedAndChecked) {
  const std::string fault = Always(EROFS);
  EXPECT_EQ(Matches("old", "create", fault), 1);
  EXPECT_EQ(Indexer({"--verify"}, "create", fault).status, 0);
  EXPECT_EQ(Indexer({"--status"}, "create", fault).status, 0);
  EXPECT_EQ(Indexer({"--update"}, "create", fault).status, 0) << "nothing is to be written";
  Write(kNew);
  for (const std::vector<std::string>& arguments : kRebuilds) {
    const CommandResult result = Indexer(arguments, "create", fault);
    EXPECT_EQ(result.status, 2);
    EXPECT_THAT(Lines(result.err), ElementsAre(HasSubstr(std::strerror(EROFS))));
    EXPECT_EQ(Matches("old"), 1);
  }
}

TEST_F(HostileSystemTest, AFullDiskLeavesTheIndex) {
  Write(kNew);
  for (const int error : {ENOSPC, EDQUOT}) {
    const CommandResult result = Indexer({"--update"}, "write", Always(error));
    EXPECT_EQ(result.status, 2);
    EXPECT_THAT(Lines(result.err), ElementsAre(HasSubstr(std::strerror(error))));
    EXPECT_EQ(Matches("old"), 1);
    EXPECT_THAT(NamesBesideIndex(), ElementsAre("a.idx"));
  }
}

// Each read in turn finds the end of a file too early.
TEST_F(HostileSystemTest, WhatIsCutShortMeanwhileIsSaid) {
  int failures = 0;
  for (int number = 1; number <= 8; ++number) {
    const std::string index = folder_ / ("new" + std::to_string(number) + ".idx");
    const CommandResult result =
        RunProgram("indexer", {"-q", "-i", index, article_}, "read", "end", std::to_string(number));
    EXPECT_EQ(result.err.find(std::strerror(0)), std::string::npos) << number << ": " << result.err;
    if (result.err.find("was cut short while it was written") != std::string::npos) ++failures;
  }
  EXPECT_EQ(failures, 1);
}

// At 1, 2, 4, ... allocations after the first, which are made before main begins. (out_of_memory_test has all of them.)
TEST_F(HostileSystemTest, WithoutMemoryTheIndexIsLeft) {
  Write(kNew);
  int failures = 0;
  for (int number = 256;; number *= 2) {
    const std::vector<std::string> arguments = {"-q", "-i", index_, "--update"};
    const CommandResult result =
        RunProgram("indexer", arguments, "allocate", std::to_string(ENOMEM), std::to_string(number));
    if (result.status == 0) break;
    ++failures;
    EXPECT_EQ(result.status, 2) << number << ", signal " << result.signal;
    EXPECT_THAT(Lines(result.err), ElementsAre("indexer: out of memory; nothing was changed"));
    EXPECT_EQ(Matches("old"), 1);
    EXPECT_THAT(NamesBesideIndex(), ElementsAre("a.idx"));
  }
  EXPECT_GT(failures, 0);
  EXPECT_EQ(Matches("new"), 1);
}

TEST_F(HostileSystemTest, AnInterruptEndsWhateverIsDone) {
  Write(kNew);
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"--verify"}, {"--status"}, {"--update"}, {}}) {
    SCOPED_TRACE(testing::PrintToString(arguments));
    const CommandResult result = Indexer(arguments, "read", "interrupt");
    EXPECT_EQ(result.signal, SIGINT) << result.status;
    EXPECT_EQ(result.out, "");
    EXPECT_EQ(Matches("old"), 1);
    EXPECT_THAT(NamesBesideIndex(), ElementsAre("a.idx"));
  }
  EXPECT_EQ(RunProgram("indexer", {"--list-paragraphs", article_}, "read", "interrupt").signal, SIGINT);
}

// What NFS says of locks: no daemon for them, a server that does not answer or has forgotten the file.
TEST_F(HostileSystemTest, WithoutALockNothingIsWritten) {
  Write(kNew);
  for (const int error : {ENOLCK, EIO, ESTALE, EOPNOTSUPP}) {
    for (const std::vector<std::string>& arguments : kRebuilds) {
      const CommandResult result = Indexer(arguments, "lock", Always(error));
      EXPECT_EQ(result.status, 2);
      EXPECT_THAT(Lines(result.err), ElementsAre(testing::AllOf(HasSubstr("indexer: cannot lock " + folder_ / "index/"),
                                                                HasSubstr(std::strerror(error)))));
    }
    EXPECT_EQ(Matches("old", "lock", Always(error)), 1) << "a search needs no lock";
  }
}

TEST_F(HostileSystemTest, AnUpdateThatFindsNothingNewTidiesUp) {
  Write(kNew);
  EXPECT_EQ(Indexer({article_}, "rename", "kill-after").signal, SIGKILL);
  EXPECT_EQ(Matches("new"), 1);
  EXPECT_GT(NamesBesideIndex().size(), 1U) << "nothing is tested";
  const CommandResult result = RunProgram("indexer", {"-i", index_, "--update"});
  EXPECT_THAT(result.err, HasSubstr("up to date"));
  EXPECT_THAT(NamesBesideIndex(), ElementsAre("a.idx"));
}

// Another content is found whatever the times say.
TEST_F(HostileSystemTest, AClockThatJumpsHidesNoChange) {
  const std::chrono::hours year(24 * 365);
  std::string there = "old";
  for (const std::chrono::seconds jump : {-60 * year, -1 * year, 20 * year, 0 * year}) {
    SCOPED_TRACE(jump.count());
    Set(jump);
    EXPECT_EQ(Indexer({"--status"}).status, 0) << "the same content";
    Write(there == "old" ? kNew : kOld);
    Set(jump);
    EXPECT_EQ(Indexer({"--status"}).status, 1) << "a file older than its index, or younger than today";
    EXPECT_EQ(Indexer({"--update"}).status, 0);
    there = there == "old" ? "new" : "old";
    EXPECT_EQ(Matches(there), 1);
    EXPECT_EQ(Indexer({"--status"}).status, 0);
  }
}

// A clock as coarse as that of FAT, or a server's: the same size, and the same time to the nanosecond.
TEST_F(HostileSystemTest, AChangeJustAfterABuildIsFound) {
  Set(std::chrono::minutes(10));  // not long before the build, however slow the machine
  EXPECT_EQ(Indexer({article_}).status, 0);
  for (const auto& [text, word] : std::map<std::string, std::string>{{kNew, "new"}, {kOld, "old"}}) {
    const fs::file_time_type time = fs::last_write_time(article_);
    Write(text);
    fs::last_write_time(article_, time);
    EXPECT_EQ(Indexer({"--update"}).status, 0);
    EXPECT_EQ(Matches(word), 1);
  }
}

}  // namespace
}  // namespace article_search
