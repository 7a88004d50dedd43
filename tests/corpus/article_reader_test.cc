// Decoding, blocks, offsets and errors. What kind a paragraph is of: classify_test.cc.
#include "corpus/article_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unicode/ucnv.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "corpus/error.h"
#include "tests/support/checks.h"

namespace article_search {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string Data(const std::string& name) { return std::string(TEST_DATA_DIR "/articles/") + name; }

Article Read(const std::string& bytes, const std::string& path = "a.txt", const std::string& encoding = "") {
  return ReadArticle(bytes, path, {encoding});
}

std::vector<std::string> Texts(const Article& article) {
  std::vector<std::string> texts;
  for (const Paragraph& paragraph : article.paragraphs) texts.push_back(paragraph.text);
  return texts;
}

// An independent conversion, by ICU in one go.
std::string ToUtf8(const std::string& bytes, const std::string& encoding) {
  UErrorCode status = U_ZERO_ERROR;
  std::string utf8(bytes.size() * 4 + 4, '\0');
  const int32_t length = ucnv_convert("UTF-8", encoding.c_str(), utf8.data(), static_cast<int32_t>(utf8.size()),
                                      bytes.data(), static_cast<int32_t>(bytes.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status)) << u_errorName(status);
  utf8.resize(static_cast<size_t>(length));
  return utf8;
}

std::string FromUtf8(const std::string& utf8, const std::string& encoding) {
  UErrorCode status = U_ZERO_ERROR;
  std::string bytes(utf8.size() * 4 + 8, '\0');
  const int32_t length = ucnv_convert(encoding.c_str(), "UTF-8", bytes.data(), static_cast<int32_t>(bytes.size()),
                                      utf8.data(), static_cast<int32_t>(utf8.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status)) << u_errorName(status);
  bytes.resize(static_cast<size_t>(length));
  return bytes;
}

ErrorCode CodeOf(const std::string& bytes, const std::string& path, const std::string& encoding, std::string* message) {
  try {
    Read(bytes, path, encoding);
  } catch (const Error& error) {
    *message = error.what();
    return error.code();
  }
  *message = "no error";
  return ErrorCode::kInternal;
}

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

TEST(ArticleReaderTest, EncodingsByNameGiveTheSameTextAndTheirOwnBytes) {
  const std::string japanese =
      "吾輩は猫である\n\n名前はまだ無い。どこで生れたか\n見当がつかぬ。\n\nA cat, said 夏目漱石.\n";
  const std::string russian = "Река\n\nВода поднялась на 2 метра — за ночь.\n\nКонец.\n";
  const std::string anything = "Titel\n\nStraße, 日本 und 🐸🐸 und e\xCC\x81.\r\n\r\nЁлка.\rzwei\n";
  const std::vector<std::tuple<std::string, std::string>> rows = {{japanese, "Shift_JIS"},
                                                                  {japanese, "EUC-JP"},
                                                                  {japanese, "GB18030"},
                                                                  {anything, "GB18030"},
                                                                  {russian, "windows-1251"},
                                                                  {russian, "GB18030"},
                                                                  {anything, "UTF-16LE"},
                                                                  {anything, "UTF-16BE"},
                                                                  {anything, "UTF-32LE"},
                                                                  {anything, "UTF-32BE"},
                                                                  {anything, "UTF-8"},
                                                                  {"Stra\xC3\x9F"
                                                                   "e.\n",
                                                                   "ISO-8859-1"}};
  for (const auto& [text, encoding] : rows) {
    SCOPED_TRACE(encoding);
    const std::string bytes = FromUtf8(text, encoding);
    const Article article = Read(bytes, "a.txt", encoding);
    EXPECT_EQ(Texts(article), Texts(Read(text)));
    EXPECT_NO_THROW(CheckArticle(bytes, article, encoding));
  }
}

TEST(ArticleReaderTest, ByteOrderMarksDecideAndCountAsBytes) {
  const std::string text = "Straße\n\nEnde 🐸.\n";
  struct Row {
    std::string mark, encoding;
  };
  for (const Row& row : {Row{"\xEF\xBB\xBF", "UTF-8"}, Row{"\xFF\xFE", "UTF-16LE"}, Row{"\xFE\xFF", "UTF-16BE"}}) {
    SCOPED_TRACE(row.encoding);
    const std::string bytes = row.mark + FromUtf8(text, row.encoding);
    for (const std::string& given : {std::string(), row.encoding, std::string(row.mark.size() == 2 ? "UTF-16" : "")}) {
      const Article article = Read(bytes, "a.txt", given);
      EXPECT_THAT(Texts(article), ElementsAre("Straße", "Ende 🐸."));
      EXPECT_EQ(article.paragraphs[0].begin, row.mark.size());
      EXPECT_NO_THROW(CheckArticle(bytes, article, row.encoding));
    }
  }
}

TEST(ArticleReaderTest, ManyUnitsAcrossTheConvertersBuffer) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += i % 7 == 0 ? "🐸" : i % 3 == 0 ? "ж" : i % 61 == 0 ? "\n\n" : "ab";
  for (const std::string encoding : {"UTF-16LE", "UTF-16BE", "GB18030"}) {
    const std::string bytes = FromUtf8(text, encoding);
    const Article article = Read(bytes, "a.txt", encoding);
    EXPECT_EQ(Texts(article), Texts(Read(text)));
    EXPECT_NO_THROW(CheckArticle(bytes, article, encoding));
  }
}

