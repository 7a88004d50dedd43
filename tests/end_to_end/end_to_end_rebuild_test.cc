// While the index is rebuilt again and again, searchers see one index or the other, whole. For $REBUILD_SECONDS, or 3;
// on a slow machine for as long as it takes until something has been tried.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "searcher/formatter.h"
#include "searcher/searcher.h"
#include "tests/end_to_end/programs.h"

namespace article_search {
namespace {

using std::chrono::steady_clock;

constexpr const char* kQuery = "falcon river";
constexpr std::chrono::minutes kMost(3);

// Articles whose answers differ in everything.
std::string ArticleOf(const std::string& version, int paragraphs) {
  std::string text = "# The " + version + " article\n\n";
  for (int i = 0; i < paragraphs; ++i) {
    text += "Paragraph " + std::to_string(i) + " of the " + version + " one has a falcon" +
            (i % 3 == 0 ? " above the river" : "") + ".\n\n";
  }
  return text;
}

std::chrono::seconds Duration() {
  const char* seconds = std::getenv("REBUILD_SECONDS");
  return std::chrono::seconds(seconds == nullptr ? 3 : std::stoi(seconds));
}

// Of searchers that run again and again, one query or many at a time.
struct Tally {
  std::atomic<int> answers = 0;
  std::atomic<int> runs_of_several = 0;  // in which a searcher went over to another index
  std::string wrong;
};

void SearchUntil(const std::atomic<bool>& stop, const Command& command, size_t answers,
                 const std::set<std::string>& expected, Tally* tally) {
  while (!stop) {
    const CommandResult result = RunCommand(command);
    const std::vector<std::string> lines = Lines(result.out);
    const std::set<std::string> different(lines.begin(), lines.end());
    tally->answers += static_cast<int>(lines.size());
    tally->runs_of_several += different.size() > 1 ? 1 : 0;
    if (result.status != 0 || !result.err.empty() || lines.size() != answers ||
        !std::includes(expected.begin(), expected.end(), different.begin(), different.end())) {
      tally->wrong = "status " + std::to_string(result.status) + ", signal " + std::to_string(result.signal) + ": " +
                     result.err + result.out;
    }
  }
}

TEST(RebuildTest, EveryAnswerIsOfOneIndex) {
  constexpr size_t kQueries = 50;
  const TempDir folder;
  const std::string index = folder / "index/article.idx";
  folder.MakeFolder("index");
  std::vector<std::string> sources;
  for (const std::string version : {"first", "second", "third"}) {
    sources.push_back(folder.Write(version + ".md", ArticleOf(version, 30 + 10 * static_cast<int>(sources.size()))));
  }
  const Command one = SearcherCommand({"-i", index, "--format", "json", "-n", "100", kQuery});
  Command many = SearcherCommand({"-i", index, "--format", "json", "-n", "100", "--queries", "-"});
  std::set<std::string> expected_of_one;
  std::set<std::string> expected_of_many;
  for (const std::string& source : sources) {
    BuildIndexOf(index, {source});
    expected_of_one.insert(Lines(RunCommand(one).out).at(0));
    many.input = std::string(kQuery) + "\n";
    expected_of_many.insert(Lines(RunCommand(many).out).at(0));
  }
  ASSERT_EQ(expected_of_one.size(), sources.size());
  ASSERT_EQ(expected_of_many.size(), sources.size());
  many.input.clear();
  for (size_t i = 0; i < kQueries; ++i) many.input += std::string(kQuery) + "\n";

  std::atomic<bool> stop = false;
  std::vector<Tally> of_one(4);
  std::vector<Tally> of_many(4);
  std::vector<std::thread> searchers;
  for (Tally& tally : of_one) searchers.emplace_back([&] { SearchUntil(stop, one, 1, expected_of_one, &tally); });
  for (Tally& tally : of_many) {
    searchers.emplace_back([&] { SearchUntil(stop, many, kQueries, expected_of_many, &tally); });
  }
  const auto all_tried = [&] {
    const auto has_answered = [](const Tally& tally) { return tally.answers > 0; };
    return std::all_of(of_one.begin(), of_one.end(), has_answered) &&
           std::all_of(of_many.begin(), of_many.end(), has_answered) &&
           std::any_of(of_many.begin(), of_many.end(), [](const Tally& tally) { return tally.runs_of_several > 0; });
  };
  size_t builds = 0;
  const auto begin = steady_clock::now();
  for (auto now = begin; now < begin + Duration() || (!all_tried() && now < begin + kMost); now = steady_clock::now()) {
    BuildIndexOf(index, {sources[builds++ % sources.size()]});
  }
  stop = true;
  for (std::thread& searcher : searchers) searcher.join();

  EXPECT_TRUE(all_tried()) << "not every searcher has answered, or none went over to a new index";
  int answers = 0;
  for (const std::vector<Tally>* tallies : {&of_one, &of_many}) {
    for (const Tally& tally : *tallies) {
      EXPECT_EQ(tally.wrong, "");
      answers += tally.answers;
    }
  }
  EXPECT_THAT(NamesIn(folder / "index"), testing::ElementsAre("article.idx"));
  std::cout << builds << " builds, " << answers << " answers\n";
}

// One of them builds, at least; the others may have to be told that it is at work.
TEST(RebuildTest, IndexersAtOnceLeaveASoundIndex) {
  for (const size_t count : {2U, 10U}) {
    const TempDir folder;
    const std::string index = folder.MakeFolder("index") + "/article.idx";
    std::vector<std::unique_ptr<RunningCommand>> indexers;
    for (size_t i = 0; i < count; ++i) {
      const std::string version = "version" + std::to_string(i);
      const std::string source = folder.Write(version + ".md", ArticleOf(version, 300));
      indexers.push_back(std::make_unique<RunningCommand>(IndexerCommand({"--quiet", "-i", index, source})));
    }
    size_t built = 0;
    for (const std::unique_ptr<RunningCommand>& indexer : indexers) {
      const CommandResult result = indexer->Wait();
      if (result.status == 0) {
        ++built;
        EXPECT_EQ(result.err, "");
      } else {
        ExpectError(result, "indexer", {"another indexer is at work on " + index + "; try again when it is done"});
      }
    }
    EXPECT_GT(built, 0U);
    ExpectQuiet(RunVerify({"--quiet", "--verify", index}), 0);
    const nlohmann::ordered_json answer = SearchJson(index, {"-n", "1000", "falcon"});
    ASSERT_EQ(answer.at("hits").size(), 300U);
    const std::string path = answer.at("hits").at(0).at("path");
    for (const auto& hit : answer.at("hits")) EXPECT_EQ(hit.at("path"), path);
    EXPECT_THAT(NamesIn(folder / "index"), testing::ElementsAre("article.idx"));
  }
}

// A searcher that has the old index open keeps reading it.
TEST(RebuildTest, AnOpenSearcherKeepsItsIndex) {
  const TempDir folder;
  const std::string index = folder / "article.idx";
  BuildIndexOf(index, {folder.Write("first.md", ArticleOf("first", 30))});
  Searcher searcher(index);
  const std::string before = FormatJson(searcher.Search(kQuery, {}));
  BuildIndexOf(index, {folder.Write("second.md", ArticleOf("second", 40))});
  EXPECT_EQ(FormatJson(searcher.Search(kQuery, {})), before);
  Searcher another(index);
  EXPECT_NE(FormatJson(another.Search(kQuery, {})), before);
}

// Not even that its folder is gone matters to it, and it takes up the index that comes there later.
TEST(RebuildTest, AnOpenSearcherOutlivesTheMoveOfItsFolder) {
  const TempDir folder;
  const std::string index = folder.MakeFolder("index") + "/article.idx";
  BuildIndexOf(index, {folder.Write("first.md", ArticleOf("first", 30))});
  Searcher searcher(index);
  const std::string before = FormatJson(searcher.Search(kQuery, {}));
  std::filesystem::rename(folder / "index", folder / "elsewhere");
  EXPECT_FALSE(searcher.Refresh());
  EXPECT_EQ(FormatJson(searcher.Search(kQuery, {})), before);
  ExpectError(RunSearcher({"-i", index, kQuery}), "searcher", {"there is no index at " + index});
  folder.MakeFolder("index");
  BuildIndexOf(index, {folder.Write("second.md", ArticleOf("second", 40))});
  EXPECT_TRUE(searcher.Refresh());
  EXPECT_NE(FormatJson(searcher.Search(kQuery, {})), before);
}

}  // namespace
}  // namespace article_search
