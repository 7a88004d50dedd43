#include "indexer/index_builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include <chrono>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "indexer/schema.h"
#include "tests/indexer/thrown_error.h"
#include "tests/support/temp_dir.h"

namespace article_search {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr const char* kProse = "The ships leave the port in the morning and come back at night.";

// The terms of a document but the path: word[position,...] for those with positions, then the others in parentheses;
// ":2" behind a term is its wdf where that is not the number of its positions.
std::string TermsOf(const std::string& index, Xapian::docid document) {
  const Xapian::Database database(index);
  std::string placed;
  std::string others;
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    if ((*term).starts_with(kPathPrefix)) continue;
    auto posting = database.postlist_begin(*term);
    posting.skip_to(document);
    if (posting == database.postlist_end(*term) || *posting != document) continue;
    std::string positions;
    Xapian::termcount count = 0;
    for (auto at = database.positionlist_begin(document, *term); at != database.positionlist_end(document, *term);
         ++at, ++count) {
      positions += (positions.empty() ? "" : ",") + std::to_string(*at);
    }
    const std::string wdf = posting.get_wdf() == count ? "" : ":" + std::to_string(posting.get_wdf());
    if (count > 0) {
      placed += (placed.empty() ? "" : " ") + *term + "[" + positions + "]" + wdf;
    } else {
      others += (others.empty() ? "" : " ") + *term + wdf;
    }
  }
  return placed + " (" + others + ")";
}

class IndexBuilderTest : public testing::Test {
 protected:
  BuildReport Build(const std::vector<std::string>& paths) {
    BuildOptions options;
    options.paths = paths;
    return BuildWith(std::move(options));
  }
  BuildReport BuildWith(BuildOptions options) {
    options.index = index_;
    return BuildIndex(options);
  }
  std::set<std::string> Names() const {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_.path())) names.insert(entry.path().filename().string());
    return names;
  }
  std::vector<std::string> LanguagesOfArticles() const {
    const Xapian::Database database(index_);
    std::vector<std::string> languages;
    for (uint32_t article = 0;; ++article) {
      const std::string record = database.get_metadata(ArticleKey(article));
      if (record.empty()) return languages;
      const ArticleRecord unpacked = UnpackArticle(record);
      const bool as_first = unpacked.language.empty() && unpacked.back_to_first > 0;
      languages.push_back(as_first ? languages[article - unpacked.back_to_first] : unpacked.language);
    }
  }
  ParagraphRecord Document(Xapian::docid number) const {
    return UnpackParagraph(Xapian::Database(index_).get_document(number).get_data());
  }

  TempDir folder_;
  std::string index_ = folder_ / "a.idx";
};

TEST_F(IndexBuilderTest, TermsOfAParagraph) {
  Build({folder_.Write("a.txt", "The U.S. e-mails café’s 24,000 ships; ships sail.\n")});
  EXPECT_EQ(TermsOf(index_, 1),
            "XAus[3] Z24000[7] Zcafe[6] Ze[4] Zemail[4,5]:1 Zmail[5] Zsail[10] Zship[8,9] Zthe[2] Zus[3] "
            "(24000 XKbody cafe e emails mails sail ships the us)");
}

TEST_F(IndexBuilderTest, TermsOfTheFields) {
  Build({folder_.Write("a.md", "# Old Title\n\n## Outer Heading\n\n### Near US heading\n\nBody words are here.\n")});
  ASSERT_EQ(Xapian::Database(index_).get_doccount(), 1U);
  const std::string terms = TermsOf(index_, 1);
  EXPECT_THAT(terms, HasSubstr("ZXHnear[2]:0"));
  EXPECT_THAT(terms, HasSubstr("XAHus[3]:0"));
  EXPECT_THAT(terms, HasSubstr("(Sold Stitle XANus XAus:2 XHheading XHnear XHus XKbody "));
  EXPECT_THAT(terms, HasSubstr(" ZSold ZStitl ZXNhead ZXNnear ZXNus ZXOhead ZXOouter "));
  EXPECT_THAT(terms, HasSubstr(" Zhead:2 Znear:2 Zus:2 ")) << "a word of the nearest heading counts twice";
  EXPECT_THAT(terms, HasSubstr(" ZXVhead ZXVold ZXVouter ZXVtitl "));
  EXPECT_THAT(terms, testing::Not(HasSubstr("Zold")));
  EXPECT_THAT(terms, testing::Not(HasSubstr("Zouter")));
}

