// From a word or a phrase of a query to a leaf of its tree: the analyzer's tokens, and the ways in which the index may
// spell them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/leaf_expander.h"
#include "searcher/query.h"
#include "searcher/query_language.h"
#include "searcher/slot_maker.h"
#include "searcher/vocabulary.h"

namespace article_search {

// A phrase, and what stands between spaces, is its first so many words: Xapian's time for a phrase is quadratic in
// them.
inline constexpr size_t kMaxPhraseWords = 100;

// Not for use by two threads at once.
class LeafMaker {
 public:
  // A word may be spelled as any of `languages` (at least one) has it. Wildcards and fuzzy words stand for
  // `max_expansions` words at most. Keeps the pointers.
  LeafMaker(std::vector<QueryLanguage> languages, Vocabulary* vocabulary, size_t max_expansions);
  LeafMaker(const LeafMaker&) = delete;
  LeafMaker& operator=(const LeafMaker&) = delete;

  // Before the leaves of a query are made: `acronyms`, whether capitals mean something in it; `warnings` takes lines on
  // what is searched otherwise than it was typed.
  void Begin(std::string_view query, bool acronyms, std::vector<std::string>* warnings);

  // kNothing where there is no word in `text`.
  QueryNode Word(std::string_view text);
  QueryNode Phrase(std::string_view text, uint32_t slack);
  QueryNode Exact(std::string_view text, bool is_phrase);
  // A phrase where the index has its words one by one: example.c*.
  QueryNode Wildcard(std::string_view pattern);
  QueryNode Fuzzy(std::string_view word, uint32_t edits);

  // Whether the query has had all the wildcards and fuzzy words that it may have, so that one was left out.
  bool is_full() const { return expander_.is_full(); }

  // Adds the spaced pair that something matches to a solid word that nothing matches, or that means the same.
  void MeetSpacedPair(QueryNode* leaf);
  // For a word that nothing matches, of a script that puts no space between words: adds those that it is a part of.
  void MeetWordsAround(QueryNode* leaf);
  // For two neighbours that stand nowhere side by side: the solid word that something matches; else kNothing.
  QueryNode SolidWord(const QueryNode& left, const QueryNode& right);
  // The words of a compound that stands nowhere, each as a leaf; empty where it stands somewhere, is a single word, has
  // more than `most` words, or none that stands anywhere by itself.
  std::vector<QueryNode> PartsOfUnknown(const QueryNode& leaf, size_t most);
  // The sequences of what an article defines the leaf's word as an abbreviation of.
  std::vector<Sequence> LongFormsOf(const QueryNode& leaf);
  // The sequences of the abbreviations that articles define for the leaves, one behind the other.
  std::vector<Sequence> ShortFormsOf(const std::vector<const QueryNode*>& leaves);
  // Whether the index has every word of one of the leaf's sequences.
  bool MayMatch(const QueryNode& leaf);

  // A piece of the query that stands between spaces, as words: one, but for scripts that put no space between words.
  std::vector<std::string_view> SplitTouching(std::string_view piece);

 private:
  std::string_view Bounded(std::string_view text);
  QueryNode Leaf(std::string_view text, bool is_phrase);
  void AddPairs(const QueryLanguage& language, const WordSlots& slots, QueryNode* leaf);
  QueryNode PhraseWithWildcards(std::string_view text);
  bool IsStopWord(const QueryNode& leaf);

  std::vector<QueryLanguage> languages_;
  Vocabulary* vocabulary_;
  SlotMaker slot_maker_;
  LeafExpander expander_;
  const QueryLanguage* stop_language_;  // whose stop words the query has
  std::vector<std::string>* warnings_ = nullptr;
};

}  // namespace article_search
