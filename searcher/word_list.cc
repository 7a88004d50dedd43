#include "searcher/word_list.h"

#include <algorithm>

namespace article_search {

uint64_t LettersOf(std::string_view word) {
  uint64_t letters = 0;
  for (size_t i = 0; i < word.size();) letters |= uint64_t{1} << (static_cast<uint32_t>(NextCodePoint(word, &i)) % 64);
  return letters;
}

void WordList::Clear() {
  texts_.clear();
  words_.clear();
  letters_.clear();
}

void WordList::Add(std::string_view text, uint64_t paragraphs) {
  texts_.insert(texts_.end(), text.begin(), text.end());
  // The texts move as they grow; until they are all there only the sizes of the views are right.
  words_.push_back({{texts_.data(), text.size()}, paragraphs, static_cast<uint32_t>(CountCodePoints(text))});
}

void WordList::Sort() {
  size_t begin = 0;
  for (Word& word : words_) {
    word.text = {texts_.data() + begin, word.text.size()};
    begin += word.text.size();
  }
  std::stable_sort(words_.begin(), words_.end(), [](const Word& a, const Word& b) { return a.length < b.length; });
  letters_.reserve(words_.size());
  for (const Word& word : words_) letters_.push_back(LettersOf(word.text));
}

size_t WordList::FirstOfLength(size_t length) const {
  const auto first = std::lower_bound(words_.begin(), words_.end(), length,
                                      [](const Word& word, size_t wanted) { return word.length < wanted; });
  return static_cast<size_t>(first - words_.begin());
}

}  // namespace article_search
