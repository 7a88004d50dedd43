// Words of a query that stand close together say more than the same words apart. Private to the library: it shows
// xapian.h.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "searcher/index_reader.h"
#include "searcher/query.h"
#include "searcher/query_compiler.h"
#include "searcher/ranking.h"
#include "searcher/term_counts.h"
#include "searcher/text_analyses.h"

namespace article_search {

// Y. Rasolofo and J. Savoy, "Term Proximity Scoring for Keyword-Based Retrieval Systems" (ECIR 2003), for pairs of
// neighbouring words of the query: each time the two stand within kNearnessWindow positions of each other counts the
// inverse square of their distance, in the nearest heading twice; the sum weighs as a word's wdf does in BM25, with the
// smaller of the two words' idf.
inline constexpr uint32_t kNearnessWindow = 8;
inline constexpr double kNearnessWeight = 0.5;  // docs/ranking.md says where it comes from

// What a paragraph has as its text and its nearest heading.
struct AnalysedParagraph {
  std::shared_ptr<const AnalysedText> text;
  std::shared_ptr<const AnalysedText> heading;
  TermMaker* terms = nullptr;  // of its language
};
using ReadAnalysed = std::function<AnalysedParagraph(Xapian::docid)>;

// Throws what Xapian throws, and what it is given. Keeps the reference to the index.
class Nearness {
 public:
  // `read`, `analyses`: where positions are found if the index is behind servers, which would be asked for those of one
  // word at a time, while the texts of hits are wanted in any case.
  Nearness(const IndexReader& index, TermCounts* counts, const QueryNode& root, const QueryCompiler& compiler,
           TextAnalyses* analyses, ReadAnalysed read);

  // False where no two words stand side by side: then nothing is ever added.
  bool has_pairs() const { return !pairs_.empty(); }

  // As Rerank.
  void AddTo(uint64_t wanted, const Among& among, std::vector<RankedParagraph>* top) const;

 private:
  struct Pair {
    size_t left;  // numbers of terms
    size_t right;
    double weight;
    bool in_headings = false;  // both stand in some heading
  };
  using Positions = std::vector<Xapian::termpos>;
  // In one field of a paragraph, by numbers of terms; read when they are asked for.
  using FieldPositions = std::vector<std::optional<Positions>>;
  struct Words {
    FieldPositions text;
    FieldPositions heading;
    double length = 0;  // of the paragraph, as Xapian has it; 0: not known yet
  };
  // Which of `top` have both words of each pair, or may; by number of pair, in the order of `top`.
  using Having = std::vector<std::vector<char>>;
  Having HavingByLists(const std::vector<RankedParagraph>& top) const;
  Having HavingBySearch(const Among& among, const std::vector<RankedParagraph>& top) const;
  Words FromText(Xapian::docid id) const;
  void AddPositions(const AnalysedText& text, FieldPositions* positions) const;
  const Positions& PositionsOf(Xapian::docid id, size_t term, Field field, FieldPositions* known) const;
  // The sum over the occurrences of both words in one field of a paragraph.
  double Closeness(Xapian::docid id, const Pair& pair, Field field, FieldPositions* known) const;
  // Adds to the score of a paragraph that has both words of these pairs, or may.
  void Add(const std::vector<const Pair*>& pairs, double average_length, RankedParagraph* paragraph) const;

  const IndexReader& index_;
  ReadAnalysed read_;
  std::vector<QueryTerm> terms_;
  std::vector<uint32_t> numbers_;  // of these in `analyses`
  std::vector<uint64_t> counts_;   // in how many paragraphs each stands
  std::vector<Pair> pairs_;
};

}  // namespace article_search
