#include "corpus/abbreviations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/unorm2.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <ostream>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/article_reader.h"
#include "corpus/utf8.h"

namespace article_search {
namespace {

using ::testing::ElementsAre;

// "EAEU = Eurasian Economic Union; …"
std::string Show(std::string_view text) {
  std::string shown;
  for (const Abbreviation& pair : FindAbbreviations(text)) {
    if (!shown.empty()) shown += "; ";
    shown += std::string(pair.short_form) + " = " + std::string(pair.long_form);
  }
  return shown;
}

struct Row {
  std::string text;
  std::string pairs;
};

void PrintTo(const Row& row, std::ostream* out) { *out << ::testing::PrintToString(row.text); }

class AbbreviationTable : public ::testing::TestWithParam<Row> {};

TEST_P(AbbreviationTable, FindsThePairs) { EXPECT_EQ(Show(GetParam().text), GetParam().pairs) << GetParam().text; }

const std::string kUnion = "EAEU = Eurasian Economic Union";

const Row kBehind[] = {
    {"It joined the Eurasian Economic Union (EAEU) in 2015.", kUnion},
    {"Eurasian Economic Union (EAEU)", kUnion},
    {"the Eurasian Economic Union [EAEU] and", kUnion},
    {"Eurasian Economic Union\uFF08EAEU\uFF09", kUnion},
    {"Eurasian Economic Union \uFF3BEAEU\uFF3D", kUnion},
    {"Eurasian Economic Union\uFF08\uFF25\uFF21\uFF25\uFF35\uFF09",
     "\uFF25\uFF21\uFF25\uFF35 = Eurasian Economic Union"},
    {"Eurasian Economic Union(EAEU)", kUnion},
    {"Eurasian Economic Union ( EAEU )", kUnion},
    {"the Eurasian\nEconomic\r\n  Union (EAEU)", "EAEU = Eurasian\nEconomic\r\n  Union"},
    {"Eurasian Economic Union\n(EAEU)", kUnion},
    {"(the) Eurasian Economic Union's (EAEU) members", kUnion},
    {"Eurasian Economic Union\u2019s (EAEU) members", kUnion},
    {"\u201CEurasian Economic Union\u201D (EAEU)", kUnion},
    {"**Eurasian Economic Union** (**EAEU**)", kUnion},
    {"EURASIAN ECONOMIC UNION (EAEU)", "EAEU = EURASIAN ECONOMIC UNION"},
    // What else stands in the brackets.
    {"Eurasian Economic Union (EAEU, 2015)", kUnion},
    {"Eurasian Economic Union (EAEU; founded 2015)", kUnion},
    {"Eurasian Economic Union (EAEU 2015)", kUnion},
    {"Eurasian Economic Union (the \"EAEU\")", kUnion},
    {"Eurasian Economic Union (\u201CEAEU\u201D)", kUnion},
    {"Eurasian Economic Union (hereafter EAEU)", kUnion},
    {"Eurasian Economic Union (hereinafter referred to as the EAEU)", kUnion},
    {"Eurasian Economic Union (abbreviated: EAEU)", kUnion},
    {"Eurasian Economic Union (or EAEU)", kUnion},
    {"Eurasian Economic Union (EAEU)), (EAEU", kUnion},
    // Plurals and dots.
    {"non-governmental organisations (NGOs)", "NGO = non-governmental organisations"},
    {"non-governmental organisations (NGO's)", "NGO = non-governmental organisations"},
    {"the United Nations (U.N.) said", "U.N. = United Nations"},
    {"research and development (R&D)", "R&D = research and development"},
    {"U.S. Agency for International Development (USAID)", "USAID = U.S. Agency for International Development"},
    // Several, and one within another's brackets.
    {"the Shanghai Cooperation Organisation (SCO) and the Collective Security Treaty Organisation (CSTO)",
     "SCO = Shanghai Cooperation Organisation; CSTO = Collective Security Treaty Organisation"},
    {"a union (the Eurasian Economic Union (EAEU)) of five", kUnion},
    {"Eurasian Economic Union (EAEU). Eurasian Economic Union (EAEU)", kUnion + "; " + kUnion},
};
INSTANTIATE_TEST_SUITE_P(Behind, AbbreviationTable, ::testing::ValuesIn(kBehind));

const Row kMatching[] = {
    // Small words, hyphens, inner letters, capitals within words, digits.
    {"the Organization for Security and Co-operation in Europe (OSCE)",
     "OSCE = Organization for Security and Co-operation in Europe"},
    {"the Belt and Road Initiative (BRI)", "BRI = Belt and Road Initiative"},
    {"the Department of Defense (DoD)", "DoD = Department of Defense"},
    {"the Association of Southeast Asian Nations (ASEAN)", "ASEAN = Association of Southeast Asian Nations"},
    {"the United Nations Educational, Scientific and Cultural Organization (UNESCO)",
     "UNESCO = United Nations Educational, Scientific and Cultural Organization"},
    {"the United Nations Children's Fund (UNICEF)", "UNICEF = United Nations Children's Fund"},
    {"in science, technology, engineering and mathematics (STEM)",
     "STEM = science, technology, engineering and mathematics"},
    {"a multi-vector policy (MVP)", "MVP = multi-vector policy"},
    {"pro-European Union (EU) voters", "EU = European Union"},
    {"of KazMunayGas (KMG)", "KMG = KazMunayGas"},
    {"coronavirus disease 2019 (COVID-19)", "COVID-19 = coronavirus disease 2019"},
    {"a coronavirus 2019 (CoV-19) test", "CoV-19 = coronavirus 2019"},
    {"by X-ray (XR)", "XR = X-ray"},
    {"the role of deoxyribonucleic acid (DNA)", "DNA = deoxyribonucleic acid"},
    {"adrenocorticotropic hormone (ACTH)", "ACTH = adrenocorticotropic hormone"},
    {"General Pharmaceutical Council (GPhC)", "GPhC = General Pharmaceutical Council"},
    // The first match from the right would be too short a form.
    {"the American Automobile Association (AAA)", "AAA = American Automobile Association"},
    // One word.
    {"an electroencephalogram (EEG)", "EEG = electroencephalogram"},
    {"in Kazakhstan (KAZ)", "KAZ = Kazakhstan"},
    // Small letters: only the beginnings of words.
    {"free fatty acids (ffa)", "ffa = free fatty acids"},
    {"40 parts per million (ppm)", "ppm = parts per million"},
    {"deoxyribonucleic acid (dna)", ""},
    {"the North Atlantic Treaty Organisation (Nato)", "Nato = North Atlantic Treaty Organisation"},
    {"deoxyribonucleic acid (Dna)", ""},
    {"in order (io)", ""},
    // Of two that cost the same the shorter.
    {"the Asia-Africa Bank (AB)", "AB = Africa Bank"},
    // Other scripts and marks.
    {"Шанхайская организация сотрудничества (ШОС)", "ШОС = Шанхайская организация сотрудничества"},
    {"Евразийский экономический союз (далее \u2014 ЕАЭС)", "ЕАЭС = Евразийский экономический союз"},
    {"Организация Договора о коллективной безопасности (ОДКБ)",
     "ОДКБ = Организация Договора о коллективной безопасности"},
    {"l\u2019Organisation de coop\u00E9ration de Shanghai (OCS)", "OCS = Organisation de coop\u00E9ration de Shanghai"},
    {"l\u2019organisation de coop\u00E9ration de Shanghai (OCS)", "OCS = organisation de coop\u00E9ration de Shanghai"},
    {"Union \u00E9conomique eurasiatique (UEE)", "UEE = Union \u00E9conomique eurasiatique"},
    {"Union e\u0301conomique eurasiatique (UEE)", "UEE = Union e\u0301conomique eurasiatique"},
    {"Europ\u00E4ische Wirtschaftsgemeinschaft (EWG)", "EWG = Europ\u00E4ische Wirtschaftsgemeinschaft"},
    {"T\u00FCrkiye \u0130statistik Kurumu (T\u00DC\u0130K)", "T\u00DC\u0130K = T\u00FCrkiye \u0130statistik Kurumu"},
    {"Ευρωπαϊκή Ένωση (ΕΕ)", "ΕΕ = Ευρωπαϊκή Ένωση"},
};
INSTANTIATE_TEST_SUITE_P(Matching, AbbreviationTable, ::testing::ValuesIn(kMatching));

const Row kInFront[] = {
    {"EAEU (Eurasian Economic Union)", kUnion},
    {"The EAEU (the Eurasian Economic Union) has", kUnion},
    {"\u201CEAEU\u201D (Eurasian Economic Union)", kUnion},
    {"EAEU's (Eurasian Economic Union) rules", kUnion},
    {"EAEU (Eurasian Economic Union, founded 2015)", kUnion},
    {"EAEU (Eurasian Economic Union; Astana, 2014)", kUnion},
    {"EAEU (short for Eurasian Economic Union.)", kUnion},
    {"UNESCO (United Nations Educational, Scientific and Cultural Organization; Paris)",
     "UNESCO = United Nations Educational, Scientific and Cultural Organization"},
    {"NGOs (non-governmental organisations)", "NGO = non-governmental organisations"},
    {"ppm (parts per million)", "ppm = parts per million"},
    {"ШОС (Шанхайская организация сотрудничества)", "ШОС = Шанхайская организация сотрудничества"},
    // A description that only happens to hold the letters.
    {"UN (a union of nations)", ""},
    {"EAEU (members of the Eurasian Economic Union)", ""},
    {"EAEU (Eurasian Economic Union members)", ""},
    {"EAEU x (Eurasian Economic Union)", ""},
};
INSTANTIATE_TEST_SUITE_P(InFront, AbbreviationTable, ::testing::ValuesIn(kInFront));

const Row kNone[] = {
    {"", ""},
    {"no brackets", ""},
    {"in nineteen ninety-two (1992)", ""},
    {"in two thousand nineteen (2019-2023)", ""},
    {"security and economy (see below)", ""},
    {"Eurasian Economic Union (see EAEU)", ""},
    {"the president (Tokayev)", ""},
    {"Tom of Kazakhstan (Tokayev)", ""},
    {"the world economy bank (World Bank)", ""},
    {"(SCO) and (CSTO)", ""},
    {"the Collective Security Treaty Organisation (SCO)", ""},
    {"Eurasian Economic Union (EAEU", ""},
    {"Eurasian Economic Union (EAEU]", ""},
    {"Eurasian Economic Union EAEU)", ""},
    {"(EAEU) Eurasian Economic Union", ""},
    {"Eurasian Economic Union ()", ""},
    {"Eurasian Economic Union (E)", ""},
    {"Eurasian Economic Union of the year 2015 (EAEU)", ""},
    {"Alpha Beta Gamma Delta Epsilon Office (ABGDE)", ""},  // a last word without a letter
    {"Alpha Beta Gamma Office Delta (ABGD)", ""},           // a word without a letter
    {"Alpha oboe Gamma Delta (ABGD)", ""},                  // a word whose first letter is not in the short form
    {"Industrial Index (II)", ""},
    {"the union (UN)", ""},
    {"at universities (US)", ""},
    {"sent to Russia (RIA)", ""},
    {"In Astana, the Eurasian Union (AEU)", ""},
    {"She left Eurasia. Economic Union (EEU)", ""},
    {"She left Eurasia! Economic Union (EEU)", ""},
    {"Eurasia: Economic Union (EEU)", ""},
    {"Eurasia \u2013 Economic Union (EEU)", ""},
    {"Eurasia (the) Economic Union (EEU)", ""},
    {"Eurasia\n\nEconomic Union (EEU)", ""},
    {"Eurasian Economic Union. (EEU)", ""},
    {"EAEU Economic Union (EAEU)", ""},
    // Letters without case.
    {"\u05D0\u05D1\u05D2 \u05D3\u05D4\u05D5 \u05D6\u05D7\u05D8 (\u05D0\u05D3\u05D6)", ""},
    // Not at the beginning of a word.
    {"of KazMunayGas (MG)", ""},
    {"the U.S. Navy (SN)", ""},
    {std::string(300, 'u') + " Nations (UN)", ""},
    {"the reunion of nations (UN)", ""},
    {"Eurasian Economic Un\xFFion (EAEU)", ""},
    {"Eurasian Economic Union (EA\xFF"
     "EU)",
     ""},
    // More than min(|A| + 5, 2|A|) words: four for a form of two letters.
    {"Union of the old Nations (UN)", ""},
};
INSTANTIATE_TEST_SUITE_P(None, AbbreviationTable, ::testing::ValuesIn(kNone));

// Rows of kNone differ from these only in the stop, or in one word too many.
TEST(AbbreviationsTest, FindsWhatIsWithinBounds) {
  EXPECT_EQ(Show("She left Eurasia Economic Union (EEU)"), "EEU = Eurasia Economic Union");
  EXPECT_EQ(Show("Union of the Nations (UN)"), "UN = Union of the Nations");
}

TEST(AbbreviationsTest, GivesBytesOfTheText) {
  const std::string text = "\u00C9 the Eurasian Economic Union (EAEU)";
  const std::vector<Abbreviation> pairs = FindAbbreviations(text);
  ASSERT_EQ(pairs.size(), 1U);
  EXPECT_EQ(pairs[0].long_begin, 7U);
  EXPECT_EQ(pairs[0].long_end, 30U);
  EXPECT_EQ(pairs[0].short_begin, 32U);
  EXPECT_EQ(pairs[0].short_end, 36U);
  EXPECT_EQ(pairs[0].short_form.data(), text.data() + 32);
  EXPECT_EQ(pairs[0].long_form.data(), text.data() + 7);
}

// Long texts are looked at in chunks of 64 KiB.
TEST(AbbreviationsTest, FindsADefinitionAnywhereInALongText) {
  for (size_t at = 64 * 1024 - 150; at < 64 * 1024 + 20; ++at) {
    std::string text(at, 'x');
    text.back() = ' ';
    text += "Шанхайская организация сотрудничества (ШОС) " + std::string(70000, 'y');
    EXPECT_EQ(Show(text), "ШОС = Шанхайская организация сотрудничества") << at;
  }
}

// Letters and digits without case and marks.
std::vector<int32_t> Letters(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString source =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  icu::UnicodeString decomposed;
  for (int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
    const UNormalizer2* nfkc = unorm2_getNFKCInstance(&status);
    std::array<char16_t, 32> parts;
    UErrorCode ignored = U_ZERO_ERROR;
    const int32_t length = unorm2_getDecomposition(nfkc, source.char32At(i), parts.data(), 32, &ignored);
    if (length > 0) {
      decomposed.append(parts.data(), length);
    } else {
      decomposed.append(source.char32At(i));
    }
  }
  EXPECT_TRUE(U_SUCCESS(status));
  std::vector<int32_t> letters;
  for (int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    const int32_t c = decomposed.char32At(i);
    if (u_isalnum(c)) letters.push_back(u_foldCase(c, U_FOLD_CASE_DEFAULT));
  }
  return letters;
}

bool InOrder(const std::vector<int32_t>& letters, const std::vector<int32_t>& in) {
  size_t taken = 0;
  for (const int32_t c : in) taken += taken < letters.size() && letters[taken] == c ? 1 : 0;
  return taken == letters.size();
}

void ExpectSound(const std::string& text, const Abbreviation& pair) {
  std::set<size_t> bounds;
  for (size_t i = 0; i < text.size();) {
    bounds.insert(i);
    NextCodePoint(text, &i);
  }
  bounds.insert(text.size());
  ASSERT_LE(pair.short_end, text.size());
  ASSERT_LE(pair.long_end, text.size());
  for (const size_t at : {pair.short_begin, pair.short_end, pair.long_begin, pair.long_end}) {
    EXPECT_TRUE(bounds.contains(at)) << at;
  }
  ASSERT_LT(pair.short_begin, pair.short_end);
  ASSERT_LT(pair.long_begin, pair.long_end);
  EXPECT_TRUE(pair.short_end <= pair.long_begin || pair.long_end <= pair.short_begin);
  EXPECT_EQ(pair.short_form, std::string_view(text).substr(pair.short_begin, pair.short_end - pair.short_begin));
  EXPECT_EQ(pair.long_form, std::string_view(text).substr(pair.long_begin, pair.long_end - pair.long_begin));
  for (const std::string_view form : {pair.short_form, pair.long_form}) {
    for (size_t i = 0; i < form.size();) EXPECT_NE(NextCodePoint(form, &i), kIllFormed);
    EXPECT_EQ(form.find_first_of("()[]"), std::string_view::npos);
  }
  const std::vector<int32_t> letters = Letters(pair.short_form);
  EXPECT_GE(letters.size(), 2U);
  EXPECT_TRUE(InOrder(letters, Letters(pair.long_form))) << pair.short_form << " = " << pair.long_form;
  EXPECT_EQ(letters.front(), Letters(pair.long_form).front());
}

TEST(AbbreviationsTest, IsSoundOnRandomTexts) {
  const std::vector<std::string> pieces = {
      " ",    " ",          " ",      " ",      "(",          ")",         "(",           ")",      "[",
      "]",    "\uFF08",     "\uFF09", "Union",  "EU",         "European",  "AB",          "ABs",    "Alpha",
      "beta", "of",         "-",      "'s",     ".",          ",",         ";",           "\u2019", "\u201C",
      "\n",   "\n\n",       "the",    "ШОС",    "Шанхайская", "союз",      "ё",           "\xFF",   "\xC3",
      "\x80", "e\u0301",    "\u00C9", "\u0130", "2015",       "2",         "КазМунайГаз", "\uFF25", "日本",
      "ß",    "\U0001F44D", "U.N.",   "&",      "",           "hereafter", "as",          "\u0301",
  };
  std::mt19937 random(2003);
  size_t found = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (size_t i = random() % 40; i > 0; --i) text += pieces[random() % pieces.size()];
    if (round % 2 == 0) text = kMatching[random() % std::size(kMatching)].text;
    if (round % 4 == 0) text.insert(random() % text.size(), pieces[random() % pieces.size()]);
    if (round % 8 == 0) text.erase(random() % text.size(), 1);
    for (const Abbreviation& pair : FindAbbreviations(text)) {
      ++found;
      ExpectSound(text, pair);
    }
    ASSERT_FALSE(HasFailure()) << ::testing::PrintToString(text);
  }
  EXPECT_GT(found, 5000U);
}

TEST(AbbreviationsTest, FindsInitialsOfRandomWordsAndNothingElse) {
  std::mt19937 random(2003);
  for (int round = 0; round < 2000; ++round) {
    std::string long_form;
    std::string short_form;
    for (size_t words = 4 + random() % 5; words > 0; --words) {
      const char initial = static_cast<char>('A' + random() % 26);
      short_form += initial;
      long_form += (long_form.empty() ? "" : " ") + std::string(1, initial);
      for (size_t i = 3 + random() % 6; i > 0; --i) long_form += static_cast<char>('a' + random() % 26);
    }
    if (short_form.find_first_not_of("IVX") == std::string::npos) continue;
    const std::string text = "1 " + long_form + " (" + short_form + ')';
    EXPECT_EQ(Show(text), short_form + " = " + long_form);
    // A letter that is nowhere in the long form.
    EXPECT_EQ(Show("1 " + long_form + " (" + short_form + "9)"), "");
  }
}

// In more than linear time they would not end before the test's time is over.
TEST(AbbreviationsTest, HostileTextsEnd) {
  const std::vector<std::string> pieces = {
      "(",         ")",       "()",          "a(a(",         "Aa(AA)", "A (AAAAAAAAAA)",
      "(AA) ",     "a ",      ".(AA)",       " (AB",         "AB (",   "\x80",
      "AA(A A A ", "A\n(AA)", "a-a-a-(AAA)", "A.A.A.(AAAA)", "\u0301", "\uFDFA(\uFDFA\uFDFA)",
      "[(])",
  };
  for (const std::string& piece : pieces) {
    std::string text;
    while (text.size() < 512 * 1024) text += piece;
    EXPECT_LE(FindAbbreviations(text).size(), text.size() / 4) << piece;
  }
}

struct Place {
  const char* name;
  std::string path;
};

class ArticleAbbreviations : public ::testing::TestWithParam<Place> {};

TEST_P(ArticleAbbreviations, AreThoseItDefines) {
  const std::string& path = GetParam().path;
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no article at " << path;
  std::set<std::string> pairs;
  for (const Paragraph& paragraph : ReadArticle(ReadFile(path), path, {}).paragraphs) {
    for (const Abbreviation& pair : FindAbbreviations(paragraph.text)) {
      pairs.insert(std::string(pair.short_form) + " = " + std::string(pair.long_form));
    }
  }
  EXPECT_THAT(pairs, ElementsAre("BRI = Belt and Road Initiative", "CSTO = Collective Security Treaty Organisation",
                                 "EAEU = Eurasian Economic Union", "SCO = Shanghai Cooperation Organisation"));
}

INSTANTIATE_TEST_SUITE_P(Articles, ArticleAbbreviations,
                         ::testing::Values(Place{"Bundled", TEST_SOURCE_DIR
                                                 "/corpus/articles/kazakhstan-multi-vector-diplomacy.txt"},
                                           Place{"Real", TEST_SOURCE_DIR "/../shared/article/article.txt"}),
                         [](const ::testing::TestParamInfo<Place>& place) { return place.param.name; });

}  // namespace
}  // namespace article_search
