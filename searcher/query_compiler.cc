// In the body a word weighs by BM25, Xapian's own. Terms of the other fields have no wdf, so that a document's length
// is its body's; there a word weighs a fixed share of its idf, by a FixedWeightPostingSource filtered by the term. Both
// are Xapian's own and so reach its servers.
#include "searcher/query_compiler.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "indexer/schema.h"

namespace article_search {
namespace {

std::string_view PrefixOf(Field field, QueryTerm::Form form) {
  const FieldPrefixes& prefixes = PrefixesOf(field);
  switch (form) {
    case QueryTerm::Form::kStem:
      return prefixes.stem;
    case QueryTerm::Form::kAcronym:
      return prefixes.acronym;
    case QueryTerm::Form::kWord:
      break;
  }
  return prefixes.word;
}

Xapian::Query SlotQuery(const Slot& slot, Field field, Xapian::Query::op op, uint32_t count) {
  std::vector<Xapian::Query> terms;
  for (const QueryTerm& term : slot) {
    terms.emplace_back(std::string(PrefixOf(field, term.form)) + term.text, count);
  }
  return terms.size() == 1 ? terms.front() : Xapian::Query(op, terms.begin(), terms.end());
}

Xapian::Query FixedWeight(double weight) {
  // release(): the query owns it.
  return Xapian::Query((new Xapian::FixedWeightPostingSource(weight))->release());
}

}  // namespace

QueryCompiler::QueryCompiler(const Xapian::Database& database, const FieldWeights& weights)
    : database_(database), weights_(weights) {}

double QueryCompiler::Idf(const QueryTerm& term) const {
  const double documents = database_.get_doccount();
  const auto with = [&](Field field) {
    return static_cast<double>(database_.get_termfreq(std::string(PrefixOf(field, term.form)) + term.text));
  };
  const double found = std::max({with(Field::kBody), with(Field::kHeading), with(Field::kOuter)});
  if (found == 0) return 0;
  // As Xapian's BM25Weight: never below that of a term in half of the documents.
  double ratio = (documents - found + 0.5) / (found + 0.5);
  if (ratio < 2) ratio = ratio * 0.5 + 1;
  return std::log(ratio);
}

double QueryCompiler::LeafWeight(const QueryNode& leaf) const {
  double best = 0;
  for (const Sequence& sequence : leaf.sequences) {
    double sum = 0;
    for (const Slot& slot : sequence) {
      const double idf = Idf(slot.front());
      // A spelling that the index does not have is not the rarest: it is none.
      if (idf == 0) {
        sum = 0;
        break;
      }
      sum += idf;
    }
    best = std::max(best, sum);
  }
  return best;
}

Xapian::Query QueryCompiler::LeafIn(const QueryNode& leaf, int field_number) const {
  const auto field = static_cast<Field>(field_number);
  std::vector<Xapian::Query> ways;
  for (const Sequence& sequence : leaf.sequences) {
    if (sequence.size() == 1) {
      ways.push_back(SlotQuery(sequence[0], field, Xapian::Query::OP_MAX, leaf.count));
      continue;
    }
    std::vector<Xapian::Query> slots;
    for (const Slot& slot : sequence) slots.push_back(SlotQuery(slot, field, Xapian::Query::OP_OR, leaf.count));
    ways.emplace_back(Xapian::Query::OP_PHRASE, slots.begin(), slots.end(),
                      static_cast<Xapian::termcount>(slots.size()));
  }
  return ways.size() == 1 ? ways.front() : Xapian::Query(Xapian::Query::OP_MAX, ways.begin(), ways.end());
}

Xapian::Query QueryCompiler::Matching(const QueryNode& node, bool weighs) const {
  switch (node.type) {
    case QueryNode::Type::kNothing:
      return Xapian::Query();
    case QueryNode::Type::kLeaf: {
      const Xapian::Query body = LeafIn(node, static_cast<int>(Field::kBody));
      if (!weighs) return {Xapian::Query::OP_OR, body, LeafIn(node, static_cast<int>(Field::kHeading))};
      const Xapian::Query heading(Xapian::Query::OP_FILTER,
                                  FixedWeight(weights_.heading * node.count * LeafWeight(node)),
                                  LeafIn(node, static_cast<int>(Field::kHeading)));
      return Xapian::Query(Xapian::Query::OP_OR, body, heading);
    }
    case QueryNode::Type::kAll:
      return Xapian::Query::MatchAll;
    case QueryNode::Type::kOr:
    case QueryNode::Type::kAnd:
    case QueryNode::Type::kAndNot:
    case QueryNode::Type::kAndMaybe:
      break;
  }
  // Also because Xapian 1.4.22 loses an AND_MAYBE inside of an AND on the right side of AND_NOT.
  if (node.type == QueryNode::Type::kAndMaybe && !weighs) return Matching(node.children.front(), false);
  std::vector<Xapian::Query> children;
  for (const QueryNode& child : node.children) {
    const bool negative = node.type == QueryNode::Type::kAndNot && !children.empty();
    children.push_back(Matching(child, weighs && !negative));
  }
  if (node.type == QueryNode::Type::kOr || node.type == QueryNode::Type::kAnd) {
    const auto op = node.type == QueryNode::Type::kOr ? Xapian::Query::OP_OR : Xapian::Query::OP_AND;
    return Xapian::Query(op, children.begin(), children.end());
  }
  const auto op = node.type == QueryNode::Type::kAndNot ? Xapian::Query::OP_AND_NOT : Xapian::Query::OP_AND_MAYBE;
  return Xapian::Query(op, children.front(), Xapian::Query(Xapian::Query::OP_OR, children.begin() + 1, children.end()));
}

Xapian::Query QueryCompiler::Compile(const QueryNode& root) const {
  Xapian::Query matching = Matching(root, true);
  std::vector<Xapian::Query> bonuses;
  for (const QueryNode* leaf : PositiveLeaves(root)) {
    const double weight = weights_.outer * leaf->count * LeafWeight(*leaf);
    if (weight <= 0) continue;
    bonuses.emplace_back(Xapian::Query::OP_FILTER, FixedWeight(weight), LeafIn(*leaf, static_cast<int>(Field::kOuter)));
  }
  if (bonuses.empty() || matching.empty()) return matching;
  return Xapian::Query(Xapian::Query::OP_AND_MAYBE, matching,
                       Xapian::Query(Xapian::Query::OP_OR, bonuses.begin(), bonuses.end()));
}

}  // namespace article_search
