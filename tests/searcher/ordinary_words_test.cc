#include "searcher/ordinary_words.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "corpus/analyzer.h"
#include "corpus/sorted_words.h"

namespace article_search {
namespace {

TEST(OrdinaryWordsTest, AreThoseOfEnglish) {
  for (const char* word :
       {"join", "joins", "joined", "status", "colour", "color", "zoos", "aardvark", "from", "form"}) {
    EXPECT_EQ(IsOrdinaryWord("english", word), true) << word;
    EXPECT_EQ(IsOrdinaryWord("porter", word), true) << word;
  }
  for (const char* word :
       {"goverment", "diplomcy", "organistion", "kazakhstan", "joi", "join joins", "", " ", "Join"}) {
    EXPECT_EQ(IsOrdinaryWord("english", word), false) << word;
  }
  EXPECT_EQ(IsOrdinaryWord("german", "join"), std::nullopt);
  EXPECT_EQ(IsOrdinaryWord("none", "join"), std::nullopt);
}

TEST(OrdinaryWordsTest, AreFoundWhereverTheyStandInAList) {
  const std::string list = "a ab abc b bc c ";
  std::istringstream words(list);
  for (std::string word; words >> word;) {
    EXPECT_TRUE(HasWord(list, word)) << word;
    EXPECT_FALSE(HasWord(list, word + "a")) << word;
    EXPECT_FALSE(HasWord(list, word + " ")) << word;
  }
  EXPECT_TRUE(HasWord("one ", "one"));
  EXPECT_FALSE(HasWord("one ", "on"));
  EXPECT_FALSE(HasWord("", "one"));
  EXPECT_FALSE(HasWord("", ""));
}

// As a binary search wants them, and as the analyzer folds.
TEST(OrdinaryWordsTest, AreSortedAndFolded) {
  static constexpr char kEnglish[] =
#include "searcher/ordinary_words/english.inc"
      ;
  std::istringstream list(kEnglish);
  Analyzer analyzer("english");
  size_t count = 0;
  std::string before;
  for (std::string word; list >> word; before = word, ++count) {
    ASSERT_LT(before, word);
    ASSERT_EQ(IsOrdinaryWord("english", word), true) << word;
    if (count % 50 > 0) continue;
    std::vector<Token> tokens;
    analyzer.Analyze(word, &tokens);
    ASSERT_EQ(tokens.size(), 1U) << word;
    EXPECT_EQ(tokens[0].text, word);
  }
  EXPECT_GT(count, 40000U);
}

}  // namespace
}  // namespace article_search
