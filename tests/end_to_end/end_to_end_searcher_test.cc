// searcher as a process: its options, messages and exit statuses, and what never reaches its output.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <xxhash.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "tests/end_to_end/programs.h"

namespace article_search {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

constexpr const char* kArticle =
    "# Rivers and Railways\n\nThe river crosses the steppe near China.\n\n## Trade Routes\n\n"
    "Caravans carried silk, and railways carry coal to China.\n\nPhoto by the river authority\n\n"
    "## Old Towns\n\nA river town had a bazaar, a caravanserai and a river port.\n\nNothing happens here.\n";

class SearcherTest : public testing::Test {
 protected:
  // One index for all tests of this process.
  static void SetUpTestSuite() {
    shared_ = new TempDir;
    shared_->Write("article.md", kArticle);
    // Many hits, of many scores, in several articles.
    for (int article = 0; article < 3; ++article) {
      std::string text = "# Birds, part " + std::to_string(article) + "\n\n";
      for (int i = 0; i < 20; ++i) {
        text += "Note " + std::to_string(i) + " on a falcon" + (i % 4 == 0 ? " and another falcon" : "") +
                (i % 7 == 0 ? " and an eagle" : "") + ".\n\n";
        if (i % 5 == 0) text += "Photo by falcon watcher number " + std::to_string(i) + "\n\n";
      }
      shared_->Write("birds" + std::to_string(article) + ".md", text);
    }
    BuildIndexOf(index(), {shared_->path()});
  }
  static void TearDownTestSuite() {
    delete shared_;
    shared_ = nullptr;
  }

  static std::string index() { return *shared_ / "article.idx"; }
  static const TempDir& shared() { return *shared_; }
  static std::vector<std::string> With(const std::vector<std::string>& arguments) {
    std::vector<std::string> all = {"-i", index()};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return all;
  }
  static CommandResult Run(const std::vector<std::string>& arguments) { return RunSearcher(With(arguments)); }
  static Json Search(const std::vector<std::string>& arguments) { return SearchJson(index(), arguments); }

