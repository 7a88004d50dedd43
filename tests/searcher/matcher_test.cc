#include "searcher/matcher.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "corpus/error.h"
#include "searcher/hit.h"
#include "searcher/query_parser.h"
#include "tests/support/fake_vocabulary.h"

namespace article_search {
namespace {

std::string Marked(const std::string& text, const std::vector<Match>& matches) {
  std::string out;
  uint64_t at = 0;
  for (const Range& range : ToRanges<Range>(matches)) {
    out += text.substr(at, range.begin - at) + "<" + text.substr(range.begin, range.end - range.begin) + ">";
    at = range.end;
  }
  return out + text.substr(at);
}

class MatcherTest : public testing::Test {
 protected:
  // Every word and acronym is taken to be in the index.
  QueryNode Parse(const std::string& query) {
    QueryParser parser({language_}, &vocabulary_, QueryOptions());
    return parser.Parse(query);
  }
  // The text with what matched in <>; "no: " before it where it does not match.
  std::string Mark(const QueryNode& query, const std::string& text, const std::string& heading = "") {
    Matcher matcher(query, &analyses_);
    const ParagraphMatch match = matcher.MatchParagraph({text, heading, {}, "", false, {}}, language_);
    std::string out = (match.matches ? "" : "no: ") + Marked(text, match.body);
    if (!heading.empty()) out += " | " + Marked(heading, match.nearest_heading);
    return out;
  }
  std::string Mark(const std::string& query, const std::string& text, const std::string& heading = "") {
    return Mark(Parse(query), text, heading);
  }

