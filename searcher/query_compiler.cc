// In the body a word weighs by BM25, Xapian's own. Terms of the other fields have no wdf, so that a document's length
// is its body's; there a word weighs a fixed share of its idf, by a FixedWeightPostingSource filtered by the term. Both
// are Xapian's own and so reach its servers.
#include "searcher/query_compiler.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace article_search {
namespace {

using Type = QueryNode::Type;
using Form = QueryNode::Form;

Xapian::Query FixedWeight(double weight) {
  // release(): the query owns it.
  return Xapian::Query((new Xapian::FixedWeightPostingSource(weight))->release());
}

Xapian::Query Any(Xapian::Query::op op, const std::vector<Xapian::Query>& queries) {
  return queries.size() == 1 ? queries.front() : Xapian::Query(op, queries.begin(), queries.end());
}

// The terms of a slot that have positions: of a word as written its stem, which has them wherever it stands.
std::vector<Xapian::Query> PositionalTerms(const Slot& slot, Field field, uint32_t count) {
  std::vector<Xapian::Query> terms;
  for (const QueryTerm& term : slot) terms.emplace_back(PrefixedTerm(field, term), count);
  return terms;
}

bool IsWordSlot(const Slot& slot) {
  return std::any_of(slot.begin(), slot.end(),
                     [](const QueryTerm& term) { return term.form == QueryTerm::Form::kWord; });
}

bool IsSingleSlot(const QueryNode& leaf) {
  const auto single = [](const Sequence& sequence) { return sequence.size() == 1 && !IsWordSlot(sequence[0]); };
  return leaf.slack == 0 && std::all_of(leaf.sequences.begin(), leaf.sequences.end(), single) &&
         std::all_of(leaf.abbreviations.begin(), leaf.abbreviations.end(), single);
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

// Whether Xapian's OP_NEAR means exactly this.
bool IsPlainNear(const QueryNode& near) {
  for (size_t i = 0; i < near.children.size(); ++i) {
    if (!IsSingleSlot(near.children[i]) || near.children[i].field != near.children[0].field) return false;
    for (size_t j = 0; j < i; ++j) {
      if (ShareATerm(near.children[i], near.children[j])) return false;
    }
  }
  return true;
}

// Whether Xapian finds more than the leaf.
bool LeafNeedsVerification(const QueryNode& leaf) {
  return IsExact(leaf) || std::any_of(leaf.sequences.begin(), leaf.sequences.end(), [](const Sequence& sequence) {
           return sequence.size() > 1 && HasWordTerms(sequence);
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
  for (const Slot& slot : sequence) slots.push_back(Any(Xapian::Query::OP_OR, PositionalTerms(slot, field, 1)));
  if (slots.size() == 1) return slots.front();
  return {Xapian::Query::OP_PHRASE, slots.begin(), slots.end(), static_cast<Xapian::termcount>(slots.size() + slack)};
}

std::vector<Field> FieldsOf(LeafField field) {
  switch (field) {
    case LeafField::kAny:
      return {Field::kBody, Field::kHeading};
    case LeafField::kBody:
      return {Field::kBody};
    case LeafField::kHeading:
      return {Field::kHeading, Field::kOuter};
    case LeafField::kTitle:
      break;
  }
  return {Field::kTitle};
}

bool NeedsVerification(const QueryNode& node) {
  if (node.type == Type::kLeaf) return LeafNeedsVerification(node);
  if (node.type == Type::kNear && !IsPlainNear(node)) return true;
  return std::any_of(node.children.begin(), node.children.end(), NeedsVerification);
}

uint64_t PostingsOf(const Xapian::Query& query, const Xapian::Database& database) {
  uint64_t postings = 0;
  for (auto term = query.get_unique_terms_begin(); term != query.get_terms_end(); ++term) {
    postings += database.get_termfreq(*term);
  }
  return postings;
}

QueryCompiler::QueryCompiler(const Xapian::Database& database, const FieldWeights& weights)
    : database_(database), weights_(weights) {}

// As Xapian's BM25Weight: never below that of a term in half of the documents.
double QueryCompiler::Idf(double paragraphs) const {
  if (paragraphs == 0) return 0;
  const double documents = std::max<double>(database_.get_doccount(), paragraphs);
  double ratio = (documents - paragraphs + 0.5) / (paragraphs + 0.5);
  if (ratio < 2) ratio = ratio * 0.5 + 1;
  return std::log(ratio);
}

double QueryCompiler::Paragraphs(const QueryTerm& term) const {
  double most = 0;
  for (const Field field : {Field::kBody, Field::kHeading, Field::kOuter, Field::kTitle}) {
    most = std::max(most, static_cast<double>(database_.get_termfreq(PrefixedTerm(field, term))));
  }
  return most;
}

double QueryCompiler::SlotWeight(const Slot& slot) const {
  if (!IsWordSlot(slot)) return Idf(Paragraphs(slot.front()));
  double sum = 0;
  for (const QueryTerm& term : slot) sum += database_.get_termfreq(PrefixedTerm(Field::kBody, term));
  if (sum == 0) {
    for (const QueryTerm& term : slot) sum += Paragraphs(term);
  }
  return Idf(std::min<double>(sum, database_.get_doccount()));
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
  weigh(leaf.abbreviations, weights_.abbreviation);
  return best;
}

// Words as written have no weight of their own, and need none: that one of them stands there weighs as much as the word
// would that stands wherever one of them does.
Xapian::Query QueryCompiler::WordsIn(const Slot& words, Field field, uint32_t count) const {
  std::vector<Xapian::Query> terms;
  for (const QueryTerm& word : words) terms.emplace_back(PrefixedTerm(field, word));
  const Xapian::Query matching = Any(Xapian::Query::OP_OR, terms);
  if (field != Field::kBody) return matching;
  return {Xapian::Query::OP_FILTER, FixedWeight(SlotWeight(words) * count), matching};
}

Xapian::Query QueryCompiler::SequenceIn(const QueryNode& leaf, const Sequence& sequence, Field field) const {
  if (sequence.size() == 1) {
    if (IsWordSlot(sequence[0])) return WordsIn(sequence[0], field, leaf.count);
    return Any(Xapian::Query::OP_MAX, PositionalTerms(sequence[0], field, leaf.count));
  }
  std::vector<Xapian::Query> slots;
  std::vector<Xapian::Query> words;
  for (const Slot& slot : sequence) {
    if (IsWordSlot(slot)) words.push_back(WordsIn(slot, field, leaf.count));
    if (!IsWordSlot(slot)) slots.push_back(Any(Xapian::Query::OP_OR, PositionalTerms(slot, field, leaf.count)));
  }
  // The words have no positions: that they stand in the paragraph is all Xapian knows, and the text is looked at.
  if (!words.empty()) {
    words.insert(words.end(), slots.begin(), slots.end());
    return Any(Xapian::Query::OP_AND, words);
  }
  return {Xapian::Query::OP_PHRASE, slots.begin(), slots.end(),
          static_cast<Xapian::termcount>(slots.size() + leaf.slack)};
}

Xapian::Query QueryCompiler::LeafIn(const QueryNode& leaf, Field field) const {
  std::vector<Xapian::Query> ways;
  for (const Sequence& sequence : leaf.sequences) ways.push_back(SequenceIn(leaf, sequence, field));
  for (const Sequence& sequence : leaf.abbreviations) {
    ways.emplace_back(SequenceIn(leaf, sequence, field) * weights_.abbreviation);
  }
  return ways.empty() ? Xapian::Query() : Any(Xapian::Query::OP_MAX, ways);
}

Xapian::Query QueryCompiler::NearIn(const QueryNode& near, Field field) const {
  std::vector<Xapian::Query> all;
  const bool is_plain = IsPlainNear(near);
  for (const QueryNode& leaf : near.children) {
    if (leaf.sequences.empty()) return Xapian::Query();
    if (!is_plain) {
      all.push_back(LeafIn(leaf, field));
      continue;
    }
    std::vector<Xapian::Query> terms;
    for (const Sequence& sequence : leaf.sequences) {
      for (const Xapian::Query& term : PositionalTerms(sequence[0], field, leaf.count)) terms.push_back(term);
    }
    all.push_back(Any(Xapian::Query::OP_OR, terms));
  }
  if (!is_plain) return {Xapian::Query::OP_AND, all.begin(), all.end()};
  return {Xapian::Query::OP_NEAR, all.begin(), all.end(), static_cast<Xapian::termcount>(near.distance + 1)};
}

// A leaf or NEAR in one field or another.
Xapian::Query QueryCompiler::Matching(const QueryNode& node, const std::vector<Field>& fields, bool weighs) const {
  double weight = 0;
  for (const QueryNode* leaf : Leaves(node)) weight += leaf->count * LeafWeight(*leaf);
  std::vector<Xapian::Query> ways;
  for (const Field field : fields) {
    Xapian::Query matching = node.type == Type::kNear ? NearIn(node, field) : LeafIn(node, field);
    if (weighs && field != Field::kBody) {
      const double share = field == Field::kOuter ? weights_.outer : weights_.heading;
      matching = Xapian::Query(Xapian::Query::OP_FILTER, FixedWeight(share * weight), matching);
    }
    ways.push_back(matching);
  }
  return Any(Xapian::Query::OP_OR, ways);
}

Xapian::Query QueryCompiler::Matching(const QueryNode& node, bool weighs, Bound bound) const {
  switch (node.type) {
    case Type::kNothing:
      return Xapian::Query();
    case Type::kLeaf:
    case Type::kNear:
      if (bound == Bound::kAtMost && NeedsVerification(node)) return Xapian::Query();
      return Matching(node, FieldsOf((node.type == Type::kNear ? node.children[0] : node).field), weighs);
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
    return Xapian::Query(op, children.begin(), children.end());
  }
  const auto op = node.type == Type::kAndNot ? Xapian::Query::OP_AND_NOT : Xapian::Query::OP_AND_MAYBE;
  return Xapian::Query(op, children.front(), Xapian::Query(Xapian::Query::OP_OR, children.begin() + 1, children.end()));
}

Xapian::Query QueryCompiler::Compile(const QueryNode& root) const {
  Xapian::Query matching = Matching(root, true, Bound::kAtLeast);
  std::vector<Xapian::Query> bonuses;
  for (const QueryNode* leaf : PositiveLeaves(root)) {
    const double weight = weights_.outer * leaf->count * LeafWeight(*leaf);
    if (weight <= 0 || leaf->field != LeafField::kAny) continue;
    for (const Field field : {Field::kOuter, Field::kTitle}) {
      bonuses.emplace_back(Xapian::Query::OP_FILTER, FixedWeight(weight), LeafIn(*leaf, field));
    }
  }
  if (bonuses.empty() || matching.empty()) return matching;
  return Xapian::Query(Xapian::Query::OP_AND_MAYBE, matching,
                       Xapian::Query(Xapian::Query::OP_OR, bonuses.begin(), bonuses.end()));
}

}  // namespace article_search
