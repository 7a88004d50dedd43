// The query language and what helps with it, through the program.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "tests/end_to_end/programs.h"

namespace article_search {
namespace {

using Json = nlohmann::ordered_json;
using testing::HasSubstr;
using testing::StartsWith;

class QueryTest : public testing::Test {
 protected:
  QueryTest() {
    folder_.Write(
        "ports/aktau.md",
        "# Ports of the Caspian\n\n## Aktau\n\nThe Caspian Shipping Company (CSC) runs ferries from Aktau.\n\n"
        "Tankers of the CSC leave for Baku; the port has two rail ferries.\n\nSHIPS wait. Ships sail.\n\n"
        "## Kuryk\n\nKuryk has a new ferry port, and no town to speak of.\n\n- ferry\n- train\n- tanker\n");
    folder_.Write("rails.md", "# Railways\n\nThe railway reaches the Caspian port of Aktau, landlocked or not.\n");
    BuildIndexOf(index_, {folder_.path() + "/ports", folder_.path() + "/rails.md"});
  }
  CommandResult Run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"-i", index_});
    return RunSearcher(arguments);
  }
  Json Search(const std::vector<std::string>& arguments) { return SearchJson(index_, arguments); }
  std::string Count(const std::vector<std::string>& arguments) {
    std::vector<std::string> all = {"--count"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return Run(all).out;
  }

  TempDir folder_;
  TempDir elsewhere_;
  std::string index_ = elsewhere_ / "a.idx";
};

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

TEST_F(QueryTest, AFileOfQueriesMayBeAPipe) {
  Command command = SearcherCommand({"-i", index_, "--format", "trec", "--queries", "/dev/stdin"});
  command.input = "q1\tferry\nq2\tbaku\n";
  const CommandResult result = RunCommand(command);
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_THAT(result.out, StartsWith("q1 Q0 "));
  EXPECT_THAT(result.out, HasSubstr("\nq2 Q0 "));
  command.input = "\xEF\xBB\xBFq1\tferry\nq2\tbaku\n";
  EXPECT_EQ(RunCommand(command).out, result.out) << "with a byte-order mark";
  command.input = "ferry\nbaku\n";
  const CommandResult numbered = RunCommand(command);
  EXPECT_THAT(numbered.out, StartsWith("1 Q0 "));
  EXPECT_THAT(numbered.out, HasSubstr("\n2 Q0 ")) << "a query without an id is its line";
}

// As PowerShell's ">" writes them.
TEST_F(QueryTest, QueriesInUtf16AreRefused) {
  for (const std::string& bytes : {std::string("\xFF\xFE"
                                               "b\0a\0\n\0",
                                               8),
                                   std::string("\xFE\xFF\0b", 4)}) {
    const std::string queries = folder_.Write("utf16.txt", bytes);
    Command from_input = SearcherCommand({"-i", index_, "--queries", "-"});
    from_input.input = bytes;
    for (const CommandResult& result :
         {Run({"--queries", queries}), Run({"--queries", queries, "--queries-format", "text"}),
          RunCommand(from_input)}) {
      EXPECT_EQ(result.status, 2);
      EXPECT_EQ(result.out, "");
      EXPECT_THAT(result.err, HasSubstr("are UTF-16, by their first bytes; save them as UTF-8"));
    }
  }
}

TEST_F(QueryTest, NothingIsSuggestedForOperatorsNorAStopWordAlone) {
  for (const std::string query : {"kind:tabel ferry", "NEAR/x ferry", "thw", "path:ferri"}) {
    EXPECT_EQ(Search({query})["suggestion"], nullptr) << query;
  }
  EXPECT_EQ(Search({"thw ferry"})["suggestion"], "the ferry");
}

TEST_F(QueryTest, AWarningIsSaidOnce) { EXPECT_EQ(Search({"ferry NEAR ferry NEAR ferry"})["warnings"].size(), 1U); }

// The spaced pairs of a word of a million letters would take a terabyte.
TEST_F(QueryTest, AnEndlessWordIsAnswered) {
  folder_.Write("queries.txt", std::string(1'000'000, 'a') + "\n");
  const CommandResult result = Run({"--queries", folder_ / "queries.txt"});
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("\"total\":0"));
}

