#include "searcher/snippet.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "corpus/utf8.h"
#include "searcher/query_parser.h"
#include "tests/support/checks.h"
#include "tests/support/fake_vocabulary.h"

namespace article_search {
namespace {

std::string Marked(const MarkedText& text) {
  std::string out;
  uint64_t at = 0;
  for (const Range& range : text.highlights) {
    out += text.text.substr(at, range.begin - at) + "<" + text.text.substr(range.begin, range.end - range.begin) + ">";
    at = range.end;
  }
  return out + text.text.substr(at);
}

class SnippetTest : public testing::Test {
 protected:
  std::vector<MarkedText> Make(const std::string& query, const std::string& text, SnippetOptions options,
                               ParagraphKind kind = ParagraphKind::kBody) {
    const QueryLanguage language = {"english", &analyzer_, &terms_};
    QueryParser parser({language}, &vocabulary_, QueryOptions());
    const QueryNode root = parser.Parse(query);
    match_ = Matcher(root, &analyses_).MatchParagraph({text, "", {}, "", false, {}}, language);
    const std::vector<double> weights(Leaves(root).size(), 1.0);
    return MakeSnippets(text, kind, match_.body, weights, *match_.text, &analyzer_, options);
  }
  std::string Snippet(const std::string& query, const std::string& text, size_t length = 240,
                      ParagraphKind kind = ParagraphKind::kBody) {
    const auto snippets = Make(query, text, {length, 1}, kind);
    EXPECT_EQ(snippets.size(), 1U);
    return snippets.empty() ? "" : Marked(snippets[0]);
  }
  // What holds of every snippet.
  void Check(const std::string& text, const std::vector<MarkedText>& snippets, const SnippetOptions& options) {
    ASSERT_NO_THROW(CheckSnippets(text, ToRanges<Range>(match_.body), snippets, options)) << text;
  }

