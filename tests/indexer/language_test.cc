#include "indexer/language.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "corpus/analyzer.h"
#include "corpus/error.h"
#include "indexer/stop_words.h"

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

// A stemmer that a later Xapian brings makes this fail: then it needs its codes.
TEST(LanguageTest, EveryStemmedLanguageHasCodesOrIsAVariant) {
  const struct {
    const char* name;
    std::vector<const char*> codes;  // ISO 639-1, 639-2/T, 639-2/B
  } kRows[] = {
      {"arabic", {"ar", "ara"}},
      {"armenian", {"hy", "hye", "arm"}},
      {"basque", {"eu", "eus", "baq"}},
      {"catalan", {"ca", "cat"}},
      {"danish", {"da", "dan"}},
      {"dutch", {"nl", "nld", "dut"}},
      {"english", {"en", "eng"}},
      {"finnish", {"fi", "fin"}},
      {"french", {"fr", "fra", "fre"}},
      {"german", {"de", "deu", "ger"}},
      {"hungarian", {"hu", "hun"}},
      {"indonesian", {"id", "ind"}},
      {"irish", {"ga", "gle"}},
      {"italian", {"it", "ita"}},
      {"lithuanian", {"lt", "lit"}},
      {"nepali", {"ne", "nep"}},
      {"norwegian", {"no", "nor", "nb", "nob", "nn", "nno"}},
      {"portuguese", {"pt", "por"}},
      {"romanian", {"ro", "ron", "rum"}},
      {"russian", {"ru", "rus"}},
      {"spanish", {"es", "spa"}},
      {"swedish", {"sv", "swe"}},
      {"tamil", {"ta", "tam"}},
      {"turkish", {"tr", "tur"}},
  };
  std::vector<std::string> named = {"earlyenglish", "german2", "kraaij_pohlmann", "lovins", "porter"};
  for (const auto& row : kRows) {
    named.emplace_back(row.name);
    for (const char* code : row.codes) {
      EXPECT_EQ(FindLanguage(code).name, row.name) << code;
      EXPECT_TRUE(FindLanguage(code).has_stemmer) << code;
    }
  }
  EXPECT_THAT(StemmedLanguages(), ::testing::UnorderedElementsAreArray(named));
}

TEST(LanguageTest, LooksUpWithoutThrowing) {
  EXPECT_EQ(LookUpLanguage("de-AT").value_or(Language()).name, "german");
  EXPECT_EQ(LookUpLanguage("iw").value_or(Language()).name, "he");
  for (const char* unknown : {"", "auto", "python", "xx", "un", "xxx"})
    EXPECT_FALSE(LookUpLanguage(unknown)) << unknown;
}

TEST(LanguageTest, TheOptionMayBeAuto) {
  EXPECT_EQ(ParseLanguageOption("auto"), "auto");
  EXPECT_EQ(ParseLanguageOption("AUTO"), "auto");
  EXPECT_EQ(ParseLanguageOption("de"), "german");
  EXPECT_EQ(ParseLanguageOption("none"), "none");
  try {
    ParseLanguageOption("automatic");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kUsage);
    EXPECT_THAT(error.what(), ::testing::EndsWith(", or auto"));
  }
}

TEST(LanguageTest, HasATag) {
  const std::pair<const char*, const char*> kRows[] = {
      {"english", "en"},   {"porter", "en"},          {"lovins", "en"}, {"german", "de"}, {"german2", "de"},
      {"norwegian", "no"}, {"kraaij_pohlmann", "nl"}, {"ja", "ja"},     {"haw", "haw"},   {"none", "und"}};
  for (const auto& [name, tag] : kRows) EXPECT_EQ(LanguageTag(FindLanguage(name).name), tag) << name;
  for (const std::string& name : StemmedLanguages()) {
    const std::string tag = LanguageTag(name);
    EXPECT_EQ(tag.size(), 2U) << name;
    EXPECT_TRUE(LookUpLanguage(tag)) << name;
  }
}

