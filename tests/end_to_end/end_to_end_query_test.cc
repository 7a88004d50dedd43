// The query language and what helps with it, through the program.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/end_to_end/query_fixture.h"

namespace article_search {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST_F(QueryTest, OperatorsFindWhatTheySay) {
  EXPECT_EQ(Count({"ferry", "port"}), "5\n");
  EXPECT_EQ(Count({"--all", "ferry", "port"}), "2\n");
  EXPECT_EQ(Count({"ferry NEAR/2 port"}), "1\n");
  EXPECT_EQ(Count({"\"port ferries\"~3"}), "1\n");
  EXPECT_EQ(Count({"=SHIPS"}), "1\n");
  EXPECT_EQ(Count({"=ships"}), "0\n");
  EXPECT_EQ(Count({"tank*"}), "2\n");
  EXPECT_EQ(Count({"*way"}), "1\n");
  EXPECT_EQ(Count({"akatu~"}), "4\n");
  EXPECT_EQ(Count({"title:railways"}), "1\n");
  EXPECT_EQ(Count({"heading:kuryk"}), "2\n");
  EXPECT_EQ(Count({"kind:list"}), "1\n");
  EXPECT_EQ(Count({"caspian", "path:rails.md"}), "1\n");
  EXPECT_EQ(Count({"caspian", "path:ports"}), "1\n");
  EXPECT_EQ(Count({"--literal", "tankers NOT baku"}), "2\n");
}

TEST_F(QueryTest, ExactFormsAreMarkedAsTheyStand) {
  const Json answer = Search({"=SHIPS"});
  ASSERT_EQ(answer["hits"].size(), 1U);
  const Json& hit = answer["hits"][0];
  ASSERT_EQ(hit["matches"].size(), 1U);
  EXPECT_EQ(hit["snippet"]["text"], "SHIPS wait. Ships sail.");
  EXPECT_EQ(hit["snippet"]["highlights"], Json::parse(R"([{"begin":0,"end":5}])"));
}

TEST_F(QueryTest, NearMarksOnlyWhatIsNear) {
  const Json answer = Search({"port NEAR/3 rail"});
  ASSERT_EQ(answer["total"], 1);
  EXPECT_EQ(answer["hits"][0]["matches"].size(), 2U);
}

TEST_F(QueryTest, AnAbbreviationFindsWhatItStandsFor) {
  Json answer = Search({"CSC"});
  EXPECT_EQ(answer["total"], 2);
  EXPECT_EQ(answer["hits"][0]["snippet"]["highlights"].size(), answer["hits"][0]["matches"].size());
  answer = Search({"\"Caspian Shipping Company\""});
  EXPECT_EQ(answer["total"], 2);
  EXPECT_EQ(Search({"--no-abbreviations", "\"Caspian Shipping Company\""})["total"], 1);
}

TEST_F(QueryTest, InterpretationAndExplanation) {
  Json answer = Search({"+ferry", "the", "port"});
  EXPECT_EQ(answer["interpretation"], "+ferry port");
  EXPECT_FALSE(answer.contains("explanation"));
  answer = Search({"--explain", "tank*"});
  EXPECT_EQ(answer["explanation"][0]["terms"], Json::parse(R"(["tanker","tankers"])"));
  EXPECT_GT(answer["hits"][0]["score_shares"].size(), 0U);
  for (const std::vector<std::string>& unscored :
       {std::vector<std::string>{"NOT tanker"}, {"path:*"}, {"--sort", "position", "port"}}) {
    std::vector<std::string> arguments = {"--explain"};
    arguments.insert(arguments.end(), unscored.begin(), unscored.end());
    const Json hit = Search(arguments).at("hits").at(0);
    EXPECT_EQ(hit["score"], 0) << unscored.back();
    EXPECT_EQ(hit["score_shares"], Json::array()) << unscored.back();
  }
  const CommandResult text = Run({"--explain", "tank*"});
  EXPECT_THAT(text.out, StartsWith("query: tank*\n  tank*: tanker, tankers\n"));
  EXPECT_THAT(text.out, HasSubstr("    score "));
}

TEST_F(QueryTest, WhatWasCutIsSaid) {
  const CommandResult result = Run({"--max-expansions", "1", "tank*"});
  EXPECT_THAT(result.err, HasSubstr("stands for 2 words, of which the 1 most frequent were searched"));
  EXPECT_EQ(result.status, 0);
}

TEST_F(QueryTest, CountsSayWhatWasReadOtherwise) {
  const CommandResult result = Run({"--count", "--max-expansions", "1", "tank*"});
  EXPECT_EQ(result.out, "1\n");
  EXPECT_THAT(result.err, HasSubstr("stands for 2 words, of which the 1 most frequent were searched"));
  EXPECT_THAT(Run({"--count", "--expand", "kuryk"}).err, HasSubstr("searcher: added: "));
  ExpectQuiet(Run({"--quiet", "--max-expansions", "1", "tank*"}), 0);
}

TEST_F(QueryTest, AQueryThatReadsTooMuchIsRefused) {
  ExpectError(Run({"--max-postings", "1", "caspian port"}), "searcher", {"the limit is 1", "--max-postings"});
  EXPECT_EQ(Run({"--max-postings", "1", "kuryk bazaar"}).status, 2);
  ExpectError(Run({"--max-postings", "0", "caspian"}), "searcher", {"--max-postings"});
}

TEST_F(QueryTest, SuggestionsAreForWordsThatMatchNothing) {
  CommandResult result = Run({"cspian"});
  EXPECT_EQ(result.status, 1);
  EXPECT_EQ(result.err, "searcher: no paragraph matches: cspian; did you mean: caspian\n");
  EXPECT_EQ(result.out, "");
  result = Run({"Akatu ferry"});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.err, "searcher: did you mean: Aktau ferry\n");
  for (const char* right : {"caspian", "ferry port", "caspian tankers", "ferry -cspian", "=Cspian", "cspia*"}) {
    EXPECT_EQ(Run({"-n", "0", "--", right}).err.find("did you mean"), std::string::npos) << right;
    EXPECT_TRUE(Search({"--", right})["suggestion"].is_null()) << right;
  }
  EXPECT_EQ(Search({"cspian"})["suggestion"], "caspian");
  EXPECT_TRUE(Search({"xyzzyplugh"})["suggestion"].is_null());
}

