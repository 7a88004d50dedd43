// Pseudo-relevance feedback: the best paragraphs of a first search tell which further words to search for. Private to
// the library: it shows xapian.h.
#pragma once

#include <string>
#include <vector>

#include "searcher/query.h"
#include "searcher/query_language.h"
#include "searcher/ranking.h"
#include "searcher/stored_paragraphs.h"

namespace article_search {

// N. Abdul-Jaleel and others, "UMass at TREC 2004: Novelty and HARD", the relevance model RM3 (after V. Lavrenko and
// W. B. Croft, "Relevance-Based Language Models", SIGIR 2001).
inline constexpr size_t kFeedbackParagraphs = 5;
inline constexpr size_t kFeedbackWords = 60;
inline constexpr double kFeedbackWeight = 0.5;  // of the added words together; the rest is the query's own

// The query with words beside its own, which find and weigh what they stand in (where every word is optional; else they
// only weigh): those that the best paragraphs of `ranked` have more than others, by their stored text; no stop words,
// no numbers, no words of one letter. `words` takes the added ones, the weightiest first. The same tree where there are
// none. Throws what Xapian throws.
QueryNode WithFeedback(QueryNode root, const std::vector<RankedParagraph>& ranked, StoredParagraphs* paragraphs,
                       const std::vector<QueryLanguage>& languages, std::vector<std::string>* words);

}  // namespace article_search
