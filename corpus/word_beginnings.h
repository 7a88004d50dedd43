// How the words begin that somebody looks for, so that others need not be looked at.
#pragma once

#include <bitset>
#include <cstddef>
#include <string_view>

#include "corpus/ascii.h"

namespace article_search {

// Pairs of first letters. Case does not matter, and some other characters count as letters: never the other way round.
class WordBeginnings {
 public:
  // Words that begin with the first two letters of `word`; where it has one, or the second is not of ASCII, all that
  // begin with the first. Nothing where the first is not of ASCII: MayHave() is true of such words in any case.
  void Add(std::string_view word) {
    if (word.empty() || !IsAscii(word[0])) return;
    if (word.size() > 1 && IsAscii(word[1])) {
      pairs_.set(Index(word[0], word[1]));
    } else {
      for (char second = 0; second < kLetters; ++second) pairs_.set(Index(word[0], second));
    }
  }
  void AddAll() { pairs_.set(); }
  // Whether all that were added here were added to `other`, too.
  bool IsWithin(const WordBeginnings& other) const { return (pairs_ & ~other.pairs_).none(); }

  // False only where no word that was added begins as this one does.
  bool MayHave(std::string_view word) const {
    if (word.empty() || !IsAscii(word[0])) return true;
    if (word.size() > 1 && !IsAscii(word[1])) return true;
    return pairs_[Index(word[0], word.size() > 1 ? word[1] : '\0')];
  }

 private:
  static constexpr char kLetters = 32;
  static size_t Index(char first, char second) {
    return static_cast<size_t>(first % kLetters) * kLetters + static_cast<size_t>(second % kLetters);
  }

  std::bitset<kLetters * kLetters> pairs_;
};

}  // namespace article_search
