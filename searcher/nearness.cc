#include "searcher/nearness.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <queue>
#include <unordered_set>
#include <utility>

#include "indexer/postings.h"
#include "indexer/schema.h"
#include "searcher/bm25.h"

namespace article_search {
namespace {

// A long question has more pairs than matter.
constexpr size_t kMaxPairs = 100;

// The word of a leaf that is one, was typed, and has positions.
const QueryTerm* WordOf(const QueryNode& leaf) {
  if (leaf.is_added || leaf.field != LeafField::kAny || leaf.form != QueryNode::Form::kWord) return nullptr;
  if (leaf.sequences.empty() || leaf.sequences[0].size() != 1) return nullptr;
  const QueryTerm& term = leaf.sequences[0][0].front();
  return term.form == QueryTerm::Form::kWord ? nullptr : &term;
}

}  // namespace

Nearness::Nearness(const IndexReader& index, TermCounts* counts, const QueryNode& root, const QueryCompiler& compiler,
                   TextAnalyses* analyses, ReadAnalysed read)
    : index_(index), read_(std::move(read)) {
  const auto number_of = [&](const QueryTerm& term) {
    const auto found = std::find(terms_.begin(), terms_.end(), term);
    if (found != terms_.end()) return static_cast<size_t>(found - terms_.begin());
    terms_.push_back(term);
    numbers_.push_back(analyses->NumberOf(term.form, term.text));
    counts_.push_back(counts->Of(PrefixedTerm(Field::kText, term)));
    return terms_.size() - 1;
  };
  const std::vector<const QueryNode*> leaves = PositiveLeaves(root);
  for (size_t i = 0; i + 1 < leaves.size() && pairs_.size() < kMaxPairs; ++i) {
    const QueryTerm* left = WordOf(*leaves[i]);
    const QueryTerm* right = WordOf(*leaves[i + 1]);
    if (left == nullptr || right == nullptr || *left == *right) continue;
    const double idf = std::min(compiler.TermWeight(*left), compiler.TermWeight(*right));
    const bool in_headings =
        counts->Of(PrefixedTerm(Field::kHeading, *left)) > 0 && counts->Of(PrefixedTerm(Field::kHeading, *right)) > 0;
    if (idf > 0) pairs_.push_back({number_of(*left), number_of(*right), kNearnessWeight * idf, in_headings});
  }
}

// Cheaper than to ask for positions. The shortest list first: where none of the words beside a word stands, it need not
// be looked for.
Nearness::Having Nearness::HavingByLists(const std::vector<RankedParagraph>& top) const {
  std::vector<size_t> by_id(top.size());
  std::iota(by_id.begin(), by_id.end(), 0);
  std::sort(by_id.begin(), by_id.end(), [&](size_t a, size_t b) { return top[a].id < top[b].id; });
  std::vector<size_t> by_length(terms_.size());
  std::iota(by_length.begin(), by_length.end(), 0);
  std::sort(by_length.begin(), by_length.end(), [&](size_t a, size_t b) { return counts_[a] < counts_[b]; });
  const Xapian::Database& database = index_.database();
  std::vector<std::vector<char>> has(terms_.size(), std::vector<char>(top.size(), 1));
  for (const size_t term : by_length) {
    std::vector<char> beside(top.size(), 0);
    for (const Pair& pair : pairs_) {
      if (pair.left != term && pair.right != term) continue;
      const std::vector<char>& other = has[pair.left == term ? pair.right : pair.left];
      for (size_t i = 0; i < top.size(); ++i) beside[i] = beside[i] != 0 || other[i] != 0;
    }
    const std::string name = PrefixedTerm(Field::kText, terms_[term]);
    const auto end = database.postlist_end(name);
    auto posting = database.postlist_begin(name);
    std::vector<char>& here = has[term];
    here.assign(top.size(), 0);
    for (const size_t i : by_id) {
      if (posting == end) break;
      if (beside[i] == 0) continue;
      posting.skip_to(top[i].id);
      here[i] = posting != end && *posting == top[i].id;
    }
  }
  Having having;
  for (const Pair& pair : pairs_) {
    std::vector<char> both = has[pair.left];
    for (size_t i = 0; i < both.size(); ++i) both[i] = both[i] != 0 && has[pair.right][i] != 0;
    having.push_back(std::move(both));
  }
  return having;
}

// A server would send a whole list.
Nearness::Having Nearness::HavingBySearch(const Among& among, const std::vector<RankedParagraph>& top) const {
  Having having;
  for (const Pair& pair : pairs_) {
    const std::vector<RankedParagraph> found =
        among({Xapian::Query::OP_AND, Xapian::Query(PrefixedTerm(Field::kText, terms_[pair.left])),
               Xapian::Query(PrefixedTerm(Field::kText, terms_[pair.right]))});
    std::unordered_set<Xapian::docid> ids;
    for (const RankedParagraph& paragraph : found) ids.insert(paragraph.id);
    // Where there are more, those that weigh less than the last, or as much but for rounding, may have both.
    const double unknown = found.size() < kReranked ? -1 : found.back().score * (1 + 1e-9);
    std::vector<char> both;
    both.reserve(top.size());
    for (const RankedParagraph& paragraph : top) {
      both.push_back(paragraph.score <= unknown || ids.contains(paragraph.id) ? 1 : 0);
    }
    having.push_back(std::move(both));
  }
  return having;
}

void Nearness::AddPositions(const AnalysedText& text, FieldPositions* positions) const {
  for (size_t i = 0; i < numbers_.size(); ++i) {
    Positions& known = *(*positions)[i];
    const AnalysedText::Place first{numbers_[i], 0};
    for (auto place = std::lower_bound(text.places.begin(), text.places.end(), first);
         place != text.places.end() && place->term == numbers_[i]; ++place) {
      known.push_back(text.tokens[place->token].position);
    }
    // A compound and its part may be one term.
    std::sort(known.begin(), known.end());
    known.erase(std::unique(known.begin(), known.end()), known.end());
  }
}

Nearness::Words Nearness::FromText(Xapian::docid id) const {
  const AnalysedParagraph paragraph = read_(id);
  Words words{FieldPositions(terms_.size(), Positions()), FieldPositions(terms_.size(), Positions())};
  AddPositions(*paragraph.text, &words.text);
  AddPositions(*paragraph.heading, &words.heading);
  const auto length_of = [&](const AnalysedText& text) {
    uint32_t length = 0;
    ForEachPosting(
        text.tokens, [&](size_t token) { return paragraph.terms->Stems(text.tokens[token].text).size(); },
        [&](const Posting& posting) { length += posting.wdf; });
    return length;
  };
  words.length = length_of(*paragraph.text) + kHeadingWdf * length_of(*paragraph.heading);
  return words;
}

const Nearness::Positions& Nearness::PositionsOf(Xapian::docid id, size_t term, Field field,
                                                 FieldPositions* known) const {
  std::optional<Positions>& positions = (*known)[term];
  if (!positions) {
    const std::string name = PrefixedTerm(field, terms_[term]);
    const Xapian::Database& database = index_.database();
    positions.emplace(database.positionlist_begin(id, name), database.positionlist_end(id, name));
  }
  return *positions;
}

double Nearness::Closeness(Xapian::docid id, const Pair& pair, Field field, FieldPositions* known) const {
  const Positions& left = PositionsOf(id, pair.left, field, known);
  if (left.empty()) return 0;
  const Positions& right = PositionsOf(id, pair.right, field, known);
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

void Nearness::Add(const std::vector<const Pair*>& pairs, double average_length, RankedParagraph* paragraph) const {
  Words words = read_ ? FromText(paragraph->id) : Words{FieldPositions(terms_.size()), FieldPositions(terms_.size())};
  for (const Pair* pair : pairs) {
    double closeness = Closeness(paragraph->id, *pair, Field::kText, &words.text);
    if (pair->in_headings) closeness += kHeadingWdf * Closeness(paragraph->id, *pair, Field::kHeading, &words.heading);
    if (closeness == 0) continue;
    if (words.length == 0) words.length = index_.database().get_doclength(paragraph->id);
    const double weight = Bm25Weight(pair->weight, 1, closeness, words.length / average_length);
    paragraph->nearness += weight;
    paragraph->score += weight;
  }
}

void Nearness::AddTo(uint64_t wanted, const Among& among, std::vector<RankedParagraph>* top) const {
  const Having having = read_ ? HavingBySearch(among, *top) : HavingByLists(*top);
  // The best first leaves fewest to ask a server for; a file is read the fastest from its beginning to its end.
  std::vector<RankedParagraph*> order;
  for (RankedParagraph& paragraph : *top) order.push_back(&paragraph);
  if (!read_) std::sort(order.begin(), order.end(), [](const auto* a, const auto* b) { return a->id < b->id; });
  // What a paragraph must score to be among the best `wanted`, as far as is known.
  double least = top->size() < wanted ? 0 : (*top)[wanted - 1].score;
  std::priority_queue<double, std::vector<double>, std::greater<>> best;
  const double average_length = std::max(index_.database().get_avlength(), 1e-9);
  std::vector<const Pair*> pairs;
  for (RankedParagraph* paragraph : order) {
    pairs.clear();
    double most = 0;  // what they can add: BM25's limit for words that stand ever more often
    for (size_t i = 0; i < pairs_.size(); ++i) {
      if (having[i][static_cast<size_t>(paragraph - top->data())] == 0) continue;
      pairs.push_back(&pairs_[i]);
      most += (kK1 + 1) * pairs_[i].weight;
    }
    // Rounding can't make up for the last factor.
    if (paragraph->score + most * (1 + 1e-9) < least) continue;
    if (!pairs.empty()) Add(pairs, average_length, paragraph);
    best.push(paragraph->score);
    if (best.size() > wanted) best.pop();
    if (best.size() == wanted) least = std::max(least, best.top());
  }
}

}  // namespace article_search
