// What an index has, as far as the understanding of a query depends on it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/utf8.h"
#include "searcher/query.h"

namespace article_search {

// A word of the index, with what tells cheaply that it is far from another.
struct IndexedWord {
  std::string_view text;    // folded
  uint64_t paragraphs = 0;  // in which it stands, at least roughly
  uint32_t length = 0;      // code points
  uint64_t letters = 0;     // a set of hashes of its code points

  static IndexedWord Of(std::string_view text, uint64_t paragraphs = 0) {
    IndexedWord word{text, paragraphs, 0, 0};
    for (size_t i = 0; i < text.size(); ++word.length) {
      word.letters |= uint64_t{1} << (static_cast<uint32_t>(NextCodePoint(text, &i)) % 64);
    }
    return word;
  }
  // False where it takes more edits to make the one of the other. Every edit changes the length by one at most, takes
  // one letter out of the set at most, and puts one into it.
  bool MayBeWithin(uint64_t edits, const IndexedWord& other) const {
    const auto has_more = [edits](uint64_t set) {
      for (uint64_t i = 0; i < edits && set != 0; ++i) set &= set - 1;
      return set != 0;
    };
    return length <= other.length + edits && other.length <= length + edits && !has_more(letters & ~other.letters) &&
           !has_more(other.letters & ~letters);
  }
};

// Those of `words`, the shortest first, that have from `least` to `most` code points.
inline std::span<const IndexedWord> OfLength(std::span<const IndexedWord> words, uint64_t least, uint64_t most) {
  const auto is_shorter = [](const IndexedWord& word, uint64_t length) { return word.length < length; };
  const auto begin = std::lower_bound(words.begin(), words.end(), least, is_shorter);
  return {begin, std::lower_bound(begin, words.end(), most + 1, is_shorter)};
}

using WordVisitor = std::function<void(std::string_view word, uint64_t paragraphs)>;

class Vocabulary {
 public:
  virtual ~Vocabulary() = default;

  // Whether the index has the term, in a body or a nearest heading.
  virtual bool HasTerm(const QueryTerm& term) = 0;

  // Whether it has every word of the sequence.
  bool HasWords(const Sequence& sequence) {
    return std::all_of(sequence.begin(), sequence.end(), [this](const Slot& slot) {
      return std::any_of(slot.begin(), slot.end(), [this](const QueryTerm& term) { return HasTerm(term); });
    });
  }

  // Calls `visit` for every word of the bodies and headings that begins with `prefix` (folded), each once, in no
  // particular order.
  virtual void ForEachWord(std::string_view prefix, const WordVisitor& visit) = 0;

  // All of them, the shortest first. Valid while the vocabulary is.
  virtual std::span<const IndexedWord> AllWords() = 0;

  // Whether the words of the sequence stand side by side anywhere. Of words that are all very frequent it is taken for
  // granted, since it would take long to find out that they do not.
  virtual bool HasSequence(const Sequence& sequence) = 0;

  // Calls `visit` with the path of each article, once, and the whole term that its paragraphs have.
  virtual void ForEachPath(const std::function<void(std::string_view path, const std::string& term)>& visit) = 0;

  // What articles of the index define a word (folded, as Token::text) as an abbreviation of, as it stands there.
  virtual std::vector<std::string> LongForms(const std::string& short_form) = 0;

  // The abbreviations (folded, as Token::text) of a long form, given by its LongFormKey.
  virtual std::vector<std::string> ShortForms(const std::string& long_form_key) = 0;
};

}  // namespace article_search
