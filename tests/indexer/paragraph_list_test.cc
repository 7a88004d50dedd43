#include "indexer/paragraph_list.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "corpus/utf8.h"
#include "indexer/clean_text.h"

namespace article_search {
namespace {

using Json = nlohmann::ordered_json;

Article TwoParagraphs() {
  Article article;
  article.path = "/nowhere/a.txt";
  Paragraph heading;
  heading.ordinal = 1;
  heading.kind = ParagraphKind::kHeading;
  heading.line = 3;
  heading.begin = 10;
  heading.end = 15;
  heading.text = "Ports";
  Paragraph body;
  body.ordinal = 2;
  body.line = 5;
  body.begin = 17;
  body.end = 40;
  body.text = "Two\nlines,\x1B[1m \u202Ebold";
  body.headings = {"Ports"};
  article.paragraphs = {heading, body};
  return article;
}

TEST(ParagraphListTest, TextIsALineAParagraph) {
  EXPECT_EQ(ListAsText(TwoParagraphs()),
            "/nowhere/a.txt:3: heading: Ports\n"
            "/nowhere/a.txt:5: body: Two lines, [1m bold\n");
}

TEST(ParagraphListTest, LongTextIsCutAtEightyCharacters) {
  Article article = TwoParagraphs();
  article.paragraphs.pop_back();
  const auto listed = [&](const std::string& text) {
    article.paragraphs[0].text = text;
    const std::string line = ListAsText(article);
    const std::string before = "/nowhere/a.txt:3: heading: ";
    EXPECT_TRUE(line.starts_with(before) && line.ends_with("\n")) << line;
    return line.substr(before.size(), line.size() - before.size() - 1);
  };
  std::string eighty;
  for (int i = 0; i < 80; ++i) eighty += "語";
  EXPECT_EQ(listed(eighty), eighty);
  EXPECT_EQ(listed(eighty + "x"), eighty + "…");
}

TEST(ParagraphListTest, NothingUnsafeInText) {
  Article article = TwoParagraphs();
  article.path = "/nowhere/\x1B]0;\x07\xFF\n.txt";
  const std::string text = ListAsText(article);
  EXPECT_TRUE(IsUtf8(text));
  size_t lines = 0;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = NextCharacter(text, &at);
    if (c == '\n') {
      ++lines;
    } else {
      EXPECT_FALSE(IsUnsafe(c)) << static_cast<uint32_t>(c);
    }
  }
  EXPECT_EQ(lines, 2U);
}

TEST(ParagraphListTest, JsonIsAnObjectALine) {
  std::istringstream lines(ListAsJson(TwoParagraphs()));
  std::string line;
  ASSERT_TRUE(std::getline(lines, line));
  EXPECT_EQ(
      line,
      R"({"path":"/nowhere/a.txt","paragraph":1,"kind":"heading","line":3,"column":1,"begin":10,"end":15,"headings":[],)"
      R"("text":"Ports"})");
  ASSERT_TRUE(std::getline(lines, line));
  const Json body = Json::parse(line);
  EXPECT_EQ(body["headings"], Json::array({"Ports"}));
  EXPECT_EQ(body["text"], TwoParagraphs().paragraphs[1].text);
  EXPECT_EQ(body["kind"], "body");
  EXPECT_FALSE(std::getline(lines, line));
}

TEST(ParagraphListTest, NoParagraphsNoLines) {
  EXPECT_EQ(ListAsText(Article()), "");
  EXPECT_EQ(ListAsJson(Article()), "");
}

}  // namespace
}  // namespace article_search
