#include "searcher/ranking.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "indexer/schema.h"
#include "searcher/bm25.h"

namespace article_search {
namespace {

constexpr uint64_t kFirstChunk = 1000;

}  // namespace

bool SecondTier::Has(Xapian::docid id) {
  if (!is_read_) {
    const std::string term(kSecondTierTerm);
    ids_.assign(database_.postlist_begin(term), database_.postlist_end(term));
    is_read_ = true;
  }
  return std::binary_search(ids_.begin(), ids_.end(), id);
}

Ranking::Ranking(const Xapian::Database& database, SecondTier* second_tier, const RankedQuery& query)
    : database_(database), second_tier_(second_tier), query_(query) {
  if (query.by_position) {
    tiers_ = {0};
  } else if (second_tier->empty()) {
    tiers_ = {1};
  } else {
    tiers_ = {1, 2};
  }
}

// Xapian (1.4.22, and still 1.4.32) keeps nothing of an OP_MAX whose lists end all at once, and then crashes where it
// asks that for its greatest weight. It does so where an OP_OR that ends leaves the OP_MAX as the whole query; of an
// OP_FILTER it does not, and that by all documents costs a fifth of an OR's time. And of several shards it asks those
// that have ended, too, once it has all that is wanted: so all that match are, RankedQuery::keeps_all.
Xapian::Query Ranking::InTier(int tier) const {
  if (query_.by_position) return query_.query;
  // Taken as one: Xapian doesn't merge it with the tier.
  Xapian::Query whole = query_.has_maximum
                            ? Xapian::Query(Xapian::Query::OP_FILTER, query_.query, Xapian::Query::MatchAll)
                            : Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query_.query, 1.0);
  if (tiers_.size() == 1) return whole;
  return {tier == 1 ? Xapian::Query::OP_AND_NOT : Xapian::Query::OP_FILTER, whole,
          Xapian::Query(std::string(kSecondTierTerm))};
}

std::vector<RankedParagraph> Ranking::Run(const Xapian::Query& query, int tier, uint64_t offset, uint64_t limit,
                                          uint64_t check_at_least, MatchCount* count) const {
  Xapian::Enquire enquire(database_);
  enquire.set_query(query);
  if (query_.by_position) {
    enquire.set_weighting_scheme(Xapian::BoolWeight());
  } else {
    enquire.set_weighting_scheme(Xapian::BM25Weight(kK1, kK2, kK3, kB, kMinNormalisedLength));
  }
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  const auto documents = uint64_t{database_.get_doccount()};
  const bool all = query_.keeps_all;
  const Xapian::MSet found =
      enquire.get_mset(static_cast<Xapian::doccount>(all ? 0 : std::min(offset, documents)),
                       static_cast<Xapian::doccount>(all ? documents : std::min(limit, documents)),
                       static_cast<Xapian::doccount>(std::min(check_at_least, documents)));
  count->at_least += found.get_matches_lower_bound();
  count->exact = count->exact && found.get_matches_lower_bound() == found.get_matches_upper_bound();
  std::vector<RankedParagraph> paragraphs;
  for (uint64_t i = all ? offset : 0; i < found.size() && paragraphs.size() < limit; ++i) {
    const Xapian::MSetIterator item = found[static_cast<Xapian::doccount>(i)];
    paragraphs.push_back({*item, item.get_weight(), 0, tier});
  }
  return paragraphs;
}

std::vector<RankedParagraph> Ranking::RunOnce() const {
  MatchCount ignored;
  std::vector<RankedParagraph> all = Run(query_.query, 1, 0, UINT32_MAX, UINT32_MAX, &ignored);
  for (RankedParagraph& paragraph : all) paragraph.tier = second_tier_->Has(paragraph.id) ? 2 : 1;
  return all;
}

std::vector<RankedParagraph> Ranking::TierPage(int tier, const std::vector<RankedParagraph>* all, uint64_t offset,
                                               uint64_t limit, uint64_t check_at_least, MatchCount* count) const {
  const bool reranks = query_.rerank && tier == 1 && offset < kReranked && limit > 0;
  const uint64_t first = reranks ? 0 : offset;
  const uint64_t wanted = reranks ? std::max(offset + limit, kReranked) : limit;
  std::vector<RankedParagraph> page;
  if (all != nullptr) {
    uint64_t number = 0;
    for (const RankedParagraph& paragraph : *all) {
      if (paragraph.tier != tier) continue;
      if (number >= first && number - first < wanted) page.push_back(paragraph);
      ++number;
    }
    count->at_least += number;
  } else {
    page = Run(InTier(tier), tier, first, wanted, check_at_least, count);
  }
  if (!reranks) return page;
  std::vector<RankedParagraph> top(
      page.begin(), page.begin() + static_cast<std::ptrdiff_t>(std::min<uint64_t>(page.size(), kReranked)));
  const Among among = [&](const Xapian::Query& filter) {
    MatchCount ignored;
    return Run({Xapian::Query::OP_FILTER, InTier(tier), filter}, tier, 0, kReranked, 0, &ignored);
  };
  query_.rerank(offset + limit, among, &top);
  std::sort(top.begin(), top.end(), [](const RankedParagraph& a, const RankedParagraph& b) {
    return a.score != b.score ? a.score > b.score : a.id < b.id;
  });
  std::copy(top.begin(), top.end(), page.begin());
  page.erase(page.begin(), page.begin() + static_cast<std::ptrdiff_t>(std::min<uint64_t>(offset, page.size())));
  if (page.size() > limit) page.resize(limit);
  return page;
}

std::vector<RankedParagraph> Ranking::Page(uint64_t offset, uint64_t limit, uint64_t check_at_least,
                                           MatchCount* count) const {
  // Of few paragraphs it is quicker to rank all that match than to search a second time.
  const uint64_t documents = database_.get_doccount();
  std::vector<RankedParagraph> all;
  const bool once = tiers_.size() > 1 && documents <= std::min(kFirstChunk, check_at_least);
  if (once) all = RunOnce();
  std::vector<RankedParagraph> page;
  uint64_t before = 0;  // in the tiers before
  for (const int tier : tiers_) {
    // A page reaches a tier where the one before it ends, which is known where it was counted exactly.
    const bool reached = before == 0 || count->exact;
    const uint64_t skipped = offset > before ? offset - before : 0;
    const uint64_t wanted = reached && page.size() < limit ? limit - page.size() : 0;
    const std::vector<RankedParagraph> more =
        TierPage(tier, once ? &all : nullptr, wanted == 0 ? 0 : skipped, wanted, check_at_least, count);
    page.insert(page.end(), more.begin(), more.end());
    before = count->at_least;
  }
  return page;
}

void Ranking::ForEach(const std::function<bool(const RankedParagraph&)>& accept) const {
  for (const int tier : tiers_) {
    // Most often the first ones are enough; a third step would read the same lists again.
    const uint64_t bounds[] = {0, kFirstChunk, UINT32_MAX};
    for (size_t i = 0; i + 1 < std::size(bounds); ++i) {
      MatchCount ignored;
      const uint64_t limit = bounds[i + 1] - bounds[i];
      const std::vector<RankedParagraph> chunk = TierPage(tier, nullptr, bounds[i], limit, 0, &ignored);
      for (const RankedParagraph& paragraph : chunk) {
        if (!accept(paragraph)) return;
      }
      if (chunk.size() < limit) break;
    }
  }
}

}  // namespace article_search
