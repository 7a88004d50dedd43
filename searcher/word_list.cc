#include "searcher/word_list.h"

#include <algorithm>
#include <numeric>
#include <utility>

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
  firsts_.clear();
}

void WordList::Add(std::string_view text, uint64_t paragraphs) {
  texts_.insert(texts_.end(), text.begin(), text.end());
  // The texts move as they grow; until they are all there only the sizes of the views are right.
  words_.push_back({{texts_.data(), text.size()}, paragraphs, static_cast<uint32_t>(CountCodePoints(text))});
}

// By counting, as there are few lengths.
void WordList::Sort() {
  size_t longest = 0;
  for (const Word& word : words_) longest = std::max<size_t>(longest, word.length);
  firsts_.assign(longest + 2, 0);
  for (const Word& word : words_) ++firsts_[word.length + 1];
  std::partial_sum(firsts_.begin(), firsts_.end(), firsts_.begin());
  std::vector<size_t> next = firsts_;
  std::vector<Word> sorted(words_.size());
  size_t begin = 0;
  letters_.resize(words_.size());
  for (Word& word : words_) {
    word.text = {texts_.data() + begin, word.text.size()};
    begin += word.text.size();
    const size_t place = next[word.length]++;
    letters_[place] = LettersOf(word.text);
    sorted[place] = word;
  }
  words_ = std::move(sorted);
}

}  // namespace article_search
