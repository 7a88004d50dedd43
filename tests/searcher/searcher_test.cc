#include "searcher/searcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "indexer/index_builder.h"
#include "searcher/formatter.h"
#include "tests/support/temp_dir.h"

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

class SearcherTest : public testing::Test {
 protected:
  // Builds an index of articles a.md, b.md, …
  Searcher Index(const std::vector<std::string>& articles) {
    BuildOptions options;
    options.index = folder_ / "test.idx";
    for (size_t i = 0; i < articles.size(); ++i) {
      options.paths.push_back(folder_.Write(std::string(1, static_cast<char>('a' + i)) + ".md", articles[i]));
    }
    BuildIndex(options);
    return Searcher(options.index);
  }

  static SearchOptions Page(uint64_t offset, uint64_t limit) {
    SearchOptions options;
    options.offset = offset;
    options.limit = limit;
    return options;
  }

  // The hits, as article:paragraph, with an asterisk for the second tier.
  static std::string Places(const SearchResult& result) {
    std::string out;
    for (const Hit& hit : result.hits) {
      const size_t slash = hit.path.rfind('/');
      out += (out.empty() ? "" : " ") + hit.path.substr(slash == std::string::npos ? 0 : slash + 1, 1) + ":" +
             std::to_string(hit.paragraph) + (hit.tier == 2 ? "*" : "");
    }
    return out;
  }

  // An article of `prose` paragraphs and `captions` captions, all of which hold "ship"; some more often.
  static std::string Fleet(size_t prose, size_t captions) {
    std::string text;
    for (size_t i = 0; i < prose; ++i) {
      text += "The ship numbered " + std::to_string(i) + " leaves the port in the morning" +
              (i % 5 == 0 ? ", a ship of note." : ".") + "\n\n";
    }
    for (size_t i = 0; i < captions; ++i) text += "Figure " + std::to_string(i) + ": A ship\n\n";
    return text;
  }

  TempDir folder_;
};

// "without forgetting" and "for forgetting" are no hyphens: the index has no for-get, only "for get".
TEST_F(SearcherTest, ASolidWordFindsTheSpacedPairThatMeansTheSame) {
  Searcher searcher = Index({"A multi-vector policy.\n\nThe multi vector plan of 5 km and 7km.\n\nFor forgetting it.\n",
                             "# A 3 and 7 or km of rails\n\nThe queue for get and put, 7 km of it.\n"});
  const SearchResult solid = searcher.Search("multivector", {});
  ASSERT_EQ(Places(solid), "a:1 a:2");
  EXPECT_EQ(Marked(solid.hits[1].snippets[0]), "The <multi vector> plan of 5 km and 7km.");
  EXPECT_EQ(Marked(searcher.Search("5km", {}).hits.at(0).snippets[0]), "The multi vector plan of <5 km> and 7km.");
  EXPECT_EQ(Places(searcher.Search("\"7 km\"", {})), "b:2 a:2");
  EXPECT_EQ(Places(searcher.Search("forgetting", {})), "a:3");
  EXPECT_EQ(Places(searcher.Search("title:7km", {})), "") << "apart there";
}

TEST_F(SearcherTest, ASolidWordIsFoundForTwoThatStandNowhereSideBySide) {
  Searcher searcher = Index({"Aims of counterterrorism.\n\nThey counter threats.\n\nNo terrorism, and a harbour.\n"});
  SearchOptions options;
  options.suggest = true;
  const SearchResult result = searcher.Search("counter terrorism harbuor", options);
  EXPECT_EQ(Places(result), "a:2 a:3 a:1");
  EXPECT_EQ(result.warnings, std::vector<std::string>{
                                 "nothing has 'counter terrorism' side by side; 'counterterrorism' was searched, too"});
  EXPECT_EQ(result.suggestion, "counter terrorism harbour");
}

TEST_F(SearcherTest, APartOfAWordIsFoundWhereNothingHasItAlone) {
  Searcher searcher = Index({"東京タワーは高い。\n\nประเทศไทย\n"});
  SearchOptions options;
  options.suggest = true;
  const SearchResult result = searcher.Search("東京", options);
  ASSERT_EQ(Places(result), "a:1");
  EXPECT_EQ(Marked(result.hits[0].snippets[0]), "<東京タワー>は高い。");
  EXPECT_EQ(result.interpretation, "東京");
  EXPECT_EQ(result.suggestion, std::nullopt);
  EXPECT_EQ(Places(searcher.Search("\"ไทย\"", {})), "a:2");
}

