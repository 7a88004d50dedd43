// What was meant by a word that stands nowhere.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/vocabulary.h"

namespace article_search {

// A word of a query.
struct QueryWord {
  uint32_t begin = 0;  // bytes of the query
  uint32_t end = 0;
  std::string folded;               // case and marks
  bool matches = false;             // the index has it, or its stem
  std::optional<bool> is_ordinary;  // IsOrdinaryWord, in any of the index's languages
};

struct Suggestion {
  struct Change {
    std::string from;
    std::string to;
  };
  std::string query;  // with the words changed, and everything else as it was
  std::vector<Change> changes;
  bool is_sure = true;  // each of them: good enough to be searched unasked
};

// Where more different words than this match nothing, the query is no misspelt one: it is about something else, or in
// another language. All words of the index are read for each.
inline constexpr size_t kMaxUnknownWords = 20;
inline constexpr size_t kMaxQuestionedWords = 1000;  // a query has no more

// A noisy channel, as in M. D. Kernighan, K. W. Church and W. A. Gale, "A Spelling Correction Program Based on a Noisy
// Channel Model" (COLING 1990): of the words of the index within a few edits the one that is most likely, by its
// frequency and by what its misspelling costs. Costs are ours: doubled letters, transposed and missing ones are the
// cheapest, another first letter the dearest. Since the index has few of the words that there are, what was typed may
// well be right: a candidate that costs too much for the length of the word is not suggested, and for a word that is
// known to be right none at all, but as two words or one.
//
// Not for use by two threads at once.
class Suggester {
 public:
  // `paragraphs_with_all`: in how many paragraphs all of some words stand; asked for a few candidates only.
  Suggester(Vocabulary* vocabulary, std::function<uint64_t(const std::vector<std::string>& words)> paragraphs_with_all);

  // Nothing where every word matches, none that does not has a likely candidate, more than kMaxUnknownWords different
  // ones do not, or there are more than kMaxQuestionedWords. Reads all words of the index once.
  std::optional<Suggestion> Suggest(std::string_view query, const std::vector<QueryWord>& words);

 private:
  struct Candidate {
    std::string text;  // a word, or two of them with a space between
    double cost = 0;
    size_t words = 1;          // of the query that it stands for
    double beside_others = 0;  // likewise a cost, where it stands in a paragraph with the query's other words
  };
  struct Unknown;

  // Words that match nothing, and neighbours that may be one word; none where there are too many.
  static std::vector<Unknown> FindUnknown(std::string_view query, const std::vector<QueryWord>& words);
  // Reads all words of the index for candidates.
  void Scan(std::vector<Unknown>* unknown);
  // The best candidate for each word; a joined one, at its first word, where it is better than those of its parts.
  std::vector<std::optional<Candidate>> Choose(const std::vector<QueryWord>& words, std::vector<Unknown>* unknown);
  std::optional<Candidate> Best(const std::vector<QueryWord>& words, Unknown* unknown);

  Vocabulary* vocabulary_;
  std::function<uint64_t(const std::vector<std::string>& words)> paragraphs_with_all_;
};

}  // namespace article_search
