// What matches and what weighs are apart. A word weighs by BM25, Xapian's own, in kText, which counts the words of
// the body and of the nearest heading together (as BM25F does: Robertson, Zaragoza and Taylor 2004); a word alone is
// matched by the same term. Everything else is matched by terms without a wdf. What only adds a fixed weight is a
// FixedWeightPostingSource filtered by its terms. All of it is Xapian's own, and so reaches its servers.
#include "searcher/query_compiler.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "searcher/query_cost.h"

namespace article_search {
namespace {

using Type = QueryNode::Type;
using Form = QueryNode::Form;

Xapian::Query FixedWeight(double weight) {
  // release(): the query owns it.
  return Xapian::Query((new Xapian::FixedWeightPostingSource(weight))->release());
}

Xapian::Query Scaled(const Xapian::Query& query, double share) {
  return share == 1 ? query : Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, share);
}

Xapian::Query Any(Xapian::Query::op op, const std::vector<Xapian::Query>& queries) {
  return queries.size() == 1 ? queries.front() : Xapian::Query(op, queries.begin(), queries.end());
}

// Taken as one: Xapian doesn't merge it with what it stands in.
Xapian::Query Whole(const Xapian::Query& query) {
  return query.get_num_subqueries() == 0 ? query : Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, 1.0);
}

std::vector<Xapian::Query> Terms(const Slot& slot, Field field, uint32_t count = 1) {
  std::vector<Xapian::Query> terms;
  terms.reserve(slot.size());
  for (const QueryTerm& term : slot) terms.emplace_back(PrefixedTerm(field, term), count);
  return terms;
}

bool IsSingleSlot(const QueryNode& leaf) {
  const auto single = [](const Sequence& sequence) { return sequence.size() == 1 && !IsWordSlot(sequence[0]); };
  const auto forms = FormsOf(leaf);
  return leaf.slack == 0 && std::all_of(forms.begin(), forms.end(), [&](const auto* sequences) {
           return std::all_of(sequences->begin(), sequences->end(), single);
         });
}

bool IsExact(const QueryNode& leaf) { return leaf.form == Form::kExactWord || leaf.form == Form::kExactPhrase; }

// Two words of NEAR that may be one and the same: Xapian would take it for both.
bool ShareATerm(const QueryNode& a, const QueryNode& b) {
  for (const Sequence& left : a.sequences) {
    for (const Sequence& right : b.sequences) {
      for (const Slot& slot : left) {
        for (const QueryTerm& term : slot) {
          for (const Slot& other : right) {
            if (std::find(other.begin(), other.end(), term) != other.end()) return true;
          }
        }
      }
    }
  }
  return false;
}

// Whether all fields of FieldsOf(field) have.
bool HasPositions(LeafField field) {
  const std::span<const Field> fields = FieldsOf(field);
  return std::all_of(fields.begin(), fields.end(), [](Field of) { return PrefixesOf(of).has_positions; });
}

// Whether Xapian's OP_NEAR means exactly this.
bool IsPlainNear(const QueryNode& near) {
  if (!HasPositions(near.children[0].field)) return false;
  for (size_t i = 0; i < near.children.size(); ++i) {
    if (!IsSingleSlot(near.children[i]) || near.children[i].field != near.children[0].field) return false;
    for (size_t j = 0; j < i; ++j) {
      if (ShareATerm(near.children[i], near.children[j])) return false;
    }
  }
  return true;
}

std::string BigramTerm(const std::string& bigram) { return std::string(kBigramPrefix) + bigram; }

// A word of the paragraph itself: of kText, without what is there by the heading only.
Xapian::Query InParagraph(const Slot& slot) {
  std::vector<Xapian::Query> terms;
  for (const QueryTerm& term : slot) {
    terms.emplace_back(Xapian::Query::OP_AND_NOT, Xapian::Query(PrefixedTerm(Field::kText, term)),
                       Xapian::Query(PrefixedTerm(Field::kHeadingOnly, term)));
  }
  return Any(Xapian::Query::OP_OR, terms);
}