// The words of a phrase with a wildcard, or of an exact one, may stand anywhere where Xapian finds it.
TEST_F(SearcherTest, FeedbackIsOfParagraphsThatMatch) {
  Searcher searcher = Index({"A harbour of ships, deep and grey.\n\nShips of the harbour, with cranes.\n"});
  SearchOptions options;
  options.expand = true;
  const SearchResult some = searcher.Search("\"harbour of ship*\"", options);
  EXPECT_THAT(some.expansion, testing::Contains("deep"));
  EXPECT_THAT(some.expansion, testing::Not(testing::Contains("cranes")));
  EXPECT_EQ(searcher.Search("\"ship* harbour\"", options).expansion, std::vector<std::string>());
  options.suggest = true;
  EXPECT_EQ(searcher.Search("\"crannes harbour*\"", options).suggestion, std::nullopt);
}

// Xapian 1.4.22 takes a phrase's first word to be at position 0 where the document has it without positions.
TEST_F(SearcherTest, APhraseDoesNotReachFromTheHeadingIntoTheText) {
  Searcher searcher = Index({"# Ports\n\n## Deep land\n\nhere be ships and a harbour.\n"});
  EXPECT_EQ(Places(searcher.Search("\"land here\"", {})), "");
  EXPECT_EQ(Places(searcher.Search("\"land here be\"", {})), "");
  EXPECT_EQ(Places(searcher.Search("land NEAR/2 here", {})), "");
  EXPECT_EQ(Places(searcher.Search("\"land here\"~3", {})), "");
  EXPECT_EQ(Places(searcher.Search("body:land", {})), "");
  EXPECT_EQ(Places(searcher.Search("harbour -body:land", {})), "a:3");
  EXPECT_EQ(Places(searcher.Search("\"deep land\"", {})), "a:3");
  EXPECT_EQ(Places(searcher.Search("\"here be\"", {})), "a:3");
}

TEST_F(SearcherTest, PhrasesInTitlesAndOuterHeadings) {
  Searcher searcher = Index({"# Ports of the sea\n\n## Deep cold land\n\n### Aktau\n\nShips.\n"});
  EXPECT_EQ(Places(searcher.Search("title:\"ports of the sea\"", {})), "a:4");
  EXPECT_EQ(Places(searcher.Search("title:\"sea ports\"", {})), "");
  EXPECT_EQ(Places(searcher.Search("heading:\"deep cold\"", {})), "a:4");
  EXPECT_EQ(Places(searcher.Search("heading:\"cold deep\"", {})), "");
  EXPECT_EQ(Places(searcher.Search("heading:deep NEAR/2 heading:land", {})), "a:4");
  EXPECT_EQ(Places(searcher.Search("ships -title:\"sea ports\"", {})), "a:4");
  EXPECT_EQ(Places(searcher.Search("ships -title:\"the sea\"", {})), "");
}

// What stands above the first paragraph is its title and its nearest heading, and is marked as both.
TEST_F(SearcherTest, MarksOfATitleDoNotOverlap) {
  Searcher searcher = Index({"# The big port of Aktau\n\nShips.\n"});
  const struct {
    const char* query;
    const char* title;
  } rows[] = {
      {"title:\"big port\" port", "The <big port> of Aktau"},
      {"port title:\"port of\"", "The big <port of> Aktau"},
      {"title:\"big port of\" \"port of aktau\"", "The <big port of Aktau>"},
      {"title:big title:port aktau", "The <big> <port> of <Aktau>"},
  };
  for (const auto& row : rows) {
    const SearchResult result = searcher.Search(row.query, {});
    ASSERT_EQ(result.hits.size(), 1U) << row.query;
    EXPECT_EQ(Marked(result.hits[0].title), row.title) << row.query;
  }
}

TEST_F(SearcherTest, AHitSaysWhereItIs) {
  const std::string article = "# Old Ports\n\n## The Sea\n\nGrain and\n  ships come here, ships too.\n";
  Searcher searcher = Index({article});
  const SearchResult result = searcher.Search("ships", SearchOptions());
  EXPECT_EQ(result.query, "ships");
  EXPECT_EQ(result.total, 1U);
  EXPECT_TRUE(result.total_exact);
  EXPECT_TRUE(result.warnings.empty());
  ASSERT_EQ(result.hits.size(), 1U);
  const Hit& hit = result.hits[0];
  EXPECT_EQ(hit.rank, 1U);
  EXPECT_EQ(hit.tier, 1);
  EXPECT_GT(hit.score, 0);
  EXPECT_EQ(hit.path, folder_ / "a.md");
  EXPECT_EQ(hit.title.text, "Old Ports");
  EXPECT_EQ(hit.kind, ParagraphKind::kBody);
  EXPECT_EQ(hit.paragraph, 3U);
  EXPECT_EQ(hit.line, 5U);
  EXPECT_EQ(article.substr(hit.begin, hit.end - hit.begin), hit.text);
  ASSERT_EQ(hit.headings.size(), 1U);
  EXPECT_EQ(hit.headings[0].text, "The Sea");
  ASSERT_EQ(hit.matches.size(), 2U);
  for (const Range& match : hit.matches) EXPECT_EQ(article.substr(match.begin, match.end - match.begin), "ships");
  ASSERT_EQ(hit.snippets.size(), 1U);
  EXPECT_EQ(Marked(hit.snippets[0]), "Grain and <ships> come here, <ships> too.");
}

