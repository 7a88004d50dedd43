// What --explain says: the shares of a score are the score, and the interpretation finds the same paragraphs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "indexer/index_builder.h"
#include "searcher/searcher.h"
#include "tests/support/temp_dir.h"

namespace article_search {
namespace {

using testing::HasSubstr;
using testing::Not;

class ExplanationTest : public testing::Test {
 protected:
  ExplanationTest() {
    BuildOptions options;
    options.index = folder_ / "a.idx";
    options.paths = {TEST_SOURCE_DIR "/corpus/articles"};
    BuildIndex(options);
    searcher_ = std::make_unique<Searcher>(options.index);
  }
  SearchResult Search(const std::string& query, bool expand = false) {
    SearchOptions options;
    options.expand = expand;
    options.limit = 1000;
    options.explain = true;
    return searcher_->Search(query, options);
  }

  TempDir folder_;
  std::unique_ptr<Searcher> searcher_;
};

const char* const kQueries[] = {
    "uranium",
    "russia china",
    "russia russia china",
    "+russia china",
    "russia -china",
    "russia AND (rail OR pipeline)",
    "(russia AND uranium) china",
    "\"belt and road\"",
    "\"belt road\"~1 china",
    "multi-vector diplomacy",
    "russia NEAR/5 china",
    "\"great power\" NEAR/9 neighbor",
    "multi* NEAR/3 polic*",
    "diplom* uranium",
    "\"great pow*\"",
    "kazakstan~",
    "=Union",
    "=\"Belt and Road\" =union",
    "title:diplomacy russia",
    "heading:russia body:china",
    "heading:faqs",
    "kind:table",
    "NOT china",
    "uranium OR NOT oil",
    "russia NOT china OR kind:table",
    "path:articles",
    "russia kind:list kind:table",
    "EAEU",
    "eurasian economic union",
    "+eurasian +economic +union",
    "US \"United States\"",
    "what is multi-vector diplomacy",
    "comment email",
};

TEST_F(ExplanationTest, TheSharesOfAScoreAreTheScore) {
  for (const char* query : kQueries) {
    for (const bool expand : {false, true}) {
      const SearchResult result = Search(query, expand);
      EXPECT_GT(result.total, 0U) << query;
      ASSERT_TRUE(result.meanings.has_value());
      for (const Hit& hit : result.hits) {
        ASSERT_TRUE(hit.shares.has_value()) << "of a score of 0, too";
        const double sum = std::accumulate(hit.shares->begin(), hit.shares->end(), 0.0,
                                           [](double so_far, const ScoreShare& share) { return so_far + share.score; });
        EXPECT_NEAR(sum, hit.score, 1e-6 * (1 + hit.score)) << query << ", line " << hit.line;
      }
    }
  }
}

TEST_F(ExplanationTest, TheSharesOfBigramsAreAmongThem) {
  folder_.Write("asia/ko.txt",
                "# 카자흐스탄의 외교\n\n카자흐스탄은 중앙아시아의 국가이다. 유라시아경제연합에 참여한다.\n\n"
                "우즈베키스탄은 카자흐스탄과 국경을 접한다.\n\n러시아와 중국은 이웃이다. 국경은 길다.\n");
  folder_.Write("asia/zh.txt", "中华人民共和国与哈萨克斯坦签署了协议。\n\n共和国的外交政策很重要。\n");
  BuildOptions options;
  options.index = folder_ / "asia.idx";
  options.paths = {folder_ / "asia"};
  BuildIndex(options);
  searcher_ = std::make_unique<Searcher>(options.index);
  size_t bigrams = 0;
  for (const char* query : {"카자흐스탄", "카자흐스탄에서 국경을", "국경 -러시아", "국경을 NEAR/9 카자흐스탄",
                            "\"중앙아시아의 국가\" 국경", "body:카자흐스탄 국경", "카자흐* 국경",
                            "공화국 중앙아시아 카자흐스탄", "共和国", "中华人民共和国 外交", "国境 共和国"}) {
    const SearchResult result = Search(query);
    EXPECT_GT(result.total, 0U) << query;
    for (const Hit& hit : result.hits) {
      double sum = 0;
      for (const ScoreShare& share : hit.shares.value()) {
        sum += share.score;
        bigrams += share.where == "bigrams" ? 1 : 0;
      }
      EXPECT_NEAR(sum, hit.score, 1e-6 * (1 + hit.score)) << query << ", line " << hit.line;
    }
  }
  EXPECT_GT(bigrams, 5U);
}

TEST_F(ExplanationTest, BigramsRankAndDoNotMatch) {
  folder_.Write("ko/a.txt",
                "우즈베키스탄은 국경이 길다.\n\n카자흐스탄은 국경이 길다.\n\n카자흐스탄산 우라늄의 국경이다.\n");
  BuildOptions options;
  options.index = folder_ / "ko.idx";
  options.paths = {folder_ / "ko"};
  BuildIndex(options);
  searcher_ = std::make_unique<Searcher>(options.index);
  const SearchResult word = Search("카자흐스탄의");
  ASSERT_EQ(word.total, 1U) << "not Uzbekistan for its last syllables";
  EXPECT_EQ(word.hits[0].line, 3U);
  const SearchResult both = Search("카자흐스탄 국경");
  ASSERT_EQ(both.total, 3U);
  EXPECT_EQ(both.hits[0].line, 3U);
  EXPECT_EQ(both.hits[1].line, 5U) << "Kazakhstan's, in another form, before Uzbekistan";
}

TEST_F(ExplanationTest, ExpansionAddsWordsOfTheBestParagraphs) {
  const SearchResult plain = Search("uranium");
  const SearchResult expanded = Search("uranium", true);
  EXPECT_TRUE(plain.expansion.empty());
  EXPECT_EQ(expanded.interpretation, plain.interpretation) << "what was typed";
  EXPECT_GT(expanded.total, plain.total);
  EXPECT_EQ(expanded.hits[0].line, plain.hits[0].line);
  EXPECT_NE(std::find(expanded.expansion.begin(), expanded.expansion.end(), "exports"), expanded.expansion.end());
  EXPECT_EQ(std::find(expanded.expansion.begin(), expanded.expansion.end(), "the"), expanded.expansion.end());
  for (const char* query : {"uranium", "Uranium exports", "\"uranium exports\"", "uran*", "+uranium NOT china"}) {
    for (const std::string& word : Search(query, true).expansion) {
      EXPECT_THAT(word, Not(HasSubstr("uranium"))) << query << ": it has that already";
    }
  }
  for (const Hit& hit : expanded.hits) {
    // In the paragraph, or in a heading above it or above a copy of it.
    EXPECT_TRUE(!hit.matches.empty() || !hit.headings.empty() || !hit.title.highlights.empty() || !hit.also.empty())
        << hit.line;
  }
  EXPECT_EQ(Search("russia AND china", true).total, Search("russia AND china").total) << "they only weigh there";
  EXPECT_EQ(Search("+russia -china", true).total, Search("+russia -china").total);
  EXPECT_TRUE(Search("nosuchword", true).expansion.empty());
}

TEST_F(ExplanationTest, TheInterpretationFindsTheSame) {
  for (const char* query : kQueries) {
    const SearchResult typed = Search(query);
    const SearchResult again = Search(typed.interpretation);
    EXPECT_EQ(again.interpretation, typed.interpretation) << query;
    ASSERT_EQ(again.hits.size(), typed.hits.size()) << query;
    for (size_t i = 0; i < typed.hits.size(); ++i) {
      EXPECT_EQ(again.hits[i].line, typed.hits[i].line) << query;
      EXPECT_EQ(again.hits[i].score, typed.hits[i].score) << query;
      EXPECT_EQ(again.hits[i].matches, typed.hits[i].matches) << query;
    }
  }
}

TEST_F(ExplanationTest, SaysWhatWordsStandFor) {
  const SearchResult wild = Search("diplom*");
  ASSERT_EQ(wild.meanings->size(), 1U);
  EXPECT_EQ((*wild.meanings)[0].query, "diplom*");
  EXPECT_EQ((*wild.meanings)[0].terms, (std::vector<std::string>{"diplomacy", "diplomats"}));
  const SearchResult short_form = Search("EAEU");
  EXPECT_EQ((*short_form.meanings)[0].abbreviations, (std::vector<std::string>{"eurasian econom union"}));
  const SearchResult long_form = Search("eurasian economic union");
  ASSERT_EQ(long_form.meanings->size(), 4U);
  EXPECT_TRUE((*long_form.meanings)[3].is_added);
  SearchOptions plain;
  EXPECT_FALSE(searcher_->Search("uranium", plain).meanings.has_value());
  EXPECT_FALSE(searcher_->Search("uranium", plain).hits[0].shares.has_value());
}

}  // namespace
}  // namespace article_search
