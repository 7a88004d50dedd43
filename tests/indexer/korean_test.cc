#include "indexer/korean.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "indexer/terms.h"

namespace article_search {
namespace {

using ::testing::ElementsAre;

TEST(KoreanTest, AWordLosesTheParticleAtItsEnd) {
  for (const char* word : {"카자흐스탄은", "카자흐스탄의", "카자흐스탄에서는", "카자흐스탄으로", "카자흐스탄"}) {
    EXPECT_EQ(WithoutParticle(word), "카자흐스탄") << word;
  }
  EXPECT_EQ(WithoutParticle("2016년에"), "2016년");
  EXPECT_EQ(WithoutParticle("eu는"), "eu");
}

TEST(KoreanTest, WhatWouldBeTooShortIsLeft) {
  for (const char* word : {"국가", "은", "나는", "", "a", "uranium", "é은", "中国", "カザフ"}) {
    EXPECT_EQ(WithoutParticle(word), word) << word;
  }
}

TEST(KoreanTest, OneParticleIsTaken) {
  EXPECT_EQ(WithoutParticle("전문가가"), "전문가");
  EXPECT_EQ(WithoutParticle("수도에"), "수도");
}

TEST(KoreanTest, StemsAreWithoutParticlesInEveryLanguage) {
  for (const char* language : {"ko", "none", "english"}) {
    TermMaker terms(language);
    EXPECT_THAT(terms.Stems("유라시아와"), ElementsAre("유라시아")) << language;
    EXPECT_THAT(terms.Stems("유라시아"), ElementsAre("유라시아")) << language;
  }
}

}  // namespace
}  // namespace article_search
