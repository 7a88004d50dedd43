// An index in shards answers as one file does.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "indexer/index_builder.h"
#include "indexer/index_file.h"
#include "indexer/shard_set.h"
#include "indexer/verify.h"
#include "searcher/searcher.h"
#include "tests/support/same_answers.h"
#include "tests/support/temp_dir.h"

// Xapian 1.4.22 deletes an object of Database::check by its base's size.
// NOLINTNEXTLINE
extern "C" [[gnu::visibility("default")]] const char* __asan_default_options() { return "new_delete_type_mismatch=0"; }

namespace article_search {
namespace {

namespace fs = std::filesystem;

class ShardsTest : public testing::Test {
 protected:
  std::string Build(const std::string& name, const std::vector<std::string>& paths, uint32_t shards,
                    bool split = false) {
    return BuildInShards(folder_ / name, paths, shards, split);
  }
  // The message of the error that opening these throws, with its code before it.
  static std::string Refusal(const std::vector<std::string>& shards) {
    try {
      const Searcher searcher(shards);
    } catch (const Error& error) {
      return std::string(ToString(error.code())) + ": " + error.what();
    }
    return "";
  }
  std::vector<std::string> Names() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_.path())) names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
  }

  TempDir folder_;
};

TEST_F(ShardsTest, AnswerAsOneIndex) {
  for (const AskedCollection& collection : CollectionsFor(folder_.path())) {
    Searcher one(Build("one.idx", collection.paths, 1, collection.split));
    for (const uint32_t shards : {2U, 5U}) {
      SCOPED_TRACE(collection.name + " in " + std::to_string(shards));
      const std::string stub = Build("many.idx", collection.paths, shards, collection.split);
      Searcher by_stub(stub);
      ExpectSameAnswers(&one, &by_stub, collection.queries);
    }
  }
}

// What Xapian reads of a shard ends with paragraphs that have the abbreviation, its long form, and the other word.
TEST_F(ShardsTest, TheLastParagraphOfEachMayHaveEveryFormOfAWord) {
  std::string article;
  for (int i = 0; i < 2500; ++i) {
    article += "The SoC of board " + std::to_string(i) + " has a port" + (i % 100 == 0 ? " and a vane" : "") +
               (i >= 2490 ? ", a vane, and whatever a system on chip (SoC) has" : "") + ".\n\n";
  }
  const std::string path = folder_.Write("article.md", article);
  Searcher one(Build("one.idx", {path}, 1));
  for (const uint32_t shards : {2U, 5U}) {
    Searcher many(Build("many.idx", {path}, shards));
    for (const char* query : {"soc", "\"system on chip\"", "soc vane", "soc -vane", "soc OR \"a vane\""}) {
      for (const uint64_t offset : {0, 7, 120, 3000}) {
        SearchOptions options;
        options.offset = offset;
        const SearchResult expected = one.Search(query, options);
        const SearchResult result = many.Search(query, options);
        ASSERT_EQ(result.hits.size(), expected.hits.size()) << query << " in " << shards;
        for (size_t i = 0; i < result.hits.size(); ++i) {
          EXPECT_EQ(result.hits[i].paragraph, expected.hits[i].paragraph) << query << " in " << shards;
          EXPECT_EQ(result.hits[i].score, expected.hits[i].score) << query << " in " << shards;
        }
      }
    }
  }
}

TEST_F(ShardsTest, MayBeNamedInAnyOrder) {
  const std::string article = TEST_SOURCE_DIR "/corpus/articles";
  std::vector<std::string> files = FilesOfIndex(Build("many.idx", {article}, 3));
  ASSERT_EQ(files.size(), 3U);
  std::swap(files[0], files[2]);
  Searcher one(Build("one.idx", {article}, 1));
  Searcher many(files);
  ExpectSameAnswers(&one, &many, {"belt and road", "diplomcy"});
}

TEST_F(ShardsTest, OthersAreRefused) {
  const std::string article = TEST_SOURCE_DIR "/corpus/articles";
  const std::string other = folder_.Write("other.md", "Horses.\n\nMice.\n\nCats.\n");
  const std::vector<std::string> files = FilesOfIndex(Build("many.idx", {article}, 3));
  const std::vector<std::string> others = FilesOfIndex(Build("other.idx", {other}, 3));
  const std::string one = Build("one.idx", {article}, 1);
  const auto contains = [](const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  };
  EXPECT_EQ(Refusal({files[0], files[1], files[2]}), "");
  EXPECT_TRUE(contains(Refusal({files[1]}), "not_found: shard 1 of 3 is missing")) << Refusal({files[1]});
  EXPECT_TRUE(contains(Refusal({files[0], files[1], files[1]}), "are both shard 2 of 3"));
  EXPECT_TRUE(contains(Refusal({files[0], others[1], files[2]}), "are not of one index"));
  EXPECT_TRUE(contains(Refusal({one, files[1], files[2]}), "are not of one index"));
  EXPECT_TRUE(contains(Refusal({one, one}), "are both shard 1 of 1"));
  // An empty shard, which Xapian would open.
  const std::string stub = folder_ / "many.idx";
  fs::resize_file(files[1], 0);
  EXPECT_TRUE(contains(Refusal({stub}), files[1] + " is not an index of this program: it is empty")) << Refusal({stub});
  fs::remove(files[1]);
  EXPECT_TRUE(contains(Refusal({stub}), "not_found: " + files[1] + ", a shard of " + stub + ", is missing"))
      << Refusal({stub});
}

