// The words that a scan leaves out are none that was wanted.
#include "searcher/word_list.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "corpus/utf8.h"
#include "searcher/edit_distance.h"

namespace article_search {
namespace {

// Few letters, so that many words are near each other; two of them share a bit of a set of letters.
std::string RandomWord(std::mt19937* random) {
  const std::vector<std::string> letters = {"a", "b", "c", "d", "é", "ж", "\u0461", "語"};
  std::string word;
  for (size_t n = 1 + (*random)() % 7; n > 0; --n) word += letters[(*random)() % letters.size()];
  return word;
}

class WordListTest : public testing::Test {
 protected:
  WordListTest() {
    while (texts_.size() < 3000) texts_.insert(RandomWord(&random_));
    uint64_t number = 0;
    for (const std::string& text : texts_) list_.Add(text, ++number);
    list_.Sort();
  }

  std::mt19937 random_{5};
  std::set<std::string> texts_;
  WordList list_;
};

TEST_F(WordListTest, HasAllTheShortestFirst) {
  ASSERT_EQ(list_.size(), texts_.size());
  uint32_t length = 0;
  std::set<std::string> seen;
  for (const WordList::Word& word : list_.words()) {
    EXPECT_EQ(word.length, CountCodePoints(word.text));
    EXPECT_GE(word.length, length);
    length = word.length;
    const auto place = texts_.find(std::string(word.text));
    ASSERT_NE(place, texts_.end());
    EXPECT_EQ(word.paragraphs, std::distance(texts_.begin(), place) + 1);
    seen.insert(*place);
  }
  EXPECT_EQ(seen, texts_);
}

TEST_F(WordListTest, FindsAllThatAreNear) {
  for (size_t edits = 0; edits <= 4; ++edits) {
    size_t near = 0;
    size_t visited = 0;
    for (int i = 0; i < 100; ++i) {
      const std::string word = RandomWord(&random_);
      const EditDistance distance(word, edits);
      std::set<std::string_view> found;
      list_.ForEachNear(word, edits, [&](const WordList::Word& one) { found.insert(one.text); });
      for (const std::string& text : texts_) {
        if (distance.To(text) > edits) continue;
        ++near;
        EXPECT_TRUE(found.contains(text)) << text << " is within " << edits << " of " << word;
      }
      visited += found.size();
    }
    EXPECT_GT(near, 0);
    // That anything is left out; of more than three edits nothing is.
    if (edits <= 2) {
      EXPECT_LT(visited, 100 * texts_.size() / 2);
    }
  }
}

TEST_F(WordListTest, FindsAllOfTheSameLetters) {
  size_t wanted = 0;
  for (int i = 0; i < 100; ++i) {
    const std::string word = RandomWord(&random_);
    std::set<std::string_view> found;
    list_.ForEachOfLettersOf(word, 2, 4, [&](const WordList::Word& one) { found.insert(one.text); });
    const std::u32string letters = DecodeUtf8(word);
    for (const std::string& text : texts_) {
      const std::u32string decoded = DecodeUtf8(text);
      const bool is_made_of_them = decoded.find_first_not_of(letters) == std::u32string::npos;
      const bool has_length = decoded.size() >= 2 && decoded.size() < 4;
      if (!has_length) {
        EXPECT_FALSE(found.contains(text)) << text;
      } else if (is_made_of_them) {
        ++wanted;
        EXPECT_TRUE(found.contains(text)) << text << " has only letters of " << word;
      }
    }
  }
  EXPECT_GT(wanted, 0);
}

TEST(EmptyWordListTest, HasNothingNear) {
  WordList list;
  list.Sort();
  list.ForEachNear("word", 2, [](const WordList::Word& word) { ADD_FAILURE() << word.text; });
  list.ForEachOfLettersOf("word", 1, 5, [](const WordList::Word& word) { ADD_FAILURE() << word.text; });
}

}  // namespace
}  // namespace article_search
