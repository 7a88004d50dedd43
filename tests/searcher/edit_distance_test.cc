#include "searcher/edit_distance.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/utf8.h"

namespace article_search {
namespace {

// The whole matrix, as the textbook has it.
size_t PlainDistance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::vector<size_t>> d(a.size() + 1, std::vector<size_t>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i) {
    for (size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }
  return d[a.size()][b.size()];
}

size_t Distance(std::string_view a, std::string_view b, size_t limit) { return EditDistance(a, limit).To(b); }

TEST(EditDistanceTest, Known) {
  EXPECT_EQ(Distance("", "", 2), 0U);
  EXPECT_EQ(Distance("port", "port", 0), 0U);
  EXPECT_EQ(Distance("port", "prot", 2), 1U);
  EXPECT_EQ(Distance("port", "ports", 2), 1U);
  EXPECT_EQ(Distance("port", "sport", 2), 1U);
  EXPECT_EQ(Distance("port", "part", 2), 1U);
  EXPECT_EQ(Distance("ca", "abc", 3), 3U) << "no text is changed twice";
  EXPECT_EQ(Distance("kitten", "sitting", 3), 3U);
  EXPECT_EQ(Distance("kitten", "sitting", 2), 3U) << "above the limit";
  EXPECT_EQ(Distance("", "abc", 2), 3U);
  EXPECT_EQ(Distance("abc", "", 2), 3U);
  EXPECT_EQ(Distance("мост", "мсот", 2), 1U);
  EXPECT_EQ(Distance("z\u00FCrich", "zurich", 2), 1U);
}

// Short words, some around the 64 code points up to which a column is one bit vector, and longer ones; letters of one
// to four bytes.
TEST(EditDistanceTest, AgreesWithTheWholeMatrix) {
  std::mt19937 random(3);
  constexpr std::u32string_view kLetters = U"abc\u00FC\u043C\U0001F600";
  const auto encoded = [](const std::u32string& text) {
    std::string out;
    for (const char32_t c : text) AppendUtf8(static_cast<int32_t>(c), &out);
    return out;
  };
  for (int i = 0; i < 20'000; ++i) {
    const size_t letters = 2 + random() % (kLetters.size() - 1);
    const size_t longest = i % 50 == 0 ? 130 : i % 10 == 0 ? 68 : 9;
    std::u32string a;
    for (size_t n = random() % longest; n > 0; --n) a += kLetters[random() % letters];
    std::u32string b;
    if (random() % 2 == 0) {
      for (size_t n = random() % longest; n > 0; --n) b += kLetters[random() % letters];
    } else {  // some edits away
      b = a;
      for (size_t n = random() % 5; n > 0; --n) {
        const size_t at = random() % (b.size() + 1);
        const char32_t letter = kLetters[random() % letters];
        const size_t kind = random() % 4;
        if (kind == 0) b.insert(at, 1, letter);
        if (kind == 1 && at < b.size()) b.erase(at, 1);
        if (kind == 2 && at < b.size()) b[at] = letter;
        if (kind == 3 && at + 1 < b.size()) std::swap(b[at], b[at + 1]);
      }
    }
    const size_t limit = random() % 5;
    ASSERT_EQ(Distance(encoded(a), encoded(b), limit), std::min(PlainDistance(a, b), limit + 1))
        << encoded(a) << " " << encoded(b) << " " << limit;
  }
}

}  // namespace
}  // namespace article_search
