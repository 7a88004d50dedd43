#include "corpus/analyzer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <ostream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/utf8.h"
#include "corpus/word_beginnings.h"
#include "tests/support/checks.h"

namespace article_search {
namespace {

using ::testing::ElementsAre;

std::vector<Token> Analyze(const std::string& language, std::string_view text,
                           Acronyms acronyms = Acronyms::kUnlessAllCapitals) {
  Analyzer analyzer(language);
  std::vector<Token> tokens;
  analyzer.Analyze(text, &tokens, 0, acronyms);
  return tokens;
}

TEST(Utf8Test, WhiteSpaceIsUnicodes) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    ASSERT_EQ(IsWhiteSpace(c), u_isUWhiteSpace(static_cast<UChar32>(c)) != 0) << std::hex << static_cast<uint32_t>(c);
  }
}

// "0 kazakhstan (Kazakhstan’s)": position, text and span; "0C" for a compound, "0A" for an acronym.
std::string Show(std::string_view text, const std::vector<Token>& tokens) {
  std::string shown;
  for (const Token& token : tokens) {
    if (!shown.empty()) shown += ", ";
    shown += std::to_string(token.position);
    if (token.type == TokenType::kCompound) shown += 'C';
    if (token.type == TokenType::kAcronym) shown += 'A';
    shown += ' ' + token.text + " (" + std::string(text.substr(token.begin, token.end - token.begin)) + ')';
  }
  return shown;
}

struct Row {
  const char* language;
  std::string text;
  std::string tokens;
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.language << ": " << ::testing::PrintToString(row.text); }

class AnalyzerTable : public ::testing::TestWithParam<Row> {};

TEST_P(AnalyzerTable, GivesTheTokens) {
  const Row& row = GetParam();
  EXPECT_EQ(Show(row.text, Analyze(row.language, row.text)), row.tokens) << row.language << ": " << row.text;
}

