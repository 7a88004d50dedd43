#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "corpus/utf8.h"
#include "indexer/clean_text.h"
#include "searcher/formatter.h"
#include "searcher/terminal.h"

namespace article_search {
namespace {

// "one [two] three": text with its highlights in brackets.
MarkedText Marked(const std::string& notation) {
  MarkedText marked;
  for (const char c : notation) {
    if (c == '[') {
      marked.highlights.push_back({marked.text.size(), 0});
    } else if (c == ']') {
      marked.highlights.back().end = marked.text.size();
    } else {
      marked.text.push_back(c);
    }
  }
  return marked;
}

Hit MakeHit(const std::string& title, const std::vector<std::string>& headings, const std::string& snippet) {
  Hit hit;
  hit.rank = 1;
  hit.path = "ports.txt";
  hit.line = 7;
  hit.title = Marked(title);
  for (const std::string& heading : headings) hit.headings.push_back(Marked(heading));
  if (!snippet.empty()) hit.snippets.push_back(Marked(snippet));
  return hit;
}

SearchResult ResultOf(const std::vector<Hit>& hits) {
  SearchResult result;
  result.total = hits.size();
  result.hits = hits;
  return result;
}

constexpr TextStyle kPipe;
constexpr TextStyle kColorPipe = {true, 0};

// What is printed of one hit, without the blank line and the count at the end.
std::string FormatHit(const Hit& hit, const TextStyle& style) {
  std::string text = FormatText(ResultOf({hit}), {style.color, style.width});
  const std::string tail = style.color ? "\n\x1B[2m1 paragraph matches\x1B[0m\n" : "\n1 paragraph matches\n";
  EXPECT_TRUE(text.ends_with(tail)) << text;
  return text.substr(0, text.size() - tail.size());
}

// Escape sequences as "{1;31}" and "{}" for a reset.
std::string Readable(std::string text) {
  for (size_t at = 0; (at = text.find("\x1B[", at)) != std::string::npos;) {
    const size_t end = text.find('m', at);
    const std::string parameters = text.substr(at + 2, end - at - 2);
    text.replace(at, end + 1 - at, "{" + (parameters == "0" ? "" : parameters) + "}");
  }
  return text;
}

std::string WithoutColor(std::string text) {
  for (size_t at = 0; (at = text.find("\x1B]8;;", at)) != std::string::npos;) {
    text.erase(at, text.find("\x1B\\", at) + 2 - at);
  }
  for (size_t at = 0; (at = text.find("\x1B[", at)) != std::string::npos;) {
    text.erase(at, text.find('m', at) + 1 - at);
  }
  return text;
}

std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::stringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

TEST(FormatText, APipeGetsPlainLines) {
  EXPECT_EQ(FormatHit(MakeHit("Ports", {"The Caspian", "[Aktau]"}, "[Aktau] is a seaport."), kPipe),
            "Ports › The Caspian › Aktau\n"
            "ports.txt:7\n"
            "    Aktau is a seaport.\n");
  const std::string long_text(500, 'x');
  EXPECT_EQ(FormatHit(MakeHit("", {}, long_text + " [y]"), kPipe), "ports.txt:7\n    " + long_text + " y\n");
}

TEST(FormatText, ColorsMarkMatchesAndEndInAReset) {
  EXPECT_EQ(Readable(FormatHit(MakeHit("[Ports]", {"Seaport [Aktau]"}, "[Aktau] is a [seaport]"), kColorPipe)),
            "{1;31}Ports{}{2} › {}{1}Seaport {}{1;31}Aktau{}\n"
            "{35}ports.txt:7{}\n"
            "    {1;31}Aktau{} is a {1;31}seaport{}\n");
}

TEST(FormatText, AMarkThatIsWrappedEndsWithItsLine) {
  EXPECT_EQ(Readable(FormatHit(MakeHit("", {}, "of the [Belt and Road] Initiative"), {true, 20})),
            "{35}ports.txt:7{}\n"
            "  of the {1;31}Belt and{}\n"
            "  {1;31}Road{} Initiative\n");
}

TEST(FormatText, AVeryNarrowTerminalGetsNoIndent) {
  EXPECT_EQ(FormatText(ResultOf({MakeHit("Ports of the Sea", {}, "one [two three] four")}), {false, 13}),
            "Ports of the\nSea\nports.txt:7\none two three\nfour\n\n1 paragraph\nmatches\n");
}

TEST(FormatText, ATrailOfWhatThereIs) {
  EXPECT_EQ(FormatHit(MakeHit("Title", {}, "x"), kPipe), "Title\nports.txt:7\n    x\n");
  EXPECT_EQ(FormatHit(MakeHit("", {"Heading"}, "x"), kPipe), "Heading\nports.txt:7\n    x\n");
  EXPECT_EQ(FormatHit(MakeHit("", {}, "x"), kPipe), "ports.txt:7\n    x\n");
  EXPECT_EQ(FormatHit(MakeHit("\u202E", {" ", "A"}, "x"), kPipe), "A\nports.txt:7\n    x\n");
  EXPECT_EQ(FormatHit(MakeHit("A", {}, ""), kPipe), "A\nports.txt:7\n");
}

TEST(FormatText, NotesBesideThePlace) {
  Hit hit = MakeHit("", {}, "x");
  hit.also = {{2, 12, 1, 0, 1}};
  EXPECT_EQ(FormatHit(hit, kPipe), "ports.txt:7 (also at line 12)\n    x\n");
  hit.also.push_back({3, 40, 1, 0, 1});
  EXPECT_EQ(FormatHit(hit, kPipe), "ports.txt:7 (also at lines 12, 40)\n    x\n");
  hit.tier = 2;
  hit.kind = ParagraphKind::kCaption;
  EXPECT_EQ(FormatHit(hit, kPipe), "ports.txt:7 (caption; also at lines 12, 40)\n    x\n");
  EXPECT_EQ(Readable(FormatHit(hit, kColorPipe)), "{35}ports.txt:7{} {2}(caption; also at lines 12, 40){}\n    x\n");
  EXPECT_EQ(FormatHit(hit, {false, 30}), "ports.txt:7\n  (caption; also at lines 12,\n  40)\n  x\n");
  for (uint32_t i = 0; i < 1005; ++i) hit.also.push_back({i, 50 + i, 1, 0, 1});
  EXPECT_EQ(FormatHit(hit, kPipe), "ports.txt:7 (caption; also at lines 12, 40, 50, 51, 52 and 1,002 more)\n    x\n");
  hit.also.clear();
  hit.kind = ParagraphKind::kBoilerplate;
  hit.id = "a\n17";
  EXPECT_EQ(FormatHit(hit, kPipe), "ports.txt:7 (boilerplate; id a 17)\n    x\n");
}

TEST(FormatText, TheLinesOfATableStayApart) {
  const Hit hit = MakeHit("", {}, "[Uranium] exports: 24,000 tons/year\nOil: 70 million [tons]\n\n [Gas]: none ");
  EXPECT_EQ(FormatHit(hit, kPipe),
            "ports.txt:7\n    Uranium exports: 24,000 tons/year\n    Oil: 70 million tons\n    Gas: none\n");
  EXPECT_EQ(Readable(FormatHit(hit, {true, 24})),
            "{35}ports.txt:7{}\n"
            "  {1;31}Uranium{} exports:\n    24,000 tons/year\n"
            "  Oil: 70 million {1;31}tons{}\n"
            "  {1;31}Gas{}: none\n");
  EXPECT_EQ(Readable(FormatHit(MakeHit("", {}, "a [b\nc] d"), kColorPipe)),
            "{35}ports.txt:7{}\n    a {1;31}b{}\n    {1;31}c{} d\n");
}

TEST(FormatText, SeveralSnippets) {
  Hit hit = MakeHit("", {}, "[one] …");
  hit.snippets.push_back(Marked("… [two]"));
  EXPECT_EQ(FormatHit(hit, kPipe), "ports.txt:7\n    one …\n    … two\n");
}

TEST(FormatText, APlaceIsALinkToItsFile) {
  TextStyle style;
  style.links_from = Location{"host", "/texts"};
  Hit hit = MakeHit("", {}, "x");
  const std::string link = "\x1B]8;;file://host/texts/ports.txt\x1B\\";
  const std::string end = "\x1B]8;;\x1B\\";
  EXPECT_EQ(FormatText(ResultOf({hit}), style), link + "ports.txt:7" + end + "\n    x\n\n1 paragraph matches\n");
  style.color = true;
  EXPECT_EQ(Readable(FormatText(ResultOf({hit}), style)),
            link + "{35}ports.txt:7{}" + end + "\n    x\n\n{2}1 paragraph matches{}\n");
  hit.path = "-";
  EXPECT_EQ(WithoutColor(FormatText(ResultOf({hit}), style)), "-:7\n    x\n\n1 paragraph matches\n");
  EXPECT_EQ(FormatText(ResultOf({hit}), style).find("\x1B]"), std::string::npos);
}

Neighbour At(uint64_t line, const std::string& heading, const std::string& beginning) {
  Neighbour neighbour;
  neighbour.line = line;
  neighbour.paragraph = static_cast<uint32_t>(line);
  if (!heading.empty()) neighbour.headings = {"Ports", heading};
  neighbour.beginning = beginning;
  return neighbour;
}

TEST(FormatText, NeighboursHaveTheirLinesAndAreQuiet) {
  Hit hit = MakeHit("Title", {"Ports", "Aktau"}, "[x]");
  hit.context = HitContext{{At(3, "", "one"), At(5, "Aktau", "two")},
                           {At(9, "Aktau", "three\n\x1B[2J…"), At(13, "Baku", "four")}};
  EXPECT_EQ(FormatHit(hit, kPipe),
            "Title › Ports › Aktau\n"
            "ports.txt:7\n"
            "    3- one\n"
            "    5- Aktau › two\n"
            "    x\n"
            "    9- three [2J…\n"
            "    13- Baku › four\n");
  EXPECT_EQ(Readable(FormatHit(hit, {true, 24})),
            "{2}Title › Ports › {}{1}Aktau{}\n"
            "{35}ports.txt:7{}\n"
            "  {2}3- one{}\n"
            "  {2}5- Aktau › two{}\n"
            "  {1;31}x{}\n"
            "  {2}9- three [2J…{}\n"
            "  {2}13- Baku › four{}\n");
}

TEST(FormatText, WhatIsElsewhereOnThePageIsNotShownTwice) {
  const auto hit_at = [](uint64_t line, HitContext context) {
    Hit hit = MakeHit("", {}, "hit");
    hit.line = line;
    hit.paragraph = static_cast<uint32_t>(line);
    hit.context = std::move(context);
    return hit;
  };
  const std::vector<Hit> hits = {hit_at(5, {{At(3, "", "three")}, {At(7, "", "seven")}}),
                                 hit_at(9, {{At(7, "", "seven")}, {At(11, "", "eleven")}}),
                                 hit_at(11, {{At(9, "", "nine")}, {}})};
  EXPECT_EQ(FormatText(ResultOf(hits), kPipe),
            "ports.txt:5\n    3- three\n    hit\n    7- seven\n\n"
            "ports.txt:9\n    7- (shown above)\n    hit\n    11- (a hit below)\n\n"
            "ports.txt:11\n    9- (a hit above)\n    hit\n\n3 paragraphs match\n");
}

TEST(FormatText, ABlankLineBetweenHits) {
  const Hit hit = MakeHit("", {}, "x");
  EXPECT_EQ(FormatText(ResultOf({hit, hit}), kPipe),
            "ports.txt:7\n    x\n\nports.txt:7\n    x\n\n2 paragraphs match\n");
}

TEST(FormatText, TheCountLine) {
  struct Case {
    uint64_t total;
    bool exact;
    uint64_t offset;
    size_t hits;
    std::string line;
  };
  const std::vector<Case> cases = {
      {1, true, 0, 1, "1 paragraph matches"},
      {7, true, 0, 7, "7 paragraphs match"},
      {47, true, 0, 10, "showing 1–10 of 47 paragraphs"},
      {47, true, 10, 10, "showing 11–20 of 47 paragraphs"},
      {47, true, 40, 7, "showing 41–47 of 47 paragraphs"},
      {47, true, 46, 1, "showing no. 47 of 47 paragraphs"},
      {1000, false, 0, 10, "showing 1–10 of at least 1,000 paragraphs"},
      {1234567, true, 1233999, 2, "showing 1,234,000–1,234,001 of 1,234,567 paragraphs"},
      {10, false, 0, 10, "showing 1–10 of at least 10 paragraphs"},
      {1, true, 0, 0, "1 paragraph matches"},  // --limit 0
      {47, true, 0, 0, "47 paragraphs match"},
      {1000, false, 0, 0, "at least 1,000 paragraphs match"},
      {47, true, 20, 0, "47 paragraphs match"},
      {47, true, 100, 0, "47 paragraphs match, none of them after the first 100"},
      {47, true, UINT64_MAX, 0, "47 paragraphs match, none of them after the first 18,446,744,073,709,551,615"},
  };
  for (const Case& test : cases) {
    SearchResult result = ResultOf(std::vector<Hit>(test.hits, MakeHit("", {}, "x")));
    result.total = test.total;
    result.total_exact = test.exact;
    result.offset = test.offset;
    const std::string text = FormatText(result, kPipe);
    if (test.hits == 0) {
      EXPECT_EQ(text, test.line + "\n");
    } else {
      EXPECT_TRUE(text.ends_with("\n\n" + test.line + "\n")) << test.line << "\n" << text;
    }
  }
}

TEST(FormatText, NothingForNothing) {
  EXPECT_EQ(FormatText(SearchResult(), kPipe), "");
  EXPECT_EQ(FormatText(SearchResult(), {true, 80}), "");
}

TEST(FormatText, CleansTitlesAndKeepsTheirMarks) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"[port]", "{1;31}port{}"},
      {"a [port]", "{1}a {}{1;31}port{}"},
      {"[port] a", "{1;31}port{}{1} a{}"},
      {"  a \t\n [port]\r\n", "{1}a {}{1;31}port{}"},
      {"[ port ]", "{1;31}port{}"},
      {"a[ ]", "{1}a{}"},
      {"\x1Bport", "{1}port{}"},
      {"a\x1B[31m[port", ""},  // set by hand below: the notation has no brackets
      {"a\u202E[port]\u202C b", "{1}a{}{1;31}port{}{1} b{}"},
      {"[po\u200Ert]", "{1;31}port{}"},
      {"\uFEFF[port]", "{1;31}port{}"},
      {"a\u0085[port]\u009B", "{1}a {}{1;31}port{}"},
      {"a\u2028[port]\u00A0b", "{1}a {}{1;31}port{}{1} b{}"},
      {"\xFF[port\xE6\x97] b", "{1}\uFFFD{}{1;31}port\uFFFD{}{1} b{}"},
      {"[日本][語]", "{1;31}日本語{}"},
      {"ZWNJ \u200C and ZWJ \u200D stay", "{1}ZWNJ \u200C and ZWJ \u200D stay{}"},
  };
  for (auto [title, expected] : cases) {
    Hit hit = MakeHit(title, {}, "");
    if (expected.empty()) {
      hit.title = {"a\x1B[31mport", {{6, 10}}};
      expected = "{1}a [31m{}{1;31}port{}";
    }
    EXPECT_EQ(Readable(FormatHit(hit, kColorPipe)), expected + "\n{35}ports.txt:7{}\n") << title;
  }
}

