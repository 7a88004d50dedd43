// What each format has, and what it has no place for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/end_to_end/query_fixture.h"

namespace article_search {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

using FormatTest = QueryTest;

TEST_F(FormatTest, Tables) {
  const Json answer = Search({"caspian"});
  const CommandResult usual = Run({"--format", "tsv", "caspian"});
  EXPECT_EQ(usual.status, 0);
  EXPECT_THAT(usual.out, ::testing::StartsWith("rank\tscore\tpath\tkind\tline\tbegin\tend\tsnippet\n1\t"));
  EXPECT_EQ(static_cast<size_t>(std::count(usual.out.begin(), usual.out.end(), '\n')), 1 + answer["hits"].size());
  const CommandResult chosen = Run({"--format", "tsv", "--fields", " line , rank,line", "-n", "1", "caspian"});
  EXPECT_EQ(chosen.out, "line\trank\n" + answer["hits"][0]["line"].dump() + "\t1\n");
  const CommandResult none = Run({"--format", "tsv", "--fields", "path", "nothinghere"});
  EXPECT_EQ(none.status, 1);
  EXPECT_EQ(none.out, "path\n");
  EXPECT_THAT(none.err, HasSubstr("no paragraph matches"));
}

// So no article is taken for a copy of another.
TEST_F(FormatTest, ARunNamesArticlesWithoutAnIdByTheirLine) {
  const std::string index = elsewhere_ / "lines.idx";
  const std::string article = "{\"text\":\"A ferry.\\n\\nFerry, ferry.\"}\n";
  const std::string path = elsewhere_.Write("a.jsonl", article + "\n" + article);
  BuildIndexOf(index, {path}, {"--split"});
  const std::string run = RunSearcher({"-i", index, "--format", "trec", "ferry"}).out;
  for (const char* document : {":1#1", ":1#2", ":3#1", ":3#2"}) {
    EXPECT_THAT(run, HasSubstr(" Q0 " + path + document + " ")) << run;
  }
}

TEST_F(FormatTest, LinesForEditors) {
  const CommandResult result = Run({"--format", "grep", "--sort", "position", "ferries", "ships"});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.err, "");
  const std::string aktau = folder_ / "ports/aktau.md";
  EXPECT_EQ(result.out, aktau + ":5:13:The Caspian Shipping Company (CSC) runs ferries from Aktau.\n" + aktau +
                            ":7:58:Tankers of the CSC leave for Baku; the port has two rail ferries.\n" + aktau +
                            ":9:1:SHIPS wait. Ships sail.\n" + aktau +
                            ":13:17:Kuryk has a new ferry port, and no town to speak of.\n" + aktau +
                            ":15:3:- ferry\n");
  const CommandResult none = Run({"--format", "grep", "diplomcy"});
  EXPECT_EQ(none.status, 1);
  EXPECT_EQ(none.out, "");
  EXPECT_THAT(none.err, HasSubstr("no paragraph matches"));
}

TEST_F(FormatTest, APageForABrowser) {
  const CommandResult result = Run({"--format", "html", "kurik <b>"});
  EXPECT_EQ(result.status, 1);
  EXPECT_EQ(result.err, "") << "the page says it";
  EXPECT_THAT(result.out, HasSubstr("<h1 lang=\"und\" dir=\"auto\">kurik &lt;b&gt;</h1>"));
  EXPECT_THAT(result.out, HasSubstr("Did you mean: <strong dir=\"auto\">kuryk"));
  const CommandResult corrected = Run({"--format", "html", "--autocorrect", "kurik"});
  EXPECT_EQ(corrected.status, 0);
  EXPECT_THAT(corrected.out, HasSubstr("<li>nothing has &#39;kurik&#39;; &#39;kuryk&#39; was searched instead</li>"));
  EXPECT_THAT(corrected.out, testing::Not(HasSubstr("Did you mean")));
  EXPECT_THAT(Run({"--format", "html", "kuryk"}).out, HasSubstr("<mark>Kuryk</mark>"));
}

