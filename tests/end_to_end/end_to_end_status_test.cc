// `indexer --status` and `--update`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/end_to_end/programs.h"

namespace article_search {
namespace {

using testing::HasSubstr;

class StatusTest : public testing::Test {
 protected:
  StatusTest() {
    folder_.Write("articles/a.txt", "Ships leave the port.\n");
    folder_.Write("articles/b.txt", "Ships come back.\n");
    BuildIndexOf(index_, {folder_ / "articles"});
  }

  nlohmann::json Status(int expected) {
    const CommandResult result = RunIndexer({"--status", index_, "--format", "json"});
    ExpectQuiet(result, expected);
    return nlohmann::json::parse(result.out);
  }

  // Whether --update put another file in the index's place.
  bool Updated() {
    struct stat before {};
    struct stat after {};
    EXPECT_EQ(::stat(index_.c_str(), &before), 0);
    const CommandResult result = RunIndexer({"-i", index_, "--update"});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(::stat(index_.c_str(), &after), 0);
    const bool is_another = before.st_ino != after.st_ino;
    EXPECT_THAT(result.err, HasSubstr(is_another ? "2 articles" : "is up to date; nothing was written"));
    EXPECT_TRUE(is_another || before.st_mtim.tv_nsec == after.st_mtim.tv_nsec);
    return is_another;
  }

  // A time that differs from the one before, whatever the clock's resolution.
  void Touch(const std::string& name) {
    const std::filesystem::path path(folder_ / name);
    std::filesystem::last_write_time(path, std::filesystem::last_write_time(path) + std::chrono::seconds(5));
  }

