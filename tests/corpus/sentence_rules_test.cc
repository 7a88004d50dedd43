#include "corpus/sentence_rules.h"

#include <gtest/gtest.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/utf8.h"

namespace article_search {
namespace {

using Bounds = std::vector<size_t>;

Bounds ByRules(std::string_view text) {
  static SentenceRules rules;
  Bounds bounds = {0};
  while (bounds.back() < text.size()) bounds.push_back(rules.Next(text, bounds.back()));
  return bounds;
}

Bounds ByIcu(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  static UBreakIterator* const iterator = ubrk_open(UBRK_SENTENCE, "", nullptr, 0, &status);
  const std::unique_ptr<UText, UText* (*)(UText*)> utext(
      utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &status), utext_close);
  ubrk_setUText(iterator, utext.get(), &status);
  EXPECT_TRUE(U_SUCCESS(status));
  Bounds bounds = {0};
  for (int32_t at = ubrk_next(iterator); at != UBRK_DONE; at = ubrk_next(iterator)) {
    bounds.push_back(static_cast<size_t>(at));
  }
  return bounds;
}

TEST(SentenceRulesTest, AreThoseOfUax29) {
  EXPECT_EQ(ByRules(""), Bounds({0}));
  EXPECT_EQ(ByRules("One. Two? Three"), Bounds({0, 5, 10, 15}));
  EXPECT_EQ(ByRules("a\r\nb\rc\xE2\x80\xA9\u0301d"), Bounds({0, 3, 5, 9, 12}));  // SB3 to SB5
  EXPECT_EQ(ByRules("3.4 U.S. e.g. it"), Bounds({0, 16}));                       // SB6, SB7, SB8
  EXPECT_EQ(ByRules("A.) (1) b. So, c."), Bounds({0, 11, 17}));                  // SB8 over what is no letter
  EXPECT_EQ(ByRules("Oh!, no. . . (!) \u201CYes.\u201D No"), Bounds({0, 13, 17, 28, 30}));  // SB8a to SB11
}

TEST(SentenceRulesTest, AreThoseOfIcu) {
  std::mt19937 random(3);
  // Some of each class.
  static constexpr std::string_view kSigns[] = {
      "\r", "\n",     "\u0085", "\u2029", " ",      "\t",     "\u00A0", "\u0301",     "\u00AD",     "\u200D",
      "a",  "\u00E9", "\u02B0", "B",      "\u0416", "\u4E2D", "\u05D0", "1",          "\u0661",     ".",
      ".",  "\u2024", "!",      "\u3002", "?",      ")",      "\"",     "\u201C",     "\u2019",     "[",
      ",",  "-",      ":",      "\u2014", "\u3001", "$",      "%",      "\U0001F600", "\U0001D400", "\U000E0020"};
  for (int round = 0; round < 50000; ++round) {
    std::string text;
    for (size_t length = 1 + random() % 14; length > 0; --length) text += kSigns[random() % std::size(kSigns)];
    ASSERT_EQ(ByRules(text), ByIcu(text)) << text;
  }
}

TEST(SentenceRulesTest, EveryCharacterHasIcusClass) {
  for (int32_t c = 1; c < 0x20000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string sign;
    AppendUtf8(c, &sign);
    const std::string text = "A." + sign + "B. " + sign + "b!" + sign + "1 X" + sign + ". Y" + sign + sign + "z";
    ASSERT_EQ(ByRules(text), ByIcu(text)) << std::hex << c;
  }
}

TEST(SentenceRulesTest, IllFormedBytesAreSpaces) {
  EXPECT_EQ(ByRules("One.\xFFTwo"), Bounds({0, 5, 8}));
  EXPECT_EQ(ByRules("One.\xE2\x80 Two"), Bounds({0, 7, 10}));
}

}  // namespace
}  // namespace article_search
