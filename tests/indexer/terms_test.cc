#include "indexer/terms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/analyzer.h"
#include "indexer/language.h"
#include "indexer/spelling_variants.h"

namespace article_search {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

using Terms = std::vector<std::string>;

// What a query marks in a text, by the smallest search there is: the words of the query as a phrase, or the joined form
// of the query where it is one compound; a lone word in capitals only as an acronym.
std::vector<std::string> Marked(const std::string& language, const std::string& query, const std::string& text) {
  Analyzer analyzer(language);
  TermMaker terms(language);
  std::vector<Token> wanted;
  std::vector<Token> tokens;
  const uint32_t length = analyzer.Analyze(query, &wanted, 0, Acronyms::kAlways);
  const uint32_t positions = analyzer.Analyze(text, &tokens);
  const auto meet = [&](const Token& a, const Token& b) {
    if ((a.type == TokenType::kAcronym) != (b.type == TokenType::kAcronym)) return false;
    const Terms left = terms.Stems(a.text);
    const Terms right = terms.Stems(b.text);
    return std::find_first_of(left.begin(), left.end(), right.begin(), right.end()) != left.end();
  };
  const bool by_acronym = length == 1 && wanted.size() == 2;
  std::set<std::pair<uint32_t, uint32_t>> spans;
  for (uint32_t at = 0; at + length <= positions; ++at) {  // the words as a phrase
    uint32_t begin = 0;
    uint32_t end = 0;
    uint32_t found = 0;
    for (const Token& word : wanted) {
      if (word.type != (by_acronym ? TokenType::kAcronym : TokenType::kWord)) continue;
      for (const Token& token : tokens) {
        if (token.position != at + word.position || !meet(word, token)) continue;
        if (found == 0) begin = token.begin;
        end = token.end;
        ++found;
        break;
      }
    }
    if (length > 0 && found == length) spans.emplace(begin, end);
  }
  for (const Token& word : wanted) {  // the joined form
    if (word.type != TokenType::kCompound) continue;
    for (const Token& token : tokens) {
      if (meet(word, token)) spans.emplace(token.begin, token.end);
    }
  }
  std::vector<std::string> marked;
  for (const auto& [begin, end] : spans) marked.push_back(text.substr(begin, end - begin));
  return marked;
}

// Two spellings that are one: each finds the other, and all of it is marked.
struct Pair {
  const char* language;
  std::string one;
  std::string other;
  std::string mark_of_one = one;  // what is marked where `one` is the text
  std::string mark_of_other = other;
};

void PrintTo(const Pair& pair, std::ostream* out) { *out << pair.language << ": " << pair.one << " = " << pair.other; }

class SameTerm : public ::testing::TestWithParam<Pair> {};

TEST_P(SameTerm, FindsBothWays) {
  const Pair& pair = GetParam();
  EXPECT_THAT(Marked(pair.language, pair.one, "x " + pair.other + " y"), ElementsAre(pair.mark_of_other));
  EXPECT_THAT(Marked(pair.language, pair.other, "x " + pair.one + " y"), ElementsAre(pair.mark_of_one));
}

INSTANTIATE_TEST_SUITE_P(Apostrophes, SameTerm,
                         ::testing::Values(Pair{"english", "Kazakhstan", "Kazakhstan\u2019s"},
                                           Pair{"english", "Kazakhstan's", "KAZAKHSTAN"},
                                           Pair{"english", "don't", "dont"}, Pair{"english", "don\u2019t", "don't"},
                                           Pair{"english", "O'Brien", "obrien"},
                                           Pair{"english", "O\u2032Brien", "O\u02BCBrien"},
                                           Pair{"french", "l'Europe", "europe", "Europe"},
                                           Pair{"french", "L\u2019Europe", "d'europe", "Europe", "europe"},
                                           Pair{"italian", "dell'Unione", "unione", "Unione"},
                                           Pair{"catalan", "l\u2019aigua", "aigua", "aigua"}));

INSTANTIATE_TEST_SUITE_P(
    Hyphens, SameTerm,
    ::testing::Values(Pair{"english", "multi-vector", "multivector"}, Pair{"english", "multi-vector", "multi vector"},
                      Pair{"english", "Multi\u2010Vector", "multivector's"},
                      Pair{"english", "multi\u2011vector", "multi-vector"}, Pair{"english", "e-mail", "email"},
                      Pair{"english", "state-of-the-art", "stateoftheart"},
                      Pair{"english", "state-of-the-art", "state of the art"},
                      Pair{"english", "land\u00ADlocked", "landlocked"}, Pair{"english", "foo_bar", "foobar"},
                      Pair{"english", "2019-2023", "2019 2023"}));

INSTANTIATE_TEST_SUITE_P(Numbers, SameTerm,
                         ::testing::Values(Pair{"english", "24,000", "24000"}, Pair{"english", "24\u00A0000", "24,000"},
                                           Pair{"english", "24\u202F000", "24000"},
                                           Pair{"english", "1,234.56", "1234.56"}, Pair{"english", "50+", "50", "50"},
                                           Pair{"english", "\uFF12\uFF14", "24"}));

INSTANTIATE_TEST_SUITE_P(Acronyms, SameTerm,
                         ::testing::Values(Pair{"english", "US", "U.S."}, Pair{"english", "US's", "US"},
                                           Pair{"english", "EAEU\u2019s", "EAEU"}, Pair{"english", "p.m.", "pm"},
                                           Pair{"english", "PhD", "Ph.D."}, Pair{"english", "MSc", "M.Sc"},
                                           Pair{"english", "C++", "c++"}, Pair{"english", "C#", "c#"},
                                           Pair{"english", "F#", "f#"}));

INSTANTIATE_TEST_SUITE_P(
    Characters, SameTerm,
    ::testing::Values(Pair{"english", "Z\u00FCrich", "Zurich"}, Pair{"english", "Z\u00FCrich", "Zu\u0308rich"},
                      Pair{"german", "Z\u00DCRICH", "zurich"}, Pair{"german", "H\u00E4user", "hauser"},
                      Pair{"german", "Stra\u00DFe", "STRASSE"}, Pair{"english", "o\uFB03ce", "office"},
                      Pair{"english", "\uFF2B\uFF41\uFF5A", "kaz"}, Pair{"french", "\u00C9l\u00E8ves", "eleve"},
                      Pair{"french", "\u0153uvre", "oeuvre"}, Pair{"none", "\u0141\u00F3d\u017A", "lodz"},
                      Pair{"turkish", "ISPARTA", "\u0131sparta"}, Pair{"turkish", "\u0130STANBUL", "istanbul"},
                      Pair{"none", "\u0395\u03BB\u03BB\u03AC\u03B4\u03B1", "\u03B5\u03BB\u03BB\u03B1\u03B4\u03B1"},
                      Pair{"arabic", "\u0645\u064F\u062D\u064E\u0645\u0651\u062F", "\u0645\u0640\u062D\u0645\u062F"}));

INSTANTIATE_TEST_SUITE_P(
    Stems, SameTerm,
    ::testing::Values(Pair{"english", "landlocked", "LANDLOCK"}, Pair{"english", "LANDLOCKED", "landlocked"},
                      Pair{"english", "Diplomacies", "diplomacy"},
                      Pair{"russian", "\u0441\u0442\u0440\u0430\u043D\u044B", "\u0421\u0422\u0420\u0410\u041D\u0410"},
                      Pair{"russian", "чёрная", "черный"}, Pair{"russian", "чёрная", "чёрный"},
                      Pair{"russian", "ёлка", "ёлки"}, Pair{"russian", "березы", "берёзах"},
                      Pair{"russian", "Пришёл", "пришел"}, Pair{"none", "САМОЛЁТ", "самолет"}));

INSTANTIATE_TEST_SUITE_P(
    Spelling, SameTerm,
    ::testing::Values(Pair{"english", "Organisation", "organization"}, Pair{"english", "ORGANISATION", "organise"},
                      Pair{"english", "organizing", "organisations"}, Pair{"english", "organised", "organize"},
                      Pair{"english", "labour", "labor"}, Pair{"english", "labourers", "laborer"},
                      Pair{"english", "favourite", "favorite"}, Pair{"english", "unfavourable", "unfavorable"},
                      Pair{"english", "neighbouring", "neighboring"}, Pair{"english", "analyse", "analyze"},
                      Pair{"english", "analysing", "analyzed"}, Pair{"english", "paralysed", "paralyzed"},
                      Pair{"english", "centres", "center"}, Pair{"english", "kilometre", "kilometers"},
                      Pair{"english", "theatre", "theater"}, Pair{"english", "catalogue", "catalog"},
                      Pair{"english", "cataloguing", "cataloging"}, Pair{"english", "dialogues", "dialog"},
                      Pair{"english", "defence", "defense"}, Pair{"english", "licences", "license"},
                      Pair{"english", "practised", "practiced"}, Pair{"english", "travelled", "traveling"},
                      Pair{"english", "modelling", "modeled"}, Pair{"english", "fuelled", "fueling"},
                      Pair{"english", "counsellor", "counselor"}, Pair{"english", "programme", "programs"},
                      Pair{"english", "grey", "gray"}, Pair{"english", "aluminium", "aluminum"},
                      Pair{"english", "sulphur", "sulfur"}, Pair{"english", "jewellery", "jewelry"},
                      Pair{"english", "sceptical", "skeptical"}, Pair{"english", "manoeuvred", "maneuvers"},
                      Pair{"english", "leukaemia", "leukemia"}, Pair{"english", "colour-blind", "colorblind"}));

TEST(TermsTest, KeepsApartWhatIsNotTheSame) {
  EXPECT_THAT(Marked("english", "multi-vector", "multi and vector"), ElementsAre());
  EXPECT_THAT(Marked("english", "US", "they told us, US and U.S."), ElementsAre("US", "U.S."));
  EXPECT_THAT(Marked("english", "us", "they told us, US and U.S."), ElementsAre("us", "US", "U.S."));
  EXPECT_THAT(Marked("english", "US", "EVERYONE TOLD US"), ElementsAre());
  EXPECT_THAT(Marked("english", "24000", "24,0000 or 24, 000"), ElementsAre());
  EXPECT_THAT(Marked("english", "23", "2,3"), ElementsAre());
  EXPECT_THAT(Marked("english", "c", "C++ and C#"), ElementsAre());
  EXPECT_THAT(Marked("english", "20192023", "2019-2023"), ElementsAre());
  EXPECT_THAT(Marked("none", "\u304B", "\u304C"), ElementsAre());  // か and が
  EXPECT_THAT(Marked("none", "\u0438", "\u0439"), ElementsAre());  // и and й
  EXPECT_THAT(Marked("none", "organise", "organize"), ElementsAre());
}

TEST(SpellingTest, LeavesOtherWordsAlone) {
  for (const char* word :
       {"rise",        "wise",      "exercise",   "exercises",   "promise",  "promising", "surprise",  "advertise",
        "advertising", "four",      "hour",       "your",        "tour",     "pour",      "flour",     "contour",
        "devour",      "glamour",   "miser",      "rising",      "raised",   "praise",    "noise",     "otherwise",
        "likewise",    "franchise", "enterprise", "supervise",   "revised",  "adviser",   "precise",   "premises",
        "demise",      "crises",    "irises",     "merchandise", "paradise", "expertise", "treatise",  "compromise",
        "comprising",  "disguise",  "despise",    "analysis",    "league",   "vogue",     "synagogue", "acre",
        "massacre",    "genre",     "mediocre",   "fire",        "metric",   "called",    "falling",   "programmer",
        "practical",   "basis",     "this",       "is",          "us",       "sea",       ""}) {
    EXPECT_EQ(AmericanSpelling(word), word);
  }
}

TEST(TermsTest, GivesASecondStemWhereTheFoldedWordHasAnother) {
  TermMaker german("german");
  EXPECT_THAT(german.Stems("zurich"), ElementsAre("zurich"));
  TermMaker french("french");
  EXPECT_THAT(french.Stems("appr\u00E9ci\u00E9"), ElementsAre("appreci", "apprec"));
  for (const std::string word : {"\u00E9l\u00E8ve", "europ\u00E9enne", "cr\u00E9\u00E9e", "na\u00EFvet\u00E9"}) {
    EXPECT_THAT(french.Stems(word), ::testing::Contains(french.Stems(FoldMarks(word))[0])) << word;
  }
}

TEST(TermsTest, MakesNoStemsWithoutAStemmer) {
  TermMaker none("none");
  EXPECT_THAT(none.Stems("landlocked"), ElementsAre("landlocked"));
  TermMaker japanese("ja");
  EXPECT_THAT(japanese.Stems("\u304C"), ElementsAre("\u304C"));
}

TEST(TermsTest, GivesTheWordAsWritten) {
  const TermMaker english("english");
  EXPECT_EQ(english.Word("organising"), "organising");
  EXPECT_EQ(english.Word("z\u00FCrich"), "zurich");
}

TEST(TermsTest, CutsLongWordsAtACodePoint) {
  TermMaker none("none");
  const std::string ascii(1000, 'a');
  EXPECT_EQ(none.Word(ascii), std::string(kMaxTermBytes, 'a'));
  EXPECT_THAT(none.Stems(ascii), ElementsAre(std::string(kMaxTermBytes, 'a')));
  std::string han = "ab";
  std::string cut = "ab";
  for (int i = 0; i < 200; ++i) han += "\u4E2D";
  for (int i = 0; i < 79; ++i) cut += "\u4E2D";
  EXPECT_EQ(none.Word(han), cut);  // 239 bytes: another one would make 242
  const std::string zeros(200, '\0');
  EXPECT_EQ(none.Word(zeros).size(), kMaxTermBytes / 2);
}

TEST(TermsTest, GivesTheSameStemsWhenItsCacheWasEmptied) {
  TermMaker english("english");
  const Terms before = english.Stems("landlocked");
  for (int i = 0; i < 70000; ++i) english.Stems("word" + std::to_string(i));
  EXPECT_EQ(english.Stems("landlocked"), before);
}

// Of every language that there is, so that none of those whose stemmers take off prefixes is counted among the others.
TEST(TermsTest, NoTermBeginsAsTheWordMayNot) {
  std::mt19937 random(20261126);
  const auto below = [&random](size_t n) { return random() % n; };
  const std::vector<std::string> beginnings = {"ae",  "oe",    "ue",   "enquir",  "oesophag", "despatch", "aeroplan",
                                               "y",   "qu",    "mem",  "peng",    "bhf",      "al",       "ge",
                                               "wal", "dy",    "ly",   "ty",      "sulph",    "haem",     "py",
                                               "sc",  "moust", "foet", "paediat", "aemi",     "caes",     "baemi"};
  const std::vector<std::string> ends = {"", "s", "ing", "ed", "er", "es", "ies", "ation", "nya", "kan", "en", "mente"};
  std::vector<std::string> languages = StemmedLanguages();
  languages.insert(languages.end(), {"none", "ko", "zh"});
  for (const std::string& language : languages) {
    TermMaker terms(language);
    for (int i = 0; i < 3000; ++i) {
      std::string word = below(3) == 0 ? beginnings[below(beginnings.size())] : "";
      for (size_t length = 1 + below(6); length > 0; --length) {
        word += below(20) == 0 ? "\u00E4" : std::string(1, static_cast<char>('a' + below(26)));
      }
      word += ends[below(ends.size())];
      std::vector<std::string> all = terms.Stems(word);
      all.push_back(terms.Word(word));
      for (const std::string& term : all) {
        WordBeginnings wanted;
        terms.AddBeginnings(term, &wanted);
        ASSERT_TRUE(wanted.MayHave(word)) << language << ": " << word << " has " << term;
      }
    }
  }
  const auto may_have = [](const char* language, const char* term, const char* word) {
    WordBeginnings wanted;
    TermMaker(language).AddBeginnings(term, &wanted);
    return wanted.MayHave(word);
  };
  EXPECT_FALSE(may_have("english", "trade", "the"));
  EXPECT_TRUE(may_have("english", "trade", "trust"));
  EXPECT_TRUE(may_have("indonesian", "baca", "membaca"));
}

TEST(TermsTest, IsNeverEmpty) {
  for (const char* language : {"english", "arabic", "turkish", "none"}) {
    TermMaker terms(language);
    for (const std::string word : {"\u0640", "s", "c++", "\u064E", "\u00E9", "1\u20442", "\U0001F44D", "ing", "ed"}) {
      for (const std::string& stem : terms.Stems(word)) EXPECT_FALSE(stem.empty()) << language << ' ' << word;
      EXPECT_FALSE(terms.Word(word).empty()) << language << ' ' << word;
    }
  }
}

TEST(FoldMarksTest, FoldsLatinGreekAndArabicOnly) {
  EXPECT_EQ(FoldMarks(""), "");
  EXPECT_EQ(FoldMarks("z\u00FCrich zu\u0308rich \u1EC7"), "zurich zurich e");
  EXPECT_EQ(FoldMarks("\u00F8\u0142\u0111\u0127\u0131\u00F0\u00FE\u00E6\u0153\u00DF"), "oldhidthaeoess");
  EXPECT_EQ(FoldMarks("\u03AC\u1F84"), "\u03B1\u03B1");
  EXPECT_EQ(FoldMarks("\u0623\u064E\u0640\u0651\u0671"), "\u0627\u0627");
  for (const std::string kept : {"\u304C", "\u0439", "\u0451", "\u05E9\u05C1", "\u0E01\u0E48", "\u0915\u093C", "\uD55C",
                                 "\u0430\u0301", "\U0001F44D", "1\u20442"}) {
    EXPECT_EQ(FoldMarks(kept), kept);
  }
  EXPECT_EQ(FoldMarks("\u304B\u3099"), "\u304C");  // NFC comes out
}

}  // namespace
}  // namespace article_search
