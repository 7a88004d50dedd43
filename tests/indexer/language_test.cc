#include "indexer/language.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "corpus/error.h"

namespace article_search {
namespace {

TEST(LanguageTest, FindsLanguagesByNameAndCode) {
  const struct {
    const char* asked;
    const char* name;
    bool has_stemmer;
  } kRows[] = {
      {"english", "english", true}, {"English", "english", true}, {"en", "english", true},  {"eng", "english", true},
      {"en-GB", "english", true},   {"en_US", "english", true},   {"EN", "english", true},  {"porter", "porter", true},
      {"de", "german", true},       {"deu", "german", true},      {"ger", "german", true},  {"fre", "french", true},
      {"nb", "norwegian", true},    {"tr", "turkish", true},      {"none", "none", false},  {"None", "none", false},
      {"ja", "ja", false},          {"jpn", "ja", false},         {"zh-Hant", "zh", false}, {"chi", "zh", false},
      {"ko", "ko", false},          {"th", "th", false},          {"km", "km", false},      {"kk", "kk", false},
      {"kaz", "kk", false},         {"haw", "haw", false},
  };
  for (const auto& row : kRows) {
    const Language found = FindLanguage(row.asked);
    EXPECT_EQ(found.name, row.name) << row.asked;
    EXPECT_EQ(found.has_stemmer, row.has_stemmer) << row.asked;
  }
}

TEST(LanguageTest, RefusesOthersAndNamesTheChoices) {
  for (const std::string bad : {"", "klingonish", "e", "xx", "qqq", "12", "en2", "-", "english ", "\xFF\xFF"}) {
    try {
      FindLanguage(bad);
      FAIL() << bad;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kUsage);
      const std::string message = error.what();
      EXPECT_THAT(message, ::testing::HasSubstr("'" + bad + "'"));
      EXPECT_THAT(message, ::testing::HasSubstr(" english,"));
      EXPECT_THAT(message, ::testing::HasSubstr(" none,"));
      EXPECT_EQ(message.find('\n'), std::string::npos);
    }
  }
}

TEST(LanguageTest, ListsTheStemmedLanguagesSorted) {
  const std::vector<std::string> languages = StemmedLanguages();
  EXPECT_THAT(languages, ::testing::IsSupersetOf({"english", "french", "german", "russian", "turkish"}));
  EXPECT_TRUE(std::is_sorted(languages.begin(), languages.end()));
  for (const std::string& language : languages) EXPECT_TRUE(FindLanguage(language).has_stemmer) << language;
}

TEST(LanguageTest, EveryStemmedLanguageHasACodeOrIsAVariant) {
  for (const char* code : {"ar", "hy", "eu", "ca", "da", "nl", "en", "fi", "fr", "de", "hu", "id",
                           "ga", "it", "lt", "ne", "no", "pt", "ro", "ru", "es", "sv", "ta", "tr"}) {
    EXPECT_TRUE(FindLanguage(code).has_stemmer) << code;
  }
}

TEST(StopWordTest, KnowsEnglishOnes) {
  for (const char* word : {"the", "of", "and", "what", "is", "i", "yourselves", "dont", "arent", "a", "very"}) {
    EXPECT_TRUE(IsStopWord("english", word)) << word;
  }
  for (const char* word : {"us", "kazakhstan", "ill", "well", "shed", "will", "can", "may", "might", "", "The"}) {
    EXPECT_FALSE(IsStopWord("english", word)) << word;
  }
  EXPECT_TRUE(IsStopWord("porter", "the"));
  EXPECT_FALSE(IsStopWord("none", "the"));
  EXPECT_FALSE(IsStopWord("ja", "the"));
}

}  // namespace
}  // namespace article_search