TEST(ArticleReaderTest, DetectsSingleByteEncodings) {
  const std::string german = ReadFile(Data("latin1.txt"));
  EXPECT_THAT(Texts(Read(german)), ::testing::Contains("Über die Brücke"));
  EXPECT_THAT(Read(german).paragraphs[2].text, HasSubstr("„Übermorgen“"));  // 0x84: not ISO-8859-1
  const std::string russian = ToUtf8(ReadFile(Data("news-1251.txt")), "windows-1251");
  for (const std::string encoding : {"windows-1251", "KOI8-R", "ISO-8859-5"}) {
    EXPECT_EQ(Read(FromUtf8(russian, encoding)).title, "Река вышла из берегов") << encoding;
  }
  EXPECT_EQ(Read(german).guessed_encoding, "windows-1252");
  EXPECT_EQ(Read(german, "a.txt", "windows-1252").guessed_encoding, "");
  EXPECT_EQ(Read(ToUtf8(german, "windows-1252")).guessed_encoding, "");
  // What is not ASCII may come late.
  const std::string late = std::string(20000, 'x') + ".\n\n" + german;
  EXPECT_THAT(Texts(Read(late)), ::testing::Contains("Über die Brücke"));
}

// CP850 in German looks like windows-1252 by its frequent letters, but has bytes that windows-1252 does not define.
TEST(ArticleReaderTest, AGuessMustDefineAllBytes) {
  const std::string german =
      "Die Häuser in Köln und die Straßen in München sind schöner als anderswo, sagte der Bürgermeister.\n\n"
      "Über die Brücke gehen viele Leute.\n";
  std::string message;
  EXPECT_EQ(CodeOf(FromUtf8(german, "CP850"), "d.txt", "", &message), ErrorCode::kNotText);
  EXPECT_EQ(message, "d.txt: byte 5 is not valid UTF-8 and the encoding is not clear: name it with --encoding NAME");
  EXPECT_EQ(Texts(Read(FromUtf8(german, "CP850"), "d.txt", "CP850")), Texts(Read(german)));
  EXPECT_EQ(Texts(Read(FromUtf8(german, "windows-1252"))), Texts(Read(german)));
}

TEST(ArticleReaderTest, AnEncodingIsThatOfWhatIsNotUnicodeByItself) {
  const std::string text = "Zürich – 東京.\n";
  for (const std::string given : {"windows-1251", "Shift_JIS", "UTF-16BE", "UTF-32", "US-ASCII", "UTF-8"}) {
    SCOPED_TRACE(given);
    for (const std::string mark : {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}) {
      const std::string bytes = FromUtf8("\xEF\xBB\xBF" + text, mark);
      EXPECT_THAT(Texts(Read(bytes, "a.txt", given)), ElementsAre("Zürich – 東京.")) << mark;
      EXPECT_NO_THROW(CheckArticle(bytes, Read(bytes, "a.txt", given), mark)) << mark;
    }
    if (given.starts_with("UTF-")) continue;
    EXPECT_THAT(Texts(Read(text, "a.txt", given)), ElementsAre("Zürich – 東京."));
  }
  // Well-formed UTF-8 that somebody says is none.
  EXPECT_THAT(Texts(Read("\xC3\xA9\xC3\xA9", "a.txt", "UTF-16BE")), ElementsAre("쎩쎩"));
  EXPECT_THAT(Texts(Read(FromUtf8("Вода", "windows-1251"), "a.txt", "windows-1251")), ElementsAre("Вода"));
}

