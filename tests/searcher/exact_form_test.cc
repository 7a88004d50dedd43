#include "searcher/exact_form.h"

#include <gtest/gtest.h>

namespace article_search {
namespace {

TEST(ExactFormTest, IsTheSameForWhatLooksTheSame) {
  EXPECT_EQ(ExactForm("Cafe\u0301"), "Café") << "NFC";
  EXPECT_EQ(ExactForm("don\u2019t"), "don't");
  EXPECT_EQ(ExactForm("multi\u2010vector"), "multi-vector");
  EXPECT_EQ(ExactForm("land\u00ADlocked"), "landlocked") << "a soft hyphen";
  EXPECT_EQ(ExactForm(" Belt \u00A0and\n Road "), "Belt and Road");
  EXPECT_EQ(ExactForm("\xFF\xE9"), "\xFF\xE9") << "no UTF-8, no NFC";
}

TEST(ExactFormTest, APossessiveIsTheSameWord) {
  EXPECT_TRUE(IsExactForm("Astana\u2019s", "Astana"));
  EXPECT_TRUE(IsExactForm("ASTANA'S", "ASTANA"));
  EXPECT_FALSE(IsExactForm("Astanas", "Astana"));
  EXPECT_FALSE(IsExactForm("astana", "Astana"));
}

}  // namespace
}  // namespace article_search