TEST_F(FormatTest, WordsThatWereAddedAreInJson) {
  EXPECT_FALSE(Search({"--expand", "kuryk"}).at("expansion").empty());
  EXPECT_FALSE(Search({"kuryk"}).contains("expansion"));
}

TEST_F(FormatTest, FieldsOfJson) {
  const Json whole = Search({"caspian"});
  const Json part = Search({"--fields", "snippet,path", "caspian"});
  EXPECT_EQ(part["total"], whole["total"]);
  ASSERT_EQ(part["hits"].size(), whole["hits"].size());
  EXPECT_EQ(part["hits"][0], (Json{{"path", whole["hits"][0]["path"]}, {"snippet", whole["hits"][0]["snippet"]}}));
  // Every key that a hit has is a field.
  const Json explained = Search({"--explain", "--snippets", "3", "caspian"});
  for (const auto& [key, value] : explained["hits"][0].items()) {
    EXPECT_EQ(Search({"--explain", "--snippets", "3", "--fields", key, "caspian"})["hits"][0], (Json{{key, value}}));
  }
}

TEST_F(FormatTest, WrongFieldsAreUsage) {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"--format", "tsv", "--fields", "path,snipet", "a"},
        {"--format", "tsv", "--fields", "", "a"},
        {"--format", "tsv", "--fields", "matches", "a"},
        {"--format", "json", "--fields", "path,", "a"},
        {"--fields", "path", "a"},
        {"--format", "trec", "--fields", "path", "a"},
        {"--format", "grep", "--fields", "path", "a"},
        {"--format", "html", "--fields", "path", "a"},
        {"--format", "grep", "--queries", "-"},
        {"--format", "html", "--queries", "-"},
        {"--format", "text", "--queries", "-"}}) {
    const CommandResult result = Run(arguments);
    EXPECT_EQ(result.status, 2) << arguments.back();
    EXPECT_EQ(result.out, "");
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
  }
}

TEST_F(FormatTest, ACountAsJson) {
  const Json counted = Json::parse(Run({"--count", "--format", "json", "caspian port kind:None"}).out);
  EXPECT_EQ(std::to_string(counted["total"].get<int>()) + "\n", Count({"caspian port kind:None"}));
  EXPECT_EQ(counted["total_exact"], true);
  EXPECT_EQ(counted["hits"], Json::array());
  EXPECT_EQ(counted["warnings"].size(), 1U);
  for (const char* format : {"tsv", "trec", "grep", "html"}) {
    ExpectError(Run({"--count", "--format", format, "a"}), "searcher", {"--count", "text or json"});
  }
  ExpectError(Run({"--count", "--offset", "5", "a"}), "searcher", {"--offset", "--count"});
  ExpectError(Run({"--count", "--limit", "5", "a"}), "searcher", {"--limit", "--count"});
  ExpectError(Run({"--count", "--format", "json", "--fields", "path", "a"}), "searcher", {"--fields", "--count"});
  ExpectError(Run({"--count", "--explain", "a"}), "searcher", {"--explain", "--count", "--format json"});
  EXPECT_EQ(Json::parse(Run({"--count", "--explain", "--format", "json", "port"}).out)["explanation"].size(), 1U);
}

TEST_F(FormatTest, WhatAFormatHasNoPlaceForIsUsage) {
  for (const char* format : {"tsv", "trec", "grep", "html"}) {
    ExpectError(Run({"--explain", "--format", format, "a"}), "searcher", {"--explain", "text or json"});
    ExpectError(Run({"--context", "1", "--format", format, "a"}), "searcher", {"--context", "text or json"});
  }
  for (const char* format : {"tsv", "trec", "grep"}) {
    ExpectError(Run({"--snippets", "2", "--format", format, "a"}), "searcher", {"--snippets", "html"});
    EXPECT_EQ(Run({"--snippets", "1", "--format", format, "port"}).status, 0) << "that is what there is";
  }
  ExpectError(Run({"--snippet-length", "20", "--format", "grep", "a"}), "searcher", {"--snippet-length", "tsv"});
  ExpectError(Run({"--snippet-length", "20", "--format", "trec", "a"}), "searcher", {"--snippet-length", "tsv"});
}

}  // namespace
}  // namespace article_search
