// What else a query may mean, where the index says so: the solid word for a spaced pair and the other way round, and
// the abbreviations that articles define.
#pragma once

#include "searcher/leaf_maker.h"
#include "searcher/query.h"

namespace article_search {

// Words that match nothing meet the solid or the spaced spelling that does match, which is said as a warning of
// `leaf_maker`; with `abbreviations`, what stands for an abbreviation, and what it stands for, match as well.
void AddOtherForms(LeafMaker* leaf_maker, bool abbreviations, QueryNode* root);

}  // namespace article_search
