// Compounds that were typed, and that the index has nowhere.
#pragma once

#include <cstddef>

#include "searcher/leaf_maker.h"
#include "searcher/query.h"

namespace article_search {

// "BSkyB-Sportportfolio" where nothing has it, neither with a hyphen, nor spaced, nor joined: its words are searched in
// its place, any of them, or all where the compound had to match (`all`: where it stands by itself). What must not
// match is left as it is. At most `room` more words are made; what needs more is left as it is.
void SplitUnknownCompounds(LeafMaker* leaf_maker, bool all, size_t room, QueryNode* root);

}  // namespace article_search