 private:
  static TempDir* shared_;
};

TempDir* SearcherTest::shared_ = nullptr;

TEST_F(SearcherTest, ExitStatus) {
  ExpectQuiet(Run({"river"}), 0);
  const CommandResult none = Run({"xylophone"});
  EXPECT_EQ(none.status, 1);
  EXPECT_EQ(none.out, "");
  EXPECT_EQ(Lines(none.err).size(), 1U);
  EXPECT_THAT(none.err, StartsWith("searcher: "));
  ExpectError(RunSearcher({"-i", shared() / "none.idx", "river"}), "searcher", {"none.idx", "indexer"});
}

TEST_F(SearcherTest, HelpAndVersion) {
  for (const std::string option : {"--help", "-h", "--version"}) {
    const CommandResult result = RunSearcher({option});
    ExpectQuiet(result, 0);
    EXPECT_THAT(result.out, HasSubstr("searcher"));
  }
  for (const std::string name : {"--index", "--limit", "--offset", "--sort", "--count", "--quiet", "--format",
                                 "--color", "--snippet-length", "--snippets", "--help", "--version"}) {
    EXPECT_THAT(RunSearcher({"--help"}).out, HasSubstr(name));
  }
}

TEST_F(SearcherTest, MistakesOnTheCommandLine) {
  ExpectError(Run({}), "searcher", {"usage"});
  ExpectError(Run({"--"}), "searcher", {"usage"});
  ExpectError(Run({"-china"}), "searcher", {"-- -china"});
  ExpectError(Run({"river", "-china"}), "searcher", {"-- -china"});
  ExpectError(Run({"--china", "river"}), "searcher", {"-- --china"});
  ExpectError(Run({"-x", "river"}), "searcher", {"-x"});
  ExpectError(Run({"--lim", "3", "river"}), "searcher", {"--lim"});  // no shortened options
  ExpectError(Run({"-n", "-1", "river"}), "searcher", {"limit"});
  ExpectError(Run({"-n", "three", "river"}), "searcher", {"limit", "three"});
  ExpectError(Run({"-n", "3x", "river"}), "searcher", {"limit"});
  ExpectError(Run({"-n", "99999999999999999999999", "river"}), "searcher", {"limit"});
  ExpectError(Run({"--offset", "", "river"}), "searcher", {"offset"});
  ExpectError(Run({"--snippets", "0", "river"}), "searcher", {"snippets"});
  ExpectError(Run({"--snippet-length", "19", "river"}), "searcher", {"snippet-length", "20"});
  ExpectError(Run({"--sort", "date", "river"}), "searcher", {"sort", "date", "position"});
  ExpectError(Run({"--format", "xml", "river"}), "searcher", {"format", "xml", "json"});
  ExpectError(Run({"--color", "blue", "river"}), "searcher", {"color", "blue"});
  ExpectError(Run({"river", "--format"}), "searcher", {"format"});
}

TEST_F(SearcherTest, WordsThatBeginWithADash) {
  // Behind "--" it is a word that must not match; in quotes it is just a word.
  const CommandResult without = Run({"--count", "--", "-china"});
  ExpectQuiet(without, 0);
  EXPECT_EQ(without.out, "75\n");
  const CommandResult with = Run({"--count", "--", "\"-china\""});
  ExpectQuiet(with, 0);
  EXPECT_EQ(with.out, "2\n");
  EXPECT_EQ(Search({"--", "--limit", "china"}).at("query"), "--limit china");
}

TEST_F(SearcherTest, OptionsMayStandAfterTheWords) {
  EXPECT_EQ(Run({"river", "-n", "1", "--format", "json"}).out, Run({"-n", "1", "--format=json", "river"}).out);
  EXPECT_EQ(Run({"river", "-n1", "town"}).out, Run({"-n", "1", "river", "town"}).out);
  EXPECT_EQ(Search({"river", "-n", "1", "town"}).at("query"), "river town");
}

TEST_F(SearcherTest, NoHomeIsSaid) {
  ExpectError(RunSearcher({"river"}), "searcher", {"HOME", "-i"});
  Command command = SearcherCommand({"--count", "bazaar"});
  command.environment = {{"ARTICLE_SEARCH_INDEX", index()}};
  EXPECT_EQ(RunCommand(command).out, "1\n");
}

TEST_F(SearcherTest, AQueryWithoutAWordFindsNothing) {
  const CommandResult result = Run({":-)"});
  EXPECT_EQ(result.status, 1);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(Lines(result.err).size(), 1U);
  const Json answer = Search({":-)"});
  EXPECT_EQ(answer.at("total"), 0);
  EXPECT_FALSE(answer.at("warnings").empty());
}

TEST_F(SearcherTest, QuietAndCount) {
  for (const std::string option : {"-q", "--quiet"}) {
    const CommandResult found = Run({option, "river"});
    ExpectQuiet(found, 0);
    EXPECT_EQ(found.out, "");
    const CommandResult none = Run({option, "xylophone"});
    ExpectQuiet(none, 1);
    EXPECT_EQ(none.out, "");
  }
  const CommandResult count = Run({"--count", "falcon"});
  ExpectQuiet(count, 0);
  EXPECT_EQ(count.out, "72\n");  // 60 notes and 12 captions
  const CommandResult none = Run({"--count", "xylophone"});
  EXPECT_EQ(none.out, "0\n");
  EXPECT_EQ(none.status, 1);
}

TEST_F(SearcherTest, JsonHasTheDocumentedKeys) {
  const Json answer = Search({"silk", "trade"});
  const auto keys = [](const Json& object) {
    std::vector<std::string> names;
    for (const auto& item : object.items()) names.push_back(item.key());
    return names;
  };
  EXPECT_THAT(keys(answer), ElementsAre("format_version", "query", "interpretation", "suggestion", "total",
                                        "total_exact", "hits", "warnings"));
  EXPECT_EQ(answer.at("format_version"), 1);
  EXPECT_EQ(answer.at("query"), "silk trade");
  EXPECT_EQ(answer.at("total"), 2);  // and the caption below the heading
  EXPECT_EQ(answer.at("total_exact"), true);
  ASSERT_EQ(answer.at("hits").size(), 2U);
  const Json& hit = answer.at("hits").at(0);
  EXPECT_THAT(keys(hit), ElementsAre("rank", "score", "tier", "path", "title", "title_highlights", "headings",
                                     "heading_highlights", "kind", "paragraph", "line", "column", "begin", "end",
                                     "offset_base", "text", "snippet", "matches", "also"));
  EXPECT_EQ(hit.at("rank"), 1);
  EXPECT_GT(hit.at("score"), 0.0);
  EXPECT_EQ(hit.at("tier"), 1);
  EXPECT_EQ(hit.at("path"), shared() / "article.md");
  EXPECT_EQ(hit.at("title"), "Rivers and Railways");
  EXPECT_THAT(hit.at("title_highlights"), testing::IsEmpty());
  EXPECT_THAT(hit.at("headings"), ElementsAre("Trade Routes"));
  EXPECT_EQ(hit.at("heading_highlights").dump(), R"([[{"begin":0,"end":5}]])");
  EXPECT_EQ(hit.at("kind"), "body");
  EXPECT_EQ(hit.at("paragraph"), 4);
  EXPECT_EQ(hit.at("line"), 7);
  EXPECT_EQ(hit.at("offset_base"), "file");
  EXPECT_EQ(hit.at("text"), "Caravans carried silk, and railways carry coal to China.");
  EXPECT_EQ(hit.at("snippet").at("text"), hit.at("text"));
  EXPECT_EQ(hit.at("snippet").at("highlights").dump(), R"([{"begin":17,"end":21}])");
  EXPECT_THAT(hit.at("also"), testing::IsEmpty());
  ExpectHitsCutFromFile(answer, shared() / "article.md");
  const Json none = Search({"xylophone"});
  EXPECT_THAT(keys(none), ElementsAre("format_version", "query", "interpretation", "suggestion", "total", "total_exact",
                                      "hits", "warnings"));
  EXPECT_EQ(none.at("hits").dump(), "[]");
}

TEST_F(SearcherTest, PagesTogetherAreOneBigPage) {
  for (const std::string sort : {"relevance", "position"}) {
    SCOPED_TRACE(sort);
    const Json all = Search({"--sort", sort, "-n", "1000", "falcon", "eagle"}).at("hits");
    ASSERT_EQ(all.size(), 72U);
    Json pages = Json::array();
    for (size_t offset = 0; offset < 80; offset += 11) {
      const Json page = Search({"--sort", sort, "-n", "11", "--offset", std::to_string(offset), "falcon", "eagle"});
      EXPECT_EQ(page.at("total"), 72);
      for (const Json& hit : page.at("hits")) pages.push_back(hit);
    }
    EXPECT_EQ(pages, all);
  }
}

TEST_F(SearcherTest, LimitAndOffset) {
  EXPECT_EQ(Search({"falcon"}).at("hits").size(), 10U);
  EXPECT_EQ(Search({"-n", "3", "falcon"}).at("hits").size(), 3U);
  const Json none = Search({"-n", "0", "falcon"});
  EXPECT_EQ(none.at("hits").size(), 0U);
  EXPECT_EQ(none.at("total"), 72);
  const CommandResult text = Run({"-n", "0", "falcon"});
  ExpectQuiet(text, 0);
  EXPECT_THAT(text.out, HasSubstr("72"));
  // Beyond the last hit there is a match still, though no hit to show.
  const Json beyond = Search({"--offset", "1000", "falcon"});
  EXPECT_EQ(beyond.at("hits").size(), 0U);
  EXPECT_EQ(beyond.at("total"), 72);
  ExpectQuiet(Run({"--offset", "4294967295", "-n", "4294967295", "falcon"}), 0);
}

TEST_F(SearcherTest, TheSecondTierComesLast) {
  const Json hits = Search({"-n", "1000", "falcon"}).at("hits");
  ASSERT_EQ(hits.size(), 72U);
  for (size_t i = 0; i < hits.size(); ++i) {
    EXPECT_EQ(hits[i].at("rank"), i + 1);
    EXPECT_EQ(hits[i].at("tier"), i < 60 ? 1 : 2);
    EXPECT_EQ(hits[i].at("kind") == "caption", i >= 60);
    if (i > 0 && hits[i].at("tier") == hits[i - 1].at("tier")) {
      EXPECT_LE(hits[i].at("score"), hits[i - 1].at("score"));
      if (hits[i].at("score") == hits[i - 1].at("score")) {
        EXPECT_LT(std::make_pair(hits[i - 1].at("path"), hits[i - 1].at("paragraph")),
                  std::make_pair(hits[i].at("path"), hits[i].at("paragraph")));
      }
    }
  }
}

TEST_F(SearcherTest, SortedByPosition) {
  const Json hits = Search({"--sort", "position", "-n", "1000", "falcon"}).at("hits");
  ASSERT_EQ(hits.size(), 72U);
  for (size_t i = 1; i < hits.size(); ++i) {
    EXPECT_LT(std::make_pair(hits[i - 1].at("path"), hits[i - 1].at("paragraph")),
              std::make_pair(hits[i].at("path"), hits[i].at("paragraph")));
  }
}

TEST_F(SearcherTest, CountsBeyondAThousandSayThatTheyAreLowerBounds) {
  const TempDir folder;
  std::string text;
  for (int i = 0; i < 1500; ++i) text += "Sparrow number " + std::to_string(i) + " sings.\n\n";
  BuildIndexOf(folder / "x.idx", {folder.Write("sparrows.md", text)});
  const Json answer = SearchJson(folder / "x.idx", {"-n", "1", "sparrow"});
  if (answer.at("total_exact") == true) {
    EXPECT_EQ(answer.at("total"), 1500);
  } else {
    EXPECT_GE(answer.at("total"), 1000);
    EXPECT_LE(answer.at("total"), 1500);
    EXPECT_THAT(RunSearcher({"-i", folder / "x.idx", "-n", "1", "sparrow"}).out, HasSubstr("at least"));
  }
  EXPECT_EQ(RunSearcher({"-i", folder / "x.idx", "--count", "sparrow"}).out, "1500\n");
  // Pages reach the last hit all the same.
  const Json last = SearchJson(folder / "x.idx", {"-n", "10", "--offset", "1495", "sparrow"});
  EXPECT_EQ(last.at("hits").size(), 5U);
}

TEST_F(SearcherTest, Snippets) {
  const TempDir folder;
  std::string text;
  for (int i = 0; i < 30; ++i) {
    text += "Sentence number " + std::to_string(i) + (i % 10 == 5 ? " has a heron in it. " : " has nothing in it. ");
  }
  BuildIndexOf(folder / "x.idx", {folder.Write("a.md", text + "\n")});
  const auto code_points = [](const std::string& s) {
    return std::count_if(s.begin(), s.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  };
  for (const int length : {20, 50, 240}) {
    const Json hit = SearchJson(folder / "x.idx", {"--snippet-length", std::to_string(length), "heron"}).at("hits")[0];
    const auto snippet = hit.at("snippet").at("text").get<std::string>();
    EXPECT_LE(code_points(snippet), length) << snippet;
    EXPECT_FALSE(hit.at("snippet").at("highlights").empty());
    EXPECT_FALSE(hit.contains("snippets"));
  }
  const Json several =
      SearchJson(folder / "x.idx", {"--snippets", "3", "--snippet-length", "50", "heron"}).at("hits")[0];
  ASSERT_EQ(several.at("snippets").size(), 3U);
  EXPECT_EQ(several.at("snippets")[0], several.at("snippet"));
  for (const Json& snippet : several.at("snippets")) {
    ASSERT_EQ(snippet.at("highlights").size(), 1U);
    EXPECT_EQ(Cut(snippet.at("text"), snippet.at("highlights")[0]), "heron");
  }
}

TEST_F(SearcherTest, TextForPeople) {
  const CommandResult result = Run({"silk", "trade"});
  ExpectQuiet(result, 0);
  EXPECT_THAT(result.out, HasSubstr("Rivers and Railways"));
  EXPECT_THAT(result.out, HasSubstr("Trade Routes"));
  EXPECT_THAT(result.out, HasSubstr(shared() / "article.md:7"));
  EXPECT_THAT(result.out, HasSubstr("Caravans carried silk"));
  EXPECT_THAT(result.out, HasSubstr("2 paragraphs match"));
  EXPECT_EQ(result.out.find('\x1B'), std::string::npos);  // it is no terminal
}

TEST_F(SearcherTest, Color) {
  const auto has_color = [&](const std::vector<std::string>& arguments,
                             std::map<std::string, std::string> environment) {
    Command command = SearcherCommand(With(arguments));
    command.environment = std::move(environment);
    return RunCommand(command).out.find("\x1B[") != std::string::npos;
  };
  EXPECT_FALSE(has_color({"river"}, {{"TERM", "xterm"}}));
  EXPECT_FALSE(has_color({"--color", "auto", "river"}, {{"TERM", "xterm"}}));
  EXPECT_FALSE(has_color({"--color", "never", "river"}, {{"TERM", "xterm"}}));
  EXPECT_TRUE(has_color({"--color", "always", "river"}, {{"TERM", "xterm"}}));
  EXPECT_TRUE(has_color({"--color", "always", "river"}, {{"NO_COLOR", "1"}}));  // what was typed goes first
  EXPECT_FALSE(has_color({"--color", "always", "--format", "json", "river"}, {{"TERM", "xterm"}}));
}

TEST_F(SearcherTest, HyperlinksAndContext) {
  EXPECT_THAT(Run({"--hyperlink", "always", "caravans"}).out, HasSubstr("\x1B]8;;file://"));
  for (const std::string when : {"auto", "never"}) {
    EXPECT_EQ(Run({"--hyperlink", when, "--color", "always", "caravans"}).out.find("\x1B]"), std::string::npos);
  }
  EXPECT_EQ(Run({"-C", "0", "caravans"}).out, Run({"caravans"}).out);
  const Json answer = Search({"-C", "1", "-n", "1", "caravans"});
  const Json around = answer.at("hits").at(0).at("context");
  ASSERT_EQ(around.at("before").size() + around.at("after").size(), 2U);
  const std::string file = ReadBytes(shared() / "article.md");
  for (const Json& neighbour : {around.at("before").at(0), around.at("after").at(0)}) {
    EXPECT_EQ(Cut(file, neighbour), neighbour.at("text").get<std::string>());
    EXPECT_THAT(Run({"-C1", "-n1", "caravans"}).out, HasSubstr("\n    " + neighbour.at("line").dump() + "- "));
  }
  EXPECT_EQ(Search({"-C1", "--fields", "context", "-n1", "caravans"}).at("hits").at(0).size(), 1U);
  ExpectError(Run({"-C", "21", "river"}), "searcher", {"context", "20"});
  ExpectError(Run({"-C", "1", "--format", "tsv", "river"}), "searcher", {"--context", "json"});
}

TEST_F(SearcherTest, AFullOrClosedOutputIsAnError) {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"river"}, {"--format", "json", "river"}, {"--count", "river"}, {"--help"}}) {
    SCOPED_TRACE(arguments.front());
    Command command = SearcherCommand(With(arguments));
    command.output = "/dev/full";
    ExpectError(RunCommand(command), "searcher", {"standard output"});
    command.output = "";
    command.output_closed = true;
    ExpectError(RunCommand(command), "searcher", {"standard output"});
  }
  Command quiet = SearcherCommand(With({"-q", "river"}));
  quiet.output_closed = true;
  ExpectQuiet(RunCommand(quiet), 0);
}

