// While the index is rebuilt again and again, searchers see one index or the other, whole.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
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

constexpr std::chrono::seconds kDuration{3};
constexpr const char* kQuery = "falcon river";

// Two articles whose answers differ in everything.
std::string ArticleOf(const std::string& version, int paragraphs) {
  std::string text = "# The " + version + " article\n\n";
  for (int i = 0; i < paragraphs; ++i) {
    text += "Paragraph " + std::to_string(i) + " of the " + version + " one has a falcon" +
            (i % 3 == 0 ? " above the river" : "") + ".\n\n";
  }
  return text;
}

TEST(RebuildTest, SearchersSeeTheOldIndexOrTheNewOne) {
  const TempDir folder;
  const std::string index = folder / "article.idx";
  const std::vector<std::string> sources = {folder.Write("first.md", ArticleOf("first", 30)),
                                            folder.Write("second.md", ArticleOf("second", 40))};
  const std::vector<std::string> arguments = {"-i", index, "--format", "json", "-n", "100", kQuery};
  std::set<std::string> expected;
  for (const std::string& source : sources) {
    BuildIndexOf(index, {source});
    expected.insert(RunSearcher(arguments).out);
  }
  ASSERT_EQ(expected.size(), 2U);

  struct Tally {
    int answers = 0;
    std::set<std::string> seen;
    std::string wrong;
  };
  std::atomic<bool> stop = false;
  std::vector<Tally> tallies(4);
  std::vector<std::thread> searchers;
  for (size_t i = 0; i < tallies.size(); ++i) {
    searchers.emplace_back([&, i] {
      Tally& tally = tallies[i];
      while (!stop) {
        const CommandResult result = RunSearcher(arguments);
        ++tally.answers;
        if (result.status == 0 && result.err.empty() && expected.count(result.out) != 0) {
          tally.seen.insert(result.out);
        } else {
          tally.wrong = "status " + std::to_string(result.status) + ", signal " + std::to_string(result.signal) + ": " +
                        result.err + result.out;
        }
      }
    });
  }
  int builds = 0;
  for (const auto end = steady_clock::now() + kDuration; steady_clock::now() < end; ++builds) {
    BuildIndexOf(index, {sources[static_cast<size_t>(builds % 2)]});
  }
  stop = true;
  for (std::thread& searcher : searchers) searcher.join();
  EXPECT_GT(builds, 3);
  std::set<std::string> seen;
  for (const Tally& tally : tallies) {
    EXPECT_GT(tally.answers, 2);
    EXPECT_EQ(tally.wrong, "");
    seen.insert(tally.seen.begin(), tally.seen.end());
  }
  EXPECT_EQ(seen, expected) << "not both of the indexes were seen, so nothing was tested";
  EXPECT_THAT(NamesIn(folder.path()), testing::ElementsAre("article.idx", "first.md", "second.md"));
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

}  // namespace
}  // namespace article_search
