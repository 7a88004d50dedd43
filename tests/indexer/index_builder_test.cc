#include "indexer/index_builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "corpus/article_reader.h"
#include "corpus/json_lines_reader.h"
#include "indexer/index_writer.h"
#include "indexer/schema.h"
#include "tests/indexer/index_builder_fixture.h"
#include "tests/indexer/thrown_error.h"

namespace article_search {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

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
  folder_.Write("f/c.txt", "<!doctype html><p>A page\n");
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

TEST_F(IndexBuilderTest, OptionsStayUntilPathsAreNamed) {
  BuildOptions options;
  options.paths = {folder_.Write("a.txt", R"({"text":"Ships leave.\n\nThey come back."})")};
  options.input_format = "jsonl";
  options.split = true;
  EXPECT_EQ(BuildWith(options).info.paragraphs, 2U);
  EXPECT_EQ(Build({}).info.paragraphs, 2U);
  options.split = false;
  EXPECT_EQ(BuildWith(options).info.paragraphs, 1U);
  Build({folder_ / "a.txt"});
  EXPECT_EQ(IndexFile::Open(index_).ReadSources().input_format, "");
}

// As in a text file that is only a title, the title is what is found.
TEST_F(IndexBuilderTest, JsonLinesWithATitleAloneAreFound) {
  BuildOptions options;
  options.paths = {folder_.Write("a.jsonl", R"({"id":"1","title":"Penguin census","text":""})"
                                            "\n"
                                            R"({"id":"2","title":"Seal census","text":null})"
                                            "\n"
                                            R"({"id":"3","title":"Whale census","text":" \n"})"
                                            "\n"
                                            R"({"id":"4","title":" ","text":""})"
                                            "\n"
                                            R"({"id":"5","title":"Gull census","text":"Many."})"
                                            "\n")};
  for (const bool split : {false, true}) {
    SCOPED_TRACE(split);
    options.split = split;
    const IndexInfo info = BuildWith(options).info;
    EXPECT_EQ(info.articles, 5U);
    ASSERT_EQ(info.paragraphs, 4U);
    for (const Xapian::docid document : {1U, 2U, 3U}) {
      const ParagraphRecord record = Document(document);
      EXPECT_EQ(record.kind, ParagraphKind::kTitle);
      EXPECT_EQ(record.line, document);
      EXPECT_EQ(record.begin, 0U);
      EXPECT_EQ(record.end, record.text.size());
    }
    EXPECT_EQ(Document(1).text, "Penguin census");
    EXPECT_EQ(Document(4).text, "Many.");
  }
}

TEST_F(IndexBuilderTest, JsonLinesAreTakenAsPythonWritesThem) {
  std::vector<Article> articles;
  BuildOptions options;
  const auto read = [&](const std::string& line) {
    articles.clear();
    options.paths = {folder_.Write("a.jsonl", line + "\n")};
    ReadArticles(
        options, [&](const Article& article) { articles.push_back(article); }, nullptr);
    return articles.at(0);
  };
  const std::vector<std::pair<std::string, std::string>> texts = {{R"(a \ud83d b)", "a \uFFFD b"},
                                                                  {R"(a \udc00)", "a \uFFFD"},
                                                                  {R"(\ud83d\ud83d\ude00\uDC00)", "\uFFFD😀\uFFFD"},
                                                                  {R"(\\ud83d \ud83d)", "\\ud83d \uFFFD"}};
  for (const auto& [escaped, text] : texts) {
    EXPECT_EQ(read(R"({"text":")" + escaped + "\"}").paragraphs.at(0).text, text) << escaped;
  }
  const std::vector<std::pair<std::string, std::string>> ids = {{"7", "7"},
                                                                {"1.5", "1.5"},
                                                                {"1.50 ", "1.50"},
                                                                {"-2e3", "-2e3"},
                                                                {"\"x\"", "x"},
                                                                {"\"x\",\"id\":1.5", "1.5"},
                                                                {"123456789012345678901", "123456789012345678901"}};
  for (const auto& [written, id] : ids) EXPECT_EQ(read(R"({"text":"x","id":)" + written + "}").id, id);
  for (const std::string line :
       {R"({"text":"x","id":[1.5]})", R"({"text":"\ud83"})", R"({"text":"\ud83)", R"({"text":"\)"}) {
    EXPECT_EQ(ErrorOf([&] { read(line); }).code, ErrorCode::kNotText) << line;
  }
}

TEST_F(IndexBuilderTest, JsonLinesAreUtf8) {
  BuildOptions options;
  options.paths = {folder_.Write("a.jsonl", "{\"text\":\"Z\xFCrich\"}\n")};
  EXPECT_THAT(ErrorOf([&] { BuildWith(options); }).message,
              HasSubstr("a.jsonl: line 1 can't be read: it is not UTF-8, which JSON Lines must be"));
  options.encoding = "latin1";
  options.input_format = "jsonl";
  const ThrownError error = ErrorOf([&] { BuildWith(options); });
  EXPECT_EQ(error.code, ErrorCode::kUsage);
  EXPECT_THAT(error.message, HasSubstr("--encoding does not go with --input-format jsonl"));
}

TEST_F(IndexBuilderTest, AnInterruptLeavesTheOldIndex) {
  Build({folder_.Write("a.txt", kProse)});
  const std::string before = ReadBytes(index_);
  BuildOptions options;
  options.paths = {folder_ / "a.txt", folder_.Write("b.txt", kProse)};
  options.threads = 2;
  std::atomic<int> left = 0;
  options.check_interrupt = [&] {
    if (left-- == 0) throw Error(ErrorCode::kInternal, "interrupted");
  };
  // A few for the files, and then two at each term: the merge is checked, too.
  constexpr int kTerms = 20;
  for (int calls = 0; calls < 2 * kTerms; ++calls) {
    left = calls;
    EXPECT_EQ(ErrorOf([&] { BuildWith(options); }).code, ErrorCode::kInternal) << calls;
    EXPECT_EQ(ReadBytes(index_), before);
    EXPECT_EQ(Names(), (std::set<std::string>{"a.idx", "a.txt", "b.txt"}));
  }
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

TEST_F(IndexBuilderTest, ALongTextOfJsonLinesIsCut) {
  std::string text;
  while (text.size() <= kMaxJsonText) text += "The ships leave port no. " + std::to_string(text.size()) + " at night. ";
  Build({folder_.Write("a.jsonl", R"({"id":"long","text":")" + text + "\"}\n")});
  ASSERT_EQ(Xapian::Database(index_).get_doccount(), 2U);
  const ParagraphRecord first = Document(1);
  const ParagraphRecord second = Document(2);
  EXPECT_LE(first.text.size(), kMaxJsonText);
  EXPECT_TRUE(first.text.ends_with("at night. ") || first.text.ends_with("at night.")) << "between sentences";
  EXPECT_EQ(first.text + second.text, text);
  EXPECT_EQ(first.begin, 0U);
  EXPECT_EQ(second.begin, first.end);
  EXPECT_EQ(second.end, text.size());
  EXPECT_EQ(second.ordinal, 2U);
  text.resize(kMaxJsonText);
  Build({folder_.Write("a.jsonl", R"({"id":"long","text":")" + text + "\"}\n")});
  EXPECT_EQ(Xapian::Database(index_).get_doccount(), 1U);
}