  TempDir folder_;
  std::string index_ = folder_ / "x.idx";
};

TEST_F(StatusTest, PathsThatAreNotUtf8HaveTheirBytes) {
  const std::string index = folder_ / "\xFF.idx";
  BuildIndexOf(index, {folder_.Write("caf\xE9.txt", "Ships.\n")});
  const CommandResult result = RunIndexer({"--status", index, "--format", "json"});
  ExpectQuiet(result, 0);
  const nlohmann::json status = nlohmann::json::parse(result.out);
  EXPECT_TRUE(std::string(status["path_bytes"]).ends_with("ff2e696478")) << status;
  EXPECT_TRUE(std::string(status["sources"][0]["path_bytes"]).ends_with("e92e747874")) << status;
}

TEST_F(StatusTest, FreshUntilAFileChanges) {
  nlohmann::json status = Status(0);
  EXPECT_EQ(status["fresh"], true);
  EXPECT_EQ(status["articles"], 2);
  EXPECT_EQ(status["languages"], nlohmann::json::parse(R"(["english"])"));
  EXPECT_LT(status["age_seconds"], 3600);
  Touch("articles/a.txt");
  EXPECT_EQ(Status(0)["fresh"], true) << "another time, the same content";

  folder_.Write("articles/a.txt", "Ships leave the part.\n");
  Touch("articles/a.txt");
  status = Status(1);
  EXPECT_EQ(status["fresh"], false);
  EXPECT_EQ(status["changed"][0]["path"], folder_ / "articles/a.txt");
  EXPECT_EQ(status["changed"].size(), 1U);
}

TEST_F(StatusTest, NewAndGoneFilesAreSaid) {
  folder_.Write("articles/c.txt", "Another.\n");
  folder_.Write("articles/picture.txt", std::string("\x89PNG\0\0\0\x01", 8));  // no article, as a build would find
  std::filesystem::remove(folder_ / "articles/b.txt");
  const nlohmann::json status = Status(1);
  EXPECT_EQ(status["new"].size(), 1U);
  EXPECT_EQ(status["new"][0]["path"], folder_ / "articles/c.txt");
  EXPECT_EQ(status["gone"][0]["path"], folder_ / "articles/b.txt");
  const CommandResult text = RunIndexer({"--status", index_});
  EXPECT_EQ(text.status, 1);
  EXPECT_THAT(text.out, HasSubstr("state: stale: 1 new, 1 gone\n"));
  EXPECT_THAT(text.out, HasSubstr("gone: " + (folder_ / "articles/b.txt") + "\n"));
}

// Nor is any other held in memory whole; but this one could not even be read in time.
TEST_F(StatusTest, OfANewFileOnlyTheBeginningIsRead) {
  const std::string disk_image = folder_.Write("articles/disk.txt", "");
  std::filesystem::resize_file(disk_image, uint64_t{1} << 40);  // a hole of 1 TiB, which takes no place
  EXPECT_EQ(Status(0)["fresh"], true);
  EXPECT_FALSE(Updated());
}

TEST_F(StatusTest, ANamedFileMayBeGone) {
  const std::string named = folder_ / "named.idx";
  ASSERT_EQ(RunIndexer({"-q", "-i", named, folder_ / "articles/a.txt", folder_ / "articles/b.txt"}).status, 0);
  std::filesystem::remove(folder_ / "articles/b.txt");
  const CommandResult status = RunIndexer({"--status", named});
  EXPECT_EQ(status.status, 1);
  EXPECT_THAT(status.out, HasSubstr("state: stale: 1 gone\n"));
}

TEST_F(StatusTest, ANamedFolderMayBeGone) {
  std::filesystem::remove_all(folder_ / "articles");
  EXPECT_EQ(Status(1)["gone"].size(), 2U);
  ExpectError(RunIndexer({"--update", "-i", index_}), "indexer", {"cannot read " + folder_ / "articles"});
  EXPECT_EQ(Status(1)["gone"].size(), 2U);
  const std::string index = folder_ / "other.idx";
  BuildIndexOf(index, {folder_.Write("a.txt", "Ships.\n"), folder_.MakeFolder("empty")});
  std::filesystem::remove_all(folder_ / "empty");
  EXPECT_THAT(RunIndexer({"--status", index}).out, HasSubstr("\ngone: " + folder_ / "empty" + "\n"));
}

TEST_F(StatusTest, WhatCannotBeToldIsAnError) {
  ExpectError(RunIndexer({"--status", folder_ / "none.idx"}), "indexer", {"there is no index"});
  ExpectError(RunIndexer({"--update", index_}), "indexer", {"--update takes no PATH", "indexer --update -i " + index_});
  ExpectError(RunIndexer({"--update", "--status"}), "indexer", {"exclude each other"});
}

TEST_F(StatusTest, StandardInputCannotBeCompared) {
  const std::string index = folder_ / "input.idx";
  ASSERT_EQ(RunIndexer({"-q", "-i", index, "-", folder_ / "articles/a.txt"}, "Ships.\n").status, 0);
  CommandResult status = RunIndexer({"--status", index});
  ExpectQuiet(status, 0);
  EXPECT_THAT(status.out, HasSubstr("state: fresh; standard input can't be compared\n"));
  EXPECT_THAT(status.out, HasSubstr("source: -\n"));
  EXPECT_THAT(status.out, HasSubstr("files: 2\n"));
  ExpectError(RunIndexer({"--update", "-i", index}), "indexer", {"standard input"});
  folder_.Write("articles/a.txt", "Ships leave.\n");
  status = RunIndexer({"--status", index});
  EXPECT_EQ(status.status, 1);
  EXPECT_THAT(status.out, HasSubstr("state: stale: 1 changed; standard input can't be compared\n"));
}

TEST_F(StatusTest, WhatIsLeftOutAgainIsNoChange) {
  folder_.Write("articles/no.txt", "Caf\xC3\xA9, \xC3.\n");
  const std::string named = folder_.Write("no.md", "Caf\xC3\xA9, \xC3.\n");
  ASSERT_EQ(RunIndexer({"-q", "-i", index_, "--keep-going", folder_ / "articles", named}).status, 1);
  CommandResult status = RunIndexer({"--status", index_});
  ExpectQuiet(status, 0);
  EXPECT_THAT(status.out, HasSubstr("state: fresh; 2 left out\n"));
  EXPECT_THAT(status.out, HasSubstr("left out: "));
  EXPECT_EQ(Status(0)["left_out"].size(), 2U);
  CommandResult update = RunIndexer({"--update", "-i", index_});
  EXPECT_EQ(update.status, 1);
  EXPECT_THAT(update.err, HasSubstr("is up to date but for 2 files that can't be read (see --status); nothing was"));
  folder_.Write("articles/no.txt", "Mended.\n");
  EXPECT_EQ(Status(1)["new"].size(), 1U);
  EXPECT_EQ(RunIndexer({"-q", "--update", "-i", index_}).status, 1);
  EXPECT_EQ(SearchJson(index_, {"mended"})["total"], 1);
  std::filesystem::remove(named);
  folder_.Write("articles/no.txt", "\xC3\xC3 Caf\xC3\xA9.\n");
  EXPECT_EQ(Status(1)["changed"].size(), 1U);
}

// Each of what --keep-going leaves out is said as long as it is so, by --status and by a status of 1 of --update.
TEST_F(StatusTest, WhatIsLeftOutIsNotForgotten) {
  const std::string article = folder_ / "articles/a.txt";
  const auto expect_left_out = [&](const std::string& what, const std::string& state) {
    const CommandResult update = RunIndexer({"--update", "-i", index_});
    EXPECT_EQ(update.status, 1) << what;
    EXPECT_THAT(update.err, HasSubstr("is up to date but for ")) << what;
    const CommandResult status = RunIndexer({"--status", index_});
    EXPECT_EQ(status.status, 0) << what;
    EXPECT_THAT(status.out, HasSubstr("\nstate: " + state + "\n")) << what;
    EXPECT_EQ(RunIndexer({"-q", "-i", index_}).status, 1) << what << ": a rebuild";
  };
  const auto build = [&](const std::string& path) {
    EXPECT_EQ(RunIndexer({"-q", "-i", index_, "--keep-going", article, path}).status, 1) << path;
  };
  build(folder_ / "missing.txt");
  expect_left_out("a file that is missing", "fresh; 1 left out");
  build(folder_ / "missing");
  expect_left_out("a folder that is missing", "fresh; 1 left out");

  const std::string links = folder_.MakeFolder("links");
  std::filesystem::create_symlink("nowhere", links + "/link.txt");
  build(links);
  expect_left_out("a link that leads nowhere", "fresh; 1 left out");

  std::filesystem::create_symlink("/dev/null", folder_ / "null.jsonl");
  build(folder_ / "null.jsonl");
  expect_left_out("JSON Lines that can't be read", "fresh; 1 left out");

  const std::string lines = folder_.Write("lines.jsonl", "{\"text\":\"Ports.\"}\nno\n{\"id\":1}\n");
  build(lines);
  expect_left_out("two lines", "fresh; 2 lines left out");
  EXPECT_EQ(Status(0)["lines_left_out"], 2);
  folder_.Write("lines.jsonl", "{\"text\":\"Ports.\"}\n");
  EXPECT_EQ(RunIndexer({"-q", "--update", "-i", index_}).status, 0);
  EXPECT_EQ(Status(0)["lines_left_out"], 0);
}

// A file that has become unreadable, or a new one that is, is a change to --status; --update fails or leaves it out, as
// a rebuild does.
class UnreadableTest : public StatusTest {
 protected:
  void ExpectUpdateLikeRebuild(const std::string& change) {
    EXPECT_EQ(Status(1)[change].size(), 1U);
    EXPECT_THAT(RunIndexer({"--status", index_}).out, HasSubstr("\n" + change + ": "));
    ExpectError(RunIndexer({"--update", "-i", index_}), "indexer", {"c.txt: "});
    const CommandResult update = RunIndexer({"--update", "-q", "--keep-going", "-i", index_});
    EXPECT_EQ(update.status, 1);
    EXPECT_THAT(Lines(update.err), testing::ElementsAre(HasSubstr("c.txt: ")));
    EXPECT_EQ(Status(0)["left_out"].size(), 1U);
    EXPECT_THAT(RunIndexer({"--update", "--keep-going", "-i", index_}).err, HasSubstr("is up to date but for 1 file"));
    EXPECT_EQ(RunIndexer({"-q", "--keep-going", "-i", index_}).status, 1);
  }

