#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "searcher/formatter.h"

namespace article_search {
namespace {

using Json = nlohmann::ordered_json;

std::string Slice(const std::string& text, const Json& range) {
  const size_t begin = range["begin"].get<size_t>();
  return text.substr(begin, range["end"].get<size_t>() - begin);
}

// The text of the first block of `language` in docs/output-schema.md.
std::string DocumentedBlock(const std::string& language) {
  std::ifstream in(TEST_SOURCE_DIR "/docs/output-schema.md");
  std::stringstream page;
  page << in.rdbuf();
  const std::string text = page.str();
  const std::string fence = "\n```" + language + "\n";
  const size_t begin = text.find(fence);
  if (begin == std::string::npos) return "";
  const size_t block = begin + fence.size();
  return text.substr(block, text.find("```\n", block) - block);
}

SearchResult DocumentedResult() {
  Hit hit;
  hit.rank = 1;
  hit.score = 2.75;
  hit.path = "ports.txt";
  hit.title = {"Ports of the Caspian Sea", {}};
  hit.headings = {{"Aktau", {{0, 5}}}};
  hit.paragraph = 3;
  hit.line = 5;
  hit.column = 1;
  hit.begin = 38;
  hit.end = 126;
  hit.text = "Aktau is the only seaport of the country.\nShips – tankers, ferries – leave for Baku.";
  hit.snippets = {{"Aktau is the only seaport of the country. Ships – tankers, ferries – leave for Baku.", {}}};
  hit.snippets[0].highlights = {{0, 5}, {83, 87}};
  hit.matches = {{{38, 43}, 0, 5, 1}, {{121, 125}, 79, 6, 42}};
  SearchResult result;
  result.query = "aktau baku";
  result.interpretation = "aktau OR baku";
  result.total = 1;
  result.hits = {hit};
  return result;
}

TEST(FormatJson, PrintsTheDocumentedExample) { EXPECT_EQ(FormatJson(DocumentedResult()), DocumentedBlock("json")); }

TEST(FormatJson, TheDocumentedExampleIsTrueOfItsFile) {
  const std::string file = DocumentedBlock("text");
  const Json hit = Json::parse(DocumentedBlock("json"))["hits"][0];
  EXPECT_EQ(Slice(file, hit), hit["text"]);
  EXPECT_EQ(Slice(file, hit["matches"][0]), "Aktau");
  EXPECT_EQ(Slice(file, hit["matches"][1]), "Baku");
  EXPECT_EQ(Slice(hit["snippet"]["text"], hit["snippet"]["highlights"][1]), "Baku");
  EXPECT_EQ(Slice(hit["headings"][0], hit["heading_highlights"][0][0]), "Aktau");
}

TEST(FormatJson, DocumentsEveryKey) {
  std::ifstream in(TEST_SOURCE_DIR "/docs/output-schema.md");
  std::stringstream page;
  page << in.rdbuf();
  SearchResult result = DocumentedResult();
  result.hits[0].id = "17";
  result.hits[0].path = "\xFF";
  result.hits[0].snippets.push_back({"more", {}});
  result.hits[0].shares = {{{"aktau", "body", 1.5}}};
  result.hits[0].context = HitContext{{}, {Neighbour()}};
  result.expansion = {"port"};
  result.meanings = {{"aktau", false, {"aktau"}, {}}};
  const Json object = Json::parse(FormatJson(result));
  for (const Json& part :
       {object, object["hits"][0], object["hits"][0]["snippet"], object["hits"][0]["score_shares"][0],
        object["hits"][0]["context"], object["hits"][0]["context"]["after"][0], object["explanation"][0]}) {
    for (const auto& item : part.items()) {
      EXPECT_NE(page.str().find("`" + item.key() + "`"), std::string::npos) << item.key();
    }
  }
}

TEST(FormatJson, NoHits) {
  SearchResult result;
  result.query = "diplomcy";
  result.interpretation = "diplomcy";
  result.suggestion = "diplomacy";
  EXPECT_EQ(FormatJson(result),
            R"({"format_version":1,"query":"diplomcy","interpretation":"diplomcy","suggestion":"diplomacy","total":0,)"
            R"("total_exact":true,"hits":[],"warnings":[]})"
            "\n");
}

TEST(FormatJson, IsTheSameInTheRoomOfAnotherAnswer) {
  SearchResult none;
  const std::string expected = FormatJson(none);
  EXPECT_EQ(FormatJson(none, {}, FormatJson(DocumentedResult())), expected);
  EXPECT_EQ(FormatJson(DocumentedResult(), {}, expected), FormatJson(DocumentedResult()));
}

TEST(FormatJson, CountsAndWarnings) {
  SearchResult result;
  result.query = "a \"b";
  result.total = 1000;
  result.total_exact = false;
  result.warnings = {"a quote was closed", "second"};
  EXPECT_EQ(
      FormatJson(result),
      R"({"format_version":1,"query":"a \"b","interpretation":"","suggestion":null,"total":1000,"total_exact":false,"hits":[],)"
      R"("warnings":["a quote was closed","second"]})"
      "\n");
}

std::vector<std::string> Keys(const Json& object) {
  std::vector<std::string> keys;
  for (const auto& item : object.items()) keys.push_back(item.key());
  return keys;
}

TEST(FormatJson, KeysHaveOneOrder) {
  const std::vector<std::string> result_keys = {"format_version", "query",       "interpretation", "suggestion",
                                                "total",          "total_exact", "hits",           "warnings"};
  const std::vector<std::string> hit_keys = {"rank",        "score",
                                             "tier",        "path",
                                             "title",       "title_highlights",
                                             "headings",    "heading_highlights",
                                             "kind",        "paragraph",
                                             "line",        "column",
                                             "begin",       "end",
                                             "offset_base", "text",
                                             "snippet",     "matches",
                                             "also"};
  const Json plain = Json::parse(FormatJson(DocumentedResult()));
  EXPECT_EQ(Keys(plain), result_keys);
  EXPECT_EQ(Keys(plain["hits"][0]), hit_keys);

  SearchResult full = DocumentedResult();
  full.hits[0].id = "17";
  full.hits[0].path = "a\xFF";
  full.hits[0].snippets.push_back({"more", {{0, 4}}});
  full.hits[0].shares = {{{"aktau", "body", 1.5}}};
  full.hits[0].context = HitContext();
  const std::vector<std::string> full_keys = {"rank",        "score",
                                              "tier",        "path",
                                              "path_bytes",  "id",
                                              "title",       "title_highlights",
                                              "headings",    "heading_highlights",
                                              "kind",        "paragraph",
                                              "line",        "column",
                                              "begin",       "end",
                                              "offset_base", "text",
                                              "snippet",     "snippets",
                                              "matches",     "also",
                                              "context",     "score_shares"};
  EXPECT_EQ(Keys(Json::parse(FormatJson(full))["hits"][0]), full_keys);
  EXPECT_EQ(JsonFields(), full_keys) << "what --fields knows";
}

TEST(FormatJson, CopiesAndSnippets) {
  SearchResult result = DocumentedResult();
  Hit& hit = result.hits[0];
  hit.tier = 2;
  hit.kind = ParagraphKind::kCaption;
  hit.also = {{9, 40, 1, 700, 788}, {11, 44, 3, uint64_t{1} << 40, (uint64_t{1} << 40) + 88, {{"Alpha", {{0, 5}}}}}};
  hit.snippets.push_back({"second one", {{0, 6}, {7, 10}}});
  const Json object = Json::parse(FormatJson(result))["hits"][0];
  EXPECT_EQ(object["tier"], 2);
  EXPECT_EQ(object["kind"], "caption");
  EXPECT_EQ(object["also"].dump(),
            R"([{"paragraph":9,"line":40,"column":1,"begin":700,"end":788,"headings":[],"heading_highlights":[]},)"
            R"({"paragraph":11,"line":44,"column":3,"begin":1099511627776,"end":1099511627864,"headings":["Alpha"],)"
            R"("heading_highlights":[[{"begin":0,"end":5}]]}])");
  ASSERT_EQ(object["snippets"].size(), 2U);
  EXPECT_EQ(object["snippets"][0], object["snippet"]);
  EXPECT_EQ(object["snippets"][1].dump(),
            R"({"text":"second one","highlights":[{"begin":0,"end":6},{"begin":7,"end":10}]})");
}

TEST(FormatJson, ContextWhereItWasAskedFor) {
  SearchResult result = DocumentedResult();
  EXPECT_FALSE(Json::parse(FormatJson(result))["hits"][0].contains("context"));
  result.hits[0].context = HitContext{{}, {{4, ParagraphKind::kList, 8, 3, 128, 140, {"Aktau"}, "- a\n- b", "- a"}}};
  EXPECT_EQ(Json::parse(FormatJson(result))["hits"][0]["context"],
            Json::parse(R"({"before":[],"after":[{"headings":["Aktau"],"kind":"list","paragraph":4,"line":8,)"
                        R"("column":3,"begin":128,"end":140,"text":"- a\n- b"}]})"));
}

TEST(FormatJson, AHitWithoutTitleHeadingsOrSnippet) {
  SearchResult result = DocumentedResult();
  result.hits[0].title = {};
  result.hits[0].headings.clear();
  result.hits[0].snippets.clear();
  const Json object = Json::parse(FormatJson(result))["hits"][0];
  EXPECT_EQ(object["title"], "");
  EXPECT_EQ(object["title_highlights"], Json::array());
  EXPECT_EQ(object["headings"], Json::array());
  EXPECT_EQ(object["heading_highlights"], Json::array());
  EXPECT_EQ(object["snippet"].dump(), R"({"text":"","highlights":[]})");
}

TEST(FormatJson, IllFormedQueryAndPath) {
  SearchResult result = DocumentedResult();
  result.query = "a\xFF\xE2\x82z";
  result.hits[0].path = "x\xFF.txt";
  const Json object = Json::parse(FormatJson(result));
  EXPECT_EQ(object["query"], "a\uFFFD\uFFFDz");
  EXPECT_EQ(object["hits"][0]["path"], "x\uFFFD.txt");
  EXPECT_EQ(object["hits"][0]["path_bytes"], "78ff2e747874");
}

TEST(FormatJson, HighlightsAreOfTheStringAsPrinted) {
  SearchResult result = DocumentedResult();
  Hit& hit = result.hits[0];
  hit.title = {"a\xFF\xE6\x97 port\xFF", {{5, 9}}};
  hit.headings = {{"\xFFport", {{0, 5}}}, {"port", {{0, 4}}}};
  hit.snippets = {{"\xF0\x9F port", {{3, 7}}}};
  const Json object = Json::parse(FormatJson(result))["hits"][0];
  EXPECT_EQ(Slice(object["title"], object["title_highlights"][0]), "port");
  EXPECT_EQ(Slice(object["headings"][0], object["heading_highlights"][0][0]), "\uFFFDport");
  EXPECT_EQ(Slice(object["headings"][1], object["heading_highlights"][1][0]), "port");
  EXPECT_EQ(Slice(object["snippet"]["text"], object["snippet"]["highlights"][0]), "port");
}

// Whatever stands in an article, the line is one line that a terminal survives, and parses back to the same text.
TEST(FormatJson, HostileTextIsEscapedAndComesBack) {
  const std::string hostile =
      "\x1B[31m\x1B]0;title\a \r\n\t\u0085\u009B2J \u202Etxt\u2066 \u2028 \uFEFF \x7F \"\\ </script>";
  SearchResult result = DocumentedResult();
  result.query = hostile;
  result.warnings = {hostile};
  Hit& hit = result.hits[0];
  hit.id = hit.path = hit.text = hostile;
  hit.title = {hostile, {{0, 1}}};
  hit.headings = {{hostile, {}}};
  hit.snippets = {{hostile, {}}};
  const std::string line = FormatJson(result);
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  for (const char* forbidden :
       {"\x1B", "\a", "\r", "\t", "\x7F", "\u0085", "\u009B", "\u202E", "\u2066", "\u2028", "\uFEFF"}) {
    EXPECT_EQ(line.find(forbidden), std::string::npos) << Json(forbidden).dump(-1, ' ', true);
  }
  const Json object = Json::parse(line);
  EXPECT_EQ(object["query"], hostile);
  EXPECT_EQ(object["warnings"][0], hostile);
  for (const char* key : {"id", "path", "text", "title"}) EXPECT_EQ(object["hits"][0][key], hostile) << key;
  EXPECT_EQ(object["hits"][0]["headings"][0], hostile);
  EXPECT_EQ(object["hits"][0]["snippet"]["text"], hostile);
}

TEST(FormatJson, ScoresComeBackAsTheyWere) {
  for (const double score : {0.0, 0.1, 2.75, 12.345678901234567, 1e-300}) {
    SearchResult result = DocumentedResult();
    result.hits[0].score = score;
    EXPECT_EQ(Json::parse(FormatJson(result))["hits"][0]["score"].get<double>(), score);
  }
}

}  // namespace
}  // namespace article_search