std::vector<Json> Lines(const std::string& text) {
  std::vector<Json> lines;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = text.find('\n', begin);
    lines.push_back(Json::parse(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return lines;
}

TEST_F(QueryTest, QueriesAsJsonLines) {
  const std::string queries = folder_.Write(
      "q.jsonl", "{\"id\":\"a\",\"query\":\"caspian\"}\n{\"id\":7,\"query\":\"kuryk\"}\n{\"query\":\"nothinghere\"}\n");
  const CommandResult result = Run({"--queries", queries, "--queries-format", "jsonl"});
  EXPECT_EQ(result.status, 0);
  const std::vector<Json> answers = Lines(result.out);
  ASSERT_EQ(answers.size(), 3U);
  EXPECT_EQ(answers[0]["id"], "a");
  EXPECT_EQ(answers[1]["id"], 7);
  EXPECT_FALSE(answers[2].contains("id"));
}

TEST_F(QueryTest, ABadRequestIsAnsweredInItsPlace) {
  const std::string queries =
      folder_.Write("q.jsonl",
                    "{\"id\":1,\"query\":\"caspian\"}\n{\"id\":2}\nnot json\n\n[1]\n{\"id\":{},\"query\":\"a\"}\n"
                    "{\"id\":\"x\",\"query\":7}\n{\"id\":8,\"query\":\"a\",\"limit\":-1}\n"
                    "{\"id\":9,\"query\":\"a\",\"limt\":1}\n{\"id\":10,\"query\":\"a\",\"all\":1}\n"
                    "{\"id\":11,\"query\":\"caspian\"}\n" +
                        std::string(5000, '[') + "\n{\"id\":13,\"query\":\"caspian\"}\n");
  const CommandResult result = Run({"--queries", queries, "--queries-format", "jsonl"});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.err, "");
  const std::vector<Json> answers = Lines(result.out);
  ASSERT_EQ(answers.size(), 13U);
  for (size_t i = 0; i < answers.size(); ++i) {
    EXPECT_EQ(answers[i]["format_version"], 1);
    const bool good = i == 0 || i == 10 || i == 12;
    EXPECT_EQ(answers[i].contains("hits"), good) << i;
    ASSERT_EQ(answers[i].contains("error"), !good) << i;
    if (good) continue;
    EXPECT_EQ(answers[i]["error"]["code"], "usage");
    EXPECT_THAT(std::string(answers[i]["error"]["message"]), ::testing::StartsWith("line " + std::to_string(i + 1)));
  }
  EXPECT_EQ(answers[1]["id"], 2);
  EXPECT_EQ(answers[6]["id"], "x");
  EXPECT_FALSE(answers[5].contains("id"));
  EXPECT_THAT(std::string(answers[8]["error"]["message"]), HasSubstr("\"limt\""));
  const CommandResult trec = Run({"--queries", queries, "--queries-format", "jsonl", "--format", "trec"});
  EXPECT_EQ(trec.status, 0);
  EXPECT_THAT(trec.err, HasSubstr("q.jsonl, line 2: the request has no \"query\""));
  EXPECT_THAT(trec.out, HasSubstr("\n13 Q0 "));
}

TEST_F(QueryTest, ALineBeyondTheBoundIsAnsweredInItsPlace) {
  const std::string word(1 << 20, 'x');
  const std::string queries = folder_.Write("q.txt", word + "\n" + word + "y\ncaspian\n");
  const std::vector<Json> answers = Lines(Run({"--queries", queries}).out);
  ASSERT_EQ(answers.size(), 3U);
  EXPECT_EQ(answers[0]["total"], 0);
  EXPECT_EQ(answers[1]["error"]["message"], "line 2: the line has more than 1048576 bytes");
  EXPECT_GT(answers[2]["total"], 0);
  const std::string requests =
      folder_.Write("q.jsonl", "{\"query\":\"" + word + "\"}\n{\"id\":2,\"query\":\"caspian\"}\n");
  const std::vector<Json> replies = Lines(Run({"--queries", requests, "--queries-format", "jsonl"}).out);
  ASSERT_EQ(replies.size(), 2U);
  EXPECT_EQ(replies[0]["error"]["message"], "line 1: the line has more than 1048576 bytes");
  EXPECT_EQ(replies[1]["id"], 2);
}

// trec_eval takes the lines of one id for one list, in which a document may stand once.
TEST_F(QueryTest, ARunHasEachQueryAndEachDocumentOnce) {
  const std::string index = elsewhere_ / "split.idx";
  const std::string articles = elsewhere_.Write(
      "a.jsonl", "{\"id\":\"d1\",\"text\":\"A ferry.\\n\\nFerry, ferry.\"}\n{\"id\":\"d2\",\"text\":\"A ferry.\"}\n");
  ASSERT_EQ(RunIndexer({"--quiet", "--split", "-i", index, articles}).status, 0);
  const std::string queries = folder_.Write("q.jsonl",
                                            "{\"id\":\"a\",\"query\":\"ferry\"}\n{\"query\":\"ferry\"}\n"
                                            "{\"id\":\"a\",\"query\":\"ferries\"}\n");
  const CommandResult run =
      RunSearcher({"-i", index, "--queries", queries, "--queries-format", "jsonl", "--format", "trec"});
  EXPECT_EQ(run.status, 0);
  EXPECT_THAT(run.err, HasSubstr("q.jsonl, line 3: the id 'a' is that of an earlier line"));
  std::istringstream lines(run.out);
  std::vector<std::string> seen;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream fields(line);
    std::string query;
    std::string constant;
    std::string document;
    fields >> query >> constant >> document;
    seen.push_back(query + " " + document);
  }
  std::sort(seen.begin(), seen.end());
  EXPECT_EQ(seen, (std::vector<std::string>{"2 d1", "2 d2", "a d1", "a d2"}));
}

