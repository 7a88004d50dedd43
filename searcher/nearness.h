// Words of a query that stand close together say more than the same words apart. Private to the library: it shows
// xapian.h.
#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <vector>

#include "searcher/index_reader.h"
#include "searcher/query.h"
#include "searcher/query_compiler.h"
#include "searcher/ranking.h"
#include "searcher/term_counts.h"

namespace article_search {

// Y. Rasolofo and J. Savoy, "Term Proximity Scoring for Keyword-Based Retrieval Systems" (ECIR 2003), for pairs of
// neighbouring words of the query: each time the two stand within kNearnessWindow positions of each other counts the
// inverse square of their distance, in the nearest heading twice; the sum weighs as a word's wdf does in BM25, with the
// smaller of the two words' idf.
inline constexpr uint32_t kNearnessWindow = 8;
inline constexpr double kNearnessWeight = 0.5;  // docs/ranking.md says where it comes from

// Throws what Xapian throws. Keeps the reference to the index.
class Nearness {
 public:
  Nearness(const IndexReader& index, TermCounts* counts, const QueryNode& root, const QueryCompiler& compiler);

  // False where no two words stand side by side: then nothing is ever added.
  bool has_pairs() const { return !pairs_.empty(); }

  // Adds to the scores of `top`.
  void AddTo(std::vector<RankedParagraph>* top) const;

 private:
  struct Pair {
    size_t left;  // numbers of terms
    size_t right;
    double weight;
    bool in_headings = false;  // both stand in some heading
  };
  using Positions = std::vector<Xapian::termpos>;
  // In one field of a paragraph; those of each term are read when they are asked for.
  struct FieldPositions {
    Field field;
    std::vector<std::optional<Positions>> of_terms;
  };
  const Positions& PositionsOf(Xapian::docid id, size_t term, FieldPositions* known) const;
  // The sum over the occurrences of both words in one field of a paragraph.
  double Closeness(Xapian::docid id, const Pair& pair, FieldPositions* known) const;

  const IndexReader& index_;
  std::vector<QueryTerm> terms_;
  std::vector<Pair> pairs_;
};

}  // namespace article_search
