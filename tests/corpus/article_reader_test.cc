// Blocks and offsets. Encodings: decode_test.cc; what kind a paragraph is of: classify_test.cc.
#include "corpus/article_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "tests/corpus/reading.h"
#include "tests/support/checks.h"

namespace article_search {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(ArticleReaderTest, EveryTestArticleIsTrueToItsFile) {
  const std::vector<std::pair<std::string, std::string>> encodings = {
      {"news-1251.txt", "windows-1251"}, {"haiku-utf16.txt", "UTF-16LE"}, {"latin1.txt", "windows-1252"}};
  size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(Data(""))) {
    const std::string name = entry.path().filename().string();
    const auto known =
        std::find_if(encodings.begin(), encodings.end(), [&name](const auto& e) { return e.first == name; });
    const std::string bytes = ReadFile(entry.path().string());
    const Article article = Read(bytes, entry.path().string());
    SCOPED_TRACE(name);
    EXPECT_THAT(article.paragraphs, ::testing::Not(IsEmpty()));
    EXPECT_EQ(article.path, entry.path().string());
    EXPECT_NO_THROW(CheckArticle(bytes, article, known == encodings.end() ? "UTF-8" : known->second));
    ++files;
  }
  EXPECT_GE(files, 10u);
}

TEST(ArticleReaderTest, LineEndsAndBlankLines) {
  const std::string text = "Eins\nzwei.\n\nDrei.\n \t\nVier.\n\xC2\xA0\xE3\x80\x80\nF\xC3\xBCnf.";
  for (const std::string line_end : {"\n", "\r\n", "\r"}) {
    std::string bytes = text;
    for (size_t at = 0; (at = bytes.find('\n', at)) != std::string::npos; at += line_end.size()) {
      bytes.replace(at, 1, line_end);
    }
    const Article article = Read(bytes);
    EXPECT_THAT(Texts(article), ElementsAre("Eins" + line_end + "zwei.", "Drei.", "Vier.", "Fünf."));
    EXPECT_NO_THROW(CheckArticle(bytes, article, "UTF-8"));
    EXPECT_EQ(article.paragraphs[3].line, 8u);
  }
  const Article mixed = Read("a.\r\rb.\n\r\nc.\r\n\rd.\n\n\n");
  EXPECT_THAT(Texts(mixed), ElementsAre("a.", "b.", "c.", "d."));
  EXPECT_EQ(mixed.paragraphs[1].line, 3u);
  EXPECT_EQ(mixed.paragraphs[2].line, 5u);
  EXPECT_EQ(mixed.paragraphs[3].line, 7u);
}

TEST(ArticleReaderTest, NothingToRead) {
  for (const std::string bytes : {"", "\n \n\t\r\n", "\xEF\xBB\xBF", "\xFF\xFE", "* * *\n\n---\n\n=====\n"}) {
    const Article article = Read(bytes);
    EXPECT_THAT(article.paragraphs, IsEmpty());
    EXPECT_EQ(article.title, "");
  }
}

