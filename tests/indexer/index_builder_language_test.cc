// Which language an article is in, and what that does to its words.
#include <gmock/gmock.h>

#include "tests/indexer/index_builder_fixture.h"

namespace article_search {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class IndexBuilderLanguageTest : public IndexBuilderTest {};

TEST_F(IndexBuilderLanguageTest, AutoPicksALanguageForEachArticle) {
  folder_.Write("f/a.txt", "The ships leave the port in the morning and come back at night.\n");
  folder_.Write("f/b.txt", "Die Schiffe verlassen die Häfen am Morgen und kehren am Abend zurück.\n");
  folder_.Write("f/c.txt", "Корабли выходят из портов утром и возвращаются вечером.\n");
  folder_.Write("f/d.txt", "Zxqj.\n");
  BuildOptions options;
  options.paths = {folder_ / "f"};
  options.language = "Auto";
  const BuildReport report = BuildWith(options);
  EXPECT_EQ(report.info.languages, (std::vector<std::string>{"english", "german", "russian"}));
  EXPECT_EQ(report.info.language, "english") << "that of most articles";
  EXPECT_TRUE(report.stemmed);
  EXPECT_EQ(LanguagesOfArticles(), (std::vector<std::string>{"english", "german", "russian", "english"}));
  EXPECT_EQ(Xapian::Database(index_).get_metadata(std::string(kMetaLanguage)), "english german russian");
  EXPECT_EQ(IndexFile::Open(index_).info().languages, report.info.languages);
  EXPECT_EQ(IndexFile::Open(index_).info().language, "english");
  EXPECT_EQ(IndexFile::Open(index_).ReadSources().language, "auto");
  // Each by its own stemmer.
  EXPECT_THAT(TermsOf(index_, 1), AllOf(HasSubstr("Zship["), HasSubstr("Zleav[")));
  EXPECT_THAT(TermsOf(index_, 2), AllOf(HasSubstr("Zschiff["), HasSubstr("Zverlass["), HasSubstr("Zhaf[")));
  EXPECT_THAT(TermsOf(index_, 3), AllOf(HasSubstr("Zкорабл["), HasSubstr("Zпорт[")));
}

TEST_F(IndexBuilderLanguageTest, ARebuildOfAutoPicksAgain) {
  folder_.Write("f/a.txt", "Die Schiffe verlassen die Häfen am Morgen und kehren am Abend zurück.\n");
  BuildOptions options;
  options.paths = {folder_ / "f"};
  options.language = "auto";
  const BuildReport first = BuildWith(options);
  EXPECT_EQ(first.info.languages, std::vector<std::string>{"german"});
  EXPECT_EQ(first.info.language, "german");
  folder_.Write("f/b.txt", "Les navires quittent le port le matin et reviennent le soir.\n");
  folder_.Write("f/c.txt", "Nul ne sait où le capitaine garde les clés du vieux phare.\n");
  const BuildReport again = BuildWith(BuildOptions());
  EXPECT_EQ(again.info.languages, (std::vector<std::string>{"french", "german"}));
  EXPECT_EQ(again.info.language, "french");
  EXPECT_NE(again.info.generation, first.info.generation);
  // With the option it is another index, whatever was found.
  options.paths = {folder_ / "f/a.txt"};
  const std::string automatic = BuildWith(options).info.generation;
  options.language = "german";
  EXPECT_NE(BuildWith(options).info.generation, automatic);
}

TEST_F(IndexBuilderLanguageTest, KoreanWordsLoseTheirParticles) {
  BuildOptions options;
  options.paths = {folder_.Write("a.txt", "카자흐스탄은 중앙아시아의 국가이다. 배는 아침에 항구를 떠난다.\n")};
  options.language = "auto";
  const BuildReport report = BuildWith(options);
  EXPECT_EQ(report.info.languages, std::vector<std::string>{"ko"});
  EXPECT_TRUE(report.stemmed) << "so it is not said that words stay as they are";
  EXPECT_THAT(TermsOf(index_, 1), AllOf(HasSubstr("Z카자흐스탄["), HasSubstr("Z항구["), HasSubstr("XB자흐")));
}

TEST_F(IndexBuilderLanguageTest, AutoKnowsLanguagesWithoutAStemmer) {
  BuildOptions options;
  options.paths = {folder_.Write("a.txt", "船は朝に港を出て、夜に戻る。\n")};
  options.language = "auto";
  const BuildReport report = BuildWith(options);
  EXPECT_EQ(report.info.languages, std::vector<std::string>{"ja"});
  EXPECT_FALSE(report.stemmed);
}

TEST_F(IndexBuilderLanguageTest, AFixedLanguageIsThatOfEveryArticle) {
  BuildOptions options;
  options.paths = {folder_.Write("a.txt", kProse),
                   folder_.Write("b.txt", "Nul ne sait où le capitaine garde les clés.\n"),
                   folder_.Write("empty.txt", "\n")};
  options.language = "tr";
  const BuildReport report = BuildWith(options);
  EXPECT_EQ(report.info.languages, std::vector<std::string>{"turkish"});
  EXPECT_EQ(LanguagesOfArticles(), (std::vector<std::string>{"turkish", "turkish", "turkish"}));
}

TEST_F(IndexBuilderLanguageTest, ALineOfJsonLinesMayNameItsLanguage) {
  const std::string path = folder_.Write("a.jsonl", R"({"id":1,"language":"de","text":"Häfen"})"
                                                    "\n"
                                                    R"({"id":2,"language":"French","text":"navires"})"
                                                    "\n"
                                                    R"({"id":3,"language":"python","text":"harbours"})"
                                                    "\n"
                                                    R"({"id":4,"language":["de"],"text":"harbours"})"
                                                    "\n"
                                                    R"({"id":5,"text":"Die Schiffe verlassen den Hafen am Morgen."})"
                                                    "\n");
  EXPECT_EQ(Build({path}).info.languages, (std::vector<std::string>{"english", "french", "german"}));
  EXPECT_EQ(LanguagesOfArticles(), (std::vector<std::string>{"german", "french", "english", "english", "english"}));
  EXPECT_THAT(TermsOf(index_, 1), HasSubstr("Zhaf["));
  EXPECT_THAT(TermsOf(index_, 2), HasSubstr("Znavir["));
  BuildOptions options;
  options.paths = {path};
  options.language = "auto";
  EXPECT_EQ(BuildWith(options).info.language, "english") << "as many are German, and it is the first in the alphabet";
  EXPECT_EQ(LanguagesOfArticles(), (std::vector<std::string>{"german", "french", "english", "english", "german"}));
}

TEST_F(IndexBuilderLanguageTest, ALanguageThatThereIsNotIsSaidOnce) {
  std::vector<std::string> said;
  BuildOptions options;
  options.paths = {folder_.Write("a.jsonl", R"({"language":"de","text":"Häfen"})"
                                            "\n"
                                            R"({"language":"python","text":"harbours"})"
                                            "\n"
                                            R"({"language":"python","text":"ships"})"
                                            "\n"
                                            R"({"language":"klingon","text":"ports"})"
                                            "\n")};
  options.on_warning = [&](const std::string& line) { said.push_back(line); };
  BuildWith(options);
  ASSERT_EQ(said.size(), 2U);
  EXPECT_THAT(said[0], HasSubstr("a.jsonl: line 2: there is no language 'python'"));
  EXPECT_THAT(said[1], HasSubstr("a.jsonl: line 4: there is no language 'klingon'"));
}

// I is the capital of ı there, and İ of i. Folded in the English way, IŞIKLARI is another word to the stemmer.
TEST_F(IndexBuilderLanguageTest, TurkishHasItsOwnI) {
  BuildOptions options;
  options.paths = {folder_.Write("a.txt", "Dün IRMAKLAR ırmaklar İZMİRLİ izmirli KIZLARI kızları.\n")};
  options.language = "turkish";
  BuildWith(options);
  EXPECT_THAT(TermsOf(index_, 1),
              AllOf(HasSubstr("Zirmak[3,4] "), HasSubstr("Zizmirli[5,6] "), HasSubstr("Zkiz[7,8] ")));
  options.language = "english";
  BuildWith(options);
  EXPECT_THAT(TermsOf(index_, 1), testing::Not(HasSubstr("Zirmak[3,4]")));
}

}  // namespace
}  // namespace article_search