TEST_F(SearcherTest, ABrokenPipeIsQuiet) {
  // The reader is gone before the first byte, whether the signal is ignored or not.
  for (const std::string trap : {"", "trap '' PIPE; "}) {
    Command command;
    command.arguments = {"/bin/sh", "-c", trap + "{ sleep 0.3; \"$0\" -i \"$1\" -n 1000 falcon; } | :; echo done",
                         kSearcher, index()};
    const CommandResult result = RunCommand(command);
    ExpectQuiet(result, 0);
    EXPECT_EQ(result.out, "done\n");
  }
  Command head;
  head.arguments = {"/bin/bash",
                    "-o",
                    "pipefail",
                    "-c",
                    "(yes falcon | head -n 5000; true) | \"$0\" -i \"$1\" --queries - | head -n 1",
                    kSearcher,
                    index()};
  const CommandResult result = RunCommand(head);
  ExpectQuiet(result, 0);
  EXPECT_EQ(Lines(result.out).size(), 1U);
}

// Other programs that have the same pipe open, such as Node, make it so.
TEST_F(SearcherTest, StreamsThatDoNotBlockAreWaitedFor) {
  constexpr size_t kQueries = 1000;
  Command command = SearcherCommand(With({"--queries", "-"}));
  command.nonblocking = true;
  for (size_t i = 0; i < kQueries; ++i) command.input += "river town\n";
  RunningCommand running(command);
  std::this_thread::sleep_for(std::chrono::milliseconds(300));  // nothing to read until it is waited for
  const CommandResult result = running.Wait();
  ExpectQuiet(result, 0);
  EXPECT_EQ(Lines(result.out).size(), kQueries);
  EXPECT_GT(result.out.size(), size_t{1} << 17) << "the pipe was never full";
}