  std::string a_ = folder_ / "articles/a.txt";
  std::string file_ = folder_ / "c.txt";
};

TEST_F(UnreadableTest, AFileThatBecameADeviceIsAChange) {
  folder_.Write("c.txt", "");
  BuildIndexOf(index_, {a_, file_});
  std::filesystem::remove(file_);
  std::filesystem::create_symlink("/dev/null", file_);  // of the same size
  ExpectUpdateLikeRebuild("changed");
}

TEST_F(UnreadableTest, AFileThatMayNotBeReadIsAChange) {
  if (::geteuid() == 0) GTEST_SKIP() << "root reads every file";
  folder_.Write("c.txt", "Ships wait.\n");
  std::filesystem::last_write_time(file_, std::filesystem::file_time_type::clock::now() - std::chrono::hours(9));
  BuildIndexOf(index_, {a_, file_});
  ASSERT_EQ(::chmod(file_.c_str(), 0), 0);
  ExpectUpdateLikeRebuild("changed");
  BuildIndexOf(index_, {folder_ / "articles"});
  std::filesystem::rename(file_, folder_ / "articles/c.txt");
  ExpectUpdateLikeRebuild("new");
}

// What the index has from there is not said to be gone.
TEST_F(StatusTest, AFolderThatMayNotBeReadIsAChange) {
  if (::geteuid() == 0) GTEST_SKIP() << "root reads every folder";
  const std::string locked = folder_.MakeFolder("articles/locked");
  folder_.Write("articles/locked/d.txt", "Docks.\n");
  BuildIndexOf(index_, {folder_ / "articles"});
  ASSERT_EQ(::chmod(locked.c_str(), 0), 0);
  EXPECT_THAT(RunIndexer({"--status", index_}).out, HasSubstr("\nstate: stale: 1 changed\n"));
  EXPECT_EQ(Status(1)["changed"][0]["path"], locked);
  ExpectError(RunIndexer({"--update", "-i", index_}), "indexer", {"cannot read the folder ", locked});
  EXPECT_EQ(SearchJson(index_, {"docks"})["total"], 1);
  EXPECT_EQ(RunIndexer({"--update", "-q", "--keep-going", "-i", index_}).status, 1);
  EXPECT_THAT(RunIndexer({"--status", index_}).out, HasSubstr("\nstate: fresh; 1 left out\n"));
  ASSERT_EQ(::chmod(locked.c_str(), 0700), 0);
}

TEST_F(StatusTest, ALinkThatLeadsNowhereIsAChange) {
  folder_.Write("d.txt", "Docks.\n");
  std::filesystem::create_symlink(folder_ / "d.txt", folder_ / "articles/d.txt");
  BuildIndexOf(index_, {folder_ / "articles"});
  std::filesystem::remove(folder_ / "d.txt");
  EXPECT_THAT(RunIndexer({"--status", index_}).out, HasSubstr("\nstate: stale: 1 changed\n"));
  std::filesystem::create_symlink("nowhere", folder_ / "articles/e.txt");
  EXPECT_THAT(RunIndexer({"--status", index_}).out, HasSubstr("\nstate: stale: 1 changed, 1 new\n"));
  ExpectError(RunIndexer({"--update", "-i", index_}), "indexer", {"cannot read ", "d.txt"});
}

TEST_F(StatusTest, AFolderThatWentIsNotForgotten) {
  const std::string disk = folder_.MakeFolder("disk");
  folder_.Write("disk/d.txt", "Docks.\n");
  ExpectQuiet(RunIndexer({"-q", "-i", index_, "--keep-going", folder_ / "articles", disk}), 0);
  std::filesystem::rename(disk, folder_ / "away");
  EXPECT_EQ(Status(1)["gone"].size(), 1U);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(RunIndexer({"-q", "--update", "-i", index_}).status, 1);
  EXPECT_EQ(Status(0)["left_out"].size(), 1U);
  std::filesystem::rename(folder_ / "away", disk);
  EXPECT_EQ(Status(1)["new"].size(), 1U);
  ExpectQuiet(RunIndexer({"-q", "--update", "-i", index_}), 0);
  EXPECT_EQ(SearchJson(index_, {"docks"})["total"], 1);
}

TEST_F(StatusTest, UpdateWritesOnlyWhereSomethingChanged) {
  EXPECT_FALSE(Updated());
  Touch("articles/b.txt");
  EXPECT_FALSE(Updated());
  folder_.Write("articles/b.txt", "Ships come back and forth.\n");
  EXPECT_TRUE(Updated());
  EXPECT_EQ(SearchJson(index_, {"forth"})["total"], 1);
  EXPECT_FALSE(Updated());
  std::filesystem::rename(folder_ / "articles/b.txt", folder_ / "articles/c.txt");
  EXPECT_TRUE(Updated());
  EXPECT_FALSE(Updated());
}

TEST_F(StatusTest, UpdateBuildsADamagedIndexAgain) {
  std::string bytes = ReadBytes(index_);
  bytes[bytes.find("Ships leave")] = 's';
  WriteBytes(index_, bytes);
  ExpectError(RunSearcher({"-i", index_, "leave"}), "searcher", {"damaged"});
  ExpectError(RunIndexer({"--status", index_}), "indexer", {"damaged"});
  EXPECT_TRUE(Updated());
  EXPECT_EQ(SearchJson(index_, {"leave"})["total"], 1);
}

// By itself it can't be made again, so that is not what it says.
TEST_F(StatusTest, ADamagedIndexOfStandardInputNeedsItsArticles) {
  const std::string index = folder_ / "input.idx";
  ASSERT_EQ(RunIndexer({"-q", "-i", index, "-"}, "Ships leave.\n").status, 0);
  std::string bytes = ReadBytes(index);
  bytes[bytes.find("Ships leave")] = 's';
  WriteBytes(index, bytes);
  ExpectError(RunSearcher({"-i", index, "leave"}), "searcher",
              {"rebuild it with: indexer -i " + index + " ARTICLE... (it was made from standard input)\n"});
}

TEST_F(StatusTest, UpdateWithOtherOptionsBuildsAgain) {
  const auto updated_with = [&](const std::vector<std::string>& options) {
    std::vector<std::string> arguments = {"--update", "-i", index_};
    arguments.insert(arguments.end(), options.begin(), options.end());
    const CommandResult result = RunIndexer(arguments);
    EXPECT_EQ(result.status, 0) << result.err;
    return result.err.find("up to date") == std::string::npos;
  };
  EXPECT_FALSE(updated_with({"--language", "english"})) << "as it was";
  EXPECT_TRUE(updated_with({"--language", "german"}));
  EXPECT_EQ(Status(0)["languages"], nlohmann::json::parse(R"(["german"])"));
  EXPECT_FALSE(updated_with({"--language", "de"})) << "the same by another name";
  EXPECT_FALSE(updated_with({})) << "it stays";
  EXPECT_TRUE(updated_with({"--keep-going"}));
  EXPECT_FALSE(updated_with({"--keep-going"}));
  EXPECT_TRUE(updated_with({"--encoding", "utf-8"}));
  EXPECT_FALSE(updated_with({"--encoding", "utf-8"}));
  EXPECT_EQ(Status(0)["languages"], nlohmann::json::parse(R"(["german"])"));
}

}  // namespace
}  // namespace article_search