TEST(FormatText, SurvivesRangesThatAreWrong) {
  Hit hit = MakeHit("日本", {}, "");
  hit.title.highlights = {{1, 2}, {5, 900}};  // within a character, and beyond the end
  EXPECT_EQ(WithoutColor(FormatHit(hit, kColorPipe)), "日本\nports.txt:7\n");
}

TEST(FormatText, ShowsOddPathsAsEscapes) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"a  b.txt", "a  b.txt"},
      {"日本.txt", "日本.txt"},
      {"a\nb", "a\\nb"},
      {"a\tb", "a\\tb"},
      {"a\x1B[2Jb", "a\\u001b[2Jb"},
      {"a\xFF.txt", "a\\xff.txt"},
      {"a\u202Etxt.exe", "a\\u202etxt.exe"},
      {"a\u009B", "a\\u009b"},
      {"-", "-"},
  };
  for (const auto& [path, shown] : cases) {
    Hit hit = MakeHit("", {}, "");
    hit.path = path;
    EXPECT_EQ(FormatHit(hit, kPipe), shown + ":7\n");
  }
}

bool IsClean(const std::string& text) {
  for (size_t at = 0; at < text.size();) {
    const int32_t c = NextCodePoint(text, &at);
    if (c == kIllFormed || (IsUnsafe(c) && c != '\n')) return false;
  }
  return true;
}

