// Why a paragraph has its score. Private to the library: it shows xapian.h.
#pragma once

#include <xapian.h>

#include <vector>

#include "searcher/hit.h"
#include "searcher/matcher.h"
#include "searcher/query.h"
#include "searcher/query_compiler.h"
#include "searcher/query_language.h"
#include "searcher/term_counts.h"

namespace article_search {

// What the query's words stand for in the index.
std::vector<LeafMeaning> MeaningsOf(const QueryNode& root);

// Computes BM25 and what is added to it word by word, from the paragraph's text, as Xapian does from its lists: it
// reads no term list, and so works on any index. Keeps what it is given. Not for use by two threads at once.
class Explainer {
 public:
  Explainer(const Xapian::Database& database, TermCounts* counts, const QueryCompiler& compiler, const QueryNode& root,
            TextAnalyses* analyses);

  // The shares that are not 0, in the order of the query's words; their sum is the score that Xapian gave.
  std::vector<ScoreShare> Explain(Xapian::docid id, const ParagraphTexts& texts, const QueryLanguage& language);

 private:
  struct Paragraph;
  // A weight, by what it comes from.
  struct Share {
    double body = 0;
    double heading = 0;
    double sum() const { return body + heading; }
  };
  Paragraph WordsOf(Xapian::docid id, const ParagraphTexts& texts, const QueryLanguage& language) const;
  void AddMatching(const QueryNode& node, const QueryNode& shown, const Paragraph& paragraph,
                   std::vector<ScoreShare>* shares) const;
  void AddBonuses(const QueryNode& leaf, const QueryNode& shown, const Paragraph& paragraph,
                  std::vector<ScoreShare>* shares) const;
  Share Bm25(const QueryTerm& term, uint32_t count, const Paragraph& paragraph) const;
  Share SequenceShare(const QueryNode& leaf, const Sequence& sequence, const Paragraph& paragraph) const;
  Share LeafShare(const QueryNode& leaf, bool must_stand, const Paragraph& paragraph) const;

  const Xapian::Database& database_;
  TermCounts* counts_;
  const QueryCompiler& compiler_;
  const QueryNode& root_;
  TextAnalyses* analyses_;
};

}  // namespace article_search