// Whether Xapian finds more than the leaf.
bool LeafNeedsVerification(const QueryNode& leaf) {
  const auto needs = [&](const Sequence& sequence) {
    return sequence.size() > 1 && (!HasPositions(leaf.field) || HasWordTerms(sequence));
  };
  const auto forms = FormsOf(leaf);
  return IsExact(leaf) || std::any_of(forms.begin(), forms.end(), [&](const auto* sequences) {
           return std::any_of(sequences->begin(), sequences->end(), needs);
         });
}

}  // namespace

std::string PrefixedTerm(Field field, const QueryTerm& term) {
  const FieldPrefixes& prefixes = PrefixesOf(field);
  const std::string_view prefix = term.form == QueryTerm::Form::kStem      ? prefixes.stem
                                  : term.form == QueryTerm::Form::kAcronym ? prefixes.acronym
                                                                           : prefixes.word;
  return std::string(prefix) + term.text;
}

Xapian::Query SequenceQuery(const Sequence& sequence, Field field, uint32_t slack) {
  std::vector<Xapian::Query> slots;
  for (const Slot& slot : sequence) slots.push_back(Any(Xapian::Query::OP_OR, Terms(slot, field)));
  if (slots.size() == 1) return slots.front();
  return {Xapian::Query::OP_PHRASE, slots.begin(), slots.end(), static_cast<Xapian::termcount>(slots.size() + slack)};
}

std::span<const Field> FieldsOf(LeafField field) {
  static constexpr Field kAny[] = {Field::kText, Field::kHeading};
  static constexpr Field kHeading[] = {Field::kHeading, Field::kOuter};
  static constexpr Field kTitle[] = {Field::kTitle};
  switch (field) {
    case LeafField::kAny:
      return kAny;
    case LeafField::kBody:
      return std::span(kAny).first(1);
    case LeafField::kHeading:
      return kHeading;
    case LeafField::kTitle:
      break;
  }
  return kTitle;
}

bool NeedsVerification(const QueryNode& node) {
  if (node.type == Type::kLeaf) return LeafNeedsVerification(node);
  if (node.type == Type::kNear && !IsPlainNear(node)) return true;
  return std::any_of(node.children.begin(), node.children.end(), NeedsVerification);
}

QueryCompiler::QueryCompiler(TermCounts* counts, const FieldWeights& weights) : counts_(counts), weights_(weights) {}

// As Xapian's BM25Weight: never below that of a term in half of the documents.
double QueryCompiler::Idf(double paragraphs) const {
  if (paragraphs == 0) return 0;
  const double documents = std::max(static_cast<double>(counts_->paragraphs()), paragraphs);
  double ratio = (documents - paragraphs + 0.5) / (paragraphs + 0.5);
  if (ratio < 2) ratio = ratio * 0.5 + 1;
  return std::log(ratio);
}

double QueryCompiler::Paragraphs(const QueryTerm& term) const {
  if (term.form == QueryTerm::Form::kWord) {
    const uint64_t in_bodies = counts_->Of(PrefixedTerm(Field::kText, term));
    return static_cast<double>(in_bodies > 0 ? in_bodies : counts_->Of(PrefixedTerm(Field::kHeading, term)));
  }
  const uint64_t combined = counts_->Of(PrefixedTerm(Field::kText, term));
  if (combined > 0) return static_cast<double>(combined);
  // In titles and outer headings only.
  return static_cast<double>(
      std::max(counts_->Of(PrefixedTerm(Field::kOuter, term)), counts_->Of(PrefixedTerm(Field::kTitle, term))));
}

double QueryCompiler::SlotWeight(const Slot& slot) const {
  if (!IsWordSlot(slot)) return TermWeight(slot.front());
  double sum = 0;
  for (const QueryTerm& term : slot) sum += Paragraphs(term);
  return Idf(std::min(sum, static_cast<double>(counts_->paragraphs())));
}

