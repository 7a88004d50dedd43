#include "searcher/json_writer.h"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace article_search {
namespace {

using Json = nlohmann::json;

std::string Written(const auto& value) {
  JsonWriter out;
  if constexpr (std::is_arithmetic_v<std::decay_t<decltype(value)>>) {
    out.Number(value);
  } else {
    out.String(value);
  }
  return out.Take();
}

TEST(JsonWriter, PutsCommasWhereTheyBelong) {
  JsonWriter out;
  out.BeginObject();
  out.Key("none");
  out.BeginArray();
  out.EndArray();
  out.Key("numbers");
  out.BeginArray();
  out.Number(1U);
  out.Number(2.5);
  out.BeginObject();
  out.EndObject();
  out.Null();
  out.EndArray();
  out.Key("raw");
  out.Raw("-7");
  out.Key("yes");
  out.Bool(true);
  out.EndObject();
  EXPECT_EQ(out.Take(), R"({"none":[],"numbers":[1,2.5,{},null],"raw":-7,"yes":true})");
}

TEST(JsonWriter, NumbersReadBackAsTheyWere) {
  EXPECT_EQ(Written(0U), "0");
  for (uint64_t number = 9; number < std::numeric_limits<uint64_t>::max() / 10; number = number * 10 + 9) {
    EXPECT_EQ(Written(number), std::to_string(number));
    EXPECT_EQ(Written(number + 1), std::to_string(number + 1));
  }
  EXPECT_EQ(Written(std::numeric_limits<uint64_t>::max()), "18446744073709551615");
  EXPECT_EQ(Written(0.0), "0.0");
  EXPECT_EQ(Written(3.0), "3.0");
  EXPECT_EQ(Written(0.1), "0.1");
  for (const double number : {1e300, 1e-7, 123456789.123, 2.0 / 3, 1e22, 5e-324}) {
    const Json json = Json::parse(Written(number));
    EXPECT_TRUE(json.is_number_float()) << number;
    EXPECT_EQ(json.get<double>(), number);
  }
}

// Every character, as nlohmann's parser reads it; nothing that a terminal would obey is written as it is.
TEST(JsonWriter, StringsReadBackAsTheyWere) {
  for (uint32_t c = 0; c < 0x110000; c = c < 0x3000 ? c + 1 : c + 37) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string text = "a";
    if (c < 0x80) {
      text += static_cast<char>(c);
    } else {
      const int trail = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
      text += static_cast<char>((trail == 1 ? 0xC0 : trail == 2 ? 0xE0 : 0xF0) | c >> (6 * trail));
      for (int i = trail - 1; i >= 0; --i) text += static_cast<char>(0x80 | (c >> (6 * i) & 0x3F));
    }
    text += "z";
    const std::string written = Written(text);
    EXPECT_EQ(Json::parse(written).get<std::string>(), text) << c;
    for (const unsigned char byte : written) EXPECT_TRUE(byte >= 0x20 && byte != 0x7F) << c;
    const bool bidi = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || (c >= 0x80 && c <= 0x9F);
    if (bidi) {
      EXPECT_EQ(written.find("\\u"), 2U) << c;
    }
  }
}

// Wherever in a string, and however long that is.
TEST(JsonWriter, EscapesStandInTheirPlaces) {
  EXPECT_EQ(Written(std::string()), R"("")");
  for (size_t before = 0; before < 70; ++before) {
    for (const size_t behind : {size_t{0}, size_t{1}, size_t{15}, size_t{16}, size_t{2000}}) {
      const auto between = [&](std::string_view text) {
        return std::string(before, 'a').append(text).append(behind, 'z');
      };
      EXPECT_EQ(Written(between("\"")), std::string("\"").append(between(R"(\")")).append("\""));
      EXPECT_EQ(Written(between("é\x7F’\xE2")), std::string("\"").append(between("é\\u007f’\uFFFD")).append("\""));
    }
  }
}

// However much is written in small pieces and large ones.
TEST(JsonWriter, NothingIsLostBetweenPieces) {
  for (size_t size = 0; size < 1200; ++size) {
    JsonWriter out;
    std::string expected = "{";
    const std::string text(size % 97 * (size % 97), 'x');
    out.BeginObject();
    for (size_t i = 0; i < size / 20; ++i) {
      out.Key("the_number");
      out.Number(size);
      expected += (i > 0 ? R"(,"the_number":)" : R"("the_number":)") + std::to_string(size);
    }
    out.Key("the_text");
    out.String(text);
    out.EndObject();
    expected += (size < 20 ? R"("the_text":")" : R"(,"the_text":")") + text + "\"}";
    ASSERT_EQ(out.Take(), expected);
  }
}

TEST(JsonWriter, OfAStringThatIsGivenOnlyTheMemoryIsUsed) {
  std::string room(5000, '?');
  const char* memory = room.data();
  JsonWriter out(std::move(room));
  out.Number(7U);
  const std::string written = out.Take();
  EXPECT_EQ(written, "7");
  EXPECT_EQ(written.data(), memory);
}

TEST(JsonWriter, WhatIsIllFormedIsAReplacementCharacter) {
  EXPECT_EQ(Written(std::string_view("a\xFF\xE2\x82z")), "\"a\uFFFD\uFFFDz\"");
  EXPECT_EQ(Written(std::string_view("\xED\xA0\x80")), "\"\uFFFD\uFFFD\uFFFD\"");
}

}  // namespace
}  // namespace article_search