TEST(ArticleReaderTest, BlocksByFormOfTheFile) {
  const std::string long_line =
      "This line goes on for so long that nobody would have wrapped it by hand, and when at last "
      "it ends it has said very little of anything at all, as such lines do";
  struct Row {
    std::string path, text;
    std::vector<std::string> paragraphs;
  };
  const std::vector<Row> rows = {
      // Every line a paragraph.
      {"a.txt", "One sentence.\nAnother one!\nA third?\n", {"One sentence.", "Another one!", "A third?"}},
      {"a.txt", long_line + ".\n" + long_line + "\n", {long_line + ".", long_line}},
      {"a.txt",
       "Title\n" + long_line + ".\n- a\n- b\n" + long_line + ".",
       {"Title", long_line + ".", "- a\n- b", long_line + "."}},
      // Hard-wrapped: blank lines alone divide.
      {"a.txt",
       "A sentence that is\nwrapped at a narrow\nwidth.\n",
       {"A sentence that is\nwrapped at a narrow\nwidth."}},
      {"a.txt", "One.\nTwo.\n\nThree.\nFour.", {"One.\nTwo.", "Three.\nFour."}},
      // Indented first lines.
      {"a.txt",
       "  The first one is\nwrapped here.\n  The second is\nwrapped as well\nand ends.",
       {"The first one is\nwrapped here.", "The second is\nwrapped as well\nand ends."}},
      {"a.txt",
       "A verse of mine that has\n  a second line set in and\n  a third that is and a\nfourth that is not",
       {"A verse of mine that has\n  a second line set in and\n  a third that is and a\nfourth that is not"}},
      // Lines of a page among blocks.
      {"a.txt",
       "Title\n\n" + long_line + ", and then some more of it, until two hundred columns are full.\n" + long_line +
           ", and then some more of it, until two hundred columns are full.",
       {"Title", long_line + ", and then some more of it, until two hundred columns are full.",
        long_line + ", and then some more of it, until two hundred columns are full."}},
      // Headings directly above their text.
      {"a.md", "## Head ##\ntext\n# Next\nmore", {"Head", "text", "Next", "more"}},
      {"a.txt", "## Head\ntext goes\non\n\nafter", {"Head", "text goes\non", "after"}},
      {"a.txt", "EXIT STATUS\n    It is zero\n    or one.\n", {"EXIT STATUS", "It is zero\n    or one."}},
      {"a.txt", "EXIT STATUS\n    It is zero\nor one.\n", {"EXIT STATUS\n    It is zero\nor one."}},
      {"a.txt", "Exit Status\n    It is zero\n    or one.\n", {"Exit Status\n    It is zero\n    or one."}},
      {"a.txt", "NAME  AGE\n  Ann   3\n  Bob   4\n", {"NAME  AGE\n  Ann   3\n  Bob   4"}},
      {"a.md", "EXIT STATUS\n    It is zero\n    or one.\n", {"EXIT STATUS\n    It is zero\n    or one."}},
      {"a.txt", "# a comment\nkey = value\n", {"# a comment\nkey = value"}},
      {"a.md", "Head\n===\ntext\n\nSub\n---\nmore", {"Head", "text", "Sub", "more"}},
      {"a.rst", "====\nOver\n====\n\nHead\n----\ntext", {"Over", "Head", "text"}},
      {"a.REST", "# no heading\n\ntext\n\nHead\n----\ntext", {"# no heading", "text", "Head", "text"}},
      {"a.rst", "# no heading\n\nthis line is far too long\n---\n", {"# no heading", "this line is far too long\n---"}},
      {"a.md", "#hashtag is text\n\n    # code\n", {"#hashtag is text", "# code"}},
      {"a.md", "```\n# code\n\nmore code\n```\n# Head\n", {"```\n# code", "more code\n```", "Head"}},
      {"a.txt", "Name  Age\n---------\nAnn   3\n", {"Name  Age\n---------\nAnn   3"}},
      {"a.md", "One\n\n* * *\n\nTwo", {"One", "Two"}},
      {"a.txt", "One\n\n\u2022\n\n\u25C6 \u25C6 \u25C6\n\n\u2014\u00A0\u2014\n\nTwo", {"One", "Two"}},
      {"a.txt", "One\n\n\u2764\n\n\u00BD\n\n\u4E00", {"One", "\u2764", "\u00BD", "\u4E00"}},
      {"a.md", "# C#\n\n## ##\n\ntext", {"C#", "text"}},
  };
  for (const Row& row : rows) {
    const Article article = Read(row.text, row.path);
    EXPECT_EQ(Texts(article), row.paragraphs) << row.text;
    EXPECT_NO_THROW(CheckArticle(row.text, article, "UTF-8"));
  }
}

TEST(ArticleReaderTest, LongBlocksAreCutAtSentences) {
  std::string sentences;
  for (int i = 0; sentences.size() < 3 * kMaxParagraphBytes; ++i) {
    sentences += "Dr. Khan " + std::to_string(i) + " said: „Ja.“ ";
  }
  const Article cut = Read("Head\n\n" + sentences);
  ASSERT_GE(cut.paragraphs.size(), 4u);
  for (size_t i = 1; i < cut.paragraphs.size(); ++i) {
    EXPECT_TRUE(cut.paragraphs[i].text.starts_with("Dr. Khan ")) << cut.paragraphs[i].text.substr(0, 20);
    EXPECT_TRUE(cut.paragraphs[i].text.ends_with("„Ja.“"));
    EXPECT_EQ(cut.paragraphs[i].line, 3u);
  }
  EXPECT_NO_THROW(CheckArticle("Head\n\n" + sentences, cut, "UTF-8"));

  // Wrapped lines: sentences, not line ends.
  std::string wrapped;
  while (wrapped.size() < 2 * kMaxParagraphBytes) wrapped += "Here a sentence begins and\r\nhere it ends. ";
  const Article lines = Read(wrapped);
  ASSERT_GE(lines.paragraphs.size(), 3u);
  for (const Paragraph& paragraph : lines.paragraphs) EXPECT_TRUE(paragraph.text.starts_with("Here a"));
  EXPECT_NO_THROW(CheckArticle(wrapped, lines, "UTF-8"));

  // No sentence ends: white space. No white space: code points.
  std::string words;
  while (words.size() < 2 * kMaxParagraphBytes) words += "слово ";
  const Article spaces = Read(words);
  ASSERT_GE(spaces.paragraphs.size(), 3u);
  for (const Paragraph& paragraph : spaces.paragraphs) {
    EXPECT_TRUE(paragraph.text.starts_with("слово"));
    EXPECT_TRUE(paragraph.text.ends_with("слово"));
  }
  std::string frogs = "x";
  while (frogs.size() < 2 * kMaxParagraphBytes) frogs += "🐸";
  const Article points = Read(frogs);
  ASSERT_THAT(points.paragraphs, SizeIs(3));
  EXPECT_EQ(points.paragraphs[0].text + points.paragraphs[1].text + points.paragraphs[2].text, frogs);
  EXPECT_NO_THROW(CheckArticle(frogs, points, "UTF-8"));
  const std::string utf16 = FromUtf8(words, "UTF-16BE");
  EXPECT_NO_THROW(CheckArticle(utf16, Read(utf16, "a.txt", "UTF-16BE"), "UTF-16BE"));
}