const Row kWords[] = {
    {"none", "", ""},
    {"none", " \t\r\n", ""},
    {"none", "...!?-- ' \" @", ""},
    {"none", "The cat.", "0 the (The), 1 cat (cat)"},
    {"none", "one\ntwo\r\nthree", "0 one (one), 1 two (two), 2 three (three)"},
    {"none", "a:b c;d e/f", "0 a (a), 1 b (b), 2 c (c), 3 d (d), 4 e (e), 5 f (f)"},
    {"none", "x@y.com @ @joe", "0 x (x), 1 y (y), 2 com (com), 3 joe (joe)"},
    {"none", "\u00FCber@stra\u00DFe.de", "0 \u00FCber (\u00FCber), 1 strasse (stra\u00DFe), 2 de (de)"},
    {"none", "Stra\u00DFe STRASSE", "0 strasse (Stra\u00DFe), 1 strasse (STRASSE)"},
    {"none", "Z\u00FCrich Zu\u0308rich", "0 z\u00FCrich (Z\u00FCrich), 1 z\u00FCrich (Zu\u0308rich)"},
    {"none", "\uFB01nd \uFF26\uFF4C\uFF59", "0 find (\uFB01nd), 1 fly (\uFF26\uFF4C\uFF59)"},
    {"none", "land\u00ADlocked", "0 landlocked (land\u00ADlocked)"},
    {"none", "end\u00AD \u200Fmark", "0 end (end), 1 mark (mark)"},
    {"none", "\uFDFA",
     "0 \u0635\u0644\u0649\u0627\u0644\u0644\u0647\u0639\u0644\u064A\u0647\u0648\u0633\u0644\u0645 "
     "(\uFDFA)"},
    {"none", "\u3164 a\u3164", "0 a (a\u3164)"},
    {"none", "\u00BD 5\u00BD 1\u20442", "0 1\u20442 (\u00BD), 1 5 (5), 2 1\u20442 (\u00BD), 3 1\u20442 (1\u20442)"},
    {"none", "CO\u2082 E=mc\u00B2",
     "0 co2 (CO\u2082), 1 e (E), 2 mc (mc), 2C mc2 (mc\u00B2), 3 \u00B2 (\u00B2), 3C mc2 (mc\u00B2)"},
    {"none", "x\u00B9\u2070 10\u00B3 end.\u00B2 \u00B3see",
     "0 x (x), 0C x10 (x\u00B9\u2070), 1 \u00B9\u2070 (\u00B9\u2070), 1C x10 (x\u00B9\u2070), 2 10 (10), "
     "3 \u00B3 (\u00B3), 4 end (end), 5 \u00B2 (\u00B2), 6 \u00B3 (\u00B3), 7 see (see)"},
    {"none", "\U0001F44D\U0001F3FD ok \u2764\uFE0F \u2713 \u00A9",
     "0 \U0001F44D (\U0001F44D\U0001F3FD), 1 ok (ok), 2 \u2764 (\u2764\uFE0F)"},
    {"none", "\u2764 \u2600x \U0001F3FD \U0001F321",
     "0 \u2764 (\u2764), 1 \u2600 (\u2600), 2 x (x), 3 \U0001F321 (\U0001F321)"},
    {"none", "col\u00B7lecci\u00F3 a\u00B7b", "0 col\u00B7lecci\u00F3 (col\u00B7lecci\u00F3), 1 a (a), 2 b (b)"},
    {"none", "\u05E6\u05D4\"\u05DC \u05E6\u05D4\u05F4\u05DC",
     "0 \u05E6\u05D4\u05DC (\u05E6\u05D4\"\u05DC), 1 \u05E6\u05D4\u05DC (\u05E6\u05D4\u05F4\u05DC)"},
    {"none", "\u65E5\u672C\u8A9E\u306E\u6587\u7AE0",
     "0 \u65E5\u672C\u8A9E (\u65E5\u672C\u8A9E), 1 \u306E (\u306E), 2 \u6587\u7AE0 (\u6587\u7AE0)"},
    {"none",
     "a\xFF"
     "b \xE2\x82 c\xC0\x80"
     "d",
     "0 a (a), 1 b (b), 2 c (c), 3 d (d)"},
    {"none", std::string("a\0b", 3), "0 a (a), 1 b (b)"},
    {"none", "\u0130", "0 i\u0307 (\u0130)"},
    {"none", "\u0401\u043B\u043A\u0430 \u0432\u0441\u0451 \u0435\u0308 \u0439 \u0457",
     "0 \u0435\u043B\u043A\u0430 (\u0401\u043B\u043A\u0430), 1 \u0432\u0441\u0435 (\u0432\u0441\u0451), "
     "2 \u0435 (\u0435\u0308), 3 \u0439 (\u0439), 4 \u0457 (\u0457)"},
    {"turkish", "ISPARTA \u0130stanbul I\u0307 KI\u015E",
     "0 \u0131sparta (ISPARTA), 1 istanbul (\u0130stanbul), 2 i (I\u0307), 3 k\u0131\u015F (KI\u015E), "
     "3A k\u0131\u015F (KI\u015E)"},
};
INSTANTIATE_TEST_SUITE_P(Words, AnalyzerTable, ::testing::ValuesIn(kWords));

const Row kApostrophes[] = {
    {"english", "Kazakhstan's Kazakhstan\u2019s KAZAKHSTAN'S",
     "0 kazakhstan (Kazakhstan's), 1 kazakhstan (Kazakhstan\u2019s), 2 kazakhstan (KAZAKHSTAN'S)"},
    {"english", "countries' 'tis 'quoted'", "0 countries (countries), 1 tis (tis), 2 quoted (quoted)"},
    {"english", "don't don\u2019t don`t don\u00B4t don\u02BCt don\u2018t don\u201Bt don\uFF07t don\u2032t",
     "0 dont (don't), 1 dont (don\u2019t), 2 dont (don`t), 3 dont (don\u00B4t), 4 dont (don\u02BCt), "
     "5 dont (don\u2018t), 6 dont (don\u201Bt), 7 dont (don\uFF07t), 8 dont (don\u2032t)"},
    {"english", "O'Brien rock'n'roll", "0 obrien (O'Brien), 1 rocknroll (rock'n'roll)"},
    {"english", "1990's '90s 5'10", "0 1990 (1990's), 1 90s (90s), 2 5 (5), 3 10 (10)"},
    {"none", "Kazakhstan's", "0 kazakhstans (Kazakhstan's)"},
    {"none", "O\u02BBzbekiston", "0 ozbekiston (O\u02BBzbekiston)"},
    {"french", "L'Europe l\u2019Europe", "0 europe (Europe), 1 europe (Europe)"},
    {"french", "qu'il jusqu\u2019\u00E0 aujourd'hui l'ONU l'11",
     "0 il (il), 1 \u00E0 (\u00E0), 2 aujourdhui (aujourd'hui), 3 onu (ONU), 3A onu (ONU), 4 11 (11)"},
    {"french", "c'est-\u00E0-dire",
     "0 est (est), 0C est\u00E0dire (est-\u00E0-dire), 1 \u00E0 (\u00E0), 2 dire (dire), "
     "2C est\u00E0dire (est-\u00E0-dire)"},
    {"italian", "dell'Unione un\u2019altra l'arte", "0 unione (Unione), 1 altra (altra), 2 arte (arte)"},
    {"catalan", "l'home d\u2019aigua", "0 home (home), 1 aigua (aigua)"},
};
INSTANTIATE_TEST_SUITE_P(Apostrophes, AnalyzerTable, ::testing::ValuesIn(kApostrophes));