TEST_F(QueryTest, AMessageRepeatsTheBeginningOfALongQuery) {
  const std::string word(10'000, 'x');
  CommandResult result = Run({word});
  EXPECT_EQ(result.err, "searcher: no paragraph matches: " + std::string(100, 'x') + "…\n");
  result = Run({"cspian " + word + " aktau"});
  EXPECT_EQ(result.err, "searcher: did you mean: caspian " + std::string(92, 'x') + "…\n");
  EXPECT_EQ(Search({"cspian " + word + " aktau"})["suggestion"], "caspian " + word + " aktau")
      << "a program has it whole";
}

TEST_F(QueryTest, AutocorrectSearchesWhatWasMeant) {
  const CommandResult result = Run({"--autocorrect", "cspian"});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.err, "searcher: nothing has 'cspian'; 'caspian' was searched instead\n");
  const Json answer = Search({"--autocorrect", "cspian"});
  EXPECT_EQ(answer["query"], "cspian");
  EXPECT_EQ(answer["interpretation"], "caspian");
  EXPECT_EQ(answer["suggestion"], "caspian");
  EXPECT_EQ(answer["total"], Search({"caspian"})["total"]);
}

TEST_F(QueryTest, AutocorrectDoesNotSearchWhatIsOnlyLikely) {
  const CommandResult result = Run({"--autocorrect", "aktar"});
  EXPECT_EQ(result.status, 1);
  EXPECT_EQ(result.err, "searcher: no paragraph matches: aktar; did you mean: aktau\n");
  const Json answer = Search({"--autocorrect", "aktar"});
  EXPECT_EQ(answer["suggestion"], "aktau");
  EXPECT_EQ(answer["total"], 0);
}

TEST_F(QueryTest, ALandlockedWordMeetsItsParts) {
  const CommandResult result = Run({"-n", "1", "land lockd landlocked"});
  EXPECT_EQ(result.status, 0);
  const Json answer = Search({"land locked"});
  EXPECT_EQ(answer["total"], 1);
  ASSERT_EQ(answer["warnings"].size(), 1U);
  EXPECT_THAT(std::string(answer["warnings"][0]), HasSubstr("'landlocked' was searched"));
}

TEST_F(QueryTest, GroupedByArticle) {
  const Json answer = Search({"--group", "article", "caspian port"});
  EXPECT_EQ(answer["total"], 2);
  ASSERT_EQ(answer["hits"].size(), 2U);
  EXPECT_NE(answer["hits"][0]["path"], answer["hits"][1]["path"]);
  const Json all = Search({"caspian port"});
  EXPECT_EQ(answer["hits"][0], all["hits"][0]) << "the best paragraph of all";
  EXPECT_EQ(Count({"--group", "article", "caspian port"}), "2\n");
  EXPECT_THAT(Run({"--group", "article", "caspian port"}).out, HasSubstr("\n2 articles match\n"));
}

TEST_F(QueryTest, AnEmptyQueryIsAQuery) {
  for (const std::string query : {"", " \t", "..."}) {
    const CommandResult result = Run({"--", query});
    EXPECT_EQ(result.status, 1) << query;
    EXPECT_EQ(result.err, "searcher: there is no word in the query\n") << query;
  }
  EXPECT_EQ(Search({""})["total"], 0);
}

TEST_F(QueryTest, NothingIsSuggestedForOperatorsNorAStopWordAlone) {
  for (const std::string query : {"kind:tabel ferry", "NEAR/x ferry", "thw", "path:ferri"}) {
    EXPECT_EQ(Search({query})["suggestion"], nullptr) << query;
  }
  EXPECT_EQ(Search({"thw ferry"})["suggestion"], "the ferry");
}

TEST_F(QueryTest, AWarningIsSaidOnce) { EXPECT_EQ(Search({"ferry NEAR ferry NEAR ferry"})["warnings"].size(), 1U); }

// Nothing that anybody may type is an error, and nothing crashes.
TEST_F(QueryTest, HostileQueriesAreAnswered) {
  for (const char* query : {"C++",
                            "(foo",
                            "24,000",
                            "\"open quote",
                            "AND",
                            "a AND",
                            ":-)",
                            "50+",
                            "http://x.y/z?q=1",
                            "\xFF\xFE",
                            "title:",
                            "kind:kind:",
                            "path:",
                            "*",
                            "?",
                            "~",
                            "=",
                            "NEAR",
                            "NEAR/5",
                            "((((",
                            "))))",
                            "\"\"\"",
                            "-",
                            "+",
                            "NOT NOT NOT",
                            "a NEAR/5",
                            "=\"",
                            "~2",
                            "*?*",
                            "path:\"",
                            "’s"}) {
    const CommandResult result = Run({"--", query});
    EXPECT_TRUE(result.status == 0 || result.status == 1) << query << ": " << result.err;
  }
}

}  // namespace
}  // namespace article_search