// The footer's last bytes: its length (4), its checksum (8), the magic (8).
std::string WithFooter(std::string index, const std::function<void(std::string*)>& change) {
  const size_t tail = index.size() - 20;
  uint32_t length = 0;
  for (size_t i = 0; i < 4; ++i) length |= uint32_t{static_cast<unsigned char>(index[tail + i])} << (8 * i);
  std::string footer = index.substr(tail - length, length);
  change(&footer);
  EXPECT_EQ(footer.size(), length);
  uint64_t checksum = XXH3_64bits(footer.data(), footer.size());
  index.replace(tail - length, length, footer);
  for (size_t i = 0; i < 8; ++i) index[tail + 4 + i] = static_cast<char>(checksum >> (8 * i));
  return index;
}

TEST_F(SearcherTest, WhatIsNoIndexIsRefused) {
  const TempDir folder;
  const auto refused = [&](const std::string& path, const std::vector<std::string>& parts) {
    SCOPED_TRACE(path);
    std::vector<std::string> wanted = parts;
    wanted.push_back(path);
    ExpectError(RunSearcher({"-i", path, "river"}), "searcher", wanted);
    ExpectError(RunSearcher({"-q", "-i", path, "--format", "json", "river"}), "searcher", wanted);
  };
  const std::string good = ReadBytes(index());
  refused(shared() / "article.md", {"not an index"});
  refused(folder.Write("empty.idx", ""), {"empty"});
  refused(folder.Write("short.idx", "abc"), {"not an index"});
  refused(folder.path(), {"not an index"});
  const std::string fifo = folder / "fifo.idx";
  ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
  refused(fifo, {"not an index"});
  refused(folder / "missing/x.idx", {"no index"});
  for (const size_t length : {size_t{1}, size_t{4096}, good.size() / 2, good.size() - 21, good.size() - 1}) {
    refused(folder.Write("cut" + std::to_string(length) + ".idx", good.substr(0, length)), {});
  }
  refused(folder.Write("longer.idx", good + "x"), {});
  refused(folder.Write("front.idx", good.substr(4096)), {"damaged"});
  refused(folder.Write("zeros.idx", std::string(good.size(), '\0')), {});
  const std::string rebuilt = WithFooter(good, [](std::string*) {});
  EXPECT_TRUE(rebuilt == good) << "the test does not know the footer";
  refused(folder.Write("format.idx", WithFooter(good, [](std::string* footer) { (*footer)[0] = 77; })), {"format 77"});
  refused(folder.Write("rules.idx", WithFooter(good,
                                               [](std::string* footer) {
                                                 const size_t at = footer->find("words-");
                                                 ASSERT_NE(at, std::string::npos);
                                                 footer->replace(at, 6, "wordz-");
                                               })),
          {"wordz-", "indexer -i"});
}