const Row kHyphens[] = {
    {"none", "multi-vector",
     "0 multi (multi), 0C multivector (multi-vector), 1 vector (vector), 1C multivector (multi-vector)"},
    {"none", "Multi\u2010vector",
     "0 multi (Multi), 0C multivector (Multi\u2010vector), 1 vector (vector), 1C multivector (Multi\u2010vector)"},
    {"none", "e\u2011mail", "0 e (e), 0C email (e\u2011mail), 1 mail (mail), 1C email (e\u2011mail)"},
    {"english", "multi-vector's",
     "0 multi (multi), 0C multivector (multi-vector's), 1 vector (vector's), 1C multivector (multi-vector's)"},
    {"none", "state-of-the-art",
     "0 state (state), 0C stateoftheart (state-of-the-art), 1 of (of), 2 the (the), 3 art (art), "
     "3C stateoftheart (state-of-the-art)"},
    {"english", "O'Brien-Smith",
     "0 obrien (O'Brien), 0C obriensmith (O'Brien-Smith), 1 smith (Smith), 1C obriensmith (O'Brien-Smith)"},
    {"none", "2019-2023 f-16", "0 2019 (2019), 1 2023 (2023), 2 f (f), 2C f16 (f-16), 3 16 (16), 3C f16 (f-16)"},
    {"none", "x86-64 2nd-rate",
     "0 x86 (x86), 0C x8664 (x86-64), 1 64 (64), 1C x8664 (x86-64), "
     "2 2nd (2nd), 2C 2ndrate (2nd-rate), 3 rate (rate), 3C 2ndrate (2nd-rate)"},
    {"none", "24,000-strong 3.5-a",
     "0 24000 (24,000), 0C 24000strong (24,000-strong), 1 strong (strong), 1C 24000strong (24,000-strong), "
     "2 3.5 (3.5), 2C 3.5a (3.5-a), 3 a (a), 3C 3.5a (3.5-a)"},
    {"none", "state-of-2019-art",
     "0 state (state), 0C stateof2019art (state-of-2019-art), 1 of (of), 2 2019 (2019), 3 art (art), "
     "3C stateof2019art (state-of-2019-art)"},
    {"none", "a-1-2-b",  // two numbers side by side are a range
     "0 a (a), 0C a1 (a-1), 1 1 (1), 1C a1 (a-1), 2 2 (2), 2C 2b (2-b), 3 b (b), 3C 2b (2-b)"},
    {"none", "pre- and post -war a--b", "0 pre (pre), 1 and (and), 2 post (post), 3 war (war), 4 a (a), 5 b (b)"},
    {"none", "diplo-\nmacy",
     "0 diplo (diplo), 0C diplomacy (diplo-\nmacy), 1 macy (macy), 1C diplomacy (diplo-\nmacy)"},
    {"none", "EU-\r\n \tbacked",
     "0 eu (EU), 0A eu (EU), 0C eubacked (EU-\r\n \tbacked), 1 backed (backed), "
     "1C eubacked (EU-\r\n \tbacked)"},
    {"none", "Diplo\u2010\rm\u00E4ßig",
     "0 diplo (Diplo), 0C diplom\u00E4ssig (Diplo\u2010\rm\u00E4ßig), 1 m\u00E4ssig (m\u00E4ßig), "
     "1C diplom\u00E4ssig (Diplo\u2010\rm\u00E4ßig)"},
    {"none", "\u0434\u0438\u043F\u043B\u043E-\n\u043C\u0430\u0442",
     "0 \u0434\u0438\u043F\u043B\u043E (\u0434\u0438\u043F\u043B\u043E), "
     "0C \u0434\u0438\u043F\u043B\u043E\u043C\u0430\u0442 (\u0434\u0438\u043F\u043B\u043E-\n\u043C\u0430\u0442), "
     "1 \u043C\u0430\u0442 (\u043C\u0430\u0442), "
     "1C \u0434\u0438\u043F\u043B\u043E\u043C\u0430\u0442 (\u0434\u0438\u043F\u043B\u043E-\n\u043C\u0430\u0442)"},
    {"none", "po\u00ADli-\ncy",
     "0 poli (po\u00ADli), 0C policy (po\u00ADli-\ncy), 1 cy (cy), 1C policy (po\u00ADli-\ncy)"},
    {"none", "diplo\u00AD\nmacy\u00AD\n",
     "0 diplo (diplo), 0C diplomacy (diplo\u00AD\nmacy), 1 macy (macy), 1C diplomacy (diplo\u00AD\nmacy)"},
    // A capital begins another word; so may what stands below a blank line, behind a list's bullet, or a range's end.
    {"none", "Aktau-\nAtyrau", "0 aktau (Aktau), 1 atyrau (Atyrau)"},
    {"none", "a-\n\nb c-\n- d", "0 a (a), 1 b (b), 2 c (c), 3 d (d)"},
    {"none", "1990-\nand e- \nf g--\nh i -\nj",
     "0 1990 (1990), 1 and (and), 2 e (e), 3 f (f), 4 g (g), 5 h (h), 6 i (i), 7 j (j)"},
    {"none", "a\u2013b", "0 a (a), 1 b (b)"},  // an en dash is no hyphen
    {"none", "\u4E2D\u56FD-\u54C8\u8428\u514B",
     "0 \u4E2D\u56FD (\u4E2D\u56FD), 1 \u54C8\u8428\u514B (\u54C8\u8428\u514B)"},
    {"none", "foo_bar", "0 foo (foo), 0C foobar (foo_bar), 1 bar (bar), 1C foobar (foo_bar)"},
    {"none", "_foo__bar_ x_1", "0 foo (foo), 1 bar (bar), 2 x (x), 2C x1 (x_1), 3 1 (1), 3C x1 (x_1)"},
    {"none", "multi-\u00ADvector",
     "0 multi (multi), 0C multivector (multi-\u00ADvector), 1 vector (vector), 1C multivector (multi-\u00ADvector)"},
};
INSTANTIATE_TEST_SUITE_P(Hyphens, AnalyzerTable, ::testing::ValuesIn(kHyphens));

