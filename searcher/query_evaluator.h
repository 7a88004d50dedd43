// From a query tree to its hits. Private to the library: it shows xapian.h.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "searcher/index_reader.h"
#include "searcher/nearness.h"
#include "searcher/neighbours.h"
#include "searcher/query.h"
#include "searcher/query_language.h"
#include "searcher/ranking.h"
#include "searcher/searcher.h"
#include "searcher/stored_paragraphs.h"
#include "searcher/term_counts.h"
#include "searcher/text_analyses.h"

namespace article_search {

// Throws what Xapian throws, and Error kUsage where a query is beyond `max_postings`. Not for use by two threads at
// once.
class QueryEvaluator {
 public:
  // Keeps what it is given.
  QueryEvaluator(const IndexReader& index, const std::vector<QueryLanguage>& languages, TermCounts* counts)
      : index_(index), languages_(languages), counts_(counts), second_tier_(index.database(), counts) {}

  // Before what is evaluated for a query.
  void Begin();

  // Adds the hits of a page to `result`, and how many there are.
  void Evaluate(QueryNode root, const SearchOptions& options, SearchResult* result) {
    Run(std::move(root), options, kCountedExactly, result);
  }

  // Whether anything matches, which is known sooner than what does best.
  bool HasMatches(QueryNode root, uint64_t max_postings);

  // The query with words of the best paragraphs: as feedback.h.
  QueryNode Expanded(QueryNode root, const SearchOptions& options, std::vector<std::string>* words);

 private:
  struct Compiled;

  // So many hits are counted exactly, unless all are.
  void Run(QueryNode root, const SearchOptions& options, uint64_t counted, SearchResult* result);
  Compiled Compile(QueryNode root);
  RankedQuery Ranked(const Compiled& query, const SearchOptions& options);
  void AddPage(const Ranking& ranking, Compiled* query, const SearchOptions& options, uint64_t counted,
               SearchResult* result);
  void AddOneByOne(const Ranking& ranking, Compiled* query, const SearchOptions& options, uint64_t counted,
                   SearchResult* result);
  void AddHit(const RankedParagraph& ranked, Compiled* query, const SearchOptions& options, SearchResult* result);
  // Whether what Xapian found matches after all.
  bool IsMatch(const StoredParagraph& candidate, Compiled* query) const;
  AnalysedParagraph Analysed(Xapian::docid id);
  const QueryLanguage& LanguageOf(const StoredParagraph& paragraph) const;

  const IndexReader& index_;
  const std::vector<QueryLanguage>& languages_;
  TermCounts* counts_;
  SecondTier second_tier_;
  StoredParagraphs paragraphs_{index_};
  TextAnalyses analyses_;
  Neighbours neighbours_{index_.database()};
  std::string current_folder_;  // at the query at hand
};

}  // namespace article_search
