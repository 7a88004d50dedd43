// From words to slots: what a language of the index makes of a text of the query.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/token.h"
#include "searcher/query.h"
#include "searcher/query_language.h"
#include "searcher/vocabulary.h"

namespace article_search {

// The words of a text.
struct WordSlots {
  std::vector<Token> tokens;
  Sequence words;                  // a slot for each position
  std::vector<std::string> plain;  // the text at each position
};

// Const methods, too, change the analyzer and the terms' maker of the language that they are given: not for use by two
// threads at once.
class SlotMaker {
 public:
  // Keeps the pointer.
  explicit SlotMaker(Vocabulary* vocabulary) : vocabulary_(vocabulary) {}

  // Whether capitals mean something in the query.
  void Begin(bool acronyms) { acronyms_ = acronyms; }

  WordSlots Analyzed(const QueryLanguage& language, std::string_view text) const;

  // The terms that a word (folded, as Token::text) may be.
  Slot SlotOf(const QueryLanguage& language, std::string_view word, bool is_acronym) const;

  // Whether the index has the word as it is written.
  bool WordExists(const QueryLanguage& language, const std::string& word) const;

  // The word that two are where they are written as one, in any of its forms; empty where the index has none.
  Slot SolidSlotOf(const QueryLanguage& language, const std::string& left, const std::string& right) const;

  // The word of a text that is one, folded; empty where it has none or more.
  std::string LoneWord(const QueryLanguage& language, const std::string& text) const;

  // The letters of initials (see initials.h), each a word, and the word that they are together; empty where the text is
  // anything else.
  struct Initials {
    Sequence letters;
    std::string word;
    Slot solid;
  };
  Initials InitialsOf(const QueryLanguage& language, std::string_view text) const;

  // As LongFormKey().
  std::string LongFormKeyOf(const QueryLanguage& language, const std::string& text) const;

  // The spaced pairs for a text that is a solid word, and its initials, that stand in the index side by side, and how
  // each is typed. `same`: only those that mean the same for sure, since the index has the word with a hyphen, too, one
  // of the two is a number, or they are initials.
  std::vector<std::pair<std::string, Sequence>> SpacedFormsOf(const QueryLanguage& language, const std::string& text,
                                                              bool same) const;

 private:
  bool IsPair(const QueryLanguage& language, std::string_view left, std::string_view right) const;
  // Whether the index has the pair with a hyphen.
  bool HasHyphen(const Sequence& pair, const Slot& solid) const;

  Vocabulary* vocabulary_;
  bool acronyms_ = true;
};

}  // namespace article_search