TEST_F(SearcherTest, AFlippedByteIsNoticed) {
  const TempDir folder;
  const std::string good = ReadBytes(index());
  const size_t step = good.size() / 24;
  size_t sources = 0;
  for (size_t at = 11; at < good.size(); at += step) {
    SCOPED_TRACE(at);
    std::string damaged = good;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    const CommandResult result = RunSearcher({"-i", folder.Write("damaged.idx", damaged), "river"});
    // The list of sources, a small part at the end, is not needed for a search.
    if (result.status == 0 && good.size() - at < 2000) {
      ++sources;
      continue;
    }
    ExpectError(result, "searcher", {"damaged.idx"});
  }
  EXPECT_LE(sources, 1U);
}

TEST_F(SearcherTest, PathsAreRightFromAnyFolder) {
  const TempDir folder;
  folder.Write("a/b/article.md", "Here is a heron.\n");
  folder.MakeFolder("other");
  BuildIndexOf(folder / "x.idx", {folder / "a"});
  const auto path_from = [&](const std::string& where) {
    Command command = SearcherCommand({"-i", folder / "x.idx", "--format", "json", "heron"});
    command.folder = where;
    return Json::parse(RunCommand(command).out).at("hits").at(0).at("path").get<std::string>();
  };
  EXPECT_EQ(path_from(folder.path()), "a/b/article.md");
  EXPECT_EQ(path_from(folder / "a/b"), "article.md");
  EXPECT_EQ(path_from(folder / "other"), folder / "a/b/article.md");
  EXPECT_EQ(path_from("/"), (folder / "a/b/article.md").substr(1));
  Command text = SearcherCommand({"-i", "../x.idx", "heron"});
  text.folder = folder / "a";
  EXPECT_THAT(RunCommand(text).out, HasSubstr("b/article.md:1"));
}

