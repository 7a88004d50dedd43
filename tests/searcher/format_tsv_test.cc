#include <gtest/gtest.h>

#include <string>

#include "corpus/error.h"
#include "searcher/formatter.h"

namespace article_search {
namespace {

std::string TextColumn(const std::string& text) {
  SearchResult result;
  result.hits.emplace_back().text = text;
  const std::string table = FormatTsv(result, {"text"});
  EXPECT_TRUE(table.starts_with("text\n")) << table;
  EXPECT_TRUE(table.ends_with("\n"));
  return table.substr(5, table.size() - 6);
}

TEST(FormatTsvTest, Escapes) {
  EXPECT_EQ(TextColumn("a plain “text”, 東京"), "a plain “text”, 東京");
  EXPECT_EQ(TextColumn("a\tb\nc\rd\\e\\t"), R"(a\tb\nc\rd\\e\\t)");
  EXPECT_EQ(TextColumn("\x1B[31m\x7F"), R"(\u001b[31m\u007f)");
  EXPECT_EQ(TextColumn("\u202E\uFEFF"), R"(\u202e\ufeff)");
  EXPECT_EQ(TextColumn(std::string("\0", 1)), R"(\u0000)");
  EXPECT_EQ(TextColumn("caf\xE9!"), R"(caf\xe9!)");
  EXPECT_EQ(TextColumn("\uFFFD"), "\uFFFD") << "this one is UTF-8";
}

TEST(FormatTsvTest, EveryFieldIsAColumnOfItsOwn) {
  SearchResult result;
  Hit& hit = result.hits.emplace_back();
  hit.rank = 3;
  hit.score = 2.5;
  hit.path = "a\tb.txt";
  hit.headings = {{"Asia", {}}, {"Ports", {}}};
  hit.snippets = {{"the best", {{0, 3}}}, {"another", {}}};
  const std::string table = FormatTsv(result, {"snippet", "headings", "score", "path", "rank"});
  EXPECT_EQ(table, "snippet\theadings\tscore\tpath\trank\nthe best\tAsia > Ports\t2.5\ta\\tb.txt\t3\n");
  for (const std::string& field : TsvFields()) {
    EXPECT_TRUE(FormatTsv(result, {field}).starts_with(field + "\n")) << field;
  }
}

TEST(FormatTsvTest, WithoutHitsTheNamesStand) { EXPECT_EQ(FormatTsv({}, {"path", "line"}), "path\tline\n"); }

TEST(FormatTsvTest, AFieldThatIsNoneIsAnError) {
  EXPECT_THROW(FormatTsv({}, {"matches"}), Error);
  EXPECT_THROW(FormatTsv({}, {""}), Error);
}

}  // namespace
}  // namespace article_search