TEST_F(IndexBuilderTest, AWordOfBothHeadingAndBodyIsNoneOfTheHeadingOnly) {
  Build({folder_.Write("a.md", "# Ports\n\n## The port of Aktau\n\nThis port sails.\n")});
  const std::string terms = TermsOf(index_, 1);
  EXPECT_THAT(terms, HasSubstr("Zport[3]:3")) << "once in the body, twice for the heading";
  EXPECT_THAT(terms, HasSubstr(" ZXNaktau "));
  EXPECT_THAT(terms, testing::Not(HasSubstr("ZXNport")));
}

TEST_F(IndexBuilderTest, TheLengthIsThatOfTheBodyAndTwiceTheNearestHeading) {
  Build({folder_.Write("a.md",
                       "# One long title of many words\n\nShips sail.\n\n## And one long heading\n\nShips sail "
                       "here.\n"),
         folder_.Write("b.txt", "Ships sail.\n")});
  const Xapian::Database database(index_);
  ASSERT_EQ(database.get_doccount(), 3U);
  EXPECT_EQ(database.get_doclength(1), 2U + 2 * 6);
  EXPECT_EQ(database.get_doclength(2), 3U + 2 * 4) << "and nothing of the title above";
  EXPECT_EQ(database.get_doclength(3), 2U);
}

TEST_F(IndexBuilderTest, TheReportCounts) {
  const BuildReport report =
      Build({folder_.Write("a.txt", "Ships sail.\n\nShips sink today.\n"), folder_.Write("b.txt", "Bye now.\n")});
  EXPECT_EQ(report.index, index_);
  EXPECT_TRUE(report.stemmed);
  EXPECT_EQ(report.failures, 0U);
  EXPECT_EQ(report.info.articles, 2U);
  EXPECT_EQ(report.info.paragraphs, 3U);
  EXPECT_EQ(report.info.words, 7U);
  const Xapian::Database database(index_);
  uint64_t terms = 0;
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) ++terms;
  EXPECT_EQ(report.info.terms, terms);
  EXPECT_EQ(Names(), (std::set<std::string>{"a.idx", "a.txt", "b.txt"}));
}

TEST_F(IndexBuilderTest, RebuildsFromRecordedSourcesAndOptions) {
  folder_.Write("f/a.txt", "caf\xE9 here and there.\n");
  BuildOptions options;
  options.paths = {folder_ / "f"};
  options.language = "fr";
  options.encoding = "windows-1252";
  options.keep_going = true;
  BuildWith(options);
  folder_.Write("f/b.txt", "na\xEFve words and more.\n");
  folder_.Write("f/c.txt", std::string("\0\0binary", 8));
  const BuildReport report = BuildWith(BuildOptions());
  EXPECT_EQ(report.info.language, "french");
  EXPECT_EQ(report.info.articles, 2U);
  EXPECT_EQ(report.failures, 1U) << "keep_going was recorded";
  EXPECT_TRUE(Xapian::Database(index_).term_exists("naive"));
  const IndexSources sources = IndexFile::Open(index_).ReadSources();
  EXPECT_EQ(sources.roots, std::vector<std::string>{folder_ / "f"});
  EXPECT_EQ(sources.encoding, "windows-1252");
  EXPECT_TRUE(sources.keep_going);
  EXPECT_EQ(sources.files.size(), 2U);
}

