#include "indexer/clean_text.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/utf8.h"

namespace article_search {
namespace {

TEST(CleanTextTest, UnsafeAreControlsAndDirections) {
  for (const char32_t c :
       {0x00,   0x07,   0x09,   0x0A,   0x0D,   0x1B,   0x1F,   0x7F,   0x80,   0x85,   0x9B,   0x9F,
        0x061C, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202E, 0x2066, 0x2069, 0xFEFF, 0xFFFE, 0xFFFF}) {
    EXPECT_TRUE(IsUnsafe(c)) << std::hex << static_cast<uint32_t>(c);
  }
  for (const char32_t c : {0x20, 0x41, 0x7E, 0xA0, 0xAD, 0x061B, 0x0905, 0x200B, 0x200C, 0x200D, 0x2010, 0x2027, 0x202F,
                           0x2065, 0x206A, 0x3042, 0xFFFD, 0x1F600}) {
    EXPECT_FALSE(IsUnsafe(c)) << std::hex << static_cast<uint32_t>(c);
  }
}

TEST(CleanTextTest, CleanLine) {
  const struct {
    std::string_view text;
    std::string_view clean;
  } rows[] = {
      {"", ""},
      {"plain", "plain"},
      {"  around \t\n ", "around"},
      {"a\r\n\r\nb\tc", "a b c"},
      {"a\u00A0b\u2028c\u2029d", "a b c d"},
      {"red \x1B[31malert", "red [31malert"},
      {"x\u202Eevil\u202C y", "x evil y"},
      {"\uFEFFmark", "mark"},
      {"\x7F\u0085", ""},
      {"bad \xFF\xFE bytes", "bad \uFFFD\uFFFD bytes"},
      {"cut \xE2\x82", "cut \uFFFD"},
      {"real \uFFFD stays", "real \uFFFD stays"},
      {"日本 語 é 😀", "日本 語 é 😀"},
  };
  for (const auto& row : rows) EXPECT_EQ(CleanLine(row.text), row.clean);
  EXPECT_EQ(CleanLine(std::string_view("a\0b", 3)), "a b");
}

// As Unicode has it: one for what begins a code point, as far as it goes, and for every other byte.
TEST(CleanTextTest, ReplacementCharacters) {
  const struct {
    std::string_view text;
    char32_t c;
    size_t length;
  } rows[] = {
      {"a", U'a', 1},
      {"é", U'é', 2},
      {"€", U'€', 3},
      {"😀", U'😀', 4},
      {"\uFFFD", U'\uFFFD', 3},
      {"\xFF", U'\uFFFD', 1},
      {"\x80", U'\uFFFD', 1},
      {"\xC3", U'\uFFFD', 1},
      {"\xE2\x82", U'\uFFFD', 2},
      {"\xE2\x82z", U'\uFFFD', 2},
      {"\xF0\x90\x80", U'\uFFFD', 3},      // as long as U+FFFD itself
      {"\xC0\xAF", U'\uFFFD', 1},          // overlong
      {"\xED\xA0\x80", U'\uFFFD', 1},      // a surrogate
      {"\xF4\x90\x80\x80", U'\uFFFD', 1},  // beyond U+10FFFF
  };
  for (const auto& row : rows) {
    size_t at = 0;
    EXPECT_EQ(NextCharacter(row.text, &at), row.c) << row.text;
    EXPECT_EQ(at, row.length) << row.text;
    EXPECT_EQ(IsUtf8(row.text), row.c != U'\uFFFD' || row.text == "\uFFFD") << row.text;
  }
  EXPECT_TRUE(IsUtf8(""));
}

// What is looked at by blocks, against what looks at one byte after the other.
TEST(CleanTextTest, BlocksSeeWhatBytesDo) {
  std::mt19937 random(20261126);
  const std::vector<std::string> rare = {" ", "  ", "\n", "\x7F", "\u00E9", "\u2019", "\xC3", "\U0001F600", "\xFF"};
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (size_t pieces = random() % 6; pieces > 0; --pieces) {
      for (size_t length = random() % 70; length > 0; --length)
        text += random() % 5 == 0 && !text.ends_with(' ') ? ' ' : 'x';
      text += rare[random() % rare.size()];
    }
    const size_t at = text.empty() ? 0 : random() % text.size();
    const size_t end = at + random() % (text.size() - at + 1);

    const auto is_plain = [&](size_t i) { return i < end && text[i] > ' ' && text[i] < 0x7F; };
    size_t run = at;
    while (is_plain(run) || (run > at && run < end && text[run] == ' ' && is_plain(run + 1))) ++run;
    ASSERT_EQ(PlainRun(text, at, end), run - at) << '"' << text << "\" from " << at << " to " << end;

    size_t code_points = 0;
    for (const char c : text) code_points += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
    ASSERT_EQ(CountCodePoints(text), code_points) << text;

    bool is_utf8 = true;
    for (size_t i = 0; i < text.size();) is_utf8 = NextCodePoint(text, &i) != kIllFormed && is_utf8;
    ASSERT_EQ(IsUtf8(text), is_utf8) << text;
  }
}

}  // namespace
}  // namespace article_search