TEST_F(IndexBuilderTest, NoPieceOfALongTextIsBlank) {
  const std::string spaces(3 * kMaxJsonText, ' ');
  Build({folder_.Write("a.jsonl", R"({"text":"The ships leave port.)" + spaces + "At night.\"}\n")});
  const Xapian::Database database(index_);
  ASSERT_EQ(database.get_doccount(), 2U);
  EXPECT_THAT(Document(1).text, HasSubstr("leave port."));
  EXPECT_THAT(Document(2).text, HasSubstr("At night."));
  EXPECT_EQ(Document(2).ordinal, 2U);
}

TEST_F(IndexBuilderTest, ATitleOrAnIdOfJsonLinesThatIsTooLongIsSaidWithItsPlace) {
  const std::string longest(kMaxParagraphBytes, 'x');
  for (const std::string key : {"title", "id"}) {
    const std::string begin = "{\"text\":\"Ships.\"}\n{\"text\":\"Ports.\",\"" + key + "\":\"" + longest;
    EXPECT_EQ(Build({folder_.Write("a.jsonl", begin + "\"}\n")}).info.articles, 2U);
    const ThrownError error = ErrorOf([&] { Build({folder_.Write("a.jsonl", begin + "x\"}\n")}); });
    EXPECT_EQ(error.code, ErrorCode::kNotText);
    EXPECT_THAT(error.message,
                HasSubstr("a.jsonl: line 2 can't be read: its \"" + key + "\" has more than 65536 bytes"));
  }
}

// The database's records have a bound, which is met where the place is known.
TEST_F(IndexBuilderTest, HeadingsThatAreTooLongTogetherAreSaidWithTheirArticle) {
  Article article;
  article.path = "headings.md";
  article.paragraphs.resize(1);
  article.paragraphs[0].text = "Ships.";
  for (int i = 0; i < 65; ++i) article.paragraphs[0].headings.emplace_back(1 << 20, static_cast<char>('0' + i));
  WriterOptions options;
  options.folder = folder_.MakeFolder("work");
  options.path = options.folder + "/database";
  IndexWriter writer(options);
  EXPECT_THAT(ErrorOf([&] { writer.Add(article, "english"); }).message,
              HasSubstr("headings.md: its headings have more"));
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