double QueryCompiler::LeafWeight(const QueryNode& leaf) const {
  double best = 0;
  const auto weigh = [&](const std::vector<Sequence>& sequences, double share) {
    for (const Sequence& sequence : sequences) {
      double sum = 0;
      for (const Slot& slot : sequence) {
        const double idf = SlotWeight(slot);
        // A spelling that the index does not have is not the rarest: it is none.
        if (idf == 0) {
          sum = 0;
          break;
        }
        sum += idf;
      }
      best = std::max(best, share * sum);
    }
  };
  weigh(leaf.sequences, 1);
  weigh(leaf.spaced, weights_.other_form);
  weigh(leaf.abbreviations, weights_.other_form);
  return best;
}

double QueryCompiler::BigramWeight(const QueryNode& leaf, const std::string& bigram) const {
  if (leaf.field != LeafField::kAny || leaf.weight != 1) return 0;
  return weights_.bigram * leaf.count * Idf(static_cast<double>(counts_->Of(BigramTerm(bigram))));
}

Xapian::Query QueryCompiler::SequenceIn(const Sequence& sequence, uint32_t slack, Field field) const {
  if (!MayStandIn(sequence, field)) return Xapian::Query();
  if (sequence.size() > 1 && !HasWordTerms(sequence) && PrefixesOf(field).has_positions) {
    return SequenceQuery(sequence, field, slack);
  }
  if (sequence.size() == 1 && field == Field::kText && !IsWordSlot(sequence[0])) return InParagraph(sequence[0]);
  // Without positions: that all stand in the paragraph is what Xapian knows, and the text is looked at.
  std::vector<Xapian::Query> slots;
  for (const Slot& slot : sequence) {
    // Of the thousands of words that a wildcard stands for, those that the field does not have take Xapian time in
    // proportion to the square of their number.
    Slot there = slot;
    if (IsWordSlot(slot)) {
      std::erase_if(there, [&](const QueryTerm& term) { return counts_->Of(PrefixedTerm(field, term)) == 0; });
    }
    slots.push_back(Any(Xapian::Query::OP_OR, Terms(there, field)));
  }
  return Any(Xapian::Query::OP_AND, slots);
}

Xapian::Query QueryCompiler::SequenceWeight(const Sequence& sequence, uint32_t count) const {
  std::vector<Xapian::Query> slots;
  for (const Slot& slot : sequence) {
    // That one of several words stands there weighs as much as a word would that stands wherever one of them does.
    slots.push_back(IsWordSlot(slot) ? FixedWeight(SlotWeight(slot) * count)
                                     : Any(sequence.size() == 1 ? Xapian::Query::OP_MAX : Xapian::Query::OP_OR,
                                           Terms(slot, Field::kText, count)));
  }
  return Sum(Xapian::Query::OP_OR, slots);
}

Xapian::Query QueryCompiler::Sum(Xapian::Query::op op, const std::vector<Xapian::Query>& queries) const {
  if (queries.empty()) return Xapian::Query();
  if (queries.size() == 1) return Whole(queries[0]);
  if (queries.size() == 2) return {op, Whole(queries[0]), Whole(queries[1])};
  std::vector<std::pair<uint64_t, Xapian::Query>> left;
  left.reserve(queries.size());
  for (const Xapian::Query& query : queries) left.emplace_back(MostMatches(query, counts_), Whole(query));
  const auto is_longer = [](const auto& a, const auto& b) { return a.first > b.first; };
  std::stable_sort(left.begin(), left.end(), is_longer);
  while (left.size() > 2) {
    const auto [matches, query] = std::move(left.back());
    left.pop_back();
    const Xapian::Query both[] = {std::move(left.back().second), query};
    const std::pair<uint64_t, Xapian::Query> sum(left.back().first + matches,
                                                 Whole(Xapian::Query(op, std::begin(both), std::end(both))));
    left.pop_back();
    left.insert(std::lower_bound(left.begin(), left.end(), sum, is_longer), sum);
  }
  return {op, left[0].second, left[1].second};
}

