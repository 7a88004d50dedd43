// Operators beyond AND, OR and NOT, and the interpretation of queries.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "searcher/query_text.h"
#include "tests/searcher/query_tree.h"

namespace article_search {
namespace {

struct Row {
  std::string_view query;
  std::string_view tree;
};

class QueryOperatorsTest : public QueryParserTest {
 protected:
  QueryOperatorsTest() {
    vocabulary_.words = {{"port", 9},  {"ports", 5}, {"portal", 3}, {"airport", 2}, {"part", 4},        {"woman", 1},
                         {"women", 2}, {"sport", 1}, {"ship", 1},   {"zurich", 1},  {"multivector", 1}, {"v1.2", 1},
                         {"v1.3", 1},  {"24000", 1}, {"us", 1},     {"obrien", 1},  {"covid19", 1}};
    vocabulary_.paths = {"/home/notes/2024/january.txt", "/home/notes/readme.md", "/home/Ärzte/résumé.txt", "-"};
  }
};

TEST_F(QueryOperatorsTest, Near) {
  const Row rows[] = {
      {"ship NEAR/5 port", "(near/5 [ship] [port])"},
      {"ship NEAR port", "(near/10 [ship] [port])"},
      {"ship NEAR/2 port NEAR/7 sea", "(near/7 [ship] [port] [sea])"},
      {"ship NEAR/5 \"big port\"", "(near/5 [ship] [big port])"},
      {"the NEAR/1 ship", "(near/1 [the] [ship])"},
      {"a NEAR/3 b AND c", "(and (near/3 [a] [b]) [c])"},
      {"ship -a NEAR/3 b", "(not [ship] (near/3 [a] [b]))"},
      {"sea NEAR/3 =Port", "(near/3 [sea] ![port])"},
      {"NEAR", "[near]"},
      {"NEAR ship", "[near] [ship]"},
      {"ship NEAR", "[ship] [near]"},
      {"ship NEAR/0 port", "[ship] [near 0] [port]"},
      {"ship NEAR/x port", "[ship] [near x] [port]"},
      {"ship NEAR/5 ship", "[ship]"},
      {"ship NEAR/5 ...", "[ship]"},
      {"ship NEAR/5 (port)", "[ship] [near 5] [port]"},
      {"near/5", "[near 5]"},
  };
  for (const Row& row : rows) EXPECT_EQ(Parse(row.query), row.tree) << row.query;
  EXPECT_EQ(Parse("a NEAR/99999 b"), "(near/1000 [a] [b])");
  EXPECT_EQ(warnings_.size(), 1U);
  Parse("ship NEAR/5 (port)");
  EXPECT_EQ(warnings_.size(), 1U);
}

// Beside NOT, "+" or a filter OR has all that stands before it on one side, and all after it on the other.
TEST_F(QueryOperatorsTest, Or) {
  const Row rows[] = {
      {"ship OR port", "(or [ship] [port])"},
      {"ship OR port sea NOT grain", "(not (or [ship] [port] [sea]) [grain])"},
      {"ship OR NOT port", "(or [ship] (not all [port]))"},
      {"ship OR -port", "(or [ship] (not all [port]))"},
      {"NOT port OR ship", "(or (not all [port]) [ship])"},
      {"NOT port OR NOT ship", "(or (not all [port]) (not all [ship]))"},
      {"ship OR kind:table", "(or [ship] <XKtable>)"},
      {"ship OR (kind:table)", "(or [ship] <XKtable>)"},
      {"kind:table OR ship", "(or <XKtable> [ship])"},
      {"ship OR port OR kind:table OR kind:list", "(or [ship] [port] <XKlist|XKtable>)"},
      {"ship OR path:*.md", "(or [ship] <XP/home/notes/readme.md>)"},
      {"kind:table OR path:*.md", "(or <XKtable> <XP/home/notes/readme.md>)"},
      {"ship kind:table OR kind:list", "(and [ship] <XKlist|XKtable>)"},
      {"ship kind:table OR port kind:list", "(or (and [ship] <XKtable>) (and [port] <XKlist>))"},
      {"ship NOT port OR sea", "(or (not [ship] [port]) [sea])"},
      {"ship OR NOT port NOT sea", "(or [ship] (not all [port] [sea]))"},
      {"+ship port OR sea", "(maybe [ship] (or [port] [sea]))"},
      {"+ship OR port", "(or [ship] [port])"},
      {"ship OR +port sea", "(or [ship] (maybe [port] [sea]))"},
      {"+(ship OR kind:table) -(port OR NOT sea)", "(not (or [ship] <XKtable>) (or [port] (not all [sea])))"},
      {"+ship (port OR kind:table)", "(maybe [ship] (or [port] <XKtable>))"},
      {"+ship (the OR kind:table)", "[ship]"},
      {"ship AND NOT port OR sea", "(or (not [ship] [port]) [sea])"},
      {"NOT port AND ship", "(not [ship] [port])"},
      {"NOT port AND NOT ship", "(not all [port] [ship])"},
      {"sea OR NOT port AND ship", "(or [sea] (not [ship] [port]))"},
      {"... OR ship kind:table", "(and [ship] <XKtable>)"},
      {"ship OR ... OR kind:table", "(or [ship] <XKtable>)"},
  };
  for (const Row& row : rows) {
    const QueryNode tree = Tree(row.query);
    EXPECT_EQ(ToFullText(tree), row.tree) << row.query;
    EXPECT_EQ(ToFullText(Tree(ToQueryText(tree))), row.tree) << row.query << " was written as " << ToQueryText(tree);
  }
  options_.all = true;
  EXPECT_EQ(ToFullText(Tree("ship port OR sea")), "(and [ship] (or [port] [sea]))");
  EXPECT_EQ(ToFullText(Tree("ship port OR kind:table")), "(or (and [ship] [port]) <XKtable>)");
  EXPECT_EQ(ToFullText(Tree("ship OR NOT port")), "(or [ship] (not all [port]))");
}

TEST_F(QueryOperatorsTest, LoosePhrases) {
  const Row rows[] = {
      {"\"big port\"~3", "[big port]~3"}, {"\"big port\"~3 sea", "[big port]~3 [sea]"},
      {"\"big port\"~", "[big port]"},    {"\"big port\"~x", "[big port] [x]"},
      {"\"big port\"~0", "[big port]"},   {"(\"big port\"~3)", "[big port]~3"},
  };
  for (const Row& row : rows) EXPECT_EQ(Parse(row.query), row.tree) << row.query;
}

TEST_F(QueryOperatorsTest, Wildcards) {
  const Row rows[] = {
      {"port*", "[=port|=ports|=portal]"},
      {"PORT*", "[=port|=ports|=portal]"},
      {"*port", "[=port|=airport|=sport]"},
      {"wom?n", "[=women|=woman]"},
      {"p?rt", "[=port|=part]"},
      {"p*t*l", "[=portal]"},
      {"p??tal", "[=portal]"},
      {"w???n", "[=women|=woman]"},
      {"Zü*", "[=zurich]"},
      {"multi-vec*", "[=multivector]"},
      {"+zzz* ship", "(maybe [] [ship])"},
      {"zzz*", "[]"},
      {"\"big port*\"", "[big =port|=ports|=portal]"},
      {"\"big zzz*\"", "[]"},
      {"\"big\u00A0port*\"", "[big =port|=ports|=portal]"},
      {"\"big\u3000port*\u2009\"", "[big =port|=ports|=portal]"},
      {"port*,", "[=port|=ports|=portal]"},
      // text
      {"why?", "[whi]"},
      {"*", "nothing"},
      {"**", "nothing"},
      {"?", "nothing"},
      {"a?", "[a]"},
      {"http://x.y/z?q=1", "[http xy z q 1]"},
      {"5*3", "[]"},
      {"2 * 3", "[2] [3]"},
  };
  for (const Row& row : rows) EXPECT_EQ(Parse(row.query), row.tree) << row.query;
  options_.max_expansions = 2;
  EXPECT_EQ(Parse("port*"), "[=port|=ports]") << "the most frequent ones";
  EXPECT_EQ(warnings_.size(), 1U);
}

// A wildcard reads the signs that join words as the analyzer does: the index has one word, or each by itself.
TEST_F(QueryOperatorsTest, WildcardsInWordsThatSignsJoin) {
  const Row rows[] = {
      {"multi_vec*", "[=multivector]"},
      {"multi‐vec*", "[=multivector]"},
      {"multi-*", "[=multivector]"},
      {"multi_*", "[=multivector]"},
      {"*_vector", "[=multivector]"},
      {"title:*_vector", "title:[=multivector]"},
      {"__multi_v*,", "[=multivector]"},
      {"\"big multi_v*\"", "[big =multivector]"},
      {"o'bri*", "[=obrien]"},
      {"o’bri*", "[=obrien]"},
      {"o`bri*", "[=obrien]"},
      {"v1.*", "[=v1.2|=v1.3]"},
      {"*.3", "[=v1.3]"},
      {"24,0*", "[=24000]"},
      {"U.S*", "[=us]"},
      {"COVID-1*", "[=covid19]"},
      {"covid_19*", "[=covid19]"},
      {"2019-2400*", "[2019 =24000]"},
      {"big--spo*", "[big =sport]"},
      {"big.spo*", "[big =sport]"},
      {"big,spo*", "[big =sport]"},
      {"\"the big.spo*\"", "[the big =sport]"},
      {"big.spo* NEAR/3 ship", "(near/3 [big =sport] [ship])"},
      {"multi_vectr~", "[=multivector]"},
  };
  for (const Row& row : rows) {
    const QueryNode tree = Tree(row.query);
    EXPECT_EQ(ToText(tree), row.tree) << row.query;
    EXPECT_EQ(warnings_, std::vector<std::string>()) << row.query;
    EXPECT_EQ(ToText(Tree(ToQueryText(tree))), row.tree) << row.query << " was written as " << ToQueryText(tree);
  }
}

// In a query that is all in capitals, and not just acronyms.
TEST_F(QueryOperatorsTest, OperatorsAmongCapitalsAreSaid) {
  const auto said = [](const std::string& names) {
    return std::vector<std::string>{"all of the query is in capitals, and " + names +
                                    " was read as an operator; in small letters it is a word"};
  };
  EXPECT_EQ(Parse("KAZAKHSTAN DOES NOT EXPORT URANIUM"), "(not [kazakhstan] [uranium] [export])");
  EXPECT_EQ(warnings_, said("NOT"));
  Parse("RUSSIA NOT CHINA");
  EXPECT_EQ(warnings_, said("NOT"));
  Parse("RUSSIA NEAR/3 CHINA OR IRAN NEAR/4 OIL");
  EXPECT_EQ(warnings_, said("NEAR, OR"));
  Parse("AND RUSSIA");
  EXPECT_EQ(warnings_.size(), 1U) << "it is a word, which is said";
  for (const char* plain : {"US NOT EU", "RUSSIA CHINA", "RUSSIA NOT china", "RUSSIA NOT китай", "RUSSIA -CHINA",
                            "\"RUSSIA NOT CHINA\"", "+RUSSIA (CHINA)"}) {
    Parse(plain);
    EXPECT_EQ(warnings_, std::vector<std::string>()) << plain;
  }
}

TEST_F(QueryOperatorsTest, FuzzyWords) {
  const Row rows[] = {
      {"port~", "[=port|=ports|=part|=sport]"},
      {"prot~", "[=port]"},
      {"prot~1", "[=port]"},
      {"protal~2", "[=portal]"},
      {"Port~", "[=port|=ports|=part|=sport]"},
      {"zzzz~", "[]"},
      {"ab~", "[ab]"},
      {"~", "nothing"},
      {"~ship", "[ship]"},
      {"ship~port", "[ship port]"},
      {"ship~0", "[ship 0]"},
      {"5~", "[5]"},
  };
  for (const Row& row : rows) EXPECT_EQ(Parse(row.query), row.tree) << row.query;
  Parse("ab~");
  EXPECT_EQ(warnings_.size(), 1U);
  EXPECT_EQ(Parse("protal~9"), Parse("protal~2"));
  Parse("protal~9");
  EXPECT_EQ(warnings_.size(), 1U);
}

TEST_F(QueryOperatorsTest, ExactForms) {
  const Row rows[] = {
      {"=Ships", "![ship]"},
      {"=\"Big Ports\"", "![big port]"},
      {"+=Ships port", "(maybe ![ship] [port])"},
      {"-=Ships port", "(not [port] ![ship])"},
      {"=U.S.", "![us]"},
      {"=", "nothing"},
      {"= ship", "[ship]"},
      {"a=b", "[a b]"},
      {"==ship", "[ship]"},
      {"=...", "nothing"},
      {"=5", "![5]"},
  };
  for (const Row& row : rows) EXPECT_EQ(Parse(row.query), row.tree) << row.query;
}

TEST_F(QueryOperatorsTest, Fields) {
  const Row rows[] = {
      {"title:ship", "title:[ship]"},
      {"heading:ship port", "heading:[ship] [port]"},
      {"body:\"big port\"~2", "body:[big port]~2"},
      {"title:(ship port)", "title:[ship] title:[port]"},
      {"title:(ship body:port)", "title:[ship] body:[port]"},
      {"+title:ship -body:port", "(not title:[ship] body:[port])"},
      {"title:=Ship", "title:![ship]"},
      {"Title:ship", "title:[ship]"},
      {"HEADING:(ship port)", "heading:[ship] heading:[port]"},
      {"title:port*", "title:[=port|=ports|=portal]"},
      {"title:ship NEAR/3 port", "title:[ship] [near 3] [port]"},
      {"title:(ship NEAR/3 port)", "(near/3 title:[ship] title:[port])"},
      // text
      {"title: ship", "[titl] [ship]"},
      {"author:ship", "[author ship]"},
      {"title:", "[titl]"},
      {"title::", "[titl]"},
      {"10:30", "[10 30]"},
      {"http://x", "[http x]"},
  };
  for (const Row& row : rows) EXPECT_EQ(Parse(row.query), row.tree) << row.query;
}

TEST_F(QueryOperatorsTest, Filters) {
  const Row rows[] = {
      {"kind:table", "<XKtable>"},
      {"Kind:TABLE", "<XKtable>"},
      {"Path:*.md", "<XP/home/notes/readme.md>"},
      {"kind:table ship port", "(and [ship] [port] <XKtable>)"},
      {"ship kind:table kind:list", "(and [ship] <XKlist|XKtable>)"},
      {"ship -kind:table", "(not [ship] <XKtable>)"},
      {"+ship port kind:table", "(and (maybe [ship] [port]) <XKtable>)"},
      {"ship AND kind:table", "(and [ship] <XKtable>)"},
      {"(ship kind:table) port", "(and [ship] <XKtable>) [port]"},
      {"path:notes ship", "(and [ship] <XP/home/notes/2024/january.txt|XP/home/notes/readme.md>)"},
      {"path:2024/january.txt", "<XP/home/notes/2024/january.txt>"},
      {"path:README.md", "<XP/home/notes/readme.md>"},
      {"path:*.md", "<XP/home/notes/readme.md>"},
      {"path:/home/notes/r*", "<XP/home/notes/readme.md>"},
      {"path:/notes", "<>"},
      {"path:RÉSUMÉ.TXT", "<XP/home/Ärzte/résumé.txt>"},
      {"path:ärzte/r?sum?.*", "<XP/home/Ärzte/résumé.txt>"},
      {"path:\xFF", "<>"},
      {"path:\"notes/2024\"", "<XP/home/notes/2024/january.txt>"},
      {"(path:*.md)", "<XP/home/notes/readme.md>"},
      // text
      {"kind:", "[kind]"},
      {"kind:nothing", "[kind noth]"},
      {"path:", "[path]"},
  };
  for (const Row& row : rows) EXPECT_EQ(Parse(row.query), row.tree) << row.query;
  Parse("kind:nothing");
  EXPECT_EQ(warnings_.size(), 1U);
  Parse("path:nowhere");
  EXPECT_EQ(warnings_.size(), 1U);
}

// A bracket that has a partner is none that lacks one: it is a group's, or within a word or two.
TEST_F(QueryOperatorsTest, BracketsWithinWords) {
  const Row rows[] = {
      {"+49 (0)30 1234", "[49] [0 30] [1234]"},
      {"(co-)operation", "[co oper]"},
      {"(baz)qux (re)-use", "[baz qux] [re use]"},
      {"f(x)", "[f x]"},
      {"printf(\"x\")", "[printf x]"},
      {"foo(bar)baz", "[foo bar baz]"},
      {"array[0](1)", "[array 0 1]"},
      {"f(x, y)", "[f x] [y]"},
      {"f(g(x), y) ship", "[f g x] [y] [ship]"},
      {"(f(x, y) AND port)", "[f x] (and [y] [port])"},
      {"((0)30 AND port) ship", "(and [0 30] [port]) [ship]"},
      {"(ship AND port)s sea", "(and [ship] [port]) [s] [sea]"},
      {"(ship AND port)(sea)", "(and [ship] [port]) [sea]"},
      {"(ship AND port). Sea", "(and [ship] [port]) [sea]"},
      {"(ship AND port).", "(and [ship] [port])"},
      {"(ship)\"big port\"", "[ship] [big port]"},
      {"title:(co-)operation", "title:[co oper]"},
      {"NOT (co-)operation", "(not all [co oper])"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(Parse(row.query), row.tree) << row.query;
    EXPECT_EQ(warnings_, std::vector<std::string>()) << row.query;
  }
  for (const char* lonely : {"(ship", "ship)", "f(x))", ":-)", "ship (port (sea)", "(f(x AND y)"}) {
    Parse(lonely);
    ASSERT_EQ(warnings_.size(), 1U) << lonely;
    EXPECT_EQ(warnings_[0], "a bracket has no partner, so it was read as text");
  }
}

// Whatever looks like an operator and is none is said in one line.
TEST_F(QueryOperatorsTest, WhatIsReadOtherwiseThanItLooksIsSaid) {
  constexpr const char* kText = "has nothing to work on here, so it was read as text";
  constexpr const char* kNear = "NEAR works between words and phrases";
  constexpr const char* kNoWord = "there is no word in what stands";
  constexpr const char* kField = "nothing that can be searched for stands directly after";
  constexpr const char* kWildcard = "* stands beside letters, and ? between two";
  const struct {
    std::string_view query;
    const char* line;
  } rows[] = {
      {"AND AND", kText},
      {"NOT NOT", kText},
      {"OR", kText},
      {"OR ship", kText},
      {"ship AND", kText},
      {"ship AND AND port", kText},
      {"ship AND OR port", kText},
      {"ship NOT", kText},
      {"NEAR", kNear},
      {"NEAR ship", kNear},
      {"ship NEAR", kNear},
      {"ship NEAR (port)", kNear},
      {"ship NEAR/0 port", "NEAR/ takes a number from 1 on, so NEAR/0 was"},
      {"ship NEAR/x port", "so NEAR/x was read as text"},
      {"ship NEAR/99999 port", "NEAR/ is at most 1000"},
      {"NEAR/99999 ship port", kNear},
      {"ship NEAR/99999 (port)", kNear},
      {"ship NEAR/99999 ship", "a word is not near itself"},
      {"ship NOT NOT port", "NOT before NOT was read as one"},
      {"ship AND ...", kNoWord},
      {"... AND ship", kNoWord},
      {"ship OR ...", kNoWord},
      {"ship NOT ...", kNoWord},
      {"ship NEAR/2 ...", kNoWord},
      {"ship ()", "no word in a pair of brackets"},
      {"ship -(...)", "no word in a pair of brackets"},
      {"ship \"\"", "no word in a pair of quotation marks"},
      {"ship AND \"\"", "no word in a pair of quotation marks"},
      {"title:", kField},
      {"title: ship", kField},
      {"Title:-ship", kField},
      {"ship kind:", kField},
      {"ship path:", kField},
      {"title:kind:table", "before kind: and path: it was left out"},
      {"ship kind:None",
       "there is no kind:None, so it was read as text; the kinds are title, heading, body, question, "
       "list, table, caption, boilerplate"},
      {"=title:ship", "as in title:=word"},
      {"=sh?p", "'sh?p' was read as text"},
      {"=ship~", "'ship~' was read as text"},
      {"=ship~9", "'ship~' was read as text"},
      {"=\"big port\"~2", "so the ~ after it was left out"},
      {"=\"big port\"~99999", "so the ~ after it was left out"},
      {"ship~9", "the number of edits after ~ is at most 2"},
      {"a~9", "'a' is too short to be searched with ~"},
      {"\"big port\"~", "no number stands after"},
      {"\"big port\"~99999", "the number after \"…\"~ is at most 1000"},
      {"\"\"~99999", "no word in a pair of quotation marks"},
      {"\"big port\"~x", "no number stands after"},
      {"ship~0", "at least 1, so ship~0 was read as text"},
      {"ship *", kWildcard},
      {"?hip", kWildcard},
      {"sh??*", kWildcard},
      {"a/shi*", "'a/shi*' was read as text: a word with * has no other signs than"},
  };
  for (const auto& row : rows) {
    Parse(row.query);
    ASSERT_EQ(warnings_.size(), 1U) << row.query;
    EXPECT_NE(warnings_[0].find(row.line), std::string::npos) << row.query << ": " << warnings_[0];
  }
  for (const std::string_view plain :
       {"+ship", "+NOT ship", "ship - port", "ship -", "50+ C++ --all -5", "~ ^ & ship", "~ship", "why?", "why ?",
        "http://x.y/z?q=1", "ship and port", "author:x", "ship^2", "a & b", "*ship* sh??p", "R&D... :)x"}) {
    Parse(plain);
    std::erase_if(warnings_, [](const std::string& line) { return line.find("bracket") != std::string::npos; });
    EXPECT_EQ(warnings_, std::vector<std::string>()) << plain;
  }
}

TEST_F(QueryOperatorsTest, LinesAreFewAndShort) {
  const auto longest = [&] {
    size_t most = 0;
    for (const std::string& line : warnings_) most = std::max(most, line.size());
    return most;
  };
  Parse("ship path:nowhere/a path:nowhere/b path:nowhere/a path:nowhere/c");
  EXPECT_EQ(warnings_, (std::vector<std::string>{"no article's path matches path:\"nowhere/a\", "
                                                 "path:\"nowhere/b\", path:\"nowhere/c\""}));
  Parse("path:" + std::string(100'000, 'x') + " kind:" + std::string(100'000, 'x') + " ?" + std::string(100'000, 'x'));
  EXPECT_EQ(warnings_.size(), 3U);
  EXPECT_LE(longest(), kMaxQuoted + 120);
  std::string many;
  for (int i = 0; i < 100'000; ++i)
    many += "kind:x" + std::string(1, static_cast<char>('a' + i % 26)) + " ?x" + std::to_string(i) + " ";
  Parse(many);
  EXPECT_EQ(warnings_.size(), kMaxRemarks + 1);
  options_.max_expansions = 1;
  Parse("port~");
  EXPECT_EQ(warnings_.at(0).find("'port~1' stands for 4 words"), 0U) << warnings_.at(0);
}

TEST_F(QueryOperatorsTest, AllWords) {
  options_.all = true;
  const Row rows[] = {
      {"ship port", "(and [ship] [port])"},
      {"the ship", "[ship]"},
      {"ship -port sea", "(not (and [ship] [sea]) [port])"},
      {"+ship port", "(and [ship] [port])"},
      {"ship kind:table port", "(and [ship] [port] <XKtable>)"},
  };
  for (const Row& row : rows) EXPECT_EQ(Parse(row.query), row.tree) << row.query;
  const QueryNode either = Tree("ship port OR sea");
  ASSERT_EQ(either.children.size(), 2U);
  EXPECT_EQ(either.children[1].type, QueryNode::Type::kOr);
}

TEST_F(QueryOperatorsTest, LiteralWords) {
  options_.literal = true;
  const Row rows[] = {
      {"ship AND port", "[ship] [port]"},
      {"+ship -port", "[ship] [port]"},
      {"NOT ship", "[ship]"},
      {"\"big port\"", "[big] [port]"},
      {"(ship port*) title:sea", "[ship] [port] [titl sea]"},
      {"ship~2", "[ship 2]"},
      {"a NEAR/5 ship", "[near 5] [ship]"},
  };
  for (const Row& row : rows) EXPECT_EQ(Parse(row.query), row.tree) << row.query;
  EXPECT_TRUE(warnings_.empty());
}

TEST_F(QueryOperatorsTest, WhatMatchesNothingMeetsTheOtherSpelling) {
  vocabulary_.apart = {"land landlock"};
  known_ = {"land", "lock", "=land", "=locked", "=landlocked", "landlock"};
  EXPECT_EQ(Parse("land locked"), "[land] [lock]") << "both match";
  EXPECT_EQ(Parse("landlocked"), "[landlock]");
  EXPECT_TRUE(warnings_.empty());
  known_ = {"land", "=land", "=landlocked", "landlock"};
  EXPECT_EQ(Parse("land locked"), "[land] [lock] +[landlock]");
  EXPECT_EQ(warnings_.size(), 1U);
  EXPECT_EQ(Parse("land AND locked"), "(and [land] [lock]) +[landlock]");
  known_ = {"land", "lock", "landlock"};
  vocabulary_.apart = {"land lock"};
  EXPECT_EQ(Parse("a land locked port"), "[land] [lock] [port] +[landlock]") << "both match, but nowhere side by side";
  EXPECT_EQ(Leaves(Tree("land locked")).back()->weight, 0.5);
  vocabulary_.apart = {"land landlock"};
  known_ = {"land", "lock", "=land", "=locked"};
  EXPECT_EQ(Parse("landlocked"), "[landlock / land lock]");
  EXPECT_EQ(warnings_.size(), 1U);
  known_ = {"in", "land", "=in", "=land"};
  EXPECT_EQ(Parse("inland"), "[inland]") << "no part is a short function word";
  known_ = {"node", "js", "=node", "=js", "x", "86", "=x", "=86", "pat", "ty", "=pat", "=ty", "err", "and", "=err"};
  EXPECT_EQ(Parse("nodejs"), "[nodej / node js]");
  EXPECT_EQ(Parse("patty"), "[patti]") << "two letters are no part of an ordinary word";
  EXPECT_EQ(Parse("errands"), "[errand]") << "the index has no such word as \"ands\"";
  EXPECT_EQ(Parse("x86"), "[x86 / x 86]");
}

TEST_F(QueryOperatorsTest, WhatStandsWithinLongerWordsOnly) {
  vocabulary_.words = {{"東京タワー", 3}, {"ประเทศไทย", 2}, {"読みもの", 1}, {"landlocked", 1}};
  known_ = {"=東京タワー", "=ประเทศไทย", "=読みもの", "=landlocked"};
  const Row rows[] = {
      {"東京", "[東京 / =東京タワー]"},
      {"\"東京\"", "[東京 / =東京タワー]"},
      {"ไทย", "[ไทย / =ประเทศไทย]"},
      {"東", "[東]"},
      {"読み", "[読み]"},
      {"locked", "[lock]"},
  };
  for (const Row& row : rows) EXPECT_EQ(Parse(row.query), row.tree) << row.query;
  Parse("東京");
  EXPECT_EQ(warnings_, std::vector<std::string>{"nothing has '東京' as one word; '*東京*' was searched"});
  known_.insert("東京");
  EXPECT_EQ(Parse("東京"), "[東京]");
}

// A word that the index has with a hyphen, and a number with its unit or name, mean the same spaced.
TEST_F(QueryOperatorsTest, WhatMeansTheSameMeetsTheOtherSpelling) {
  known_ = {"land", "lock", "=land", "landlock"};
  EXPECT_EQ(Parse("landlocked NOT landlocked"), "(not [landlock also land lock] [landlock also land lock])");
  EXPECT_EQ(Parse("landlocked NEAR port"), "(near/10 [landlock] [port])");
  for (const char* apart : {"land lock", "land landlock", "landlock lock"}) {
    vocabulary_.apart = {apart};
    EXPECT_EQ(Parse("landlocked"), "[landlock]") << apart;
  }
  vocabulary_.apart = {"u u8", "1 1st"};
  known_ = {"=5", "5", "km", "5km", "=rfc", "rfc", "2094", "rfc2094", "=u", "u", "8", "u8", "=1", "1", "st", "1st"};
  const Row rows[] = {
      {"5km", "[5km also 5 km]"}, {"RFC2094", "[rfc2094 also rfc 2094]"}, {"u8", "[u8]"}, {"1st", "[1st]"},
      {"5 km", "[5] [km]"},
  };
  for (const Row& row : rows) EXPECT_EQ(Parse(row.query), row.tree) << row.query;
  EXPECT_TRUE(warnings_.empty());
}

TEST_F(QueryOperatorsTest, AbbreviationsThatArticlesDefine) {
  vocabulary_.long_forms["eaeu"] = {"Eurasian Economic Union"};
  vocabulary_.short_forms["eurasian econom union"] = {"eaeu"};
  vocabulary_.long_forms["us"] = {"United States"};
  vocabulary_.short_forms["unit state"] = {"us"};
  known_ = {"^us"};
  const Row rows[] = {
      {"EAEU", "[eaeu abbr eurasian econom union]"},
      {"eaeu ship", "[eaeu abbr eurasian econom union] [ship]"},
      {"\"Eurasian Economic Union\"", "[eurasian econom union abbr eaeu]"},
      {"the eurasian economic union", "[eurasian] [econom] [union] +[ abbr eaeu]"},
      {"+eurasian +economic +union", "(and [eurasian] [econom] [union]) +[ abbr eaeu]"},
      {"eurasian union", "[eurasian] [union]"},
      {"US", "[^us abbr unit state]"},
      {"us ship", "[us] [ship]"},
      {"united states", "[unit] [state] +[ abbr ^us]"},
      {"\"eurasian economic union\"~2", "[eurasian econom union]~2"},
      {"=EAEU", "![eaeu]"},
  };
  for (const Row& row : rows) EXPECT_EQ(Parse(row.query), row.tree) << row.query;
  // Of two things, but not of two spellings of one.
  vocabulary_.long_forms["wto"] = {"World Trade Organization", "world trade organizations"};
  vocabulary_.short_forms["world trade organ"] = {"wto"};
  EXPECT_EQ(Parse("\"world trade organization\""), "[world trade organ abbr wto]");
  vocabulary_.long_forms["eu"] = {"European Union", "Emotional Unit"};
  vocabulary_.short_forms["european union"] = {"eu"};
  vocabulary_.short_forms["emot unit"] = {"eu"};
  EXPECT_EQ(Parse("\"emotional unit\""), "[emot unit]");
  EXPECT_EQ(Parse("european union"), "[european] [union]");
  EXPECT_EQ(Parse("EU"), "[eu abbr european union / emot unit]");
  options_.abbreviations = false;
  EXPECT_EQ(Parse("EAEU"), "[eaeu]");
}

TEST_F(QueryOperatorsTest, InterpretationsAsText) {
  known_ = {"^us"};
  const Row rows[] = {
      {"ship", "ship"},
      {"The Ship PORT", "ship OR port"},
      {"ship ship", "ship OR ship"},
      {"+ship port sea", "+ship port OR sea"},
      {"+ship +port sea", "+(ship AND port) sea"},
      {"ship -port", "ship NOT port"},
      {"-port", "NOT port"},
      {"ship port -sea", "ship OR port NOT sea"},
      {"ship AND (port sea)", "ship AND (port OR sea)"},
      {"\"big port\"~3 NEAR/2 sea", "\"big port\"~3 NEAR/2 sea"},
      {"title:(ship port)", "title:ship OR title:port"},
      {"title:(ship NEAR/3 port)", "title:(ship NEAR/3 port)"},
      {"title:5", "title:(5)"},
      {"Port*  protal~", "port* OR protal~1"},
      {"=Ship =\"Big Port\"", "=Ship OR =\"Big Port\""},
      {"US us", "US OR us"},
      {"ship kind:table path:notes", "ship AND kind:table AND path:\"notes\""},
      {"(ship kind:table kind:list) port", "(ship AND (kind:table kind:list)) OR port"},
      {"+(50) ship", "+(50) ship"},
      {"ship AND", "ship"},
      {"AND ...", "and"},
      {"5\"pipe", "5/pipe"},
      {"...", ""},
      {"C++ -C#", "c++ NOT c#"},
  };
  for (const Row& row : rows) EXPECT_EQ(ToQueryText(Tree(row.query)), row.tree) << row.query;
}

// Found by AnInterpretationReadsAsTheSameTree: without the stop word all that is left is in capitals.
TEST_F(QueryOperatorsTest, AnInterpretationIsNeverShouted) {
  known_ = {"^us", "ship"};
  options_.all = true;
  const QueryNode tree = Tree("the 5 SHIPPING'-U.S.");
  EXPECT_EQ(ToText(tree), "(and [5] [ship ^us])");
  EXPECT_EQ(ToQueryText(tree), "5 AND shipping'-U.S.");
  EXPECT_EQ(ToText(Tree(ToQueryText(tree))), ToText(tree));
}

// As they are while a phrase is being typed.
TEST_F(QueryOperatorsTest, AQuotationMarkWithoutAPartnerIsNoPartOfAWord) {
  const Row rows[] = {
      {"\"port*", "[=port|=ports|=portal]"},
      {"big “port*", "[big] [=port|=ports|=portal]"},
      {"title:\"port*", "title:[=port|=ports|=portal]"},
      {"\"prot~", "[=port]"},
      {"\"\"\"ship", "[ship]"},
      {"\"-ship", "[ship]"},
      {"big \"NOT ship", "[big] [ship]"},
      {"big \"NEAR/3 ship", "[big] [near 3] [ship]"},
  };
  for (const Row& row : rows) EXPECT_EQ(ToText(Tree(row.query)), row.tree) << row.query;
}

TEST_F(QueryOperatorsTest, AWildcardInAFieldReadsAsOne) {
  vocabulary_.words = {{"multivector", 3}};
  for (const std::string query : {"heading:(*vector)", "heading:(*'vector)", "title:(*'vector OR ship)"}) {
    const QueryNode tree = Tree(query);
    EXPECT_EQ(ToText(Tree(ToQueryText(tree))), ToText(tree)) << query << " was written as " << ToQueryText(tree);
    EXPECT_NE(ToText(tree).find("=multivector"), std::string::npos) << query;
  }
}

// Whatever the query was, its interpretation is a query with the same tree.
TEST_F(QueryOperatorsTest, AnInterpretationReadsAsTheSameTree) {
  known_ = {"^us", "^it", "land", "lock", "=land", "=locked", "port", "=port", "j", "r", "=5", "5", "km"};
  vocabulary_.long_forms["eaeu"] = {"Eurasian Economic Union"};
  vocabulary_.short_forms["eurasian econom union"] = {"eaeu"};
  const char* seed = std::getenv("ARTICLE_SEARCH_TEST_SEED");
  std::mt19937 random(seed == nullptr ? 11 : static_cast<unsigned>(std::atoi(seed)));
  const std::string_view parts[] = {"ship",       "the",
                                    "AND",        "OR",
                                    "NOT",        "+",
                                    "-",          "(",
                                    ")",          "\"",
                                    "“",          "C++",
                                    "24,000",     "multi-vector",
                                    " ",          " ",
                                    " ",          " ",
                                    "\xFF",       "日本語の文章",
                                    "\n",         "*",
                                    "?",          "~",
                                    "~2",         "=",
                                    "title:",     "heading:",
                                    "body:",      "kind:table",
                                    "kind:",      "path:",
                                    "notes",      "NEAR",
                                    "NEAR/3",     "US",
                                    "EAEU",       "eurasian economic union",
                                    "landlocked", "land locked",
                                    "Port",       "IT",
                                    "SHIPPING",   "port*",
                                    "p?rt",       "prot~",
                                    "'",          "’s",
                                    "U.S.",       "-5",
                                    "5",          "50+",
                                    "a=b",        ":",
                                    "multi_v*",   "(co-)op",
                                    ".",          ",",
                                    "/",          "«",
                                    "»",          "ไทยแลนด์",
                                    "\u00AD",     "f(x)",
                                    "AND NOT",    "=",
                                    "OR NOT",     "OR kind:list",
                                    "OR +",       "OR path:*.md",
                                    "J. R. R.",   "J.R.",
                                    "R. ",        "5km",
                                    "_C++",       "_"};
  for (const bool all : {false, true}) {
    options_.all = all;
    for (int i = 0; i < 5'000; ++i) {
      std::string query;
      for (size_t n = random() % 14; n > 0; --n) query += parts[random() % std::size(parts)];
      const QueryNode tree = Tree(query);
      const std::string text = ToQueryText(tree);
      if (tree.type == QueryNode::Type::kNothing) {
        EXPECT_EQ(text, "") << query;
        continue;
      }
      const QueryNode again = Tree(text);
      ASSERT_EQ(ToFullText(again), ToFullText(tree)) << query << "\n" << text;
      ASSERT_EQ(ToQueryText(again), text) << query;
    }
  }
}

}  // namespace
}  // namespace article_search
