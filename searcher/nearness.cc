#include "searcher/nearness.h"

#include <algorithm>

#include "indexer/schema.h"
#include "searcher/bm25.h"

namespace article_search {
namespace {

// A long question has more pairs than matter.
constexpr size_t kMaxPairs = 100;

// The word of a leaf that is one, and was typed.
const QueryTerm* WordOf(const QueryNode& leaf) {
  if (leaf.is_added || leaf.field != LeafField::kAny || leaf.form != QueryNode::Form::kWord) return nullptr;
  if (leaf.sequences.empty() || leaf.sequences[0].size() != 1) return nullptr;
  return &leaf.sequences[0][0].front();
}

}  // namespace

Nearness::Nearness(const IndexReader& index, TermCounts* counts, const QueryNode& root, const QueryCompiler& compiler)
    : index_(index) {
  const auto number_of = [this](const QueryTerm& term) {
    const auto found = std::find(terms_.begin(), terms_.end(), term);
    if (found != terms_.end()) return static_cast<size_t>(found - terms_.begin());
    terms_.push_back(term);
    return terms_.size() - 1;
  };
  const std::vector<const QueryNode*> leaves = PositiveLeaves(root);
  for (size_t i = 0; i + 1 < leaves.size() && pairs_.size() < kMaxPairs; ++i) {
    const QueryTerm* left = WordOf(*leaves[i]);
    const QueryTerm* right = WordOf(*leaves[i + 1]);
    if (left == nullptr || right == nullptr || *left == *right) continue;
    const double idf = std::min(compiler.SlotWeight({*left}), compiler.SlotWeight({*right}));
    const bool in_headings =
        counts->Of(PrefixedTerm(Field::kHeading, *left)) > 0 && counts->Of(PrefixedTerm(Field::kHeading, *right)) > 0;
    if (idf > 0) pairs_.push_back({number_of(*left), number_of(*right), kNearnessWeight * idf, in_headings});
  }
}

const Nearness::Positions& Nearness::PositionsOf(Xapian::docid id, size_t term, FieldPositions* known) const {
  std::optional<Positions>& positions = known->of_terms[term];
  if (!positions) {
    const std::string name = PrefixedTerm(known->field, terms_[term]);
    const Xapian::Database& database = index_.database();
    positions.emplace(database.positionlist_begin(id, name), database.positionlist_end(id, name));
  }
  return *positions;
}

double Nearness::Closeness(Xapian::docid id, const Pair& pair, FieldPositions* known) const {
  const Positions& left = PositionsOf(id, pair.left, known);
  if (left.empty()) return 0;
  const Positions& right = PositionsOf(id, pair.right, known);
  double sum = 0;
  size_t first = 0;  // of the right ones that are near enough to the left one or behind it
  for (const Xapian::termpos here : left) {
    while (first < right.size() && right[first] + kNearnessWindow < here) ++first;
    for (size_t i = first; i < right.size() && right[i] <= here + kNearnessWindow; ++i) {
      const double distance = static_cast<double>(right[i]) - static_cast<double>(here);
      if (distance != 0) sum += 1 / (distance * distance);
    }
  }
  return sum;
}

void Nearness::AddTo(std::vector<RankedParagraph>* top) const {
  std::vector<RankedParagraph*> by_id;
  for (RankedParagraph& paragraph : *top) by_id.push_back(&paragraph);
  std::sort(by_id.begin(), by_id.end(), [](const auto* a, const auto* b) { return a->id < b->id; });
  // Which paragraphs have which words is read from the lists, which is cheaper than asking for positions; but a server
  // would send a whole list.
  std::vector<std::vector<char>> has(terms_.size(), std::vector<char>(by_id.size(), index_.is_remote() ? 1 : 0));
  const Xapian::Database& database = index_.database();
  for (size_t term = 0; term < terms_.size() && !index_.is_remote(); ++term) {
    const std::string name = PrefixedTerm(Field::kText, terms_[term]);
    const auto end = database.postlist_end(name);
    auto posting = database.postlist_begin(name);
    for (size_t i = 0; i < by_id.size() && posting != end; ++i) {
      posting.skip_to(by_id[i]->id);
      has[term][i] = posting != end && *posting == by_id[i]->id;
    }
  }
  const double average = std::max(database.get_avlength(), 1e-9);
  for (size_t i = 0; i < by_id.size(); ++i) {
    RankedParagraph& paragraph = *by_id[i];
    FieldPositions text{Field::kText, std::vector<std::optional<Positions>>(terms_.size())};
    FieldPositions heading{Field::kHeading, std::vector<std::optional<Positions>>(terms_.size())};
    for (const Pair& pair : pairs_) {
      if (has[pair.left][i] == 0 || has[pair.right][i] == 0) continue;
      double closeness = Closeness(paragraph.id, pair, &text);
      if (pair.in_headings) closeness += kHeadingWdf * Closeness(paragraph.id, pair, &heading);
      if (closeness == 0) continue;
      const double weight = Bm25Weight(pair.weight, 1, closeness, database.get_doclength(paragraph.id) / average);
      paragraph.nearness += weight;
      paragraph.score += weight;
    }
  }
}

}  // namespace article_search
