#include "searcher/text_analyses.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "corpus/analyzer.h"

namespace article_search {
namespace {

class TextAnalysesTest : public testing::Test {
 protected:
  // The words of the text that have one of the stems, of which a query asks for.
  std::vector<std::string> Found(const std::vector<std::string>& stems) {
    analyses_.Trim();
    std::vector<uint32_t> numbers;
    for (const std::string& stem : stems) numbers.push_back(analyses_.NumberOf(QueryTerm::Form::kStem, stem));
    latest_ = analyses_.Of(text_, language_);
    std::vector<std::string> found;
    for (const AnalysedText::Place& place : latest_->places) {
      if (std::count(numbers.begin(), numbers.end(), place.term) == 0) continue;
      const Token& token = latest_->tokens[place.token];
      found.push_back(text_.substr(token.begin, token.end - token.begin));
    }
    return found;
  }

  using Words = std::vector<std::string>;
  Analyzer analyzer_{"english"};
  TermMaker terms_{"english"};
  QueryLanguage language_{"english", &analyzer_, &terms_};
  TextAnalyses analyses_;
  std::string text_ = "Ports trade oil; a trading port transports uranium.";
  std::shared_ptr<const AnalysedText> latest_;
};

TEST_F(TextAnalysesTest, EveryQueryFindsItsTerms) {
  for (int round = 0; round < 3; ++round) {
    EXPECT_EQ(Found({"port"}), (Words{"Ports", "port"}));
    EXPECT_EQ(Found({"trade"}), (Words{"trade", "trading"}));
    EXPECT_EQ(Found({"uranium", "oil"}).size(), 2U);
    EXPECT_EQ(Found({"transport"}), Words{"transports"});
  }
}

TEST_F(TextAnalysesTest, TheSameQueryNeedsNoSecondAnalysis) {
  Found({"oil"});  // nothing of the first query is kept
  text_ = "Oil and gas, ports and rails, trade and tariffs.";
  EXPECT_EQ(Found({"port", "trade"}).size(), 2U);
  const auto first = latest_;
  EXPECT_LT(std::count_if(first->tokens.begin(), first->tokens.end(), [](const Token& t) { return !t.text.empty(); }),
            static_cast<std::ptrdiff_t>(first->tokens.size()));
  EXPECT_EQ(Found({"port", "trade"}).size(), 2U);
  EXPECT_EQ(latest_, first);
  EXPECT_EQ(Found({"trade"}), Words{"trade"});
  EXPECT_EQ(latest_, first) << "all that it asks for is known";
}

// A term that no query had asked for begins as one that had been asked for.
TEST_F(TextAnalysesTest, AnotherTermThatBeginsAlikeIsFound) {
  Found({"oil"});
  text_ = "The trader travels by train.";
  EXPECT_EQ(Found({"trader"}), Words{"trader"});
  EXPECT_EQ(Found({"train"}), Words{"train"});
  const auto whole = latest_;
  EXPECT_EQ(Found({"travel"}), Words{"travels"});
  EXPECT_EQ(latest_, whole) << "what two queries have read is analysed whole";
}

TEST_F(TextAnalysesTest, AWholeTextHasAllItsTokens) {
  Found({"oil"});
  Found({"port"});
  const auto whole = analyses_.Of(text_, language_, true);
  std::vector<Token> tokens;
  analyzer_.Analyze(text_, &tokens);
  EXPECT_EQ(whole->tokens, tokens);
  EXPECT_GE(whole->places.size(), tokens.size());
}

}  // namespace
}  // namespace article_search
