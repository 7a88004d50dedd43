// Indexes in shards, by the two programs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/end_to_end/programs.h"

namespace article_search {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const std::string kArticles = TEST_SOURCE_DIR "/corpus/articles";

class ShardsTest : public testing::Test {
 protected:
  // The files that a stub names.
  std::vector<std::string> Files(const std::string& stub) const {
    std::vector<std::string> files;
    for (const std::string& line : Lines(ReadBytes(stub))) {
      if (line.starts_with("auto ")) files.push_back(folder_ / line.substr(5));
    }
    return files;
  }

  TempDir folder_;
  const std::string one_ = folder_ / "one.idx";
  const std::string many_ = folder_ / "many.idx";
};

TEST_F(ShardsTest, AnswerAsOneFile) {
  BuildIndexOf(one_, {kArticles});
  const CommandResult built = RunIndexer({"--shards", "3", "-i", many_, kArticles});
  EXPECT_EQ(built.status, 0);
  EXPECT_THAT(built.err, HasSubstr(", in 3 shards\n"));
  const std::vector<std::string> files = Files(many_);
  ASSERT_EQ(files.size(), 3U);
  for (const std::vector<std::string>& query :
       std::vector<std::vector<std::string>>{{"belt and road"}, {"--format", "json", "uranium"}, {"--count", "the"}}) {
    const auto run = [&](std::vector<std::string> arguments) {
      arguments.insert(arguments.end(), query.begin(), query.end());
      return RunSearcher(arguments);
    };
    const CommandResult expected = run({"-i", one_});
    EXPECT_EQ(expected.status, 0);
    for (const CommandResult& result :
         {run({"-i", many_}), run({"-i", files[2], "-i", files[0], "--index", files[1]})}) {
      EXPECT_EQ(result.status, 0);
      EXPECT_EQ(result.out, expected.out);
      EXPECT_EQ(result.err, expected.err);
    }
  }
}

TEST_F(ShardsTest, WhatIsMissingIsSaid) {
  BuildIndexOf(many_, {kArticles}, {"--shards", "2"});
  const std::vector<std::string> files = Files(many_);
  ExpectError(RunSearcher({"-i", files[0], "belt"}), "searcher", {"shard 2 of 2 is missing"});
  fs::remove(files[1]);
  const std::string missing =
      files[1] + ", a shard of " + many_ + ", is missing; rebuild that with: indexer -i " + many_;
  ExpectError(RunSearcher({"-i", many_, "belt"}), "searcher", {missing + "\n"});
  Command by_default = SearcherCommand({"belt"});
  by_default.environment["ARTICLE_SEARCH_INDEX"] = many_;
  ExpectError(RunCommand(by_default), "searcher", {missing + "\n"});
  ExpectError(RunVerify({"--verify", many_}), "indexer", {missing + "\n"});
  ExpectError(RunIndexer({"--status", many_}), "indexer", {missing + "\n"});
  BuildIndexOf(one_, {kArticles}, {"--shards", "2"});
  fs::copy(Files(one_)[0], files[1]);
  ExpectError(RunIndexer({"--status", many_}), "indexer", {files[1] + " is not shard 2 of it"});
}

// The advice works, also where the list of sources is gone.
TEST_F(ShardsTest, OneThatIsMissingIsMadeAgain) {
  BuildIndexOf(many_, {kArticles}, {"--shards", "2"});
  const std::vector<std::string> files = Files(many_);
  fs::remove(files[1]);
  ExpectQuiet(RunIndexer({"-q", "-i", many_}), 0);
  ExpectQuiet(RunVerify({"-q", "--verify", many_}), 0);
  fs::remove(files[0]);
  ExpectError(RunSearcher({"-i", many_, "belt"}), "searcher", {files[0] + ", a shard of " + many_ + ", is missing"});
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"-i", many_}, {"--status", many_}, {"--update", "-i", many_}}) {
    ExpectError(RunIndexer(arguments), "indexer", {"is missing", "naming them: indexer -i " + many_ + " ARTICLE..."});
  }
  ExpectQuiet(RunIndexer({"-q", "--shards", "2", "-i", many_, kArticles}), 0);
  ExpectQuiet(RunVerify({"-q", "--verify", many_}), 0);
}

