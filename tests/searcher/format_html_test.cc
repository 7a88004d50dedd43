// That the page is valid, and what a browser makes of it, is for tests/end_to_end/html_test.py.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "searcher/formatter.h"

namespace article_search {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

SearchResult Ports() {
  SearchResult result;
  result.query = "häfen \"am Meer\"";
  result.total = 1;
  Hit& hit = result.hits.emplace_back();
  hit.rank = 1;
  hit.score = 3.14159;
  hit.path = "ports & ships.md";
  hit.line = 5;
  hit.language = "german";
  hit.title = {"Häfen am Meer", {{0, 6}}};
  hit.headings = {{"Asien", {}}, {"Aktau", {}}};
  hit.snippets = {{"Große Häfen\nund kleine", {{7, 13}}}};
  return result;
}

// What stands between the first `begin` and the next `end`.
std::string Between(const std::string& text, const std::string& begin, const std::string& end) {
  const size_t at = text.find(begin);
  if (at == std::string::npos) return "no " + begin;
  return text.substr(at + begin.size(), text.find(end, at + begin.size()) - at - begin.size());
}

TEST(FormatHtmlTest, ShowsTheQueryTheCountAndTheHits) {
  const std::string page = FormatHtml(Ports());
  EXPECT_TRUE(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">\n"));
  EXPECT_EQ(Between(page, "<title>", "</title>"), "häfen &quot;am Meer&quot; – Article Search");
  EXPECT_EQ(Between(page, "<h1 lang=\"und\" dir=\"auto\">", "</h1>"), "häfen &quot;am Meer&quot;");
  EXPECT_EQ(Between(page, "<p class=\"count\">", "</p>"), "1 paragraph matches");
  EXPECT_EQ(Between(page, "<p class=\"trail\" lang=\"de\" dir=\"auto\">", "</p>"),
            "<mark>Häfen</mark> am Meer › Asien");
  EXPECT_EQ(Between(page, "<h2 lang=\"de\" dir=\"auto\">", "</h2>"), "Aktau");
  EXPECT_EQ(Between(page, "<p class=\"text\" lang=\"de\" dir=\"auto\">", "</p>"),
            "Große <mark>Häfen</mark><br>\nund kleine");
  EXPECT_EQ(Between(page, "<p class=\"place\">", "</p>"), "<code>ports &amp; ships.md:5</code>");
  EXPECT_THAT(page, Not(HasSubstr("3.14"))) << "a score says nothing to people";
  EXPECT_THAT(page, Not(HasSubstr("class=\"notes\"")));
}

TEST(FormatHtmlTest, SaysWhatElseThereIsToKnow) {
  SearchResult result = Ports();
  result.warnings = {"a < b was ignored"};
  result.suggestion = "Häfen & Meer";
  result.expansion = {"ship", "quay"};
  result.hits[0].tier = 2;
  result.hits[0].kind = ParagraphKind::kCaption;
  EXPECT_EQ(Between(FormatHtml(result), "<ul class=\"notes\">\n", "</ul>"),
            "<li>a &lt; b was ignored</li>\n"
            "<li>Did you mean: <strong dir=\"auto\">Häfen &amp; Meer</strong></li>\n"
            "<li>Added: <bdi>ship</bdi>, <bdi>quay</bdi></li>\n");
  EXPECT_THAT(FormatHtml(result), HasSubstr("ships.md:5</code> · caption</p>"));
}

TEST(FormatHtmlTest, EveryHitHasAHeading) {
  SearchResult result = Ports();
  result.offset = 10;
  result.total = 11;
  result.hits[0].language = "none";
  result.hits[0].headings.clear();
  EXPECT_THAT(FormatHtml(result), HasSubstr("<h2 lang=\"und\" dir=\"auto\"><mark>Häfen</mark> am Meer</h2>\n"));
  EXPECT_THAT(FormatHtml(result), HasSubstr("<ol start=\"11\">"));
  result.hits[0].title = {};
  const std::string page = FormatHtml(result);
  EXPECT_THAT(page, HasSubstr("<h2><code>ports &amp; ships.md:5</code></h2>\n"));
  EXPECT_THAT(page, Not(HasSubstr("<p class=\"place\">")));
}

TEST(FormatHtmlTest, NothingMatches) {
  SearchResult result;
  result.query = "diplomcy";
  result.suggestion = "diplomacy";
  const std::string page = FormatHtml(result);
  EXPECT_THAT(page, HasSubstr("0 paragraphs match"));
  EXPECT_THAT(page, HasSubstr("<strong dir=\"auto\">diplomacy</strong>"));
  EXPECT_THAT(page, HasSubstr("<main>\n<p class=\"text\">There is no paragraph to show.</p>\n</main>"));
}

}  // namespace
}  // namespace article_search
