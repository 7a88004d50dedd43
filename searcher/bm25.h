// BM25 (Robertson and others, Okapi at TREC-3, 1994) as Xapian has it, and its settings. docs/ranking.md says where
// they come from.
#pragma once

#include <algorithm>
#include <cstdint>

namespace article_search {

inline constexpr double kK1 = 1.5;   // saturates repetition
inline constexpr double kK2 = 0;     // Xapian's
inline constexpr double kK3 = 1000;  // saturates repeated query words; so high that it does not: a word said twice
                                     //   counts twice
inline constexpr double kB = 0.75;   // the share of length normalisation
inline constexpr double kMinNormalisedLength = 0.5;  // Xapian's

// What a word weighs that stands `wdf` times in a paragraph and `wqf` times in the query; `normalised_length`: the
// paragraph's length by the average one.
inline double Bm25Weight(double idf, uint32_t wqf, double wdf, double normalised_length) {
  const double length = std::max(normalised_length, kMinNormalisedLength);
  return idf * (kK3 + 1) * wqf / (kK3 + wqf) * (kK1 + 1) * wdf / (kK1 * (length * kB + (1 - kB)) + wdf);
}

}  // namespace article_search