TEST_F(SearcherTest, APathThatIsNotUtf8) {
  const TempDir folder;
  const std::string path = folder.Write("caf\xE9\n.md", "Here is a heron.\n");
  BuildIndexOf(folder / "x.idx", {path});
  const Json hit = SearchJson(folder / "x.idx", {"heron"}).at("hits").at(0);
  EXPECT_THAT(hit.at("path").get<std::string>(), HasSubstr("caf\uFFFD"));
  std::string bytes;
  const auto hex = hit.at("path_bytes").get<std::string>();
  for (size_t i = 0; i + 1 < hex.size(); i += 2) bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  EXPECT_EQ(bytes, path);
  const CommandResult text = RunSearcher({"-i", folder / "x.idx", "heron"});
  EXPECT_EQ(text.out.find('\xE9'), std::string::npos);
  EXPECT_FALSE(SearchJson(folder / "x.idx", {"-n", "1", "here"}).at("hits").empty());
}

// What stands in UTF-16 or in a single byte each, as UTF-8; for these tests the characters up to U+07FF do.
std::string Utf8Of(const std::u16string& text) {
  std::string out;
  for (const char16_t c : text) {
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else {
      out += static_cast<char>(0xC0 | c >> 6);
      out += static_cast<char>(0x80 | (c & 0x3F));
    }
  }
  return out;
}

