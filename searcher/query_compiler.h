// From a query tree to Xapian's query. Private to the library: it shows xapian.h.
#pragma once

#include <xapian.h>

#include "searcher/query.h"

namespace article_search {

// How much a word in a heading weighs, as a share of the word's idf (the weight BM25 gives a word before length and
// repetition). docs/ranking.md says where the numbers come from.
struct FieldWeights {
  double heading = 1.0;  // the nearest heading
  double outer = 0.25;   // headings further out and the title
};

class QueryCompiler {
 public:
  QueryCompiler(const Xapian::Database& database, const FieldWeights& weights);

  // Matches what the tree matches; headings further out and the title only add weight.
  Xapian::Query Compile(const QueryNode& root) const;

  // The weight of a leaf: the sum of its rarest sequence's idf.
  double LeafWeight(const QueryNode& leaf) const;

 private:
  // `weighs`: false for what must not match.
  Xapian::Query Matching(const QueryNode& node, bool weighs) const;
  Xapian::Query LeafIn(const QueryNode& leaf, int field) const;
  // 0 for a term that the index does not have, else above 0.
  double Idf(const QueryTerm& term) const;

  const Xapian::Database& database_;
  FieldWeights weights_;
};

}  // namespace article_search