const Row kNumbers[] = {
    {"none", "24,000 24\u00A0000 24\u202F000 24000",
     "0 24000 (24,000), 1 24000 (24\u00A0000), 2 24000 (24\u202F000), 3 24000 (24000)"},
    {"none", "\uFF12\uFF14\uFF0C\uFF10\uFF10\uFF10", "0 24000 (\uFF12\uFF14\uFF0C\uFF10\uFF10\uFF10)"},
    {"none", "1,234,567 1,234.56 $24,000.", "0 1234567 (1,234,567), 1 1234.56 (1,234.56), 2 24000 (24,000)"},
    {"none", "2,3 1, 2, 3", "0 2 (2), 1 3 (3), 2 1 (1), 3 2 (2), 4 3 (3)"},
    {"none", "1,234,56", "0 1 (1), 1 234 (234), 2 56 (56)"},
    {"none", "1,23,456", "0 1 (1), 1 23 (23), 2 456 (456)"},
    {"none", "2019,100 24,0000", "0 2019 (2019), 1 100 (100), 2 24 (24), 3 0000 (0000)"},
    {"none", "24,000\u00A0tons 24,000km", "0 24000 (24,000), 1 tons (tons), 2 24000km (24,000km)"},
    {"none", "3.14 1.2.3 v1.2 5. 1.5,200",
     "0 3.14 (3.14), 1 1.2.3 (1.2.3), 2 v1.2 (v1.2), 3 5 (5), 4 1.5 (1.5), "
     "5 200 (200)"},
    {"none", "50+ 12:30 90%", "0 50 (50), 1 12 (12), 2 30 (30), 3 90 (90)"},
    {"none", "\u0661\u0662\u066C\u0663\u0664\u0665", "0 12345 (\u0661\u0662\u066C\u0663\u0664\u0665)"},
};
INSTANTIATE_TEST_SUITE_P(Numbers, AnalyzerTable, ::testing::ValuesIn(kNumbers));