// Every byte and every unsafe character, everywhere a stranger can put it, at several widths.
TEST(FormatText, NothingUnsafeReachesTheTerminal) {
  std::vector<std::string> hostile = {"\x1B]0;title\a", "\x1B[31m",     "\u202Eabc\u202C",  "\u2066\u2069", "\u061C",
                                      "\u200F",         "\u0085",       "\u009B31m",        "\u2029",       "\uFEFF",
                                      "\uFFFF",         "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xC0\x80",     "\xE2\x80"};
  for (int byte = 0; byte < 256; ++byte) hostile.push_back(std::string("a") + static_cast<char>(byte) + "b");
  for (const std::string& text : hostile) {
    Hit hit;
    hit.path = hit.id = text;
    hit.title = {text, {{0, text.size()}}};
    hit.headings = {{text, {{0, 1}}}, {text, {{text.size() - 1, text.size()}}}};
    hit.snippets = {{text + " " + text, {{0, text.size()}}}, {text, {}}};
    hit.context = HitContext{{At(3, text, text)}, {At(9, "", text)}};
    SearchResult result = ResultOf({hit});
    result.query = text;
    result.warnings = {text};
    for (const size_t width : {0, 1, 2, 40}) {
      EXPECT_TRUE(IsClean(FormatText(result, {false, width}))) << testing::PrintToString(text);
      const std::string colored = FormatText(result, {true, width, Location{text, "/" + text}});
      EXPECT_TRUE(IsClean(WithoutColor(colored))) << testing::PrintToString(text);
      EXPECT_EQ(WithoutColor(colored), FormatText(result, {false, width})) << testing::PrintToString(text);
    }
  }
}

