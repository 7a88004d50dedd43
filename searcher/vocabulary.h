// What an index has, as far as the understanding of a query depends on it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/query.h"
#include "searcher/word_list.h"

namespace article_search {

using WordVisitor = std::function<void(std::string_view word, uint64_t paragraphs)>;

class Vocabulary {
 public:
  virtual ~Vocabulary() = default;

  // Whether the index has the term, in a body or a nearest heading.
  virtual bool HasTerm(const QueryTerm& term) = 0;
  // Or in a heading further up, or a title.
  virtual bool HasTermAnywhere(const QueryTerm& term) { return HasTerm(term); }

  // Whether it has every word of the sequence.
  bool HasWords(const Sequence& sequence) {
    return std::all_of(sequence.begin(), sequence.end(), [this](const Slot& slot) {
      return std::any_of(slot.begin(), slot.end(), [this](const QueryTerm& term) { return HasTerm(term); });
    });
  }

  // Calls `visit` for every word of the bodies and headings that begins with `prefix` (folded), each once, in no
  // particular order.
  virtual void ForEachWord(std::string_view prefix, const WordVisitor& visit) = 0;

  // All of them. Valid while the vocabulary is.
  virtual const WordList& AllWords() = 0;

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