TEST_F(SearcherTest, MatchesAreBytesOfAFileInAnotherEncoding) {
  const std::string article = "Caf\xE9s in Z\xFCrich are d\xE9j\xE0 vu for ships.\n";
  BuildOptions options;
  options.index = folder_ / "test.idx";
  options.paths = {folder_.Write("latin.txt", article)};
  options.encoding = "windows-1252";
  BuildIndex(options);
  Searcher searcher(options.index);
  const SearchResult result = searcher.Search("zurich ship", SearchOptions());
  ASSERT_EQ(result.hits.size(), 1U);
  ASSERT_EQ(result.hits[0].matches.size(), 2U);
  EXPECT_EQ(article.substr(result.hits[0].matches[0].begin, 6), "Z\xFCrich");
  EXPECT_EQ(article.substr(result.hits[0].matches[1].begin, 5), "ships");
}

// The matches as line:column, and before them the paragraph's own place.
std::string LinesAndColumns(const Hit& hit) {
  std::string out = std::to_string(hit.line) + ":" + std::to_string(hit.column);
  for (const MatchedRange& match : hit.matches) {
    out += " " + std::to_string(match.line) + ":" + std::to_string(match.column);
  }
  return out;
}

std::string Utf16(const std::string& ascii, bool big_endian) {
  std::string out = big_endian ? "\xFE\xFF" : "\xFF\xFE";
  for (const char c : ascii) out += big_endian ? std::string{'\0', c} : std::string{c, '\0'};
  return out;
}

TEST_F(SearcherTest, MatchesKnowTheirLineAndColumn) {
  const std::string text = "# Ports\n\n  Old ships and\n\tnew ships, port\nof ships.\n";
  std::string crlf;
  std::string cr = text;
  for (const char c : text) crlf += c == '\n' ? "\r\n" : std::string(1, c);
  std::replace(cr.begin(), cr.end(), '\n', '\r');
  for (const std::string& bytes : {text, crlf, cr, "\xEF\xBB\xBF" + text, Utf16(text, false), Utf16(crlf, true)}) {
    const SearchResult result = Index({bytes}).Search("ships", SearchOptions());
    ASSERT_EQ(result.hits.size(), 1U);
    EXPECT_EQ(LinesAndColumns(result.hits[0]), "3:3 3:7 4:6 5:4");
    for (const MatchedRange& match : result.hits[0].matches) {
      EXPECT_EQ(result.hits[0].text.substr(match.text_begin, 5), "ships");
    }
  }
  // A column counts bytes of UTF-8, whatever the file has: é is two.
  BuildOptions latin;
  latin.index = folder_ / "latin.idx";
  latin.paths = {folder_.Write("latin.txt", "Caf\xE9 and ships.\n")};
  latin.encoding = "windows-1252";
  BuildIndex(latin);
  const Hit of_latin = Searcher(latin.index).Search("ships", SearchOptions()).hits.at(0);
  EXPECT_EQ(LinesAndColumns(of_latin), "1:1 1:11");
  EXPECT_EQ(of_latin.matches[0].begin, 9U) << "and an offset those of the file";
  // A phrase is where it begins.
  EXPECT_EQ(LinesAndColumns(Index({text}).Search("\"port of ships\"", SearchOptions()).hits.at(0)), "3:3 4:13");
}