SearchResult ScreenResult() {
  const std::string title = "Ports of the [Caspian] Sea: Ships, Cranes, and the Long Way Round";
  Hit first =
      MakeHit(title, {"Kazakhstan", "[Aktau], the Only [Seaport]"},
              "[Aktau] is the only [seaport] of the country, and it never freezes. Tankers leave it for Baku and "
              "Makhachkala, ferries for Kuryk’s railway wagons, and now and then a multi-purpose vessel brings "
              "turbines from the Volga … for the [Caspian] fields.");
  first.also = {{14, 33, 1, 0, 1}, {21, 58, 1, 0, 1}};
  first.context = HitContext{
      {At(3, "", "The Caspian is the largest lake of the world, and its ports are far from any ocean.")},
      {At(41, "Figures", "Aktau seaport: 12 million tons/year"),
       At(45, "Kuryk", "Kuryk was a village of fishermen until the ferries came; now trains are longer than its …")}};
  Hit table = MakeHit(title, {"Figures"},
                      "[Aktau] [seaport]: 12 million tons/year\nBaku: 15 million tons/year\n"
                      "Türkmenbaşy, opened in 2018 after five years of building: 17 million tons/year");
  table.kind = ParagraphKind::kTable;
  table.line = 41;
  table.paragraph = 41;
  Hit japanese =
      MakeHit("カスピ海の港湾", {"カザフスタン"},
              "[アクタウ]は国内唯一の[海港]であり、冬でも凍結しない。タンカーはバクーやマハチカラに向けて出港し、"
              "鉄道連絡船はクリクから貨車を運ぶ。👩\u200D🔧と🇰🇿の旗が岸壁で迎える。");
  japanese.path = "asia/日本/港湾.txt";
  japanese.line = 3;
  Hit hostile = MakeHit("", {},
                        "[Aktau] https://example.org/an/address/that/is/longer/than/any/line/of/a/narrow/terminal"
                        "?and=it&goes=on&and=on [seaport] Zu\u0308rich");
  hostile.path = "odd\nname.txt";
  Hit caption = MakeHit(title, {}, "Photo [Aktau] [seaport]");
  caption.tier = 2;
  caption.kind = ParagraphKind::kCaption;
  caption.line = 9;
  SearchResult result = ResultOf({first, table, japanese, hostile, caption});
  result.query = "aktau seaport caspian";
  result.total = 47;
  result.offset = 10;
  return result;
}

