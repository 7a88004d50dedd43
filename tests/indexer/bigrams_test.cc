#include "indexer/bigrams.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace article_search {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(BigramsTest, AreThePairsOfNeighbours) {
  EXPECT_THAT(Bigrams("카자흐"), ElementsAre("카자", "자흐"));
  EXPECT_THAT(Bigrams("共和国"), ElementsAre("共和", "和国"));
  EXPECT_THAT(Bigrams("カザフ"), ElementsAre("カザ", "ザフ"));
  EXPECT_THAT(Bigrams("정책"), ElementsAre("정책"));
  EXPECT_THAT(Bigrams("取り組"), ElementsAre("取り", "り組"));
  EXPECT_THAT(Bigrams("\U00020000\U00020001"), ElementsAre("\U00020000\U00020001"));
}

TEST(BigramsTest, EachStandsOnce) { EXPECT_THAT(Bigrams("하하하"), ElementsAre("하하")); }

TEST(BigramsTest, OtherCharactersSeparate) {
  EXPECT_THAT(Bigrams("a정책b회의"), ElementsAre("정책", "회의"));
  EXPECT_THAT(Bigrams("정a책"), IsEmpty());
}

TEST(BigramsTest, OtherScriptsHaveNone) {
  for (const char* word : {"", "은", "国", "uranium", "ยูเรเนียม", "Ядерный", "ꀀꀁ", "\xED\x9E", "\xEA\xB0\x80\xEA"}) {
    EXPECT_THAT(Bigrams(word), IsEmpty()) << word;
  }
}

}  // namespace
}  // namespace article_search
