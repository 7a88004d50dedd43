// What is beyond a bound of the query language.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "searcher/query_text.h"
#include "tests/searcher/query_tree.h"

namespace article_search {
namespace {

// What is beyond a bound is left out and said once, and what is left reads as itself.
class QueryBoundsTest : public QueryParserTest {
 protected:
  // The tree, which what it is written as has, too.
  QueryNode Cut(const std::string& query, const std::string& warning) {
    QueryNode tree = Tree(query);
    EXPECT_EQ(warnings_.size(), 1U) << query.substr(0, 80);
    const std::string said = warnings_.empty() ? "" : warnings_[0];
    EXPECT_NE(said.find(warning), std::string::npos) << said;
    EXPECT_EQ(ToText(Tree(ToQueryText(tree))), ToText(tree)) << query.substr(0, 80);
    EXPECT_EQ(warnings_, std::vector<std::string>()) << ToQueryText(tree);
    return tree;
  }
  // "w0 w1 …", with `between` for the space.
  static std::string Words(size_t count, const std::string& between = " ") {
    std::string words;
    for (size_t i = 0; i < count; ++i) words += (i > 0 ? between : "") + "w" + std::to_string(i);
    return words;
  }
};

TEST_F(QueryBoundsTest, APhraseHasItsFirstWords) {
  for (const auto& [before, between, behind] : std::vector<std::array<std::string, 3>>{{"\"", " ", "\""},
                                                                                       {"\"", " ", "\"~3"},
                                                                                       {"\"", ", (", "\""},
                                                                                       {"=\"", " ", "\""},
                                                                                       {"", "-", ""},
                                                                                       {"", "/", ""}}) {
    const QueryNode tree = Cut(before + Words(3000, between) + behind, "more than 100 words");
    ASSERT_EQ(tree.type, QueryNode::Type::kLeaf);
    EXPECT_EQ(tree.sequences[0].size(), kMaxPhraseWords);
    EXPECT_EQ(ToText(Tree(before + Words(kMaxPhraseWords, between) + behind)), ToText(tree));
    EXPECT_EQ(warnings_, std::vector<std::string>()) << "as many as there may be";
  }
}

TEST_F(QueryBoundsTest, APhraseIsNotCutWithinAWildcard) {
  vocabulary_.words = {{"port", 9}, {"ports", 5}};
  const QueryNode tree = Cut("\"" + Words(kMaxPhraseWords - 1) + " por* port\"", "more than 100 words");
  EXPECT_EQ(ToText(tree), ToText(Tree("\"" + Words(kMaxPhraseWords - 1) + "\"")));
}

TEST_F(QueryBoundsTest, PhrasesHaveSoManyWordsTogether) {
  std::string phrases;
  for (size_t i = 0; i <= kMaxWords / kMaxPhraseWords; ++i) {
    phrases += "\"p" + std::to_string(i) + " " + Words(kMaxPhraseWords - 1) + "\" ";
  }
  EXPECT_EQ(Cut(phrases, "more than 10000 words in them").children.size(), kMaxWords / kMaxPhraseWords);
}

TEST_F(QueryBoundsTest, NearStandsBetweenTwenty) {
  const QueryNode tree = Cut(Words(300, " NEAR "), "NEAR stands between more than 20 words");
  EXPECT_EQ(ToText(tree), ToText(Tree(Words(kMaxNear, " NEAR "))));
  EXPECT_EQ(ToText(Cut(Words(kMaxNear, " NEAR ") + " NEAR =\"Big Port\" ship", "NEAR stands")),
            ToText(Tree(Words(kMaxNear, " NEAR ") + " ship")));
}

TEST_F(QueryBoundsTest, SoManyWordsStandForOthers) {
  std::string wildcards;
  std::string fuzzy;
  for (size_t i = 0; i <= kMaxExpanded; ++i) {
    wildcards += "w" + std::to_string(i) + "x* ";
    fuzzy += "word" + std::string(1, static_cast<char>('a' + i / 10)) + static_cast<char>('a' + i % 10) + "~ ";
  }
  EXPECT_EQ(Cut(wildcards, "more than 50 wildcards and fuzzy words").children.size(), kMaxExpanded);
  EXPECT_EQ(Cut(fuzzy, "more than 50 wildcards and fuzzy words").children.size(), kMaxExpanded);
  std::string same;
  for (size_t i = 0; i <= kMaxExpanded; ++i) same += "port* ";
  Tree(same);
  EXPECT_EQ(warnings_, std::vector<std::string>()) << "it is looked for once";
}

TEST_F(QueryBoundsTest, TheyStandForSoManyWords) {
  options_.max_expansions = 10'000;
  for (size_t i = 0; i < options_.max_expansions; ++i) vocabulary_.words["q" + std::to_string(i)] = 1;
  EXPECT_EQ(ToText(Cut("port NOT \"the q* q* q* q* q* q*\"", "they stand for more than 50000 words")),
            ToText(Tree("port")))
      << "and not what has no \"the\"";
  EXPECT_EQ(ToText(Cut("q* \"q* q* q* q*\" \"q* ship\" port", "they stand for")),
            ToText(Tree("q* \"q* q* q* q*\" port")));
}

TEST_F(QueryBoundsTest, SoManyPaths) {
  vocabulary_.paths = {"/w7/a.txt"};
  const std::string paths = "path:" + Words(kMaxPaths, " path:");
  const auto said = [&](const std::string& query) {
    Tree(query);
    return std::count_if(warnings_.begin(), warnings_.end(),
                         [](const std::string& line) { return line.find("more than 100 path:") != std::string::npos; });
  };
  EXPECT_EQ(said("ship " + paths), 0);
  EXPECT_EQ(said("ship " + paths + " path:x path:y NOT path:z"), 1);
  EXPECT_EQ(Parse("ship " + paths + " path:x path:y NOT path:z"), Parse("ship " + paths));
}

}  // namespace
}  // namespace article_search