const Row kAcronyms[] = {
    {"none", "the US", "0 the (the), 1 us (US), 1A us (US)"},
    {"none", "the U.S. is", "0 the (the), 1 us (U.S.), 1A us (U.S.), 2 is (is)"},
    {"none", "the U.S, is", "0 the (the), 1 us (U.S), 1A us (U.S), 2 is (is)"},
    {"none", "us", "0 us (us)"},
    {"none", "p.m. a.k.a. e.g., x", "0 pm (p.m.), 1 aka (a.k.a.), 2 eg (e.g.), 3 x (x)"},
    {"english", "US's U.S.'s EAEU\u2019s own",
     "0 us (US's), 0A us (US's), 1 us (U.S.'s), 1A us (U.S.'s), 2 eaeu (EAEU\u2019s), 2A eaeu (EAEU\u2019s), "
     "3 own (own)"},
    {"none", "ABCDE ABCDEF A x", "0 abcde (ABCDE), 0A abcde (ABCDE), 1 abcdef (ABCDEF), 2 a (A), 3 x (x)"},
    {"none", "the G20 COVID-19",
     "0 the (the), 1 g20 (G20), 2 covid (COVID), 2A covid (COVID), 2C covid19 (COVID-19), 3 19 (19), "
     "3C covid19 (COVID-19)"},
    {"none", "THE US AND U.S. 24", "0 the (THE), 1 us (US), 2 and (AND), 3 us (U.S.), 4 24 (24)"},
    {"none", "\u0421\u0428\u0410 \u0438",
     "0 \u0441\u0448\u0430 (\u0421\u0428\u0410), 0A \u0441\u0448\u0430 (\u0421\u0428\u0410), 1 \u0438 (\u0438)"},
    {"none", "\u4E2D\u56FD US", "0 \u4E2D\u56FD (\u4E2D\u56FD), 1 us (US), 1A us (US)"},
    {"none", "US-China a",
     "0 us (US), 0A us (US), 0C uschina (US-China), 1 china (China), 1C uschina (US-China), 2 a (a)"},
    {"none", "U.S.-based", "0 us (U.S.), 0A us (U.S.), 1 based (based)"},
    {"none", "example.com end.Start J.R.R.Tolkien",
     "0 example (example), 1 com (com), 2 end (end), 3 start (Start), 4 jrr (J.R.R.), 4A jrr (J.R.R.), "
     "5 tolkien (Tolkien)"},
    {"english", "J.O'Brien J. Smith", "0 j (J), 1 obrien (O'Brien), 2 j (J), 3 smith (Smith)"},
    {"english", "a Ph.D. and M.Sc, B.Sc.'s",
     "0 a (a), 1 ph (Ph), 1C phd (Ph.D.), 2 d (D.), 2C phd (Ph.D.), 3 and (and), 4 m (M), 4C msc (M.Sc), 5 sc (Sc), "
     "5C msc (M.Sc), 6 b (B), 6C bsc (B.Sc.'s), 7 sc (Sc.'s), 7C bsc (B.Sc.'s)"},
    {"none", "ph.D ph.d Phd.D Ph.D.thesis Ph. D. M2.Sc",
     "0 ph (ph), 0C phd (ph.D), 1 d (D), 1C phd (ph.D), 2 ph (ph), 2C phd (ph.d), 3 d (d), 3C phd (ph.d), 4 phd (Phd), "
     "5 d (D), 6 ph (Ph), 7 d (D), 8 thesis (thesis), 9 ph (Ph), 10 d (D), 11 m2 (M2), 12 sc (Sc)"},
    {"english", "St.O'Brien No.A.B.C.D",
     "0 st (St), 1 obrien (O'Brien), 2 no (No), 3 abcd (A.B.C.D), 3A abcd (A.B.C.D)"},
};
INSTANTIATE_TEST_SUITE_P(Acronyms, AnalyzerTable, ::testing::ValuesIn(kAcronyms));