TEST(StopWordTest, KnowsEnglishOnes) {
  for (const char* word :
       {"the", "of", "and", "what", "is", "i", "yourselves", "dont", "arent", "a", "very", "can", "eg", "one"}) {
    EXPECT_TRUE(IsStopWord("english", word)) << word;
  }
  for (const char* word : {"us", "kazakhstan", "ill", "well", "shed", "will", "may", "", "The"}) {
    EXPECT_FALSE(IsStopWord("english", word)) << word;
  }
  EXPECT_EQ(StopWords("english").size(), 197U);
  EXPECT_TRUE(IsStopWord("porter", "the"));
  for (const char* name : {"english", "porter", "earlyenglish", "lovins"})
    EXPECT_TRUE(IsFunctionWord(name, "us")) << name;
  EXPECT_FALSE(IsFunctionWord("german", "us"));
  EXPECT_FALSE(IsStopWord("none", "the"));
  for (const char* word : {"", " ", "the of", "he t", "th"}) EXPECT_FALSE(IsStopWord("english", word)) << word;
  EXPECT_FALSE(IsStopWord("ja", "the"));
}

TEST(StopWordTest, KnowsThoseOfOtherLanguages) {
  const struct {
    const char* language;
    std::vector<const char*> words;
    const char* other;  // a word that is none there
  } kRows[] = {
      {"danish", {"og", "på", "været"}, "skib"},
      {"dutch", {"de", "het", "een"}, "schip"},
      {"finnish", {"ja", "että", "minä"}, "laiva"},
      {"french", {"le", "à", "même", "étaient"}, "été"},
      {"german", {"der", "für", "dass", "würde"}, "schiff"},
      {"hungarian", {"és", "nagyon", "között"}, "hajó"},
      {"indonesian", {"yang", "dan", "pada", "kepada"}, "kapal"},
      {"irish", {"agus", "bhúr", "céad"}, "d"},
      {"italian", {"il", "è", "perché"}, "nave"},
      {"norwegian", {"og", "på", "være"}, "skip"},
      {"portuguese", {"não", "você", "está"}, "navio"},
      {"russian", {"и", "не", "когда", "еще"}, "корабль"},
      {"spanish", {"el", "qué", "está"}, "barco"},
      {"swedish", {"och", "på", "är"}, "skepp"},
      {"german2", {"der"}, "the"},
      {"kraaij_pohlmann", {"het"}, "the"},
  };
  for (const auto& row : kRows) {
    for (const char* word : row.words) EXPECT_TRUE(IsStopWord(row.language, word)) << row.language << ' ' << word;
    EXPECT_FALSE(IsStopWord(row.language, row.other)) << row.language << ' ' << row.other;
  }
  EXPECT_TRUE(StopWords("turkish").empty()) << "Snowball has no list for it";
}

// What the analyzer makes of a word is looked up.
TEST(StopWordTest, ListsAreSortedAndFoldedAsTheAnalyzerFolds) {
  EXPECT_THAT(StopListLanguages(), ::testing::IsSupersetOf({"danish", "english", "swedish"}));
  for (const std::string_view language : StopListLanguages()) {
    Analyzer analyzer{std::string(language)};
    const auto words = StopWords(language);
    EXPECT_GT(words.size(), 80U) << language;
    EXPECT_TRUE(FindLanguage(language).has_stemmer) << language;
    for (size_t i = 1; i < words.size(); ++i) EXPECT_LT(words[i - 1], words[i]) << language;
    for (const std::string_view word : words) {
      std::vector<Token> tokens;
      analyzer.Analyze(word, &tokens);
      ASSERT_EQ(tokens.size(), 1U) << language << ' ' << word;
      EXPECT_EQ(tokens[0].text, word) << language;
      EXPECT_TRUE(IsStopWord(language, word)) << language << ' ' << word;
    }
  }
}

}  // namespace
}  // namespace article_search
