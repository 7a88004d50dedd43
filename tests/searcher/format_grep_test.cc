#include <gtest/gtest.h>

#include <string>

#include "searcher/formatter.h"

namespace article_search {
namespace {

Hit Paragraph() {
  Hit hit;
  hit.path = "notes/ports.md";
  hit.line = 7;
  hit.column = 3;
  hit.text = "Ships\tleave for Baku,\r\n  and ships come back.\rNothing here.\nShips.";
  return hit;
}

std::string Grep(const Hit& hit) {
  SearchResult result;
  result.hits = {hit};
  return FormatGrep(result);
}

TEST(FormatGrepTest, ALineForEveryLineWithAMatch) {
  Hit hit = Paragraph();
  hit.matches = {{{0, 5}, 0, 7, 3}, {{0, 5}, 16, 7, 19}, {{0, 5}, 29, 8, 7}, {{0, 5}, 60, 10, 1}};
  EXPECT_EQ(Grep(hit),
            "notes/ports.md:7:3:Ships leave for Baku,\n"
            "notes/ports.md:8:7:and ships come back.\n"
            "notes/ports.md:10:1:Ships.\n");
}

TEST(FormatGrepTest, WithoutAMatchOfItsOwnTheFirstLine) {
  EXPECT_EQ(Grep(Paragraph()), "notes/ports.md:7:3:Ships leave for Baku,\n");
}

TEST(FormatGrepTest, APathStaysOnOneLine) {
  Hit hit = Paragraph();
  hit.text = "Ships.";
  hit.path = "a:1:2: b\nc:3.txt";
  EXPECT_EQ(Grep(hit), "a:1:2: b\\nc:3.txt:7:3:Ships.\n");
  hit.path = "caf\xE9\x1B.txt";
  EXPECT_EQ(Grep(hit), "caf\\xe9\\u001b.txt:7:3:Ships.\n");
  hit.path = "-";
  EXPECT_EQ(Grep(hit), "-:7:3:Ships.\n");
}

TEST(FormatGrepTest, NothingForNoHit) { EXPECT_EQ(FormatGrep({}), ""); }

}  // namespace
}  // namespace article_search
