// The hits of a query in their order: Xapian's, tier by tier. Private to the library: it shows xapian.h.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <functional>
#include <vector>

#include "indexer/schema.h"
#include "searcher/term_counts.h"

namespace article_search {

struct RankedParagraph {
  Xapian::docid id = 0;
  double score = 0;
  double nearness = 0;  // the part of it that was added by Nearness
  int tier = 0;         // 1 or 2; 0 where the order knows no tiers
};

// How many paragraphs match.
struct MatchCount {
  uint64_t at_least = 0;
  bool exact = true;
};

// So many of the first tier are re-ranked, whatever page is asked for.
inline constexpr uint64_t kReranked = 100;

// The best kReranked of those that match a filter, too.
using Among = std::function<std::vector<RankedParagraph>(const Xapian::Query& filter)>;
// Adds to the scores of the best, which descend. To those that can't be among the best `wanted` in the end it need not.
using Rerank = std::function<void(uint64_t wanted, const Among& among, std::vector<RankedParagraph>* best)>;

// What is searched, and how it is ranked.
struct RankedQuery {
  Xapian::Query query;
  bool by_position = false;  // in the order of articles and paragraphs, tiers mixed
  bool has_maximum = false;  // whether there is an OP_MAX in it: ranking.cc
  // All that match are kept until the search ends, whatever page is asked for. So they must be where there is an OP_MAX
  // and Xapian merges files.
  bool keeps_all = false;
  // Adds to the scores of the best of the first tier, never less than nothing; may be empty.
  Rerank rerank;
};

// Which paragraphs are of the second tier. Throws what Xapian throws. Keeps what it is given; not for use by two
// threads at once.
class SecondTier {
 public:
  SecondTier(const Xapian::Database& database, TermCounts* counts) : database_(database), counts_(counts) {}

  bool empty() { return counts_->Of(kSecondTierTerm) == 0; }
  // Reads the list of them once; for a small index.
  bool Has(Xapian::docid id);

 private:
  const Xapian::Database& database_;
  TermCounts* counts_;
  bool is_read_ = false;
  std::vector<Xapian::docid> ids_;
};

// Throws what Xapian throws. Keeps what it is given.
class Ranking {
 public:
  Ranking(const Xapian::Database& database, SecondTier* second_tier, const RankedQuery& query);

  // The paragraphs [offset, offset + limit) of the ranking; `*count` counts at least `check_at_least` of all that match
  // exactly.
  std::vector<RankedParagraph> Page(uint64_t offset, uint64_t limit, uint64_t check_at_least, MatchCount* count) const;

  // Calls `accept` with one paragraph after the other, until it says that it has seen enough.
  void ForEach(const std::function<bool(const RankedParagraph&)>& accept) const;

 private:
  // The query, limited to a tier: as RankedParagraph::tier.
  Xapian::Query InTier(int tier) const;
  std::vector<RankedParagraph> Run(const Xapian::Query& query, int tier, uint64_t offset, uint64_t limit,
                                   uint64_t check_at_least, MatchCount* count) const;
  // Of both tiers in one search.
  std::vector<RankedParagraph> RunOnce() const;
  // `all`: RunOnce(), or null.
  std::vector<RankedParagraph> TierPage(int tier, const std::vector<RankedParagraph>* all, uint64_t offset,
                                        uint64_t limit, uint64_t check_at_least, MatchCount* count) const;

  const Xapian::Database& database_;
  SecondTier* second_tier_;
  const RankedQuery& query_;
  std::vector<int> tiers_;
};

}  // namespace article_search