  Analyzer analyzer_{"english"};
  TermMaker terms_{"english"};
  FakeVocabulary vocabulary_;
  TextAnalyses analyses_;
  ParagraphMatch match_;
};

constexpr const char* kText =
    "The first ships came early in the year. A pilot met them at the mole. The harbour was small then, and nobody "
    "thought of grain. Uranium came later. The last of the old ships was sold.";

TEST_F(SnippetTest, BoundsAreSentencesWhereTheyFit) {
  EXPECT_EQ(Snippet("pilot", "A pilot came."), "A <pilot> came.");
  EXPECT_EQ(Snippet("pilot", kText, 40), "A <pilot> met them at the mole.");
  EXPECT_EQ(Snippet("uranium", kText, 25), "<Uranium> came later.");
  EXPECT_EQ(Snippet("uranium", kText, 60), "<Uranium> came later. The last of the old ships was sold.");
  EXPECT_EQ(Snippet("pilot uranium", kText), Snippet("pilot uranium", kText, 1000));
}

TEST_F(SnippetTest, ADotWithinAWordIsNoBound) {
  const std::string text =
      "We write C++ and C# and F# on .NET Core. It is https://example.org/a?q=1&lang=en#frag today.";
  EXPECT_EQ(Snippet("C++", text, 60), "We write <C++> and C# and F# on .NET Core.");
  EXPECT_EQ(Snippet("frag", text, 60), "It is https://example.org/a?q=1&lang=en#<frag> today.");
}

TEST_F(SnippetTest, CutWordsAreSaid) {
  const std::string middle = Snippet("small", kText, 30);
  EXPECT_TRUE(middle.starts_with("…") && middle.ends_with("…")) << middle;
  EXPECT_NE(middle.find("<small>"), std::string::npos);
  const std::string first = Snippet("harbour", kText, 30);
  EXPECT_TRUE(first.starts_with("The <harbour>") && first.ends_with("…")) << first;
  const std::string last = Snippet("grain", kText, 30);
  EXPECT_TRUE(last.starts_with("…") && last.ends_with("<grain>.")) << last;
}

TEST_F(SnippetTest, NeverHalfAWord) {
  for (size_t length = 20; length < 120; ++length) {
    std::string snippet = Make("nobody", kText, {length, 1})[0].text;
    if (snippet.starts_with("…")) snippet = snippet.substr(3);
    if (snippet.ends_with("…")) snippet = snippet.substr(0, snippet.size() - 3);
    ASSERT_NE(std::string(" " + std::string(kText) + " ").find(" " + snippet + " "), std::string::npos)
        << length << ": " << snippet;
  }
}

TEST_F(SnippetTest, LinesOfATableStayApart) {
  const std::string table = "Product  Amount\nGrain: 10 boxes\r\nUranium exports: 24,000 tons/year\nOil: 3 tons";
  // A line that matches is shown whole, and so are others within reach, with what stands between.
  EXPECT_EQ(Snippet("uranium", table, 240, ParagraphKind::kTable), "<Uranium> exports: 24,000 tons/year");
  EXPECT_EQ(Snippet("tons", table, 240, ParagraphKind::kTable), "Uranium exports: 24,000 <tons>/year\nOil: 3 <tons>");
  EXPECT_EQ(Snippet("amount oil", table, 240, ParagraphKind::kTable),
            "Product <Amount>\nGrain: 10 boxes\nUranium exports: 24,000 tons/year\n<Oil>: 3 tons");
  EXPECT_EQ(Snippet("uranium tons", table, 40, ParagraphKind::kTable), "<Uranium> exports: 24,000 <tons>/year");
  // Both words stand across a line break, too, and closer together there.
  EXPECT_EQ(Snippet("uranium tons", "Grain: 10 tons\nUranium exports: 24,000 tons/year", 45, ParagraphKind::kTable),
            "<Uranium> exports: 24,000 <tons>/year");
  EXPECT_EQ(Snippet("product grain", table, 240, ParagraphKind::kTable), "<Product> Amount\n<Grain>: 10 boxes");
  EXPECT_EQ(Snippet("grain uranium", "- grain\n- uranium", 240, ParagraphKind::kList), "- <grain>\n- <uranium>");
  // What a heading or a filter found is shown from its beginning.
  EXPECT_EQ(Snippet("heading", table, 40, ParagraphKind::kTable), "Product Amount\nGrain: 10 boxes");
}

TEST_F(SnippetTest, HardWrappedProseIsOneLine) {
  EXPECT_EQ(Snippet("ship", "The big\n  ship\r\nsails\ton. It comes\nback."),
            "The big <ship> sails on. It comes back.");
  EXPECT_EQ(Snippet("\"big ship\"", "The big\nship sails."), "The <big ship> sails.");
}

TEST_F(SnippetTest, ALaterFragmentDoesNotGrowIntoAnEarlierOne) {
  const std::string text =
      "The first sentence tells of apples and of nothing else that anyone would like to know today, or tomorrow. "
      "The second sentence tells of the weather, which was dull, and of the harbour, which was empty that day. "
      "The third sentence tells of zebras and of nothing else that anyone would like to know today, or tomorrow.";
  const auto snippets = Make("apples zebras", text, {210, 3});
  ASSERT_EQ(snippets.size(), 2U);
  const std::string shown = Marked(snippets[0]) + Marked(snippets[1]);
  EXPECT_NE(shown.find("<apples>"), std::string::npos);
  EXPECT_NE(shown.find("<zebras>"), std::string::npos);
}

TEST_F(SnippetTest, WhatSeparatesWordsIsASpace) {
  EXPECT_EQ(Snippet("ship", "A big\u2028ship\u2029sails."), "A big <ship> sails.");
  EXPECT_EQ(Snippet("ship", "A big\u0001ship\u2003sails."), "A big <ship> sails.");
}

TEST_F(SnippetTest, TheBestWindowMayBeFarIntoTheParagraph) {
  std::string text;
  for (int i = 0; i < 300; ++i)
    text += i % 7 == 0 ? "A grain of it stood there. " : "Nothing at all was said of that. ";
  text += "Here grain and uranium were sold in the port. ";
  for (int i = 0; i < 300; ++i) text += "Of uranium there was talk. ";
  EXPECT_EQ(Snippet("grain uranium port", text, 50), "Here <grain> and <uranium> were sold in the <port>.");
}

TEST_F(SnippetTest, WithoutAMatchTheBeginning) {
  EXPECT_EQ(Snippet("zeppelin", kText, 45), "The first ships came early in the year.");
  EXPECT_EQ(Snippet("zeppelin", "", 45), "");
  const std::string cut = Snippet("zeppelin", "one two three four five six seven", 20);
  EXPECT_TRUE(cut.starts_with("one two") && cut.ends_with("…")) << cut;
}

TEST_F(SnippetTest, ControlAndBidiCharactersAreGoneAndRangesRight) {
  EXPECT_EQ(Snippet("ship port", "\x1B[31mThe \u202Eship\u202C lay\x07 in \u2066port\u2069."),
            "[31mThe <ship> lay in <port>.");
  EXPECT_EQ(Snippet("\"big ship\"", "A big\x01 \u200Eship."), "A <big ship>.");
}

TEST_F(SnippetTest, ScriptsWithoutSpaces) {
  std::string japanese;
  for (int i = 0; i < 30; ++i) japanese += "東京の大学で経済を勉強して、";
  japanese += "鉄道が開通した、";
  for (int i = 0; i < 30; ++i) japanese += "東京の大学で経済を勉強して、";
  const std::string snippet = Snippet("鉄道", japanese, 40);
  EXPECT_NE(snippet.find("<鉄道>"), std::string::npos) << snippet;
  EXPECT_GT(CountCodePoints(snippet), 20U) << snippet;
  std::string thai;
  for (int i = 0; i < 30; ++i) thai += "ประเทศไทยมีภูเขา";
  thai += "รถไฟ" + thai;
  const std::string thai_snippet = Snippet("รถไฟ", thai, 40);
  EXPECT_NE(thai_snippet.find("<รถไฟ>"), std::string::npos) << thai_snippet;
}

TEST_F(SnippetTest, TheLengthIsKeptForEveryLength) {
  std::string long_table;
  for (int i = 0; i < 20; ++i) long_table += "Uranium exports of the year: " + std::to_string(i) + " tons of ore\n";
  const struct {
    std::string query;
    std::string text;
    ParagraphKind kind;
  } rows[] = {
      {"thought", kText, ParagraphKind::kBody},
      {"ships", kText, ParagraphKind::kBody},
      {"zeppelin", kText, ParagraphKind::kBody},
      {"\"small then and nobody thought of grain\"", kText, ParagraphKind::kBody},
      {"tons ore", long_table, ParagraphKind::kTable},
      {"経済", "東京の大学で経済を勉強して、東京の大学で経済を勉強した。東京の大学で経済を勉強して、",
       ParagraphKind::kBody},
      {"xxx", std::string(400, 'y') + " xxx " + std::string(400, 'z'), ParagraphKind::kBody},
  };
  for (const auto& row : rows) {
    for (size_t length = 3; length <= 300; ++length) {
      const SnippetOptions options{length, 1};
      Check(row.text, Make(row.query, row.text, options, row.kind), options);
      if (HasFatalFailure()) FAIL() << row.query << " at length " << length;
    }
  }
}

TEST_F(SnippetTest, LengthsWithoutRoomForEllipsesAreKeptToo) {
  for (const size_t length : {1, 2}) {
    const SnippetOptions options{length, 1};
    Check(kText, Make("thought", kText, options), options);
  }
}

TEST_F(SnippetTest, AWordOfTenThousandLettersIsCut) {
  const std::string word(10'000, 'a');
  for (const std::string& text : {word, "before " + word + " after", word + "\u00E9"}) {
    for (const size_t length : {10, 240}) {
      for (const std::string& query : {word, std::string("nothing"), std::string("after")}) {
        const SnippetOptions options{length, 1};
        Check(text, Make(query, text, options), options);
        if (HasFatalFailure()) FAIL() << query.substr(0, 10) << " in " << text.substr(0, 10) << " at " << length;
      }
    }
  }
}

TEST_F(SnippetTest, OfAWordThatIsLongerThanTheRoomIsShownWhatFits) {
  const std::string url = "https://example.com/" + std::string(300, 'a');
  const std::string base64 = "QUJD+" + std::string(300, 'x') + "/w==";
  EXPECT_EQ(Snippet("heading", url), url.substr(0, 238) + "…");
  EXPECT_EQ(Snippet("heading", base64), base64.substr(0, 238) + "…");
  EXPECT_EQ(Snippet("heading", "see " + base64), "see " + base64.substr(0, 234) + "…");
  EXPECT_EQ(Snippet("heading", "atmel,at91rm9200-udc", 19), "atmel,at91rm9200-…");
  EXPECT_EQ(Snippet("heading", "\"atmel,at91rm9200-udc\" is one", 20), "\"atmel,at91rm9200-…");
  EXPECT_EQ(Snippet("example", url), "https://<example>" + url.substr(15, 223) + "…");
  EXPECT_EQ(Snippet("\"https example com " + std::string(300, 'a') + "\"", url), "<" + url.substr(0, 238) + ">…");
  EXPECT_EQ(Snippet("zz", std::string(300, 'a') + "/zz/" + std::string(300, 'b'), 32),
            "…" + std::string(8, 'a') + "/<zz>/" + std::string(18, 'b') + "…");
  EXPECT_EQ(Snippet("zz", base64 + " the zz", 32), "…the <zz>") << "another word before it is not begun";
}

TEST_F(SnippetTest, FragmentsAreDisjointAndTheBestComesFirst) {
  std::string text = "A ship lay there. ";
  for (int i = 0; i < 20; ++i) text += "Nothing to be seen in number " + std::to_string(i) + ". ";
  text += "Uranium for a ship in port. ";
  for (int i = 20; i < 40; ++i) text += "Nothing to be seen in number " + std::to_string(i) + ". ";
  text += "The port is old.";
  const auto snippets = Make("uranium ship port", text, {40, 5});
  ASSERT_EQ(snippets.size(), 3U);
  EXPECT_EQ(Marked(snippets[0]), "<Uranium> for a <ship> in <port>.");
  for (size_t i = 1; i < 3; ++i) EXPECT_EQ(snippets[i].highlights.size(), 1U) << Marked(snippets[i]);
  EXPECT_NE(snippets[1].text, snippets[2].text);
  EXPECT_EQ(Make("uranium", text, {40, 0}).size(), 1U) << "at least one";
}

TEST_F(SnippetTest, RandomTexts) {
  const std::vector<std::string> pieces = {"ship", "ships", "big", "port",   " ",      " ",      " ",       " ",  ". ",
                                           "\n",   "\r\n",  "\t",  "a",      "café",   "日本",   "ไทย",     "-",  "’s",
                                           "U.S.", "\x1B",  "😀",   "\u202E", "24,000", "\u00A0", "e\u0301", ", ", "! "};
  std::mt19937 random(7);
  const std::vector<std::string> queries = {"ship",          "big ship port", "\"big ship\"",
                                            "us 24000 cafe", "日本 a",        "zeppelin"};
  for (int round = 0; round < 600; ++round) {
    std::string text;
    const size_t count = random() % 120;
    for (size_t i = 0; i < count; ++i) text += pieces[random() % pieces.size()];
    const SnippetOptions options{10 + random() % 100, 1 + random() % 3};
    const auto kind = round % 4 == 0 ? ParagraphKind::kTable : ParagraphKind::kBody;
    const std::string& query = queries[random() % queries.size()];
    const auto snippets = Make(query, text, options, kind);
    Check(text, snippets, options);
    if (HasFailure()) FAIL() << "round " << round << ", query " << query << ", length " << options.length;
  }
}

}  // namespace
}  // namespace article_search