const Row kProgramming[] = {
    {"none", "C++ c++ C# F#, C", "0 c++ (C++), 1 c++ (c++), 2 c# (C#), 3 f# (F#), 4 c (C)"},
    {"none", "C++11 Objective-C++", "0 c++ (C++), 1 11 (11), 2 objective (Objective), 3 c++ (C++)"},
    {"none", "C#x AC++ 1C# C+ C+++ x++y",
     "0 c (C), 1 x (x), 2 ac (AC), 2A ac (AC), 3 1c (1C), 4 c (C), 5 c (C), 6 x (x), 7 y (y)"},
    {"english", "C++'s", "0 c++ (C++'s)"},
};
INSTANTIATE_TEST_SUITE_P(Programming, AnalyzerTable, ::testing::ValuesIn(kProgramming));

TEST(AnalyzerTest, TreatsALoneWordInCapitalsAsAnAcronymWhenAsked) {
  EXPECT_EQ(Show("US", Analyze("english", "US", Acronyms::kAlways)), "0 us (US), 0A us (US)");
  EXPECT_EQ(Show("US", Analyze("english", "US")), "0 us (US)");
  EXPECT_EQ(Show("us", Analyze("english", "us", Acronyms::kAlways)), "0 us (us)");
}

TEST(AnalyzerTest, AppendsFromAPositionOn) {
  Analyzer analyzer("english");
  std::vector<Token> tokens;
  EXPECT_EQ(analyzer.Analyze("multi-vector", &tokens, 10), 12u);
  EXPECT_EQ(analyzer.Analyze("policy", &tokens, 12), 13u);
  EXPECT_EQ(analyzer.Analyze("", &tokens, 13), 13u);
  ASSERT_EQ(tokens.size(), 5u);
  EXPECT_EQ(tokens[0].position, 10u);
  EXPECT_EQ(tokens[3].position, 11u);
  EXPECT_EQ(tokens[4], (Token{"policy", 12, 0, 6, TokenType::kWord}));
}

TEST(AnalyzerTest, KnowsIcusVersion) { EXPECT_THAT(IcuVersion(), ::testing::MatchesRegex("[0-9]+\\.[0-9.]+")); }

// Text of alphabetic scripts is cut by a table. The same text with ideographic spaces is cut by ICU, and must have the
// same words.
void ExpectAsByIcu(Analyzer* analyzer, std::string_view text) {
  std::string wide = "\u3000";
  for (const char c : text) wide += c == ' ' || c == '\t' ? "\u3000" : std::string(1, c);
  std::vector<Token> by_table;
  std::vector<Token> by_icu;
  analyzer->Analyze(text, &by_table);
  analyzer->Analyze(wide, &by_icu);
  ASSERT_EQ(Show(text, by_table), Show(wide, by_icu)) << text;
}

TEST(AnalyzerTest, CutsAsciiAsIcuDoes) {
  std::mt19937 random(1);
  const std::string_view alphabet = "aaabZSs019..,,''--__@:;+#\"/()` \tCUS";
  Analyzer analyzer("english");
  for (int round = 0; round < 20000; ++round) {
    std::string text(1 + random() % 24, ' ');
    for (char& c : text) c = alphabet[random() % alphabet.size()];
    ExpectAsByIcu(&analyzer, text);
  }
}

TEST(AnalyzerTest, CutsEveryCharacterAsIcuDoes) {
  Analyzer analyzer("english");
  for (int32_t c = 0x80; c < 0x2200; ++c) {
    std::string sign;
    AppendUtf8(c, &sign);
    const std::string twice = sign + sign;
    for (const std::string& text : {sign, twice, "a" + sign + "z", "B" + sign + "Q", "1" + sign + "2", sign + "a",
                                    sign + "1", "\u00E9" + twice + "\u0434", "\u0661" + sign + "\u0662",
                                    "'" + sign + ".", "x " + sign + "\u0301y", "b." + sign + "-c " + twice + "3"}) {
      ExpectAsByIcu(&analyzer, text);
    }
  }
}

