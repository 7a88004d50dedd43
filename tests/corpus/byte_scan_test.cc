#include "corpus/byte_scan.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>

#include "corpus/ascii.h"

namespace article_search {
namespace {

template <typename Holds>
size_t ByteByByte(const std::string& text, size_t at, Holds holds) {
  while (at < text.size() && holds(text[at])) ++at;
  return at;
}

TEST(ByteScanTest, NothingIsScannedInNothing) { EXPECT_EQ(SkipAscii(std::string_view(), 0), 0U); }

TEST(ByteScanTest, FindsWhatALoopFinds) {
  std::mt19937 random(27);
  const std::string bytes = "abcxyz`{AZ@[ .!?\n\t\x1F \x7F\x80\xC3\xE1\xFF" + std::string(1, '\0');
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (size_t length = random() % 40; length > 0; --length) {
      text += random() % 4 != 0 ? static_cast<char>('a' + random() % 26) : bytes[random() % bytes.size()];
    }
    const size_t at = random() % (text.size() + 1);
    ASSERT_EQ(SkipLower(text, at), ByteByByte(text, at, [](char c) { return IsAsciiLower(c); })) << text;
    ASSERT_EQ(SkipAscii(text, at), ByteByByte(text, at, [](char c) { return IsAscii(c); })) << text;
  }
}

}  // namespace
}  // namespace article_search