// So no article is taken for a copy of another.
TEST_F(QueryTest, ARunNamesArticlesWithoutAnIdByTheirLine) {
  const std::string index = elsewhere_ / "lines.idx";
  const std::string article = "{\"text\":\"A ferry.\\n\\nFerry, ferry.\"}\n";
  const std::string path = elsewhere_.Write("a.jsonl", article + "\n" + article);
  BuildIndexOf(index, {path}, {"--split"});
  const std::string run = RunSearcher({"-i", index, "--format", "trec", "ferry"}).out;
  for (const char* document : {":1#1", ":1#2", ":3#1", ":3#2"}) {
    EXPECT_THAT(run, HasSubstr(" Q0 " + path + document + " ")) << run;
  }
}

TEST_F(QueryTest, AQueryBeyondTheBoundIsAnsweredInItsPlace) {
  const std::string queries = folder_.Write("q.txt", "nothinghere\ncaspian\nnothinghere\n");
  const CommandResult result = Run({"--queries", queries, "--max-postings", "1"});
  EXPECT_EQ(result.status, 0);
  const std::vector<Json> answers = Lines(result.out);
  ASSERT_EQ(answers.size(), 3U);
  EXPECT_EQ(answers[1]["error"]["code"], "usage");
  EXPECT_EQ(answers[2]["total"], 0);
}

TEST_F(QueryTest, WhatALineOfQueriesIsIsFoundOutOrRemarked) {
  constexpr const char* kJson = R"({"id":"a","query":"kuryk"})";
  // All in braces: JSON. On standard input, and among others: words, and that is said.
  const std::string objects = folder_.Write("q.jsonl", std::string(kJson) + "\n" + R"({"query":"aktau"})" + "\n");
  EXPECT_EQ(Lines(Run({"--queries", objects}).out).at(0)["id"], "a");
  const std::string mixed = folder_.Write("mixed", std::string(kJson) + "\nkuryk\n");
  std::vector<Json> answers = Lines(Run({"--queries", mixed}).out);
  EXPECT_EQ(answers.at(0)["warnings"][0], "the line was read as words; as JSON it is read with --queries-format jsonl");
  EXPECT_EQ(answers.at(1)["warnings"], Json::array());
  Command from_input = SearcherCommand({"-i", index_, "--queries", "-"});
  from_input.input = std::string(kJson) + "\n";
  answers = Lines(RunCommand(from_input).out);
  EXPECT_THAT(answers.at(0)["warnings"][0].get<std::string>(), HasSubstr("--queries-format jsonl"));

  // A line without a tab does not make words of the ids of the others.
  const std::string table = folder_.Write("q.tsv", "a\tkuryk\nferry port\nb\taktau\n");
  answers = Lines(Run({"--queries", table}).out);
  EXPECT_EQ(answers.at(0)["id"], "a");
  EXPECT_EQ(answers.at(1)["id"], nullptr);
  EXPECT_EQ(answers.at(1)["query"], "ferry port");
  EXPECT_EQ(answers.at(1)["warnings"][0], "no tab is in the line, so all of it was read as the query");
  const CommandResult run = Run({"--queries", table, "--format", "trec"});
  EXPECT_EQ(run.err, "searcher: " + table + ", line 2: no tab is in the line, so all of it was read as the query\n");
  EXPECT_THAT(run.out, HasSubstr("\n2 Q0 "));
}

