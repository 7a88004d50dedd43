// The texts of an index as matching sees them: tokens, and the terms that they have. Kept from query to query, since a
// searcher that answers many finds the same paragraphs, headings and titles again and again.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/token.h"
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
  // UnitsOf (searcher/snippet.h), where somebody has asked for them: the sentences, and the lines.
  mutable std::optional<std::vector<TextSpan>> sentences = std::nullopt;
  mutable std::optional<std::vector<TextSpan>> lines = std::nullopt;
};

// Terms have numbers, the same for the same term until Trim. Not for use by two threads at once.
class TextAnalyses {
 public:
  // The number of a query's term.
  uint32_t NumberOf(QueryTerm::Form form, std::string_view text);

  // Of terms that no query has asked for some may be left out.
  std::shared_ptr<const AnalysedText> Of(std::string_view text, const QueryLanguage& language);

  // Before a query: forgets everything where it has become much, numbers of terms too. What the first query reads is
  // not kept, as it may be the only one: then few words have to be stemmed.
  void Trim();

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const;
  };
  template <typename Value>
  using Map = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;
  struct Language {
    Map<std::shared_ptr<const AnalysedText>> texts;
    Map<std::vector<uint32_t>> words;  // the numbers of their terms
  };

  const std::vector<uint32_t>& TermsOf(const Token& token, const QueryLanguage& language, bool keeps, Language* known);

  Map<uint32_t> numbers_;                                     // by form and text
  std::bitset<kInitials> initials_;                           // of the terms that a query has asked for
  std::unordered_map<const TermMaker*, Language> languages_;  // by what makes their terms
  size_t bytes_ = 0;                                          // of all texts since Trim, kept or not
  size_t queries_ = 0;                                        // of which the first keeps nothing
  std::vector<uint32_t> scratch_;
};

}  // namespace article_search