TEST_F(SearcherTest, ALongLineThatWasCutHasOneLineAndManyColumns) {
  std::string line;
  while (line.size() < 200'000) line += "Nothing to be seen here at all, really. ";
  const std::string bytes = "One.\n\n" + line + "Then ships.\n";
  const SearchResult result = Index({bytes}).Search("ships", SearchOptions());
  ASSERT_EQ(result.hits.size(), 1U);
  ASSERT_GT(result.hits[0].column, 100'000U);
  EXPECT_EQ(LinesAndColumns(result.hits[0]),
            "3:" + std::to_string(result.hits[0].begin - 5) + " 3:" + std::to_string(bytes.find("ships") - 5));
}

TEST_F(SearcherTest, OfJsonLinesTheLineIsKnownAndNoColumn) {
  for (const bool split : {false, true}) {
    BuildOptions options;
    options.index = folder_ / "lines.idx";
    options.paths = {folder_.Write(
        "a.jsonl", "\n{\"text\":\"One.\\n\\n  Two old\\nships.\"}\n{\"text\":\"Three ships\\nand ships.\"}\n")};
    options.split = split;
    BuildIndex(options);
    const SearchResult result = Searcher(options.index).Search("ships", SearchOptions());
    ASSERT_EQ(result.hits.size(), 2U);
    for (const Hit& hit : result.hits) {
      EXPECT_EQ(LinesAndColumns(hit), hit.text.starts_with("Three") ? "3:1 3:1 3:1" : "2:1 2:1");
      for (const MatchedRange& match : hit.matches) EXPECT_EQ(hit.text.substr(match.text_begin, 5), "ships");
    }
  }
}

TEST_F(SearcherTest, CopiesHaveColumns) {
  const SearchResult result = Index({"Ships.\n\n  Ships.\n"}).Search("ships", SearchOptions());
  ASSERT_EQ(result.hits.size(), 1U);
  ASSERT_EQ(result.hits[0].also.size(), 1U);
  EXPECT_EQ(result.hits[0].column, 1U);
  EXPECT_EQ(result.hits[0].also[0].line, 3U);
  EXPECT_EQ(result.hits[0].also[0].column, 3U);
}

TEST_F(SearcherTest, HeadingsMatchTheParagraphsDirectlyBelow) {
  Searcher searcher =
      Index({"# Dragon Tales\n\nHere is some prose before any heading at all.\n\n## Outer Walrus\n\nUnder the outer "
             "one there is "
             "prose.\n\n### Nearest Ferret\n\nUnder the nearest one there is prose.\n"});
  EXPECT_EQ(Places(searcher.Search("ferret", SearchOptions())), "a:6");
  EXPECT_EQ(Places(searcher.Search("walrus", SearchOptions())), "a:4") << "an outer heading only weighs";
  EXPECT_EQ(Places(searcher.Search("dragon", SearchOptions())), "a:2") << "the title where no heading stands between";
  const SearchResult ferret = searcher.Search("ferret prose", SearchOptions());
  ASSERT_FALSE(ferret.hits.empty());
  const Hit& hit = ferret.hits[0];
  EXPECT_EQ(hit.paragraph, 6U);
  ASSERT_EQ(hit.headings.size(), 2U);
  EXPECT_EQ(Marked(hit.headings[0]), "Outer Walrus");
  EXPECT_EQ(Marked(hit.headings[1]), "Nearest <Ferret>");
  EXPECT_TRUE(hit.title.highlights.empty());
  const SearchResult dragon = searcher.Search("dragon", SearchOptions());
  EXPECT_EQ(Marked(dragon.hits[0].title), "<Dragon> Tales");
  EXPECT_TRUE(dragon.hits[0].matches.empty());
  EXPECT_EQ(Marked(dragon.hits[0].snippets.at(0)), "Here is some prose before any heading at all.");
}

TEST_F(SearcherTest, TitlesAndOuterHeadingsOnlyWeigh) {
  Searcher searcher = Index({"# Grain\n\n## One\n\nShips sail there in the year.\n",
                             "# Uranium\n\n## One\n\nShips sail there in the year.\n"});
  EXPECT_EQ(Places(searcher.Search("ships", SearchOptions())), "a:3 b:3");
  EXPECT_EQ(Places(searcher.Search("uranium ships", SearchOptions())), "b:3 a:3");
}

TEST_F(SearcherTest, RarerWordsAndMoreOfThemRankHigher) {
  Searcher searcher =
      Index({"Ships sail on the sea every day.\n\nShips carry grain on the sea today.\n\nShips stay in "
             "the port on this day.\n\nUranium stays in the port all of the day.\n"});
  EXPECT_EQ(Places(searcher.Search("ships grain", SearchOptions())).substr(0, 3), "a:2");
  EXPECT_EQ(Places(searcher.Search("uranium ships", SearchOptions())).substr(0, 3), "a:4");
}

TEST_F(SearcherTest, TiesAreInTheOrderOfArticlesAndParagraphs) {
  const std::string article = "Ships sail away now.\n\nBoats sail away now.\n";
  Searcher searcher = Index({article, article, article});
  EXPECT_EQ(Places(searcher.Search("sail", SearchOptions())), "a:1 a:2 b:1 b:2 c:1 c:2");
}

TEST_F(SearcherTest, CaptionsComeAfterEverythingElse) {
  Searcher searcher =
      Index({"Figure 1: Ship, ship, ship\n\nA ship lay there among many other things of no interest, and "
             "nobody saw it.\n"});
  const SearchResult result = searcher.Search("ship", SearchOptions());
  EXPECT_EQ(Places(result), "a:2 a:1*");
  EXPECT_EQ(result.total, 2U);
  SearchOptions options;
  options.sort = SearchOptions::Sort::kPosition;
  EXPECT_EQ(Places(searcher.Search("ship", options)), "a:1* a:2");
}

TEST_F(SearcherTest, TheBestParagraphOfEachArticleByPosition) {
  Searcher searcher = Index({"A ship lay there among many other things of no interest.\n\nShip, ship, ship.\n",
                             "Ship, ship.\n\nNo ship lay there, nor anything else that was of interest.\n"});
  SearchOptions options;
  options.group_by_article = true;
  EXPECT_EQ(Places(searcher.Search("ship", options)), "a:2 b:1");
  options.sort = SearchOptions::Sort::kPosition;
  const SearchResult result = searcher.Search("ship", options);
  EXPECT_EQ(Places(result), "a:2 b:1");
  EXPECT_EQ(result.total, 2U);
  options.offset = 1;
  EXPECT_EQ(Places(searcher.Search("ship", options)), "b:1");
  options.offset = 0;
  EXPECT_EQ(Places(searcher.Search("=ship OR =Ship", options)), "a:2 b:1") << "what is verified, too";
}

TEST_F(SearcherTest, PagesAreCutFromOneList) {
  Searcher searcher = Index({Fleet(12, 7)});
  for (const auto sort : {SearchOptions::Sort::kRelevance, SearchOptions::Sort::kPosition}) {
    SearchOptions all = Page(0, 100);
    all.sort = sort;
    const SearchResult whole = searcher.Search("ship", all);
    ASSERT_EQ(whole.hits.size(), 19U);
    for (uint64_t limit = 0; limit <= 20; ++limit) {
      for (uint64_t offset = 0; offset <= 21; ++offset) {
        SearchOptions options = Page(offset, limit);
        options.sort = sort;
        const SearchResult page = searcher.Search("ship", options);
        ASSERT_EQ(page.total, 19U) << limit << " from " << offset;
        ASSERT_TRUE(page.total_exact);
        SearchResult expected;
        for (uint64_t i = offset; i < std::min<uint64_t>(offset + limit, 19); ++i)
          expected.hits.push_back(whole.hits[i]);
        ASSERT_EQ(Places(page), Places(expected)) << limit << " from " << offset;
        for (size_t i = 0; i < page.hits.size(); ++i) ASSERT_EQ(page.hits[i].rank, offset + i + 1);
      }
    }
  }
}

TEST_F(SearcherTest, CountsAreExactUpToAThousandAndNeverTooLarge) {
  Searcher searcher = Index({Fleet(3000, 20), "A zeppelin.\n"});
  EXPECT_EQ(searcher.Search("numbered 7", Page(0, 10)).total_exact, false);
  const SearchResult some = searcher.Search("note", Page(0, 10));
  EXPECT_EQ(some.total, 600U);
  EXPECT_TRUE(some.total_exact);
  for (const char* query : {"ship", "ship port", "\"the ship\"", "ship zeppelin"}) {
    const SearchResult bound = searcher.Search(query, Page(0, 10));
    SearchOptions options = Page(0, 10);
    options.count_all = true;
    const SearchResult exact = searcher.Search(query, options);
    EXPECT_TRUE(exact.total_exact) << query;
    EXPECT_GE(exact.total, 3000U) << query;
    EXPECT_LE(bound.total, exact.total) << query;
    EXPECT_GT(bound.total, kCountedExactly) << query;
    if (bound.total_exact) {
      EXPECT_EQ(bound.total, exact.total) << query;
    }
    EXPECT_EQ(Places(bound), Places(exact)) << query;
  }
}

TEST_F(SearcherTest, HeadingsFurtherUpAreSearchedWhereNothingElseMatches) {
  Searcher searcher =
      Index({"# Employee handbook\n\n## Parental leave\n\n### Who is eligible?\n\nAll with a contract.\n\n"
             "### How long?\n\nA year.\n",
             "# Notes\n\n## Travel\n\n### Trains\n\nAsk the handbook of the trains.\n"});
  const struct {
    const char* query;
    const char* places;
    bool said;
  } rows[] = {
      {"parental", "a:4 a:6", true},
      {"parental leave", "a:4 a:6", true},
      {"\"employee handbook\"", "a:4 a:6", true},
      {"\"handbook employee\"", "", false},
      {"parental AND eligible", "a:4", true},
      {"parental NOT contract", "a:6", true},
      {"contract NOT parental", "a:4", false},  // what must not be there is looked for as ever
      {"=Parental", "a:4 a:6", true},
      {"handbook", "b:4", false},  // a paragraph has it itself
      {"handbook AND eligible", "", false},
      {"parental trains", "b:4", false},
      {"body:parental", "", false},
      {"parentalx", "", false},
  };
  for (const auto& row : rows) {
    const SearchResult result = searcher.Search(row.query, {});
    EXPECT_EQ(Places(result), row.places) << row.query;
    EXPECT_EQ(result.total, result.hits.size()) << row.query;
    EXPECT_EQ(!result.warnings.empty(), row.said) << row.query;
    if (!row.said) continue;
    const SearchResult again = searcher.Search(result.interpretation, {});
    EXPECT_EQ(Places(again), row.places) << result.interpretation;
    EXPECT_TRUE(again.warnings.empty()) << result.interpretation;
    EXPECT_EQ(result.suggestion, std::nullopt) << row.query;
  }
  SearchOptions count;
  count.limit = 0;
  EXPECT_EQ(searcher.Search("parental", count).total, 2U);
  EXPECT_EQ(Marked(searcher.Search("parental", {}).hits[0].headings[0]), "<Parental> leave");
}

// Xapian's OP_MAX of the abbreviation and its long form ends with the last paragraph, together with the other word.
TEST_F(SearcherTest, TheLastParagraphMayHaveEveryFormOfAWord) {
  std::string article;
  for (int i = 0; i < 1500; ++i) {
    article += "The SoC of board " + std::to_string(i) + " has a port" + (i % 300 == 0 ? " and a vane" : "") +
               (i == 1499 ? ", a vane, and whatever a system on chip (SoC) has" : "") + ".\n\n";
  }
  Searcher searcher = Index({article});
  EXPECT_EQ(Places(searcher.Search("soc vane", Page(0, 1))), "a:1500");
  EXPECT_EQ(Places(searcher.Search("\"system on chip\" vane", Page(0, 1))), "a:1500");
}

TEST_F(SearcherTest, PagesOfALargeResultHoldEveryHitOnce) {
  Searcher searcher = Index({Fleet(1500, 20)});
  for (const uint64_t limit : {100, 400, 1520}) {
    std::set<uint32_t> seen;
    uint64_t hits = 0;
    SearchOptions options = Page(0, limit);
    options.details = false;
    for (; options.offset < 2000; options.offset += limit) {
      const SearchResult page = searcher.Search("ship", options);
      for (const Hit& hit : page.hits) {
        ++hits;
        EXPECT_EQ(hit.rank, hits) << limit;
        EXPECT_EQ(hit.tier, hits <= 1500 ? 1 : 2) << limit << " " << hits;
        seen.insert(hit.paragraph);
      }
    }
    EXPECT_EQ(hits, 1520U) << limit;
    EXPECT_EQ(seen.size(), 1520U) << limit;
  }
}

TEST_F(SearcherTest, OffsetsBeyondEverythingAreEmptyPages) {
  Searcher searcher = Index({Fleet(5, 2)});
  for (const uint64_t offset : {uint64_t{7}, uint64_t{1} << 32, ~uint64_t{0}}) {
    const SearchResult page = searcher.Search("ship", Page(offset, ~uint64_t{0}));
    EXPECT_TRUE(page.hits.empty()) << offset;
    EXPECT_EQ(page.total, 7U) << offset;
  }
  EXPECT_EQ(searcher.Search("ship", Page(0, ~uint64_t{0})).hits.size(), 7U);
}

TEST_F(SearcherTest, NoHitsIsAValue) {
  Searcher searcher = Index({"Ships sail.\n"});
  const SearchResult none = searcher.Search("zeppelin", SearchOptions());
  EXPECT_EQ(none.total, 0U);
  EXPECT_TRUE(none.total_exact);
  EXPECT_TRUE(none.warnings.empty());
  const SearchResult empty = searcher.Search("...", SearchOptions());
  EXPECT_EQ(empty.total, 0U);
  EXPECT_EQ(empty.warnings.size(), 1U);
}

TEST_F(SearcherTest, ASuggestionFindsSomething) {
  Searcher searcher =
      Index({"# Employee handbook\n\n## Parental leave\n\n### Who is eligible?\n\nAll with a contract.\n\n"
             "### How long?\n\nA year, or the rest of it.\n"});
  const struct {
    const char* query;
    std::optional<std::string> suggestion;
  } rows[] = {
      {"contrakt", "contract"},
      {"contrakt year", "contract year"},
      {"contrakt AND year", std::nullopt},
      {"contrakt kind:table", std::nullopt},
      {"contrakt AND parental", "contract AND parental"},  // found by the heading further up
      {"contrakt AND parental AND year", std::nullopt},
      {"\"with a contrakt\"", "\"with a contract\""},
      {"\"contrakt with\"", std::nullopt},
      {"\"al* contrakt\"~2", "\"al* contract\"~2"},  // verified in the text
      {"\"contrakt al*\"~2", std::nullopt},
  };
  for (const auto& row : rows) {
    for (const auto sort : {SearchOptions::Sort::kRelevance, SearchOptions::Sort::kPosition}) {
      SearchOptions options;
      options.sort = sort;
      EXPECT_EQ(searcher.Search(row.query, options).suggestion, row.suggestion) << row.query;
      options.group_by_article = true;
      EXPECT_EQ(searcher.Search(row.query, options).suggestion, row.suggestion) << row.query;
    }
  }
}

// The hits of a tree of operators are what set algebra makes of the hits of its words.
TEST_F(SearcherTest, OperatorsAreSetAlgebra) {
  const std::string words[] = {"ship", "port", "grain", "mole", "pilot"};
  std::mt19937 random(11);
  std::string article;
  for (int i = 0; i < 60; ++i) {
    // A heading now and then, since words match in headings, too.
    if (i % 5 == 0) article += "## About " + words[random() % 5] + "\n\n";
    article += "Paragraph " + std::to_string(i) + " tells";
    for (const std::string& word : words) {
      if (random() % 3 == 0) article += " of " + word;
    }
    article += ".\n\n";
  }
  Searcher searcher = Index({article});
  SearchOptions options;
  options.limit = 1000;
  using Lines = std::set<uint64_t>;
  const auto lines = [&](const std::string& query) {
    Lines found;
    for (const Hit& hit : searcher.Search(query, options).hits) found.insert(hit.line);
    return found;
  };
  const std::function<std::pair<std::string, Lines>(int)> make = [&](int depth) -> std::pair<std::string, Lines> {
    if (depth == 0) {
      const std::string word = words[random() % 5];
      return {word, lines(word)};
    }
    const auto [left, in_left] = make(depth - 1);
    const auto [right, in_right] = make(depth - 1);
    Lines out;
    switch (random() % 4) {
      case 0:
        std::set_intersection(in_left.begin(), in_left.end(), in_right.begin(), in_right.end(),
                              std::inserter(out, out.end()));
        return {"(" + left + " AND " + right + ")", out};
      case 1:
        std::set_difference(in_left.begin(), in_left.end(), in_right.begin(), in_right.end(),
                            std::inserter(out, out.end()));
        return {"(" + left + " NOT " + right + ")", out};
      case 2:
        return {"(+" + left + " " + right + ")", in_left};
      default:
        std::set_union(in_left.begin(), in_left.end(), in_right.begin(), in_right.end(), std::inserter(out, out.end()));
        return {"(" + left + " OR " + right + ")", out};
    }
  };
  for (int i = 0; i < 150; ++i) {
    const auto [query, expected] = make(1 + i % 3);
    EXPECT_EQ(lines(query), expected) << query;
  }
}

TEST_F(SearcherTest, WhatMustNotMatchIsNotMarked) {
  Searcher searcher = Index({"The ship lay in the port.\n\nThe ship carried grain.\n"});
  const SearchResult result = searcher.Search("ship NOT port", SearchOptions());
  ASSERT_EQ(result.hits.size(), 1U);
  EXPECT_EQ(result.hits[0].matches.size(), 1U);
  // A branch that does not match marks nothing.
  const SearchResult branch = searcher.Search("grain OR (ship AND mole)", SearchOptions());
  ASSERT_EQ(branch.hits.size(), 1U);
  EXPECT_EQ(branch.hits[0].matches.size(), 1U);
}

TEST_F(SearcherTest, ACopyIsFoundByTheHeadingAboveIt) {
  const std::string copy = "See the appendix for the figures of the port.\n\n";
  Searcher searcher = Index({"# Title\n\n## Alpha Section\n\n" + copy + "## Beta Section\n\n" + copy});
  const SearchResult result = searcher.Search("beta", SearchOptions());
  ASSERT_EQ(result.hits.size(), 1U);
  EXPECT_EQ(result.hits[0].line, 5U);
  EXPECT_TRUE(result.hits[0].headings.back().highlights.empty());
  ASSERT_EQ(result.hits[0].also.size(), 1U);
  ASSERT_EQ(result.hits[0].also[0].headings.size(), 1U);
  EXPECT_EQ(result.hits[0].also[0].headings[0].text, "Beta Section");
  EXPECT_EQ(result.hits[0].also[0].headings[0].highlights, (std::vector<Range>{{0, 4}}));
  EXPECT_EQ(searcher.Search("alpha", SearchOptions()).hits.at(0).headings.back().highlights.size(), 1U);
  EXPECT_EQ(searcher.Search("port NOT beta", SearchOptions()).total, 0U);
}

TEST_F(SearcherTest, CopiesAreListed) {
  const std::string prose = "The ships leave the port in the morning.";
  const std::string article = prose + "\n\nSomething else stands between them both.\n\n" + prose + "\n";
  Searcher searcher = Index({article});
  const SearchResult result = searcher.Search("morning", SearchOptions());
  ASSERT_EQ(result.hits.size(), 1U);
  ASSERT_EQ(result.hits[0].also.size(), 1U);
  const Copy& copy = result.hits[0].also[0];
  EXPECT_EQ(copy.paragraph, 3U);
  EXPECT_EQ(copy.line, 5U);
  EXPECT_EQ(article.substr(copy.begin, copy.end - copy.begin), prose);
}

// The lines of what stands around the hit, and their texts.
std::string Around(const Hit& hit) {
  std::string out;
  for (const Neighbour& neighbour : hit.context->before) {
    out += std::to_string(neighbour.line) + " " + neighbour.beginning + "|";
  }
  out += "*";
  for (const Neighbour& neighbour : hit.context->after) {
    out += "|" + std::to_string(neighbour.line) + " " + neighbour.beginning;
  }
  return out;
}

TEST_F(SearcherTest, AHitHasItsNeighbours) {
  const std::string song =
      "# Song\n\nOne swan.\n\nHeave away.\n\nTwo herons.\n\n## End\n\nHeave  away.\n\nThree cranes.\n";
  Searcher searcher = Index({"Before it all.\n", song, "After it all.\n"});
  const auto hit = [&](const std::string& query, uint32_t context) {
    SearchOptions options;
    options.context = context;
    return searcher.Search(query, options).hits.at(0);
  };
  EXPECT_FALSE(hit("herons", 0).context.has_value());
  // The refrain is stored once, and stands in both its places.
  EXPECT_EQ(Around(hit("herons", 1)), "5 Heave away.|*|11 Heave away.");
  EXPECT_EQ(Around(hit("herons", 20)), "3 One swan.|5 Heave away.|*|11 Heave away.|13 Three cranes.");
  EXPECT_EQ(Around(hit("swan", 2)), "*|5 Heave away.|7 Two herons.");
  EXPECT_EQ(Around(hit("cranes", 1)), "11 Heave away.|*");
  EXPECT_EQ(Around(hit("before", 3)), "*");
  EXPECT_EQ(Around(hit("after", 3)), "*");
  const Neighbour refrain = hit("herons", 1).context->after.front();
  EXPECT_EQ(refrain.text, "Heave away.");  // of the first one
  EXPECT_EQ(refrain.headings, std::vector<std::string>{"End"});
  EXPECT_EQ(song.substr(refrain.begin, refrain.end - refrain.begin), "Heave  away.");
  EXPECT_EQ(refrain.paragraph, 6U);
}

TEST_F(SearcherTest, NeighboursBeginAsLongAsASnippet) {
  Searcher searcher = Index({"A heron stands here.\n\nThe first sentence. The second sentence, which is longer.\n"});
  SearchOptions options;
  options.context = 1;
  options.snippets.length = 25;
  EXPECT_EQ(Around(searcher.Search("heron", options).hits.at(0)), "*|3 The first sentence.");
}

TEST_F(SearcherTest, TheSameQueryGivesTheSameAnswer) {
  Searcher searcher = Index({Fleet(50, 5)});
  const std::string first = Places(searcher.Search("ship port note", Page(0, 60)));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(Places(searcher.Search("ship port note", Page(0, 60))), first);
  Searcher another(folder_ / "test.idx");
  EXPECT_EQ(Places(another.Search("ship port note", Page(0, 60))), first);
}

// What a searcher remembers from query to query changes no answer.
TEST_F(SearcherTest, ASearcherThatHasAnsweredOthersAnswersAsAFreshOne) {
  Searcher searcher =
      Index({"# The Port Authority (PA)\n\n" + Fleet(30, 6) + "## Of ships\n\nThe PA sees them sail.\n\n" +
                 "| ship | port |\n| --- | --- |\n| Ada | Kiel |\n",
             Fleet(40, 3)});
  const std::vector<std::string> queries = {
      "ship",    "port note",    "PA",   "authority sail",   "\"a ship\"", "+ship -note", "heading:ships sail", "kiel",
      "zepelin", "kind:caption", "shi*", "ship NEAR/3 note", "=Ship",      "the",         "ship path:*b.md"};
  for (int round = 0; round < 2; ++round) {
    for (const std::string& query : queries) {
      Searcher fresh(folder_ / "test.idx");
      EXPECT_EQ(FormatJson(searcher.Search(query, SearchOptions())), FormatJson(fresh.Search(query, SearchOptions())))
          << query;
    }
  }
}

TEST_F(SearcherTest, ASearcherKeepsTheIndexItOpened) {
  Searcher searcher = Index({"Ships sail.\n"});
  Index({"Boats sink.\n"});
  EXPECT_EQ(searcher.Search("ships", SearchOptions()).total, 1U);
  EXPECT_EQ(Searcher(folder_ / "test.idx").Search("ships", SearchOptions()).total, 0U);
}

}  // namespace
}  // namespace article_search
