// The texts of an index as matching sees them: tokens, and the terms that they have. Kept from query to query, since a
// searcher that answers many finds the same paragraphs, headings and titles again and again.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "corpus/token.h"
#include "corpus/word_beginnings.h"
#include "indexer/terms.h"
#include "searcher/query.h"
#include "searcher/query_language.h"

namespace article_search {

// Bytes [begin, end) of a text.
struct TextSpan {
  size_t begin = 0;
  size_t end = 0;
};

// One of 64 bits: two texts, or a text and a query, without a bit in common have no term in common.
inline uint64_t TermBit(uint32_t term) { return uint64_t{1} << (term % 64); }

struct AnalysedText {
  // A term, and the number of a token that has it.
  struct Place {
    uint32_t term;
    uint32_t token;
    friend bool operator<(const Place& a, const Place& b) {
      return a.term != b.term ? a.term < b.term : a.token < b.token;
    }
  };

  std::vector<Token> tokens;
  std::vector<Place> places;  // ascending
  uint64_t filter = 0;        // TermBit of each term
  // Without the white space around them, where a snippet was made of them; at least one.
  mutable std::optional<std::vector<TextSpan>> sentences = std::nullopt;
  mutable std::optional<std::vector<TextSpan>> lines = std::nullopt;
};

// Terms have numbers, the same for the same term until Trim. Not for use by two threads at once.
class TextAnalyses {
 public:
  // The number of a term that the query asks for.
  uint32_t NumberOf(QueryTerm::Form form, std::string_view text);

  // Has the terms that the query has asked for so far; other terms, and the texts of the tokens that have them, may be
  // left out unless the text is wanted `whole`.
  std::shared_ptr<const AnalysedText> Of(std::string_view text, const QueryLanguage& language, bool whole = false);

  // Before a query: forgets what the last one asked for, and everything where it has become much, numbers of terms too.
  void Trim();

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const;
  };
  template <typename Value>
  using Map = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;
  // Most texts are read by one query only, or by the same one again, for which few words have to be stemmed. What
  // another query reads again, others will, too, and ask for other terms. Of what the first query reads nothing is kept
  // but that it did, as it may be the only one.
  struct Known {
    size_t query = 0;  // the latest that read it
    std::string text = {};
    std::shared_ptr<const AnalysedText> analysed = nullptr;
    bool whole = false;    // else it has, of the terms with numbers below `numbers`,
    uint32_t numbers = 0;  //   those of words that begin so
    WordBeginnings beginnings = {};
  };
  struct Language {
    std::unordered_map<uint64_t, Known> texts;  // by their hash
    Map<std::vector<uint32_t>> words;           // the numbers of their terms
    WordBeginnings beginnings;                  // of words that may have one of the first `asked` terms of the query
    size_t asked = 0;
  };

  uint32_t Number(QueryTerm::Form form, std::string_view text);
  bool HasAsked(const Known& before, const Language& known) const;
  std::shared_ptr<const AnalysedText> Analysed(std::string_view text, const QueryLanguage& language, bool whole,
                                               Language* known);
  const std::vector<uint32_t>& TermsOf(const Token& token, const QueryLanguage& language, bool whole, Language* known);

  std::array<Map<uint32_t>, 3> numbers_;  // by form and text
  uint32_t number_count_ = 0;
  std::vector<std::string> asked_;                            // terms, by the query at hand
  std::unordered_set<uint32_t> asked_numbers_;                // of these
  uint32_t asked_below_ = 0;                                  // which are less than this
  std::unordered_map<const TermMaker*, Language> languages_;  // by what makes their terms
  size_t bytes_ = 0;                                          // of the texts that are kept
  size_t queries_ = 0;
  std::vector<uint32_t> scratch_;
};

}  // namespace article_search