TEST(ArticleReaderTest, Errors) {
  const std::string russian = "Вода в реке поднялась за ночь на два метра, сообщили в управлении. ";
  const std::string japanese = "すべての幸せな家庭は似ている。不幸な家庭は、それぞれ異なる理由で不幸である。";
  struct Row {
    std::string bytes, path, encoding;
    ErrorCode code;
    std::vector<std::string> words;
  };
  const std::vector<Row> rows = {
      {"a\0b", "x.txt", "", ErrorCode::kNotText, {"x.txt", "binary"}},
      {std::string("c\0a\0f\0", 6), "x.txt", "", ErrorCode::kNotText, {"UTF-16", "--encoding"}},
      {"%PDF-1.4 text", "x.pdf", "", ErrorCode::kNotText, {"x.pdf", "binary"}},
      {"text \xE9\x01\x02 text", "x", "", ErrorCode::kNotText, {"binary"}},
      {"\xFF\xFE" + std::string("a\0\0\0", 4), "x", "", ErrorCode::kNotText, {"binary"}},
      {russian + "\xD0 " + russian,
       "r.txt",
       "",
       ErrorCode::kNotText,
       {"r.txt", "byte " + std::to_string(russian.size()), "UTF-8", "--encoding NAME"}},
      {russian + "\xD0", "r.txt", "", ErrorCode::kNotText, {"byte " + std::to_string(russian.size())}},
      {"\xEF\xBB\xBF"
       "abc \xFF def",
       "b.txt",
       "",
       ErrorCode::kNotText,
       {"byte 7", "mend it"}},
      {FromUtf8(japanese, "Shift_JIS"),
       "j.txt",
       "",
       ErrorCode::kNotText,
       {"j.txt", "byte 0", "Shift_JIS", "--encoding NAME"}},
      {"abc " + FromUtf8(russian, "cp866"), "c.txt", "", ErrorCode::kNotText, {"byte 4", "--encoding NAME"}},
      {"abc \xE9", "c.txt", "UTF-8", ErrorCode::kNotText, {"byte 4", "UTF-8"}},
      {"abc \xE9", "c.txt", "US-ASCII", ErrorCode::kNotText, {"byte 4", "US-ASCII"}},
      {FromUtf8("日本", "Shift_JIS") + "\x93", "c.txt", "Shift_JIS", ErrorCode::kNotText, {"byte 4"}},
      {std::string("\xFF\xFE"
                   "a\0\x00\xD8"
                   "b\0",
                   8),
       "u.txt",
       "",
       ErrorCode::kNotText,
       {"UTF-16LE", "byte 4"}},
      {std::string("\xFF\xFE"
                   "a\0b",
                   5),
       "u.txt",
       "",
       ErrorCode::kNotText,
       {"byte 4"}},
      {"abc \xED\xA0\xBD def", "c.txt", "CESU-8", ErrorCode::kNotText, {"byte 4", "CESU-8"}},
      {"abc \xED\xB0\xB8 def", "c.txt", "CESU-8", ErrorCode::kNotText, {"byte 4", "CESU-8"}},
      {"abc \xED\xA0\xBD", "c.txt", "CESU-8", ErrorCode::kNotText, {"byte 4", "CESU-8"}},
      {"abc", "c.txt", "klingon", ErrorCode::kUsage, {"klingon"}},
      {"abc", "c.txt", "ISO-2022-JP", ErrorCode::kUsage, {"ISO-2022-JP", "iconv"}},
      {"%PDF-1.4 text", "x.pdf", "windows-1251", ErrorCode::kNotText, {"x.pdf", "binary"}},
      {"<!DOCTYPE html>\n<p>x", "p.html", "", ErrorCode::kNotText, {"p.html", "HTML", "pandoc"}},
  };
  for (Row row : rows) {
    if (row.path == "x.txt") row.bytes = std::string("a\0b", 3);
    std::string message;
    EXPECT_EQ(CodeOf(row.bytes, row.path, row.encoding, &message), row.code) << row.path << ": " << message;
    for (const std::string& word : row.words) EXPECT_THAT(message, HasSubstr(word));
    EXPECT_EQ(message.find('\n'), std::string::npos);
  }
}

TEST(ArticleReaderTest, HtmlIsRefusedAndTextWithTagsIsNot) {
  std::string rows_of_tags;
  for (int i = 0; i < 30; ++i) rows_of_tags += "<tr><td class=\"c\">cell</td></tr>\n";
  std::string includes;
  for (int i = 0; i < 30; ++i) includes += "#include <vector>\n";
  const std::vector<std::tuple<std::string, std::string, bool>> rows = {
      {"<!doctype HTML>\n<title>x</title>", "a.txt", true},
      {"\n <?xml version=\"1.0\"?>\n<!-- made by hand -->\n<html lang=\"en\">x", "a.txt", true},
      {"<body>text", "a.md", true},
      {"HTTP/1.1 200 OK\n\n<html><head><title>x</title></head><body><p>text</p></body></html>", "a", true},
      {rows_of_tags, "a.txt", true},
      {"", "a.txt", false},
      {"<p align=\"center\"><img src=\"logo.png\"></p>\n\n# A project\n\nIt does this.\n", "README.md", false},
      {"# HTML for gardeners\n\n```\n<html><body><p>x</p></body></html>\n```\n", "a.md", false},
      {"The tag <html> opens a page, <b>bold</b> is bold.\n\n" + std::string(300, 'x'), "a.txt", false},
      {includes, "a.txt", false},
      {"<headline> is no tag of HTML.", "a.txt", false}};
  for (const auto& [text, path, refused] : rows) {
    std::string message;
    EXPECT_EQ(CodeOf(text, path, "", &message) == ErrorCode::kNotText, refused) << text << ": " << message;
  }
}