TEST(AnalyzerTest, CutsMixedTextAsIcuDoes) {
  std::mt19937 random(2);
  Analyzer analyzer("french");
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (size_t length = 1 + random() % 16; length > 0; --length) {
      // Mostly letters of Latin, Greek and Cyrillic, digits and punctuation; sometimes anything below the table's end.
      static constexpr std::string_view kUsual[] = {
          "a",      "K",      "1",      " ",      "'",      "\u2019", "-",      ".",      ",",      "\u00A0",
          "\u2013", "\u201C", "\u201D", "\u00E9", "\u00C9", "\u0436", "\u03A9", "\u00AB", "\u2026", "\u0661"};
      if (random() % 4 > 0) {
        text += kUsual[random() % std::size(kUsual)];
      } else {
        AppendUtf8(static_cast<int32_t>(0x80 + random() % 0x2080), &text);
      }
    }
    ExpectAsByIcu(&analyzer, text);
  }
}

std::string RandomText(std::mt19937* random) {
  static const std::vector<std::string> kPieces = {
      "a",
      "B",
      "US",
      "s",
      "the",
      "0",
      "12",
      "000",
      ".",
      ",",
      "'",
      "\u2019",
      "-",
      "\u2010",
      "_",
      " ",
      "\n",
      "\u00A0",
      "\u202F",
      "\u00AD",
      "@",
      "+",
      "++",
      "#",
      "\"",
      ":",
      "\u0301",
      "\u0308",
      "\u00FC",
      "\u00DF",
      "\u0130",
      "\u0131",
      "\u4E2D",
      "\u56FD",
      "\u3042",
      "\u30AB",
      "\u3099",
      "\u0E44",
      "\u0E17",
      "\u0E22",
      "\uD55C",
      "\u1100",
      "\u1161",
      "\u0639",
      "\u064E",
      "\u0640",
      "\u0661",
      "\u05D0",
      "\uFB01",
      "\uFF21",
      "\uFF11",
      "\uFDFA",
      "\u00BD",
      "\u2082",
      "\u3164",
      "\u200D",
      "\u200B",
      "\uFEFF",
      "\u034F",
      "\U0001F44D",
      "\U0001F3FD",
      "\uFE0F",
      "\U0001F1F0",
      "\U00020000",
      "\xFF",
      "\xC3",
      "\xE2\x80",
      "\xED\xA0\x80",
      "\xF4\x90\x80\x80",
      "\x80",
      std::string(1, '\0'),
      "\u2028",
  };
  std::string text;
  const size_t length = (*random)() % 40;
  for (size_t i = 0; i < length; ++i) {
    const size_t choice = (*random)();
    if (choice % 4 != 0) {
      text += kPieces[(choice >> 2) % kPieces.size()];
    } else {
      auto c = static_cast<int32_t>((*random)() % 0x110000);
      if (choice % 8 == 0) c %= 0x3000;
      if (c < 0xD800 || c > 0xDFFF) AppendUtf8(c, &text);
    }
  }
  return text;
}

TEST(AnalyzerTest, KeepsItsPromisesOnRandomText) {
  std::mt19937 random(2);
  for (const char* language : {"english", "french", "turkish", "none"}) {
    Analyzer analyzer(language);
    Analyzer second(language);
    for (int round = 0; round < 5000; ++round) {
      const std::string text = RandomText(&random);
      SCOPED_TRACE(::testing::PrintToString(text));
      std::vector<Token> tokens;
      const uint32_t behind = analyzer.Analyze(text, &tokens);
      std::vector<Token> again;
      second.Analyze(text, &again);
      ASSERT_EQ(tokens, again);
      ASSERT_NO_THROW(CheckTokens(text, tokens, 0, behind));
      ASSERT_NO_THROW(CheckWantedTokens(text, tokens, &analyzer));
    }
  }
}

TEST(AnalyzerTest, WordsThatNobodyWantsHaveNoText) {
  WordBeginnings wanted;
  wanted.Add("trade");
  Analyzer analyzer("english");
  std::vector<Token> tokens;
  analyzer.Analyze("The trade is a Truce", &tokens, 0, Acronyms::kUnlessAllCapitals, &wanted);
  std::vector<std::string> texts;
  for (const Token& token : tokens) texts.push_back(token.text);
  EXPECT_THAT(texts, ElementsAre("", "trade", "", "", "truce"));
}