Xapian::Query QueryCompiler::Leaf(const QueryNode& leaf, bool weighs) const {
  std::vector<Xapian::Query> ways;
  const auto add = [&](const Sequence& sequence, double share) {
    if (leaf.field == LeafField::kAny && sequence.size() == 1 && !IsWordSlot(sequence[0])) {
      ways.push_back(Scaled(SequenceWeight(sequence, leaf.count), share * leaf.weight));
      return;
    }
    std::vector<Xapian::Query> places;
    for (const Field field : FieldsOf(leaf.field)) places.push_back(SequenceIn(sequence, leaf.slack, field));
    Xapian::Query way = Any(Xapian::Query::OP_OR, places);
    if (weighs) {
      if (leaf.field == LeafField::kHeading || leaf.field == LeafField::kTitle) {
        way = Xapian::Query(Xapian::Query::OP_FILTER, FixedWeight(weights_.above * leaf.count * LeafWeight(leaf)), way);
      } else {
        way = way * 0.0;
      }
      way = Xapian::Query(Xapian::Query::OP_AND_MAYBE, way, Scaled(SequenceWeight(sequence, leaf.count), share));
    }
    ways.push_back(way);
  };
  for (const Sequence& sequence : leaf.sequences) add(sequence, 1);
  for (const Sequence& sequence : leaf.spaced) add(sequence, weights_.other_form);
  for (const Sequence& sequence : leaf.abbreviations) add(sequence, weights_.other_form);
  return ways.empty() ? Xapian::Query() : Any(weighs ? Xapian::Query::OP_MAX : Xapian::Query::OP_OR, ways);
}

Xapian::Query QueryCompiler::NearIn(const QueryNode& near, Field field) const {
  std::vector<Xapian::Query> all;
  const bool is_plain = IsPlainNear(near);
  for (const QueryNode& leaf : near.children) {
    if (leaf.sequences.empty()) return Xapian::Query();
    std::vector<Xapian::Query> ways;
    for (const Sequence& sequence : leaf.sequences) {
      if (is_plain) {
        for (const Xapian::Query& term : Terms(sequence[0], field)) ways.push_back(term);
      } else {
        ways.push_back(SequenceIn(sequence, leaf.slack, field));
      }
    }
    all.push_back(Any(Xapian::Query::OP_OR, ways));
  }
  if (!is_plain) return {Xapian::Query::OP_AND, all.begin(), all.end()};
  return {Xapian::Query::OP_NEAR, all.begin(), all.end(), static_cast<Xapian::termcount>(near.distance + 1)};
}

Xapian::Query QueryCompiler::Near(const QueryNode& near, bool weighs) const {
  std::vector<Xapian::Query> places;
  for (const Field field : FieldsOf(near.children[0].field)) places.push_back(NearIn(near, field));
  Xapian::Query matching = Any(Xapian::Query::OP_OR, places);
  if (!weighs) return matching;
  std::vector<Xapian::Query> weights;
  for (const QueryNode& leaf : near.children) {
    std::vector<Xapian::Query> ways;
    for (const Sequence& sequence : leaf.sequences) ways.push_back(SequenceWeight(sequence, leaf.count));
    weights.push_back(ways.empty() ? Xapian::Query() : Any(Xapian::Query::OP_MAX, ways));
  }
  return {Xapian::Query::OP_AND_MAYBE, matching * 0.0, Sum(Xapian::Query::OP_OR, weights)};
}