  Analyzer analyzer_{"english"};
  TermMaker terms_{"english"};
  QueryLanguage language_{"english", &analyzer_, &terms_};
  FakeVocabulary vocabulary_;
  TextAnalyses analyses_;
};

TEST_F(MatcherTest, MarksWhatMatches) {
  const struct {
    const char* query;
    const char* text;
    const char* marked;
  } rows[] = {
      {"ship", "Ships ship shipping; a spaceship.", "<Ships> <ship> <shipping>; a spaceship."},
      {"port", "no such word", "no: no such word"},
      {"port", "", "no: "},
      {"zurich", "In Zürich’s old town", "In <Zürich’s> old town"},
      {"24000", "Uranium: 24,000 tons", "Uranium: <24,000> tons"},
      {"the port", "The port of the sea", "The <port> of the sea"},
      {"the", "The port of the sea", "<The> port of <the> sea"},
      {"ship port", "The ship in the port", "The <ship> in the <port>"},
      // phrases: one range, and nothing of them apart
      {"\"belt and road\"", "Belt, and\nroad; the belt and the road", "<Belt, and\nroad>; the belt and the road"},
      {"\"to to\"", "to to to", "<to to to>"},
      {"\"big ship\" port", "ship big ships port", "ship <big ships> <port>"},
      {"\"big ship\"", "big, slow ship", "no: big, slow ship"},
      // compounds
      {"multi-vector", "Multi-vector, multivector, multi vector; vector multi",
       "<Multi-vector>, <multivector>, <multi vector>; vector multi"},
      {"multivector", "A multi-vector plan", "A <multi-vector> plan"},
      {"vector", "A multi-vector plan", "A multi-<vector> plan"},
      {"\"multivector plan\"", "A multi-vector plan", "A <multi-vector plan>"},
      {"\"a multivector\"", "A multi-vector plan", "<A multi-vector> plan"},
      {"\"multi vector plan\"", "A multivector plan", "A <multivector plan>"},
      // acronyms
      {"US", "The U.S. and us", "The <U.S.> and us"},
      {"us", "The U.S. and us", "The <U.S.> and <us>"},
      {"\"the US\"", "the us, The US, the U.S.", "the us, <The US>, <the U.S.>"},
      // overlaps become one range
      {"vector multi-vector", "A multi-vector plan", "A <multi-vector> plan"},
      {"\"one two\" \"two three\"", "one two three", "<one two three>"},
      {"\"two three\" two", "two three two", "<two three> <two>"},
      {"日本", "日本語の日本", "日本語の<日本>"},
  };
  for (const auto& row : rows) EXPECT_EQ(Mark(row.query, row.text), row.marked) << row.query << " in " << row.text;
}

TEST_F(MatcherTest, TheNearestHeadingMatchesToo) {
  EXPECT_EQ(Mark("port", "Ships here.", "The Port"), "Ships here. | The <Port>");
  EXPECT_EQ(Mark("port ship", "Ships here.", "The Port"), "<Ships> here. | The <Port>");
  EXPECT_EQ(Mark("\"port ships\"", "ships here", "The port"), "no: ships here | The port")
      << "a phrase does not reach from one into the other";
}

TEST_F(MatcherTest, AndMarksOnlyWhereAllMatch) {
  QueryNode both = Parse("ship port");
  both.type = QueryNode::Type::kAnd;
  EXPECT_EQ(Mark(both, "a ship in port"), "a <ship> in <port>");
  EXPECT_EQ(Mark(both, "a ship"), "no: a ship");
  EXPECT_EQ(Mark(both, "a ship", "Port"), "a <ship> | <Port>");
  QueryNode tree;
  tree.type = QueryNode::Type::kOr;
  tree.children = {both, Parse("sea")};
  EXPECT_EQ(Mark(tree, "a ship at sea"), "a ship at <sea>") << "nothing from under a branch that does not match";
  EXPECT_EQ(Mark(QueryNode(), "a ship"), "no: a ship");
}

TEST_F(MatcherTest, LeavesAreNumberedInOrder) {
  const QueryNode query = Parse("ship \"big port\" sea");
  Matcher matcher(query, &analyses_);
  const ParagraphMatch match = matcher.MatchParagraph({"sea, big port, ship", "", {}, "", false, {}}, language_);
  ASSERT_EQ(match.body.size(), 3U);
  EXPECT_EQ(match.body[0].leaf, 2U);
  EXPECT_EQ(match.body[1].leaf, 1U);
  EXPECT_EQ(match.body[2].leaf, 0U);
  EXPECT_EQ(match.text->tokens.size(), 4U);
}

// What was analysed for one query serves the next one, which asks for other terms; also once so much was read that no
// more is kept, and after everything was forgotten.
TEST_F(MatcherTest, AnalysesServeManyQueries) {
  const std::string filler(300'000, '.');
  for (int turn = 0; turn < 6; ++turn) {
    analyses_.Trim();
    EXPECT_EQ(Mark("ship", "a ship in the port", "Seas"), "a <ship> in the port | Seas");
    EXPECT_EQ(Mark("port seas", "a ship in the port", "Seas"), "a ship in the <port> | <Seas>");
    EXPECT_EQ(Mark("\"the US\"", "it helps us; the US"), "it helps us; <the US>");
    const std::string text = std::to_string(turn) + filler;
    EXPECT_EQ(Mark("ship", text + " ships", "Seas"), text + " <ships> | Seas");
  }
}

TEST_F(MatcherTest, ATreeThatHasChangedIsAnError) {
  QueryNode query = Parse("ship");
  Matcher matcher(query, &analyses_);
  const std::vector<Sequence> before = std::exchange(query.sequences, Parse("ship port sea").children.back().sequences);
  EXPECT_THROW(matcher.MatchParagraph({"a ship", "", {}, "", false, {}}, language_), Error);
}

TEST_F(MatcherTest, OneMatcherServesManyParagraphs) {
  const QueryNode query = Parse("ship");
  Matcher matcher(query, &analyses_);
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(matcher.MatchParagraph({"a ship", "", {}, "", false, {}}, language_).matches);
    EXPECT_FALSE(matcher.MatchParagraph({"a port", "", {}, "", false, {}}, language_).matches);
  }
}

}  // namespace
}  // namespace article_search