TEST(ArticleReaderTest, RtfAndXmlAreRefusedAndTextAboutThemIsNot) {
  const std::string feed = "<rss version=\"2.0\"><channel><title>News</title></channel></rss>";
  const std::string drawing = "<svg width=\"9\" xmlns=\"http://www.w3.org/2000/svg\">\n<text>A</text>\n</svg>\n";
  std::string long_rtf = "{\\rtf1\\ansi\\ansicpg1252\\deff0 {\\fonttbl {\\f0 Arial;}}\n\\pard\\f0\\fs20 Ships.\\par\n";
  const std::vector<std::tuple<std::string, std::string, std::string>> rows = {
      {"{\\rtf1\\ansi Ships leave.\\par}\r\n", "a.txt", "RTF"},
      {"{\\rtf1{\\b Ships}}", "a", "RTF"},
      {long_rtf, "cut_short.txt", "RTF"},
      {"<?xml version=\"1.0\"?>\n<!-- made by hand -->\n" + feed, "a.txt", "XML"},
      {"\xEF\xBB\xBF\n<?xml version='1.0'?><note>Ships</note>", "a.md", "XML"},
      {feed, "a.txt", "XML"},
      {"<!-- drawn -->\n" + drawing, "a.txt", "XML"},
      {"<!DOCTYPE book [\n<!ENTITY x 'y'>\n]>\n<book>Ships</book>", "a.txt", "XML"},
      {"{\\rtf1 is how each RTF file begins, with a brace.", "a.txt", ""},
      {"{\\rtf1\\ansi is how many an RTF file begins.\n\nThen come fonts.", "a.txt", ""},
      {"RTF: {\\rtf1\\ansi Ships}", "a.txt", ""},
      {"<?xml version=\"1.0\"?> is the first line of XML.\n\n<note>Ships</note>", "a.txt", ""},
      {"<?xml is a beginning.", "a.txt", ""},
      {"XML: <?xml version=\"1.0\"?><note>Ships</note>", "a.txt", ""},
      {drawing + "\nThis draws an A.\n", "a.md", ""},
      {"<!DOCTYPE book> begins a book.", "a.txt", ""},
      {"<note>Ships leave.</note>", "a.txt", ""},
      {"<", "a.txt", ""}};
  for (const auto& [text, path, kind] : rows) {
    std::string message;
    const ErrorCode code = CodeOf(text, path, "", &message);
    EXPECT_EQ(code == ErrorCode::kNotText, !kind.empty()) << text << ": " << message;
    if (kind.empty()) continue;
    EXPECT_THAT(message, HasSubstr(path + ": " + kind + ": make text of it first, e.g. ")) << text;
  }
}

TEST(ArticleReaderTest, LooksBinary) {
  EXPECT_TRUE(LooksBinary(std::string("ELF\0", 4)));
  EXPECT_TRUE(LooksBinary("%PDF-1.7"));
  EXPECT_FALSE(
      LooksBinary(std::string("\xFF\xFE"
                              "a\0",
                              4)));
  EXPECT_FALSE(LooksBinary(std::string("\0\0\xFE\xFF\0\0\0a", 8)));
  EXPECT_TRUE(LooksBinary(std::string("\xEF\xBB\xBF\0", 4)));
  EXPECT_FALSE(LooksBinary(""));
  EXPECT_FALSE(LooksBinary("text"));
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
      {"a.txt", "# a comment\nkey = value\n", {"# a comment\nkey = value"}},
      {"a.md", "Head\n===\ntext\n\nSub\n---\nmore", {"Head", "text", "Sub", "more"}},
      {"a.rst", "====\nOver\n====\n\nHead\n----\ntext", {"Over", "Head", "text"}},
      {"a.REST", "# no heading\n\ntext\n\nHead\n----\ntext", {"# no heading", "text", "Head", "text"}},
      {"a.rst", "# no heading\n\nthis line is far too long\n---\n", {"# no heading", "this line is far too long\n---"}},
      {"a.md", "#hashtag is text\n\n    # code\n", {"#hashtag is text", "# code"}},
      {"a.md", "```\n# code\n\nmore code\n```\n# Head\n", {"```\n# code", "more code\n```", "Head"}},
      {"a.txt", "Name  Age\n---------\nAnn   3\n", {"Name  Age\n---------\nAnn   3"}},
      {"a.md", "One\n\n* * *\n\nTwo", {"One", "Two"}},
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