TEST_F(SearcherTest, HitsOfOtherEncodingsAreCutRightFromTheFile) {
  const std::u16string text =
      u"Первый абзац о реке и о степи.\r\n\r\nВторой абзац, длиннее: караваны везли шёлк через степь, "
      u"а по реке шли баржи с углём и хлебом.\r\n";
  struct Encoding {
    std::string name;
    std::string option;  // empty: found out
    std::function<std::string(const std::u16string&)> encode;
    std::string mark;  // at the front of the file
  };
  const auto utf16 = [](bool big) {
    return [big](const std::u16string& s) {
      std::string out;
      for (const char16_t c : s) {
        const char low = static_cast<char>(c & 0xFF);
        const char high = static_cast<char>(c >> 8);
        out += big ? high : low;
        out += big ? low : high;
      }
      return out;
    };
  };
  const auto cp1251 = [](const std::u16string& s) {
    std::string out;
    for (const char16_t c : s) {
      out += c == u'ё' ? '\xB8' : c >= 0x410 && c <= 0x44F ? static_cast<char>(c - 0x410 + 0xC0) : static_cast<char>(c);
    }
    return out;
  };
  const std::vector<Encoding> encodings = {
      {"UTF-16LE", "", utf16(false), "\xFF\xFE"},
      {"UTF-16BE", "", utf16(true), "\xFE\xFF"},
      {"windows-1251", "windows-1251", cp1251, ""},
      {"windows-1251 found out", "", cp1251, ""},
      {"UTF-8", "", Utf8Of, ""},
      {"UTF-8 with a mark", "", Utf8Of, "\xEF\xBB\xBF"},
  };
  const TempDir folder;
  for (const Encoding& encoding : encodings) {
    SCOPED_TRACE(encoding.name);
    const std::string file = encoding.mark + encoding.encode(text);
    const std::string path = folder.Write("article.txt", file);
    std::vector<std::string> options = {"--language", "russian"};
    if (!encoding.option.empty()) options.insert(options.end(), {"--encoding", encoding.option});
    BuildIndexOf(folder / "x.idx", {path}, options);
    const Json answer = SearchJson(folder / "x.idx", {"--sort", "position", "степь", "реке"});
    ASSERT_EQ(answer.at("hits").size(), 2U);
    const std::u16string first = text.substr(0, text.find(u'\r'));
    const std::u16string second = text.substr(first.size() + 4, text.size() - first.size() - 6);
    EXPECT_EQ(answer.at("hits")[0].at("text"), Utf8Of(first));
    EXPECT_EQ(Cut(file, answer.at("hits")[0]), encoding.encode(first));
    EXPECT_EQ(Cut(file, answer.at("hits")[1]), encoding.encode(second));
    EXPECT_EQ(answer.at("hits")[1].at("line"), 3);
    std::vector<std::string> words;
    for (const Json& hit : answer.at("hits")) {
      for (const Json& match : hit.at("matches")) words.push_back(Cut(file, match));
    }
    EXPECT_THAT(words, ElementsAre(encoding.encode(u"реке"), encoding.encode(u"степи"), encoding.encode(u"степь"),
                                   encoding.encode(u"реке")));
  }
}

