// Which files are no text that is read.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <vector>

#include "corpus/article_reader.h"
#include "corpus/error.h"
#include "tests/corpus/reading.h"

namespace article_search {
namespace {

using ::testing::HasSubstr;

TEST(FileTypeTest, HtmlIsRefusedAndTextWithTagsIsNot) {
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
      {rows_of_tags, "a.md", true},
      {"# Releases\n\n<table>\n" + rows_of_tags + "</table>\n", "a.md", false},
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

TEST(FileTypeTest, RtfAndXmlAreRefusedAndTextAboutThemIsNot) {
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

TEST(FileTypeTest, LooksBinary) {
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

}  // namespace
}  // namespace article_search
