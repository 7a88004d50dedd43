// What of a paragraph made it match a query: the query tree, evaluated over the paragraph's own words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/analyzer.h"
#include "corpus/token.h"
#include "indexer/terms.h"
#include "searcher/query.h"

namespace article_search {

// A stretch of a text that matched a leaf: a word, or a whole phrase.
struct Match {
  uint32_t begin = 0;  // bytes of the text
  uint32_t end = 0;
  uint32_t leaf = 0;  // the leaf's number in Leaves()
};

struct ParagraphMatch {
  bool matches = false;
  std::vector<Match> body;     // ascending by begin
  std::vector<Match> heading;  // in the nearest heading
  std::vector<Token> tokens;   // of the body
};

// Not for use by two threads at once.
class Matcher {
 public:
  // Keeps the references; the tree must not change.
  Matcher(const QueryNode& query, Analyzer* analyzer, TermMaker* terms);

  ParagraphMatch MatchParagraph(std::string_view body, std::string_view nearest_heading);

 private:
  struct Occurrence {
    uint32_t position;
    uint32_t begin;
    uint32_t end;
  };
  // For each number of a term, where it stands, ascending by position.
  using Occurrences = std::vector<std::vector<Occurrence>>;

  void Register(const QueryNode& node);
  void Analyze(std::string_view text, std::vector<Token>* tokens, Occurrences* occurrences);
  const std::vector<uint32_t>& TermNumbers(const Token& token);
  std::vector<Match> LeafMatches(const QueryNode& leaf, uint32_t number, const Occurrences& occurrences) const;
  bool Evaluate(const QueryNode& node, const std::vector<char>& leaf_matches, uint32_t* next_leaf,
                std::vector<char>* contributes) const;
  uint32_t NumberOf(const QueryTerm& term) const;

  const QueryNode& query_;
  Analyzer* analyzer_;
  TermMaker* terms_;
  std::vector<const QueryNode*> leaves_;
  std::unordered_map<std::string, uint32_t> numbers_;             // of the query's terms, keyed by form and text
  std::unordered_map<std::string, std::vector<uint32_t>> cache_;  // from a token to the query's terms it has
};

// Matches as ranges: sorted, overlapping ones made one.
template <typename RangeType>
std::vector<RangeType> ToRanges(const std::vector<Match>& matches) {
  std::vector<RangeType> ranges;
  for (const Match& match : matches) {
    if (!ranges.empty() && match.begin < ranges.back().end) {
      if (match.end > ranges.back().end) ranges.back().end = match.end;
    } else {
      ranges.push_back({match.begin, match.end});
    }
  }
  return ranges;
}

}  // namespace article_search
