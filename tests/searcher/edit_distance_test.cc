#include "searcher/edit_distance.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

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

TEST(EditDistanceTest, Known) {
  EXPECT_EQ(EditDistance(U"", U"", 2), 0U);
  EXPECT_EQ(EditDistance(U"port", U"port", 0), 0U);
  EXPECT_EQ(EditDistance(U"port", U"prot", 2), 1U);
  EXPECT_EQ(EditDistance(U"port", U"ports", 2), 1U);
  EXPECT_EQ(EditDistance(U"port", U"sport", 2), 1U);
  EXPECT_EQ(EditDistance(U"port", U"part", 2), 1U);
  EXPECT_EQ(EditDistance(U"ca", U"abc", 3), 3U) << "no text is changed twice";
  EXPECT_EQ(EditDistance(U"kitten", U"sitting", 3), 3U);
  EXPECT_EQ(EditDistance(U"kitten", U"sitting", 2), 3U) << "above the limit";
  EXPECT_EQ(EditDistance(U"", U"abc", 2), 3U);
  EXPECT_EQ(EditDistance(U"мост", U"мсот", 2), 1U);
}

TEST(EditDistanceTest, AgreesWithTheWholeMatrix) {
  std::mt19937 random(3);
  for (int i = 0; i < 20'000; ++i) {
    std::u32string a;
    std::u32string b;
    for (size_t n = random() % 9; n > 0; --n) a += U"abc"[random() % 3];
    for (size_t n = random() % 9; n > 0; --n) b += U"abc"[random() % 3];
    const size_t limit = random() % 5;
    ASSERT_EQ(EditDistance(a, b, limit), std::min(PlainDistance(a, b), limit + 1))
        << std::string(a.begin(), a.end()) << " " << std::string(b.begin(), b.end()) << " " << limit;
  }
}

}  // namespace
}  // namespace article_search