TEST_F(ShardsTest, AShardIsNotOverwritten) {
  BuildIndexOf(many_, {kArticles}, {"--shards", "2"});
  const std::string shard = Files(many_)[1];
  const std::string bytes = ReadBytes(shard);
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"-i", shard, kArticles}, {"-i", shard}}) {
    ExpectError(RunIndexer(arguments), "indexer",
                {shard + " is a shard of an index", "the file that names all shards"});
    EXPECT_EQ(ReadBytes(shard), bytes);
  }
}

// What is damaged is part of the set, and so is the advice.
TEST_F(ShardsTest, OneThatIsDamagedIsSaidWithTheSet) {
  BuildIndexOf(many_, {kArticles}, {"--shards", "2"});
  const std::string shard = Files(many_)[1];
  std::string bytes = ReadBytes(shard);
  bytes[bytes.size() / 2] ^= 1;
  folder_.Write(fs::path(shard).filename().string(), bytes);
  const std::string damaged =
      shard + " is damaged: its checksum is wrong; rebuild " + many_ + " with: indexer -i " + many_ + "\n";
  ExpectError(RunSearcher({"-i", many_, "belt"}), "searcher", {damaged});
  ExpectError(RunVerify({"--verify", many_}), "indexer", {damaged});
}

TEST_F(ShardsTest, StatusUpdateAndVerifyTakeTheSet) {
  const std::string article = folder_.Write("article.md", "Horses run.\n\nMice sleep.\n\nCats eat.\n");
  BuildIndexOf(many_, {article}, {"--shards", "2"});
  CommandResult status = RunIndexer({"--status", many_});
  EXPECT_EQ(status.status, 0);
  EXPECT_THAT(status.out, HasSubstr("index: " + many_ + "\nstate: fresh\n"));
  EXPECT_THAT(status.out, HasSubstr("\nshards: 2\n"));
  EXPECT_THAT(status.out, HasSubstr("\nparagraphs: 3\n"));
  ExpectQuiet(RunVerify({"-q", "--verify", many_}), 0);
  ExpectQuiet(RunVerify({"-q", "--verify", Files(many_)[1]}), 0);
  ExpectError(RunIndexer({"--status", Files(many_)[1]}), "indexer", {"is shard 2 of 2; give the file that names them"});
  const std::string stub = ReadBytes(many_);
  EXPECT_THAT(RunIndexer({"--update", "-i", many_}).err, HasSubstr("is up to date; nothing was written"));
  EXPECT_EQ(ReadBytes(many_), stub);

  folder_.Write("article.md", "Cows run.\n\nMice sleep.\n\nCats eat.\n");
  EXPECT_EQ(RunIndexer({"--status", many_}).status, 1);
  EXPECT_THAT(RunIndexer({"--update", "-i", many_}).err, HasSubstr(", in 2 shards\n"));
  EXPECT_EQ(RunSearcher({"-q", "-i", many_, "cows"}).status, 0);
  // One that is gone is made again.
  fs::remove(Files(many_)[1]);
  ExpectQuiet(RunIndexer({"-q", "--update", "-i", many_}), 0);
  EXPECT_EQ(RunSearcher({"-q", "-i", many_, "cows"}).status, 0);
}

TEST_F(ShardsTest, AServerThatIsNotThereIsAnError) {
  // A port that is privileged, and not assigned: nobody listens there.
  ExpectError(RunSearcher({"-i", "tcp://127.0.0.1:1", "belt"}), "searcher",
              {"tcp://127.0.0.1:1 can't be reached", "is xapian-tcpsrv running there?"});
  ExpectError(RunSearcher({"-i", "tcp://127.0.0.1", "belt"}), "searcher", {"a server is tcp://HOST:PORT"});
  ExpectError(RunSearcher({"-i", one_, "--remote-timeout", "0", "belt"}), "searcher", {"--remote-timeout"});
  const std::string stub = folder_.Write("servers", "remote 127.0.0.1:1\n");
  ExpectError(RunIndexer({"--verify", stub}), "indexer", {"names a server, tcp://127.0.0.1:1"});
  // What somebody else wrote is not replaced.
  ExpectError(RunIndexer({"--shards", "2", "-i", stub, kArticles}), "indexer", {"is not an index of this program"});
}

}  // namespace
}  // namespace article_search