Xapian::Query QueryCompiler::Matching(const QueryNode& node, bool weighs, Bound bound) const {
  switch (node.type) {
    case Type::kNothing:
      return Xapian::Query();
    case Type::kLeaf:
    case Type::kNear:
      if (bound == Bound::kAtMost && NeedsVerification(node)) return Xapian::Query();
      return node.type == Type::kLeaf ? Leaf(node, weighs) : Near(node, weighs);
    case Type::kFilter: {
      const Xapian::Query terms(Xapian::Query::OP_OR, node.filter_terms.begin(), node.filter_terms.end());
      return weighs ? Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, terms, 0.0) : terms;
    }
    case Type::kAll:
      return Xapian::Query::MatchAll;
    case Type::kOr:
    case Type::kAnd:
    case Type::kAndNot:
    case Type::kAndMaybe:
      break;
  }
  // Also because Xapian 1.4.22 loses an AND_MAYBE inside of an AND on the right side of AND_NOT.
  if (node.type == Type::kAndMaybe && !weighs) return Matching(node.children.front(), false, bound);
  std::vector<Xapian::Query> children;
  for (const QueryNode& child : node.children) {
    const bool negative = node.type == Type::kAndNot && !children.empty();
    const Bound opposite = bound == Bound::kAtLeast ? Bound::kAtMost : Bound::kAtLeast;
    children.push_back(Matching(child, weighs && !negative, negative ? opposite : bound));
  }
  if (node.type == Type::kOr || node.type == Type::kAnd) {
    const auto op = node.type == Type::kOr ? Xapian::Query::OP_OR : Xapian::Query::OP_AND;
    return weighs ? Sum(op, children) : Xapian::Query(op, children.begin(), children.end());
  }
  const std::vector<Xapian::Query> others(children.begin() + 1, children.end());
  if (node.type == Type::kAndNot) {
    return {Xapian::Query::OP_AND_NOT, weighs ? Whole(children.front()) : children.front(),
            Xapian::Query(Xapian::Query::OP_OR, others.begin(), others.end())};
  }
  return {Xapian::Query::OP_AND_MAYBE, Whole(children.front()), Sum(Xapian::Query::OP_OR, others)};
}

bool QueryCompiler::MayStandIn(const Sequence& sequence, Field field) const {
  return std::all_of(sequence.begin(), sequence.end(), [&](const Slot& slot) {
    return std::any_of(slot.begin(), slot.end(),
                       [&](const QueryTerm& term) { return counts_->Of(PrefixedTerm(field, term)) > 0; });
  });
}

Xapian::Query QueryCompiler::Compile(const QueryNode& root) const {
  Xapian::Query matching = Matching(root, true, Bound::kAtLeast);
  std::vector<Xapian::Query> bonuses;
  for (const QueryNode* leaf : PositiveLeaves(root)) {
    for (const std::string& bigram : leaf->bigrams) {
      const double weight = BigramWeight(*leaf, bigram);
      if (weight <= 0) continue;
      bonuses.emplace_back(Xapian::Query::OP_FILTER, FixedWeight(weight), Xapian::Query(BigramTerm(bigram)));
    }
    const double weight = weights_.above * leaf->count * LeafWeight(*leaf);
    if (weight <= 0 || leaf->field != LeafField::kAny || leaf->weight != 1) continue;
    std::vector<Xapian::Query> ways;
    for (const Sequence& sequence : leaf->sequences) {
      if (HasWordTerms(sequence) || !MayStandIn(sequence, Field::kAbove)) continue;
      std::vector<Xapian::Query> slots;
      for (const Slot& slot : sequence) slots.push_back(Any(Xapian::Query::OP_OR, Terms(slot, Field::kAbove)));
      ways.push_back(Any(Xapian::Query::OP_AND, slots));
    }
    if (ways.empty()) continue;
    bonuses.emplace_back(Xapian::Query::OP_FILTER, FixedWeight(weight), Any(Xapian::Query::OP_OR, ways));
  }
  if (bonuses.empty() || matching.empty()) return matching;
  return {Xapian::Query::OP_AND_MAYBE, Whole(matching), Sum(Xapian::Query::OP_OR, bonuses)};
}

}  // namespace article_search
