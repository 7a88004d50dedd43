#include "indexer/json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "corpus/utf8.h"
#include "indexer/clean_text.h"

namespace article_search {
namespace {

using Json = nlohmann::ordered_json;

std::string ToUtf8(char32_t c) {
  if (c < 0x80) return std::string(1, static_cast<char>(c));
  if (c < 0x800) return {static_cast<char>(0xC0 | c >> 6), static_cast<char>(0x80 | (c & 63))};
  if (c < 0x10000) {
    return {static_cast<char>(0xE0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 63)),
            static_cast<char>(0x80 | (c & 63))};
  }
  return {static_cast<char>(0xF0 | c >> 18), static_cast<char>(0x80 | (c >> 12 & 63)),
          static_cast<char>(0x80 | (c >> 6 & 63)), static_cast<char>(0x80 | (c & 63))};
}

TEST(JsonTest, GoldenLines) {
  const struct {
    std::string text;
    std::string line;
  } rows[] = {
      {"plain é 日本 😀", R"("plain é 日本 😀")"}, {"\"quotes\" \\ /", R"("\"quotes\" \\ /")"},
      {"two\nlines\t", R"("two\nlines\t")"},     {"\x1B[31m", R"("\u001b[31m")"},
      {"\x7F\u009B", R"("\u007f\u009b")"},       {"a\u202Eb\u2066c\u2028d\uFEFF", R"("a\u202eb\u2066c\u2028d\ufeff")"},
      {std::string("a\0b", 3), R"("a\u0000b")"}, {"bad \xFF", "\"bad \uFFFD\""},
  };
  for (const auto& row : rows) EXPECT_EQ(JsonLine(Json(row.text)), row.line);
}

// To a parser every string is the same, and nothing that a terminal obeys is in the line.
TEST(JsonTest, EveryCodePointComesBackAndIsSafe) {
  std::string all;
  for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x3000 || (c >= 0xD7F0 && c < 0x10010) ? 1 : 257) {
    if (c < 0xD800 || c > 0xDFFF) all += ToUtf8(c);
  }
  const Json value = {{"key\u202E\n", all}, {"list", {1, 2.5, nullptr, true, "\u0085"}}};
  const std::string line = JsonLine(value);
  EXPECT_EQ(Json::parse(line), value);
  for (size_t at = 0; at < line.size();) {
    const char32_t c = NextCharacter(line, &at);
    ASSERT_FALSE(IsUnsafe(c) && c <= 0xFFFF) << std::hex << static_cast<uint32_t>(c);
  }
}

TEST(JsonTest, KeysKeepTheirOrder) {
  Json object;
  object["z"] = 1;
  object["a"] = Json::array();
  EXPECT_EQ(JsonLine(object), R"({"z":1,"a":[]})");
}

TEST(JsonTest, PathsOfUtf8StandAsTheyAre) {
  Json object;
  AddPath("notes/café\n.txt", &object);
  EXPECT_EQ(JsonLine(object), R"({"path":"notes/café\n.txt"})");
}

TEST(JsonTest, OtherPathsHaveTheirBytesToo) {
  Json object;
  AddPath("caf\xE9/\x0A.txt", &object);
  EXPECT_EQ(JsonLine(object), "{\"path\":\"caf\uFFFD/\\n.txt\",\"path_bytes\":\"636166e92f0a2e747874\"}");
}

}  // namespace
}  // namespace article_search