TEST_F(ShardsTest, StubsOfOthersAreRead) {
  const std::vector<std::string> files = FilesOfIndex(Build("many.idx", {TEST_SOURCE_DIR "/corpus/articles"}, 2));
  EXPECT_EQ(Refusal({folder_.Write(
                "own", "# mine\n\nauto " + files[1] + "\r\nauto " + fs::path(files[0]).filename().string() + "\n")}),
            "");
  EXPECT_NE(Refusal({folder_.Write("bad", "auto " + files[1] + "\nautomatic\n")}).find("bad, line 2 is neither"),
            std::string::npos);
  EXPECT_NE(Refusal({folder_.Write("text", "An article.\n")}).find("not_an_index"), std::string::npos);
  EXPECT_NE(Refusal({folder_.Write("none", "# nothing\n")}).find("not_an_index"), std::string::npos);
}

TEST_F(ShardsTest, ARebuildIsSeenAndTheSetOfBeforeStays) {
  const std::string article = folder_.Write("article.md", "Horses run.\n\nMice sleep.\n\nCats eat.\n\nDogs bark.\n");
  const std::string stub = Build("many.idx", {article}, 2);
  const std::vector<std::string> first = FilesOfIndex(stub);
  Searcher searcher(stub);
  EXPECT_FALSE(searcher.Refresh());
  folder_.Write("article.md", "Cows run.\n\nMice sleep.\n\nCats eat.\n\nDogs bark.\n");
  BuildOptions again;
  again.index = stub;
  EXPECT_EQ(BuildIndex(again).shards, 2U);
  EXPECT_EQ(searcher.Search("horses", {}).total, 1U);
  EXPECT_TRUE(searcher.Refresh());
  EXPECT_EQ(searcher.Search("horses", {}).total, 0U);
  EXPECT_EQ(searcher.Search("cows", {}).total, 1U);
  const std::vector<std::string> second = FilesOfIndex(stub);
  for (const std::string& file : first) EXPECT_TRUE(fs::exists(file)) << file;
  folder_.Write("article.md", "Pigs run.\n\nMice sleep.\n\nCats eat.\n\nDogs bark.\n");
  BuildIndex(again);
  for (const std::string& file : first) EXPECT_FALSE(fs::exists(file)) << file;
  for (const std::string& file : second) EXPECT_TRUE(fs::exists(file)) << file;
  // Cut otherwise, and made one file again.
  again.shards = 3;
  EXPECT_EQ(BuildIndex(again).shards, 3U);
  EXPECT_TRUE(searcher.Refresh());
  EXPECT_EQ(searcher.Search("pigs", {}).total, 1U);
  again.shards = 1;
  BuildIndex(again);
  EXPECT_TRUE(searcher.Refresh());
  EXPECT_EQ(searcher.Search("pigs", {}).total, 1U);
  EXPECT_EQ(Names(), (std::vector<std::string>{"article.md", "many.idx"}));
}

TEST_F(ShardsTest, AreVerified) {
  const std::string stub = Build("many.idx", {TEST_SOURCE_DIR "/corpus/articles"}, 3);
  VerifyIndex(stub);
  const std::vector<std::string> files = FilesOfIndex(stub);
  fs::rename(files[0], folder_ / "x");
  fs::rename(files[1], files[0]);
  fs::rename(folder_ / "x", files[1]);
  EXPECT_THROW(VerifyIndex(stub), Error);
}

TEST_F(ShardsTest, WhatFailsLeavesNothing) {
  const std::string article = folder_.Write("article.md", "Horses run.\n\nMice sleep.\n");
  try {
    Build("many.idx", {article}, 3);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kUsage);
    EXPECT_NE(std::string(error.what()).find("more than there are paragraphs: 2"), std::string::npos) << error.what();
  }
  EXPECT_EQ(Names(), std::vector<std::string>{"article.md"});
}

}  // namespace
}  // namespace article_search
