// The words of a query, as the suggester wants them.
#pragma once

#include <string_view>
#include <vector>

#include "searcher/query.h"
#include "searcher/query_language.h"
#include "searcher/suggester.h"
#include "searcher/vocabulary.h"

namespace article_search {

// Those that were typed as words or in phrases, and are wanted: none after NOT, and none that is exact, a wildcard, a
// fuzzy word or a filter. A word matches that has a stem in the index, in any of the languages, or that is found in
// another spelling in the tree `root`; a stop word always does.
std::vector<QueryWord> WordsOf(std::string_view query, bool literal, const std::vector<QueryLanguage>& languages,
                               Vocabulary* vocabulary, const QueryNode& root);

// True: WordsOf would have only words that match, as for most queries, provided that nothing was left out of the tree
// `root`. False: ask WordsOf.
bool EveryWordStands(const QueryNode& root, Vocabulary* vocabulary);

}  // namespace article_search