TEST_F(IndexBuilderTest, ARebuildTakesNewOptionsOverRecordedOnes) {
  BuildOptions options;
  options.paths = {folder_.Write("a.txt", kProse)};
  options.language = "fr";
  BuildWith(options);
  BuildOptions again;
  again.language = "none";
  const BuildReport report = BuildWith(again);
  EXPECT_EQ(report.info.language, "none");
  EXPECT_FALSE(report.stemmed);
  // Named paths begin anew, with the defaults.
  EXPECT_EQ(Build({folder_ / "a.txt"}).info.language, "english");
}

TEST_F(IndexBuilderTest, ARebuildOfNothingIsSaid) {
  EXPECT_EQ(ErrorOf([&] { BuildWith(BuildOptions()); }).code, ErrorCode::kNotFound);
  WriteBytes(index_, "");
  EXPECT_EQ(ErrorOf([&] { BuildWith(BuildOptions()); }).code, ErrorCode::kNotAnIndex);
  EXPECT_EQ(Names(), std::set<std::string>{"a.idx"});
}

TEST_F(IndexBuilderTest, ARebuildPassesOverBinariesToo) {
  folder_.Write("d/a.txt", kProse);
  folder_.Write("d/b.txt", std::string("bin\0ary", 7));
  EXPECT_EQ(Build({folder_ / "d"}).info.articles, 1U);
  EXPECT_EQ(BuildWith(BuildOptions()).info.articles, 1U);
}

TEST_F(IndexBuilderTest, KeepGoingReportsAndLeavesOut) {
  const std::vector<std::string> paths = {folder_ / "missing.txt", folder_.Write("a.txt", kProse),
                                          folder_.Write("b.txt", std::string("\0\1\2", 3))};
  EXPECT_EQ(ErrorOf([&] { Build(paths); }).code, ErrorCode::kNotFound);
  EXPECT_EQ(ErrorOf([&] { Build({paths[1], paths[2]}); }).code, ErrorCode::kNotText);
  EXPECT_FALSE(fs::exists(index_));
  BuildOptions options;
  options.paths = paths;
  options.keep_going = true;
  std::vector<std::string> warnings;
  options.on_warning = [&](const std::string& warning) { warnings.push_back(warning); };
  const BuildReport report = BuildWith(options);
  EXPECT_EQ(report.failures, 2U);
  EXPECT_EQ(report.info.articles, 1U);
  ASSERT_EQ(warnings.size(), 2U);
  EXPECT_THAT(warnings[0], HasSubstr("missing.txt"));
  EXPECT_THAT(warnings[1], HasSubstr("b.txt"));
}

TEST_F(IndexBuilderTest, WhatFailsLeavesTheOldIndex) {
  Build({folder_.Write("a.txt", kProse)});
  const std::string before = ReadBytes(index_);
  folder_.MakeFolder("empty");
  const struct {
    std::string path;
    std::string language;
    ErrorCode code;
  } rows[] = {
      {folder_ / "missing", "english", ErrorCode::kNotFound},
      {folder_ / "empty", "english", ErrorCode::kNoParagraphs},
      {folder_.Write("blank.txt", "\n \n"), "english", ErrorCode::kNoParagraphs},
      {folder_.Write("binary", std::string("\0\1", 2)), "english", ErrorCode::kNotText},
      {folder_ / "a.txt", "klingon", ErrorCode::kUsage},
  };
  for (const auto& row : rows) {
    BuildOptions options;
    options.paths = {row.path};
    options.language = row.language;
    const ThrownError error = ErrorOf([&] { BuildWith(options); });
    EXPECT_EQ(error.code, row.code) << error;
    EXPECT_EQ(error.message.find('\n'), std::string::npos) << error;
    EXPECT_EQ(ReadBytes(index_), before);
  }
  EXPECT_EQ(Names(), (std::set<std::string>{"a.idx", "a.txt", "binary", "blank.txt", "empty"}));
}

