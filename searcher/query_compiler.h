// From a query tree to Xapian's query. Private to the library: it shows xapian.h.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "indexer/schema.h"
#include "searcher/query.h"
#include "searcher/term_counts.h"

namespace article_search {

// What a word weighs outside of the paragraph and its nearest heading, where BM25 does. docs/ranking.md says where the
// numbers come from.
struct FieldWeights {
  double above = 0.25;      // in a heading further out or the title: so much of the word's idf
  double bigram = 0.5;      // two neighbouring characters of a word, see Bigrams(): so much of their idf
  double other_form = 0.5;  // an abbreviation, a spaced pair: so much of what its words would weigh
};

// The term as the index has it.
std::string PrefixedTerm(Field field, const QueryTerm& term);

// Matches the sequence in a field that has positions, with `slack` other words between at most.
Xapian::Query SequenceQuery(const Sequence& sequence, Field field, uint32_t slack);

// The fields in which a leaf is looked for.
std::span<const Field> FieldsOf(LeafField field);

// Keeps the pointer.
class QueryCompiler {
 public:
  QueryCompiler(TermCounts* counts, const FieldWeights& weights);

  // Matches what the tree matches, or more where NeedsVerification(root); headings further out and the title only add
  // weight.
  Xapian::Query Compile(const QueryNode& root) const;

  // The weight of a leaf: the sum of its rarest sequence's idf.
  double LeafWeight(const QueryNode& leaf) const;

  // The idf of a slot: that of a term which stands wherever one of the slot's does. 0 where none does.
  double SlotWeight(const Slot& slot) const;

  // That of a slot of this one term, a stem or an acronym.
  double TermWeight(const QueryTerm& term) const { return Idf(Paragraphs(term)); }

  // What a bigram of the leaf adds where it stands; 0 where it does not count.
  double BigramWeight(const QueryNode& leaf, const std::string& bigram) const;

  // Of a term in so many paragraphs.
  double Idf(double paragraphs) const;

  const FieldWeights& field_weights() const { return weights_; }

 private:
  // What a subtree must match: exactly that, or more, or less, where Xapian can't tell exactly.
  enum class Bound : uint8_t { kAtLeast, kAtMost };

  // `weighs`: false for what must not match.
  Xapian::Query Matching(const QueryNode& node, bool weighs, Bound bound) const;
  Xapian::Query Leaf(const QueryNode& leaf, bool weighs) const;
  Xapian::Query Near(const QueryNode& near, bool weighs) const;
  Xapian::Query NearIn(const QueryNode& near, Field field) const;
  // One of a leaf's ways to be spelled: where it stands, and what it weighs.
  Xapian::Query SequenceIn(const Sequence& sequence, uint32_t slack, Field field) const;
  Xapian::Query SequenceWeight(const Sequence& sequence, uint32_t count) const;
  // All of them, by OR or AND; what they weigh is added up in an order that the whole index decides. Xapian would go by
  // the frequencies in each shard, and the last bits of a score, and so which of two that weigh the same comes first,
  // would depend on the shards.
  Xapian::Query Sum(Xapian::Query::op op, const std::vector<Xapian::Query>& queries) const;
  double Paragraphs(const QueryTerm& term) const;
  // Most words stand in no heading: what looks for them there may be left out.
  bool MayStandIn(const Sequence& sequence, Field field) const;

  TermCounts* counts_;
  FieldWeights weights_;
};

// Whether the text of what Xapian finds must be looked at: an exact form, a wildcard in a phrase, NEAR of phrases.
bool NeedsVerification(const QueryNode& node);

}  // namespace article_search