TEST_F(SearcherTest, CopiesAreListed) {
  const TempDir folder;
  const std::string text = "A heron stands.\n\nSomething else.\n\nA heron\nstands.\n\nA heron stands.\n";
  const std::string path = folder.Write("a.md", text);
  BuildIndexOf(folder / "x.idx", {path, folder.Write("b.md", "A heron stands.\n")});
  const Json answer = SearchJson(folder / "x.idx", {"--sort", "position", "heron"});
  ASSERT_EQ(answer.at("total"), 2);  // within one article only
  const Json& also = answer.at("hits")[0].at("also");
  ASSERT_EQ(also.size(), 2U);
  EXPECT_EQ(Cut(text, also[0]), "A heron\nstands.");
  EXPECT_EQ(Cut(text, also[1]), "A heron stands.");
  EXPECT_EQ(also[0].at("line"), 5);
  EXPECT_EQ(also[1].at("paragraph"), 4);
  EXPECT_TRUE(answer.at("hits")[1].at("also").empty());
  EXPECT_THAT(RunSearcher({"-i", folder / "x.idx", "heron"}).out, HasSubstr("also at lines 5, 8"));
}

// Controls but for the newline, DEL, C1 controls, bidi overrides, embeddings, isolates and marks.
bool IsHostile(char32_t c) {
  return (c < 0x20 && c != '\n') || (c >= 0x7F && c <= 0x9F) || c == 0x61C || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

std::u32string CodePoints(const std::string& utf8) {
  std::u32string out;
  for (size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const size_t length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (length == 0 || i + length > utf8.size()) {
      ADD_FAILURE() << "ill-formed UTF-8 at byte " << i;
      return out;
    }
    char32_t c = length == 1 ? lead : lead & (0x7FU >> length);
    for (size_t k = 1; k < length; ++k) c = c << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
    out += c;
    i += length;
  }
  return out;
}

TEST_F(SearcherTest, NothingHostileReachesTheOutput) {
  const TempDir folder;
  const std::string evil =
      "\x1B[31m\x1B]0;title\x07\x08\x7F\u0085\u009B31m\u202E\u202D\u2066\u2067\u2069\u200E\u200F\u061C\u2028\u2029";
  const std::string path = folder.Write("evil\x1B[2J\u202E.md", "# Title " + evil + " heron\n\nA heron " + evil +
                                                                    " heron" + evil + "stands.\n\n## Heading " + evil +
                                                                    "heron\n\nAnother bird\x0C" + evil + "heron.\n");
  BuildIndexOf(folder / "x.idx", {path});
  for (const std::string color : {"never", "always"}) {
    for (const std::string& query : {std::string("heron"), "heron " + evil, "xylophone" + evil}) {
      const CommandResult result = RunSearcher({"-i", folder / "x.idx", "--color", color, query});
      std::string out = result.out + result.err;
      // Our own colours: sequences that end in m.
      for (size_t at = 0; color == "always" && (at = out.find("\x1B[", at)) != std::string::npos;) {
        const size_t end = out.find_first_not_of("0123456789;", at + 2);
        ASSERT_NE(end, std::string::npos);
        ASSERT_EQ(out[end], 'm');
        EXPECT_NE(out.substr(at, end - at), "\x1B[31");  // the article's, not ours
        out.erase(at, end + 1 - at);
      }
      for (const char32_t c : CodePoints(out)) {
        EXPECT_FALSE(IsHostile(c)) << "U+" << std::hex << static_cast<uint32_t>(c) << " in " << color << " output";
      }
    }
  }
  const CommandResult json = RunSearcher({"-i", folder / "x.idx", "--format", "json", "heron"});
  for (const char32_t c : CodePoints(json.out)) EXPECT_FALSE(IsHostile(c)) << std::hex << static_cast<uint32_t>(c);
  const Json answer = Json::parse(json.out);
  EXPECT_EQ(answer.at("total"), 2);
  ExpectHitsCutFromFile(answer, path);
  // Messages as well.
  const CommandResult error = RunSearcher({"-i", folder / ("none" + evil), "heron"});
  EXPECT_EQ(error.status, 2);
  EXPECT_EQ(Lines(error.err).size(), 1U);
  for (const char32_t c : CodePoints(error.err)) EXPECT_FALSE(IsHostile(c));
}

TEST_F(SearcherTest, AnyBytesAreAQuery) {
  for (const std::string query :
       {"\xFF\xFE heron \x80", "\"", "\"\"", "(((", "AND", "*", "river\xC3", "\"river town"}) {
    SCOPED_TRACE(testing::PrintToString(query));
    const CommandResult result = Run({"--format", "json", "--", query});
    EXPECT_THAT(result.status, testing::AnyOf(0, 1)) << result.err;
    EXPECT_EQ(result.signal, 0);
    EXPECT_TRUE(Json::accept(result.out)) << result.out;
  }
}

}  // namespace
}  // namespace article_search
