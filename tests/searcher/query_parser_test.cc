#include "searcher/query_parser.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>

#include "searcher/query_words.h"
#include "tests/searcher/query_tree.h"
#include "tests/support/fake_vocabulary.h"

namespace article_search {
namespace {

struct Row {
  std::string_view query;
  std::string_view tree;
};

TEST_F(QueryParserTest, Words) {
  const Row rows[] = {
      {"", "nothing"},
      {" \t\n", "nothing"},
      {"... -- !?", "nothing"},
      {"uranium", "[uranium]"},
      {"  Pipelines   SHIPS ", "[pipelin] [ship]"},
      {"pipeline pipelines Pipeline", "[pipelin]x3"},
      {"24,000 50+", "[24000] [50]"},
      {"24\u00A0000 1\u202F234\u202F567 24\u00A0tons", "[24000] [1234567] [24] [ton]"},
      {"km² 10³ CO₂ 5½ 東京²", "[km ² / km2] [10 ³] [co2] [5 1⁄2] [東京] [²]"},
      {"Zürich café", "[zurich] [cafe]"},
      {"Kazakhstan’s don't", "[kazakhstan]"},
      {"neighbour organisation", "[neighbor] [organ]"},
      {"C++ F#", "[c++] [f#]"},
      {"a@b.com", "[a b com]"},
      {"http://x.y/z", "[http xy z]"},
      {"(foo bar)", "[foo] [bar]"},
      {"foo\u3000bar", "[foo] [bar]"},
      {"foo\u2009bar\u202Fbaz\u0085-\u1680+big", "(maybe [big] [foo] [bar] [baz])"},
      {"\xFF\xFE", "nothing"},
      {"sh\xFFip", "[sh ip]"},
  };
  for (const Row& row : rows) EXPECT_EQ(Parse(row.query), row.tree) << row.query;
}

TEST_F(QueryParserTest, StopWords) {
  const Row rows[] = {
      {"the uranium of what", "[uranium]"},
      {"the", "[the]"},
      {"what is the", "[what] [is] [the]"},
      {"THE port", "[port]"},
      {"\"the port\"", "[the port]"},
      {"\"the\" port", "[the] [port]"},
      {"the ...", "[the]"},
      {"us port", "[us] [port]"},
  };
  for (const Row& row : rows) EXPECT_EQ(Parse(row.query), row.tree) << row.query;
  EXPECT_EQ(Parse("the port", "german"), "[the] [port]") << "the stop list is of English";
}

TEST_F(QueryParserTest, CompoundsThatStandNowhereAreSearchedAsTheirWords) {
  known_ = {"port", "ship", "^us"};
  const Row rows[] = {
      {"port-side", "[port] [side]"},
      {"port-side ship port", "[port]x2 [side] [ship]"},
      {"port-side port-side", "[port]x2 [side]x2"},
      {"the-port", "[port]"},
      {"US-side", "[^us] [side]"},
      {"ship port/side", "[ship] [port] [side]"},
      {"+port-side ship", "(maybe (and [port] [side]) [ship])"},
      {"ship AND port-side", "(and [ship] [port] [side])"},
      {"ship NOT port-side", "(not [ship] [port side / portsid])"},
      {"ship NEAR port-side", "(near/10 [ship] [port side / portsid])"},
      {"\"port-side\"", "[port side / portsid]"},
      {"title:port-side", "title:[port] title:[side]"},
      {"port-ship", "[port ship / portship]"},  // it stands somewhere
      {"lee-side", "[lee side / leesid]"},      // neither word does
      {"the-side", "[the side / thesid]"},
  };
  for (const Row& row : rows) EXPECT_EQ(Parse(row.query), row.tree) << row.query;
  Parse("port-side");
  EXPECT_EQ(warnings_,
            std::vector<std::string>{"nothing has 'port-side' as one word; its words were searched: 'port', 'side'"});
  options_.all = true;
  EXPECT_EQ(Parse("port-side"), "(and [port] [side])");
  options_.all = false;
  known_.insert("portsid");
  EXPECT_EQ(Parse("port-side"), "[port side / portsid]") << "joined it stands somewhere";
  std::string long_one = "port";
  for (int i = 0; i < 2000; ++i) long_one += "-x" + std::to_string(i) + "y";
  EXPECT_EQ(Tree(long_one).children.size(), kMaxPhraseWords) << "its first words";
  known_ = {"c"};
  EXPECT_EQ(Parse("_C++-side"), "[c] [side]") << "as by itself, and not C++";
}

TEST_F(QueryParserTest, Phrases) {
  const Row rows[] = {
      {"\"belt and road\"", "[belt and road]"},
      {"“belt and road”", "[belt and road]"},
      {"„belt road“ «big ship»", "[belt road] [big ship]"},
      {"\"belt road\" \"belt roads\"", "[belt road]x2"},
      {"\"belt\nand  road\" rail", "[belt and road] [rail]"},
      {"\"belt\"", "[belt]"},
      {"\"\" x", "[x]"},
      {"\"...\"", "nothing"},
      {"\"belt road", "[belt] [road]"},
      {"belt \"", "[belt]"},
      {"5\" pipe", "[5] [pipe]"},
      {"\"belt road\"rail", "[belt road] [rail]"},
      {"\"\"\"\"\"", "nothing"},
  };
  for (const Row& row : rows) EXPECT_EQ(Parse(row.query), row.tree) << row.query;
}

TEST_F(QueryParserTest, Compounds) {
  const Row rows[] = {
      {"multi-vector", "[multi vector / multivector]"},
      {"\"a multi-vector plan\"", "[a multi vector plan / a multivector plan]"},
      {"state-of-the-art", "[state of the art / stateoftheart]"},
      {"2019-2023", "[2019 2023]"},
      {"\"e-mail multi-vector\"",
       "[e mail multi vector / email multi vector / e mail multivector / email multivector]"},
      {"\"a-b c-d e-f g-h\"", "[a b c d e f g h / ab cd ef gh]"},
  };
  for (const Row& row : rows) EXPECT_EQ(Parse(row.query), row.tree) << row.query;
}

TEST_F(QueryParserTest, SolidAndSpacedMeetInQuotes) {
  vocabulary_.apart = {"land landlock", "multi multivector"};
  EXPECT_EQ(Parse("\"land locked\""), "[land lock]") << "where the index has no such word";
  known_ = {"=landlocked", "=land", "=locked", "=multi", "=vector", "land", "lock", "landlock", "multi", "vector"};
  const Row rows[] = {
      {"\"land locked\"", "[land lock / landlock]"},
      {"\"landlocked\"", "[landlock / land lock]"},
      {"\"a landlocked state\"", "[a landlock state / a land lock state]"},
      {"land locked", "[land] [lock]"},
      {"landlocked", "[landlock]"},
      {"\"multivector plan\"", "[multivector plan / multi vector plan]"},
  };
  for (const Row& row : rows) EXPECT_EQ(Parse(row.query), row.tree) << row.query;
  known_ = {"=5km", "=rfc2094", "=websites", "5km", "rfc2094", "websit"};
  EXPECT_EQ(Parse("\"run 5 km\""), "[run 5 km / run 5km]");
  EXPECT_EQ(Parse("\"RFC 2094\""), "[rfc 2094 / rfc2094]");
  EXPECT_EQ(Parse("\"web site\""), "[web site / websit]") << "in any of its forms";
  known_ = {"=24000", "=1234567", "=19992000"};
  EXPECT_EQ(Parse("\"24 000 tons\""), "[24 000 ton / 24000 ton]");
  EXPECT_EQ(Parse("\"1 234 567\""), "[1 234 567 / 1234567]");
  EXPECT_EQ(Parse("\"1999 2000\""), "[1999 2000]");
  EXPECT_EQ(Parse("24 000"), "[24] [000]");
  known_ = {"time", "rate", "timer"};
  EXPECT_EQ(Parse("\"time rate\""), "[time rate]") << "timerate has the stem of timer";
  known_ = {"=inland", "=in", "=land", "inland", "in", "land"};
  EXPECT_EQ(Parse("\"in land\""), "[in land]") << "no part is a short function word";
}

TEST_F(QueryParserTest, Initials) {
  known_ = {"j", "r", "jrr", "tolkien", "а", "с"};
  const Row rows[] = {
      {"J. R. R. Tolkien", "[j r r / jrr] [tolkien]"},
      {"J.R.R. Tolkien", "[jrr also j r r] [tolkien]"},
      {"U.S. J.R.R.", "[us] [jrr also j r r]"},
      {"(J. R. R.) Tolkien", "[j r r / jrr] [tolkien]"},
      {"\"J. R. R. Tolkien\"", "[j r r tolkien / jrr tolkien]"},
      {"\"J.R.R. Tolkien\"", "[jrr tolkien / j r r tolkien]"},
      {"А. С. Пушкин", "[а с] [пушкин]"},
      {"J. Tolkien", "[j] [tolkien]"},
      {"J R Tolkien", "[j] [r] [tolkien]"},
      {"J. R-R. Tolkien", "[j] [r r / rr] [tolkien]"},
      {"J.- R.- R.-", "[j] [r]x2"},
  };
  for (const Row& row : rows) EXPECT_EQ(Parse(row.query), row.tree) << row.query;
  known_ = {"j", "r", "tolkien"};
  EXPECT_EQ(Parse("J.R.R. Tolkien"), "[jrr / j r r] [tolkien]");
  EXPECT_EQ(Parse("\"J. R. R. Tolkien\""), "[j r r tolkien]");
  known_ = {"jrr", "tolkien"};
  EXPECT_EQ(Parse("J.R.R. Tolkien"), "[jrr] [tolkien]");
}

TEST_F(QueryParserTest, Acronyms) {
  EXPECT_EQ(Parse("US policy"), "[us] [polici]") << "where the index has no such acronym";
  known_ = {"^us", "^eaeu", "^it", "^who"};
  const Row rows[] = {
      {"US", "[^us]"},
      {"U.S.", "[^us]"},
      {"us", "[us]"},
      {"Us", "[us]"},
      {"US policy", "[^us] [polici]"},
      {"\"the US policy\"", "[the ^us polici]"},
      {"EAEU", "[eaeu]"},
      {"WHO ships", "[^who] [ship]"},
      {"who ships", "[ship]"},
      {"IT WHO", "[^it] [^who]"},
      {"US US us", "[^us]x2 [us]"},
  };
  for (const Row& row : rows) EXPECT_EQ(Parse(row.query), row.tree) << row.query;
}

TEST_F(QueryParserTest, InAShoutedQueryCapitalsSayNothing) {
  known_ = {"^us", "^it"};
  const Row rows[] = {
      {"US POLICY", "[us] [polici]"},
      {"IT SHIPPED", "[ship]"},
      {"US EAEU", "[^us] [eaeu]"},
      {"US POLICY now", "[^us] [polici] [now]"},
  };
  for (const Row& row : rows) EXPECT_EQ(Parse(row.query), row.tree) << row.query;
}

TEST_F(QueryParserTest, TheTextOfALeafIsAsTyped) {
  Analyzer analyzer("english");
  TermMaker terms("english");
  FakeVocabulary nothing;
  nothing.has_term = [](const QueryTerm&) { return false; };
  QueryParser parser({{"english", &analyzer, &terms}}, &nothing, QueryOptions());
  const QueryNode root = parser.Parse("Ships \"Belt and  Road\"");
  ASSERT_EQ(Leaves(root).size(), 2U);
  EXPECT_EQ(Leaves(root)[0]->text, "Ships");
  EXPECT_EQ(Leaves(root)[1]->text, "Belt and  Road");
}

TEST_F(QueryParserTest, Operators) {
  const Row rows[] = {
      {"ship AND port", "(and [ship] [port])"},
      {"ship OR port", "[ship] [port]"},
      {"ship NOT port", "(not [ship] [port])"},
      {"ship -port", "(not [ship] [port])"},
      {"ship AND NOT port", "(not [ship] [port])"},
      {"ship AND -port", "(not [ship] [port])"},
      {"-port ship", "(not [ship] [port])"},
      {"NOT port", "(not all [port])"},
      {"+ship port grain", "(maybe [ship] [port] [grain])"},
      {"+ship +port", "(and [ship] [port])"},
      {"+ship -\"big port\"", "(not [ship] [big port])"},
      {"ship AND port grain", "(and [ship] [port]) [grain]"},
      {"ship AND (port OR grain)", "(and [ship] [port] [grain])"},
      {"-(port grain) ship", "(not [ship] [port] [grain])"},
      {"ship -port -grain", "(not [ship] [port] [grain])"},
      {"((ship))", "[ship]"},
      // Stop words: left out of AND, too; not where somebody insists.
      {"the AND ship", "[ship]"},
      {"+the ship", "(maybe [the] [ship])"},
      {"ship -the", "(not [ship] [the])"},
      {"the -ship", "(not [the] [ship])"},
  };
  for (const Row& row : rows) EXPECT_EQ(Parse(row.query), row.tree) << row.query;
}

TEST_F(QueryParserTest, WhatCannotBeAnOperatorIsText) {
  const Row rows[] = {
      {"AND", "[and]"},
      {"ship AND", "[ship]"},
      {"OR ship", "[ship]"},
      {"NOT", "[not]"},
      {"(ship", "[ship]"},
      {"ship)", "[ship]"},
      {")ship(", "[ship]"},
      {"f(x)", "[f x]"},
      {":-)", "nothing"},
      {"- ship", "[ship]"},
      {"--ship", "[ship]"},
      {"-5 +7", "[5] [7]"},
      {"ship AND AND port", "[ship] [port]"},
      {"multi-vector", "[multi vector / multivector]"},
      {"C++ -C#", "(not [c++] [c#])"},
      {"()", "nothing"},
      {"ship ()", "[ship]"},
      {"ship -()", "[ship]"},
      {"\"ship", "[ship]"},
      {"ship and port", "[ship] [port]"},
  };
  for (const Row& row : rows) EXPECT_EQ(Parse(row.query), row.tree) << row.query;
}

TEST_F(QueryParserTest, WhatWasDroppedIsSaid) {
  Analyzer analyzer("english");
  TermMaker terms("english");
  FakeVocabulary nothing;
  nothing.has_term = [](const QueryTerm&) { return false; };
  QueryParser parser({{"english", &analyzer, &terms}}, &nothing, QueryOptions());
  const auto warnings = [&](const std::string& query) {
    std::vector<std::string> lines;
    parser.Parse(query, &lines);
    return lines.size();
  };
  EXPECT_EQ(warnings("(ship OR port) AND \"grain\""), 0U);
  EXPECT_EQ(warnings("(ship"), 1U);
  EXPECT_EQ(warnings("ship \"port"), 1U);
  EXPECT_EQ(warnings(std::string(200, '(') + "ship" + std::string(200, ')')), 1U);
  std::string many;
  for (size_t i = 0; i < kMaxLeaves + 1; ++i) many += "w" + std::to_string(i) + " ";
  EXPECT_EQ(warnings(many), 1U);
}

TEST_F(QueryParserTest, RandomQueriesEnd) {
  std::mt19937 random(7);
  const std::string_view parts[] = {"ship", "the", "AND", "OR",     "NOT",          "+", "-", "(", ")",    "\"",
                                    "“",    "”",   "C++", "24,000", "multi-vector", " ", " ", " ", "\xFF", "日本",
                                    "\n",   "*"};
  for (int i = 0; i < 50'000; ++i) {
    std::string query;
    for (size_t n = random() % 14; n > 0; --n) query += parts[random() % std::size(parts)];
    EXPECT_NO_THROW(Parse(query)) << query;
  }
}

TEST_F(QueryParserTest, WhereEveryWordStandsNoneIsUnknown) {
  Analyzer analyzer("english");
  TermMaker terms("english");
  const std::vector<QueryLanguage> languages = {{"english", &analyzer, &terms}};
  FakeVocabulary vocabulary;
  vocabulary.has_term = [](const QueryTerm& term) { return term.text.find("grain") == std::string::npos; };
  QueryParser parser(languages, &vocabulary, QueryOptions());
  std::mt19937 random(7);
  const std::string_view parts[] = {"ship", "the", "grain", " AND ", " OR ", " NOT ", " NEAR ", " +", " -", "(",   ")",
                                    "\"",   "-",   "port*", "US",    " =",   "~",     " ",      " ",  " ",  "日本"};
  size_t standing = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string query;
    for (size_t n = random() % 10; n > 0; --n) query += parts[random() % std::size(parts)];
    std::vector<std::string> warnings;
    const QueryNode tree = parser.Parse(query, &warnings);
    if (!warnings.empty() || !EveryWordStands(tree, &vocabulary)) continue;
    ++standing;
    for (const QueryWord& word : WordsOf(query, false, languages, &vocabulary, tree)) {
      EXPECT_TRUE(word.matches) << query << ": " << word.folded;
    }
  }
  EXPECT_GT(standing, 1000U);
}

TEST_F(QueryParserTest, LongAndHostileQueriesEnd) {
  std::string quotes;
  std::string words;
  for (int i = 0; i < 20'000; ++i) {
    quotes += "\" ";
    words += "w" + std::to_string(i % 50) + " ";
  }
  EXPECT_EQ(Parse(quotes), "nothing");
  EXPECT_EQ(Parse(words).find("[w0]x400 [w1]x400"), 0U);
  EXPECT_EQ(Parse(std::string(10'000, '"')), "nothing");
  EXPECT_EQ(Parse(std::string(100'000, '(')), "nothing");
  EXPECT_EQ(Parse(std::string(100'000, '(') + "ship" + std::string(100'000, ')')), "[ship]");
  EXPECT_EQ(Parse(std::string(100'000, '-') + "ship"), "[ship]");
}

}  // namespace
}  // namespace article_search
