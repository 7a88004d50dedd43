// All words of an index, arranged so that those like another word are found without looking at each closely.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "corpus/utf8.h"

namespace article_search {

// A set of hashes of the code points of `word` (UTF-8), a bit each.
uint64_t LettersOf(std::string_view word);

class WordList {
 public:
  WordList() = default;
  WordList(const WordList&) = delete;  // words are views of the list's own memory, which goes with it
  WordList& operator=(const WordList&) = delete;
  WordList(WordList&&) = default;
  WordList& operator=(WordList&&) = default;

  struct Word {
    std::string_view text;    // folded
    uint64_t paragraphs = 0;  // in which it stands, at least roughly
    uint32_t length = 0;      // code points
  };

  // Without a word again.
  void Clear();
  // To be called for all words, and then Sort, once: the rest is for a list that has been sorted.
  void Add(std::string_view text, uint64_t paragraphs);
  // The shortest first, those of one length as they were added.
  void Sort();

  // All of them.
  std::span<const Word> words() const { return words_; }
  size_t size() const { return words_.size(); }

  // Calls visit(word) for those of at least `least` and fewer than `end` code points that have no letter but those of
  // `word`, and for some that have.
  template <class Visit>
  void ForEachOfLettersOf(std::string_view word, size_t least, size_t end, const Visit& visit) const {
    const uint64_t others = ~LettersOf(word);
    for (size_t i = FirstOfLength(least), last = FirstOfLength(end); i < last; ++i) {
      if ((letters_[i] & others) == 0) visit(words_[i]);
    }
  }

  // Calls visit(word) for those that `edits` or fewer make of `word` (see EditDistance), and for some that need more.
  template <class Visit>
  void ForEachNear(std::string_view word, size_t edits, const Visit& visit) const {
    const size_t length = CountCodePoints(word);
    const uint64_t letters = LettersOf(word);
    switch (edits) {
      case 0:
        return ForEachWithin<0>(length, letters, visit);
      case 1:
        return ForEachWithin<1>(length, letters, visit);
      case 2:
        return ForEachWithin<2>(length, letters, visit);
      case 3:
        return ForEachWithin<3>(length, letters, visit);
      default:
        for (const Word& any : words_) visit(any);
    }
  }

 private:
  // An edit takes one letter out of the set at most, and puts one in. One that makes a word longer takes none out, one
  // that makes it shorter puts none in. Of words that are longer or shorter by kBy at most:
  template <size_t kEdits, size_t kBy = kEdits, class Visit>
  void ForEachWithin(size_t length, uint64_t letters, const Visit& visit) const {
    ForEachOfLength<kEdits, kEdits - kBy>(length + kBy, letters, visit);
    if constexpr (kBy > 0) {
      if (length >= kBy) ForEachOfLength<kEdits - kBy, kEdits>(length - kBy, letters, visit);
      ForEachWithin<kEdits, kBy - 1>(length, letters, visit);
    }
  }

  // Those that have kMore other letters and lack kFewer of these at most.
  template <size_t kMore, size_t kFewer, class Visit>
  void ForEachOfLength(size_t length, uint64_t letters, const Visit& visit) const {
    for (size_t i = FirstOfLength(length), end = FirstOfLength(length + 1); i < end; ++i) {
      uint64_t more = letters_[i] & ~letters;
      uint64_t fewer = letters & ~letters_[i];
      for (size_t edit = 0; edit < kMore; ++edit) more &= more - 1;  // without its lowest bit
      for (size_t edit = 0; edit < kFewer; ++edit) fewer &= fewer - 1;
      if ((more | fewer) == 0) visit(words_[i]);
    }
  }

  // The place of the first word of at least `length` code points.
  size_t FirstOfLength(size_t length) const { return length < firsts_.size() ? firsts_[length] : words_.size(); }

  std::vector<char> texts_;  // not a string, whose memory may be its own
  std::vector<Word> words_;
  std::vector<uint64_t> letters_;  // of each of them, by themselves: a scan reads hardly anything else
  std::vector<size_t> firsts_;     // FirstOfLength
};

}  // namespace article_search