TEST(AnalyzerTest, IsQuickOnHugeInputOfAnyShape) {
  Analyzer analyzer("french");
  for (const std::string piece : {"a-", "l'", "1,", "a.", "1.", "Ab.", "\u00FC_", "\u4E2D", "\xFF", "C++"}) {
    std::string text;
    while (text.size() < 200000) text += piece;
    std::vector<Token> tokens;
    analyzer.Analyze(text, &tokens);
    EXPECT_EQ(tokens.empty(), piece == "\xFF") << piece;
    EXPECT_EQ(analyzer.SentenceBounds(text).back(), text.size());
  }
}

std::vector<std::string> Sentences(std::string_view text) {
  Analyzer analyzer("english");
  const std::vector<uint32_t> bounds = analyzer.SentenceBounds(text);
  EXPECT_EQ(bounds.front(), 0u);
  EXPECT_EQ(bounds.back(), text.size());
  std::vector<std::string> sentences;
  for (size_t i = 1; i < bounds.size(); ++i) {
    EXPECT_LT(bounds[i - 1], bounds[i]);
    sentences.emplace_back(text.substr(bounds[i - 1], bounds[i] - bounds[i - 1]));
  }
  return sentences;
}

TEST(SentenceTest, EndsAtStops) {
  EXPECT_THAT(Sentences(""), ElementsAre());
  EXPECT_THAT(Sentences("One. Two! Three?"), ElementsAre("One. ", "Two! ", "Three?"));
  EXPECT_THAT(Sentences("\u00DCber \xFF uns. Ja \U0001F44D. Gut."),
              ElementsAre("\u00DCber \xFF uns. ", "Ja \U0001F44D. ", "Gut."));
  EXPECT_THAT(Sentences("\u4ED6\u6765\u4E86\u3002\u5979\u8D70\u4E86\u3002"),
              ElementsAre("\u4ED6\u6765\u4E86\u3002", "\u5979\u8D70\u4E86\u3002"));
}

TEST(SentenceTest, DoesNotEndAtAbbreviations) {
  for (const char* text : {"Dr. Khan came.", "Meet Mr. Smith and Mrs. Jones.", "The U.S. Senate voted.",
                           "See J. R. R. Tolkien.", "It opens at 9 p.m. on Monday.", "It opens at 9 p.m. Monday.",
                           "As in No. 5 and in Fig. 3 Smith wrote.", "Some, e.g. China, did.", "China vs. India."}) {
    EXPECT_THAT(Sentences(text), ElementsAre(text));
  }
  EXPECT_THAT(Sentences("He left at 9 p.m. The rest stayed in the U.S. They slept."),
              ElementsAre("He left at 9 p.m. ", "The rest stayed in the U.S. ", "They slept."));
  EXPECT_THAT(Sentences("He said no. Then he left."), ElementsAre("He said no. ", "Then he left."));
}

TEST(SentenceTest, DoesNotEndWithinAWord) {
  for (const char* text :
       {"We write F# on .NET Core and host it.", "See https://example.org/a?q=1&lang=en#frag for it.",
        "At Yahoo!Japan they did.", "He said “Why?”Then he left.", "Что?Где?Когда?"}) {
    EXPECT_THAT(Sentences(text), ElementsAre(text));
  }
  // White space, a bracket and letters of a script without spaces end one as before.
  EXPECT_THAT(Sentences("Really? (.NET is one.) So! 5 of them."),
              ElementsAre("Really? ", "(.NET is one.) ", "So! ", "5 of them."));
  EXPECT_THAT(Sentences("他来了吗?她走了。"), ElementsAre("他来了吗?", "她走了。"));
  EXPECT_THAT(Sentences("他来了！She left。"), ElementsAre("他来了！", "She left。"));
}

TEST(SentenceTest, GoesOnOverAWrappedLineAndNotOverAShortOne) {
  const std::string wrapped =
      "Kazakhstan lies in the middle of a continent, far from all of its\nOceans, and must\r\ntrade by land.";
  EXPECT_THAT(Sentences(wrapped), ElementsAre(wrapped));
  EXPECT_THAT(Sentences("Uranium: 24\nOil: 90\n"), ElementsAre("Uranium: 24\n", "Oil: 90\n"));
}

}  // namespace
}  // namespace article_search