// Whole screens; ARTICLE_SEARCH_UPDATE_GOLDEN=1 writes what is printed now, to be looked at before it is kept.
class Screen : public testing::TestWithParam<std::pair<const char*, TextStyle>> {};

TEST_P(Screen, IsAsItWasLookedAt) {
  const auto& [name, style] = GetParam();
  const std::string text = FormatText(ScreenResult(), style);
  const std::string file = std::string(TEST_DATA_DIR "/golden/") + name;
  if (std::getenv("ARTICLE_SEARCH_UPDATE_GOLDEN") != nullptr) {
    std::ofstream out(file, std::ios::binary);
    out << text;
    ASSERT_TRUE(out.flush()) << "cannot write " << file;
    GTEST_SKIP() << "wrote " << file;
  }
  std::ifstream in(file, std::ios::binary);
  ASSERT_TRUE(in) << "cannot read " << file;
  std::stringstream golden;
  golden << in.rdbuf();
  EXPECT_EQ(text, golden.str());
}

TEST_P(Screen, HasNoLineTooWideAndNoSpaceAtAnEnd) {
  const TextStyle style = GetParam().second;
  for (const std::string& line : LinesOf(WithoutColor(FormatText(ScreenResult(), style)))) {
    EXPECT_FALSE(line.ends_with(' ')) << line;
    if (style.width > 0) {
      EXPECT_LE(DisplayWidth(line), std::min<size_t>(style.width, 100)) << line;
    }
  }
}

TEST_P(Screen, EveryLineEndsWithoutColor) {
  for (const std::string& line : LinesOf(FormatText(ScreenResult(), GetParam().second))) {
    const size_t last = line.rfind("\x1B[");
    if (last != std::string::npos) {
      EXPECT_EQ(line.substr(last, 4), "\x1B[0m") << line;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    FormatText, Screen,
    testing::Values(std::pair("screen-pipe.txt", TextStyle{false, 0}), std::pair("screen-40.txt", TextStyle{false, 40}),
                    std::pair("screen-80.txt", TextStyle{false, 80}),
                    std::pair("screen-200.txt", TextStyle{false, 200}),
                    std::pair("screen-40-color.txt", TextStyle{true, 40}),
                    std::pair("screen-80-color.txt", TextStyle{true, 80}),
                    std::pair("screen-200-color.txt", TextStyle{true, 200, Location{"host", "/home/reader"}})),
    [](const auto& tested) {
      std::string name = tested.param.first;
      std::erase_if(name, [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); });
      return name;
    });

}  // namespace
}  // namespace article_search