TEST_F(IndexBuilderTest, AnInterruptLeavesTheOldIndex) {
  Build({folder_.Write("a.txt", kProse)});
  const std::string before = ReadBytes(index_);
  BuildOptions options;
  options.paths = {folder_ / "a.txt", folder_.Write("b.txt", kProse)};
  int calls = 0;
  options.check_interrupt = [&] {
    if (++calls == 2) throw Error(ErrorCode::kInternal, "interrupted");
  };
  EXPECT_EQ(ErrorOf([&] { BuildWith(options); }).code, ErrorCode::kInternal);
  EXPECT_EQ(ReadBytes(index_), before);
  EXPECT_EQ(Names(), (std::set<std::string>{"a.idx", "a.txt", "b.txt"}));
}

TEST_F(IndexBuilderTest, ATargetThatIsSomethingElseIsLeftAlone) {
  const std::string article = folder_.Write("a.txt", kProse);
  for (const std::string& target : {folder_.Write("letter.txt", "Dear Ann"), folder_.MakeFolder("folder"), article}) {
    BuildOptions options;
    options.index = target;
    options.paths = {article};
    const ThrownError error = ErrorOf([&] { BuildIndex(options); });
    EXPECT_EQ(error.code, ErrorCode::kNotAnIndex) << target;
    EXPECT_THAT(error.message, HasSubstr(target));
  }
  EXPECT_EQ(ReadBytes(folder_ / "letter.txt"), "Dear Ann");
  EXPECT_EQ(ReadBytes(article), kProse);
  WriteBytes(index_, "");
  EXPECT_FALSE(ErrorOf([&] { Build({article}); }).code) << "an empty file is nobody's work";
}

TEST_F(IndexBuilderTest, ADamagedIndexIsReplacedWhenItsArticlesAreNamed) {
  Build({folder_.Write("a.txt", kProse)});
  std::string bytes = ReadBytes(index_);
  bytes[bytes.size() - 15] ^= 1;  // the footer's checksum
  WriteBytes(index_, bytes);
  EXPECT_EQ(ErrorOf([&] { BuildWith(BuildOptions()); }).code, ErrorCode::kDamagedIndex);
  EXPECT_FALSE(ErrorOf([&] { Build({folder_ / "a.txt"}); }).code);
  EXPECT_FALSE(ErrorOf([&] { IndexFile::Open(index_); }).code);
}

TEST_F(IndexBuilderTest, CopiesInAnArticleAreOneDocument) {
  const std::string prose = kProse;
  const std::string wrapped = "The ships leave the port in the\nmorning and come back at night.";
  const std::string a = prose + "\n\nSomething else stands between the two of them.\n\n" + wrapped + "\n";
  Build({folder_.Write("a.txt", a), folder_.Write("b.txt", prose + "\n")});
  const Xapian::Database database(index_);
  ASSERT_EQ(database.get_doccount(), 3U) << "a copy in another article is a document of its own";
  const ParagraphRecord first = Document(1);
  EXPECT_EQ(first.text, prose);
  ASSERT_EQ(first.copies.size(), 1U);
  EXPECT_EQ(first.copies[0].ordinal, 3U);
  EXPECT_EQ(first.copies[0].line, 5U);
  EXPECT_EQ(a.substr(first.copies[0].begin, first.copies[0].end - first.copies[0].begin), wrapped);
  EXPECT_TRUE(Document(2).copies.empty());
  EXPECT_EQ(Document(3).article, 1U);
  EXPECT_TRUE(Document(3).copies.empty());
}

TEST_F(IndexBuilderTest, ParagraphsHaveTheirTextAndPlace) {
  const std::string content = "First things first, he said.\n\n  Second things come\nafter that.  \n";
  Build({folder_.Write("a.txt", content)});
  const ParagraphRecord record = Document(2);
  EXPECT_EQ(record.text, "Second things come\nafter that.");
  EXPECT_EQ(content.substr(record.begin, record.end - record.begin), record.text);
  EXPECT_EQ(record.line, 3U);
  EXPECT_EQ(record.ordinal, 2U);
  EXPECT_EQ(record.kind, ParagraphKind::kBody);
}