// Marks, words and line ends in any order: nothing fails, and no letter or digit is outside of the paragraphs.
TEST(ArticleReaderTest, NothingIsLostOfRandomText) {
  const std::vector<std::string> pieces = {"\n",     "\n",       "\n\n",
                                           "\r\n",   "\r",       " ",
                                           "    ",   "\t",       "# ",
                                           "## ",    " ##",      "===",
                                           "---",    "~~~",      "```",
                                           "- ",     "* ",       "1. ",
                                           "| ",     "|",        ": ",
                                           ". ",     "?",        "!",
                                           ".. ",    "<",        ">",
                                           "Word",   "word",     "two words",
                                           "7",      "Photo",    "Leave a Reply",
                                           "Name *", "Home",     "Ж",
                                           "日本語", "\xC2\xA0", "\xE3\x80\x80",
                                           "🐸",      "(c)",      "[x](y)",
                                           "![x](y)"};
  std::minstd_rand random(20240229);
  for (int round = 0; round < 6000; ++round) {
    std::string text;
    const size_t count = random() % 40;
    for (size_t i = 0; i < count; ++i) text += pieces[random() % pieces.size()];
    for (const std::string path : {"a.txt", "a.md", "a.rst"}) {
      ASSERT_NO_THROW(CheckArticle(text, Read(text, path), "UTF-8")) << text;
    }
  }
}

// The test's time limit is the assertion: anything quadratic takes hours.
TEST(ArticleReaderTest, TakesLinearTime) {
  const size_t size = 6 << 20;
  EXPECT_THAT(Read(std::string(size, 'x')).paragraphs, SizeIs(size / kMaxParagraphBytes));
  std::string crs;
  while (crs.size() < size) crs += "Ab c.\r\r";
  EXPECT_THAT(Read(crs).paragraphs, SizeIs(crs.size() / 7));
  std::string mixed;
  while (mixed.size() < size / 4) mixed += "a.\n\n";
  while (mixed.size() < size / 2) mixed += "a.\r\r";
  EXPECT_THAT(Read(mixed).paragraphs, SizeIs(mixed.size() / 4));
  std::string short_then_long = "A. ";
  while (short_then_long.size() < size) short_then_long += std::string(70000, 'y') + ". Z. ";
  EXPECT_GT(Read(short_then_long).paragraphs.size(), size / kMaxParagraphBytes);
}

TEST(ReadFileTest, ReadsRegularFilesOnly) {
  const std::filesystem::path dir =
      std::filesystem::temp_directory_path() / ("article_reader_test." + std::to_string(getpid()));
  std::filesystem::create_directory(dir);
  const std::string file = (dir / "file").string();
  const std::string content = std::string("a\0b", 3) + std::string(100000, 'c');
  std::ofstream(file, std::ios::binary) << content;
  std::ofstream((dir / "empty").string());
  ASSERT_EQ(mkfifo((dir / "fifo").c_str(), 0600), 0);
  EXPECT_EQ(ReadFile(file), content);
  EXPECT_EQ(ReadFile((dir / "empty").string()), "");
  std::string message;
  const auto code = [&message](const std::string& path) {
    try {
      ReadFile(path);
    } catch (const Error& error) {
      message = error.what();
      EXPECT_THAT(message, HasSubstr(path));
      return error.code();
    }
    return ErrorCode::kInternal;
  };
  EXPECT_EQ(code((dir / "none").string()), ErrorCode::kNotFound);
  EXPECT_EQ(code(file + "/below"), ErrorCode::kNotFound);
  EXPECT_EQ(code(dir.string()), ErrorCode::kUnreadable);
  EXPECT_EQ(code((dir / "fifo").string()), ErrorCode::kUnreadable);
  EXPECT_THAT(message, HasSubstr("pass it as standard input, which is named -"));
  EXPECT_EQ(code("/dev/null"), ErrorCode::kUnreadable);
  if (geteuid() != 0) {
    chmod(file.c_str(), 0);
    EXPECT_EQ(code(file), ErrorCode::kUnreadable);
  }
  std::filesystem::remove_all(dir);
}

}  // namespace
}  // namespace article_search