TEST_F(QueryTest, Tables) {
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

TEST_F(QueryTest, OneTableOfManyQueries) {
  const std::string queries = folder_.Write("q.tsv", "first\tcaspian\nsecond\tkurik\nthird\t+\nfourth\tkuryk\n");
  const CommandResult usual = Run({"--format", "tsv", "--queries", queries, "-n", "1"});
  EXPECT_EQ(usual.status, 0);
  EXPECT_THAT(usual.out, StartsWith("query_id\trank\tscore\tpath\tkind\tline\tbegin\tend\tsnippet\nfirst\t1\t"));
  EXPECT_THAT(usual.out, HasSubstr("\nfourth\t1\t"));
  EXPECT_EQ(std::count(usual.out.begin(), usual.out.end(), '\n'), 3);
  EXPECT_THAT(usual.err, HasSubstr("q.tsv, line 2: no paragraph matches: kurik; did you mean: kuryk\n"));
  EXPECT_THAT(usual.err, HasSubstr("q.tsv, line 3: there is no word in the query\n"));

  Command command = SearcherCommand({"-i", index_, "--format", "tsv", "--fields", "line,query,query_id", "-n", "1",
                                     "--queries-format", "jsonl", "--queries", "-"});
  command.input = "{\"query\":\"kuryk\"}\nnot json\n{\"id\":7,\"query\":\"railways\"}\n";
  const CommandResult chosen = RunCommand(command);
  EXPECT_EQ(chosen.status, 0);
  EXPECT_EQ(chosen.out, "line\tquery\tquery_id\n15\tkuryk\t1\n3\trailways\t7\n") << "without an id the line's number";
  EXPECT_THAT(chosen.err, StartsWith("searcher: standard input, line 2: "));

  command.input = "";
  EXPECT_EQ(RunCommand(command).out, "line\tquery\tquery_id\n");
}

TEST_F(QueryTest, LinesForEditors) {
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

TEST_F(QueryTest, APageForABrowser) {
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

TEST_F(QueryTest, WordsThatWereAddedAreInJson) {
  EXPECT_FALSE(Search({"--expand", "kuryk"}).at("expansion").empty());
  EXPECT_FALSE(Search({"kuryk"}).contains("expansion"));
}

TEST_F(QueryTest, FieldsOfJson) {
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

TEST_F(QueryTest, WrongFieldsAreUsage) {
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

TEST_F(QueryTest, ACountAsJson) {
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

TEST_F(QueryTest, ARunHasItsWarningsOnStandardError) {
  EXPECT_THAT(Run({"--format", "trec", "port kind:None"}).err, HasSubstr("searcher: there is no kind:None"));
  const std::string queries = folder_.Write("run.txt", "aktau\nport kind:None\n");
  EXPECT_THAT(Run({"--queries", queries, "--format", "trec"}).err,
              HasSubstr("searcher: " + queries + ", line 2: there is no kind:None"));
}

TEST_F(QueryTest, WhatAFormatHasNoPlaceForIsUsage) {
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

TEST_F(QueryTest, ARequestHasItsOwnPageAndMode) {
  const std::string queries = folder_.Write("q.jsonl",
                                            "{\"query\":\"caspian port\"}\n"
                                            "{\"query\":\"caspian port\",\"limit\":1,\"offset\":1}\n"
                                            "{\"query\":\"caspian nothinghere\",\"all\":true}\n"
                                            "{\"query\":\"caspian nothinghere\",\"all\":false}\n");
  const std::vector<Json> answers = Lines(Run({"--queries", queries, "--queries-format", "jsonl"}).out);
  ASSERT_EQ(answers.size(), 4U);
  ASSERT_GT(answers[0]["hits"].size(), 1U);
  ASSERT_EQ(answers[1]["hits"].size(), 1U);
  EXPECT_EQ(answers[1]["hits"][0], answers[0]["hits"][1]);
  EXPECT_EQ(answers[2]["total"], 0);
  EXPECT_GT(answers[3]["total"], 0);
}

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
