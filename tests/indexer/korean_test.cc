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

TEST(KoreanTest, AWordLosesTheCopulaInItsCommonForms) {
  for (const char* word : {"교역국입니다", "교역국이다", "교역국이었다", "교역국이었습니다", "교역국이며", "교역국이고",
                           "교역국이지만", "교역국이었으며", "교역국이라고", "교역국이자", "교역국인데"}) {
    EXPECT_EQ(WithoutParticle(word), "교역국") << word;
  }
  for (const char* word : {"수도입니다", "수도였다", "수도였습니다", "수도였고", "수도였던", "수도이며", "수도예요"}) {
    EXPECT_EQ(WithoutParticle(word), "수도") << word;
  }
}

TEST(KoreanTest, AWordLosesTheCommonFormsOfToDoAndToBecome) {
  for (const char* word : {"발전합니다", "발전했다", "발전하였다", "발전했습니다", "발전하였으며", "발전한다",
                           "발전하며", "발전됩니다", "발전되었다", "발전됐고", "발전된다", "발전되어"}) {
    EXPECT_EQ(WithoutParticle(word), "발전") << word;
  }
}

TEST(KoreanTest, NamesAndNounsThatOnlySoundSoAreLeft) {
  for (const char* word : {"우크라이나", "지중해", "시분할", "보였다", "바다", "캐나다", "광고"}) {
    EXPECT_EQ(WithoutParticle(word), word) << word;
  }
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
