// Many queries from one stream.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "tests/end_to_end/query_fixture.h"

namespace article_search {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

using BatchTest = QueryTest;

std::vector<Json> Lines(const std::string& text) {
  std::vector<Json> lines;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = text.find('\n', begin);
    lines.push_back(Json::parse(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return lines;
}

TEST_F(BatchTest, AFileOfQueriesMayBeAPipe) {
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
TEST_F(BatchTest, QueriesInUtf16AreRefused) {
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

// The spaced pairs of a word of a million letters would take a terabyte.
TEST_F(BatchTest, AnEndlessWordIsAnswered) {
  folder_.Write("queries.txt", std::string(1'000'000, 'a') + "\n");
  const CommandResult result = Run({"--queries", folder_ / "queries.txt"});
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("\"total\":0"));
}

TEST_F(BatchTest, QueriesAsJsonLines) {
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

TEST_F(BatchTest, ABadRequestIsAnsweredInItsPlace) {
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

TEST_F(BatchTest, ALineBeyondTheBoundIsAnsweredInItsPlace) {
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

TEST_F(BatchTest, AQueryBeyondTheBoundIsAnsweredInItsPlace) {
  const std::string queries = folder_.Write("q.txt", "nothinghere\ncaspian\nnothinghere\n");
  const CommandResult result = Run({"--queries", queries, "--max-postings", "1"});
  EXPECT_EQ(result.status, 0);
  const std::vector<Json> answers = Lines(result.out);
  ASSERT_EQ(answers.size(), 3U);
  EXPECT_EQ(answers[1]["error"]["code"], "usage");
  EXPECT_EQ(answers[2]["total"], 0);
}

TEST_F(BatchTest, WhatALineOfQueriesIsIsFoundOutOrRemarked) {
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

TEST_F(BatchTest, ARequestHasItsOwnPageAndMode) {
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

TEST_F(BatchTest, OneTableOfManyQueries) {
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

// trec_eval takes the lines of one id for one list, in which a document may stand once.
TEST_F(BatchTest, ARunHasEachQueryAndEachDocumentOnce) {
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

TEST_F(BatchTest, ARunHasItsWarningsOnStandardError) {
  EXPECT_THAT(Run({"--format", "trec", "port kind:None"}).err, HasSubstr("searcher: there is no kind:None"));
  const std::string queries = folder_.Write("run.txt", "aktau\nport kind:None\n");
  EXPECT_THAT(Run({"--queries", queries, "--format", "trec"}).err,
              HasSubstr("searcher: " + queries + ", line 2: there is no kind:None"));
}

}  // namespace
}  // namespace article_search
