// From the bytes of a file to text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <string>
#include <tuple>
#include <vector>

#include "corpus/article_reader.h"
#include "corpus/error.h"
#include "tests/corpus/reading.h"
#include "tests/support/checks.h"

namespace article_search {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

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

TEST(DecodeTest, EncodingsByNameGiveTheSameTextAndTheirOwnBytes) {
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

TEST(DecodeTest, ByteOrderMarksDecideAndCountAsBytes) {
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

TEST(DecodeTest, ManyUnitsAcrossTheConvertersBuffer) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += i % 7 == 0 ? "🐸" : i % 3 == 0 ? "ж" : i % 61 == 0 ? "\n\n" : "ab";
  for (const std::string encoding : {"UTF-16LE", "UTF-16BE", "GB18030"}) {
    const std::string bytes = FromUtf8(text, encoding);
    const Article article = Read(bytes, "a.txt", encoding);
    EXPECT_EQ(Texts(article), Texts(Read(text)));
    EXPECT_NO_THROW(CheckArticle(bytes, article, encoding));
  }
}

TEST(DecodeTest, DetectsSingleByteEncodings) {
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
TEST(DecodeTest, AGuessMustDefineAllBytes) {
  const std::string german =
      "Die Häuser in Köln und die Straßen in München sind schöner als anderswo, sagte der Bürgermeister.\n\n"
      "Über die Brücke gehen viele Leute.\n";
  std::string message;
  EXPECT_EQ(CodeOf(FromUtf8(german, "CP850"), "d.txt", "", &message), ErrorCode::kNotText);
  EXPECT_EQ(message, "d.txt: byte 5 is not valid UTF-8 and the encoding is not clear: name it with --encoding NAME");
  EXPECT_EQ(Texts(Read(FromUtf8(german, "CP850"), "d.txt", "CP850")), Texts(Read(german)));
  EXPECT_EQ(Texts(Read(FromUtf8(german, "windows-1252"))), Texts(Read(german)));
}

TEST(DecodeTest, AnEncodingIsThatOfWhatIsNotUnicodeByItself) {
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

TEST(DecodeTest, Errors) {
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

}  // namespace
}  // namespace article_search