TEST_F(IndexBuilderTest, TheGenerationChangesWithTheContentAndNotWithTime) {
  const std::string path = folder_.Write("a.txt", kProse);
  const auto generation = [&] { return Build({path}).info.generation; };
  const std::string first = generation();
  EXPECT_EQ(first.size(), 32U);
  EXPECT_EQ(first.find_first_not_of("0123456789abcdef"), std::string::npos);
  fs::last_write_time(path, fs::last_write_time(path) - std::chrono::hours(24));
  EXPECT_EQ(generation(), first);
  EXPECT_EQ(BuildWith(BuildOptions()).info.generation, first);
  WriteBytes(path, std::string(kProse) + " ");
  const std::string second = generation();
  EXPECT_NE(second, first);
  BuildOptions french;
  french.paths = {path};
  french.language = "french";
  EXPECT_NE(BuildWith(french).info.generation, second);
  WriteBytes(path, kProse);
  EXPECT_EQ(generation(), first);
  EXPECT_NE(Build({path, folder_.Write("b.txt", kProse)}).info.generation, first);
}

TEST_F(IndexBuilderTest, AutoPicksALanguageForEachArticle) {
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

TEST_F(IndexBuilderTest, ARebuildOfAutoPicksAgain) {
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

TEST_F(IndexBuilderTest, KoreanWordsLoseTheirParticles) {
  BuildOptions options;
  options.paths = {folder_.Write("a.txt", "카자흐스탄은 중앙아시아의 국가이다. 배는 아침에 항구를 떠난다.\n")};
  options.language = "auto";
  const BuildReport report = BuildWith(options);
  EXPECT_EQ(report.info.languages, std::vector<std::string>{"ko"});
  EXPECT_TRUE(report.stemmed) << "so it is not said that words stay as they are";
  EXPECT_THAT(TermsOf(index_, 1), AllOf(HasSubstr("Z카자흐스탄["), HasSubstr("Z항구["), HasSubstr("XB자흐")));
}

TEST_F(IndexBuilderTest, AutoKnowsLanguagesWithoutAStemmer) {
  BuildOptions options;
  options.paths = {folder_.Write("a.txt", "船は朝に港を出て、夜に戻る。\n")};
  options.language = "auto";
  const BuildReport report = BuildWith(options);
  EXPECT_EQ(report.info.languages, std::vector<std::string>{"ja"});
  EXPECT_FALSE(report.stemmed);
}

TEST_F(IndexBuilderTest, AFixedLanguageIsThatOfEveryArticle) {
  BuildOptions options;
  options.paths = {folder_.Write("a.txt", kProse),
                   folder_.Write("b.txt", "Nul ne sait où le capitaine garde les clés.\n"),
                   folder_.Write("empty.txt", "\n")};
  options.language = "tr";
  const BuildReport report = BuildWith(options);
  EXPECT_EQ(report.info.languages, std::vector<std::string>{"turkish"});
  EXPECT_EQ(LanguagesOfArticles(), (std::vector<std::string>{"turkish", "turkish", "turkish"}));
}

TEST_F(IndexBuilderTest, ALineOfJsonLinesMayNameItsLanguage) {
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

// I is the capital of ı there, and İ of i. Folded in the English way, IŞIKLARI is another word to the stemmer.
TEST_F(IndexBuilderTest, TurkishHasItsOwnI) {
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

TEST_F(IndexBuilderTest, ProgressIsToldFileByFile) {
  BuildOptions options;
  options.paths = {folder_.Write("a.txt", kProse), folder_.Write("b.txt", kProse)};
  std::vector<std::pair<uint64_t, uint64_t>> told;
  options.on_file = [&](uint64_t done, uint64_t of) { told.emplace_back(done, of); };
  BuildWith(options);
  EXPECT_EQ(told, (std::vector<std::pair<uint64_t, uint64_t>>{{0, 2}, {1, 2}}));
}

}  // namespace
}  // namespace article_search
