// Which words of an index a wildcard or a fuzzy word stands for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/vocabulary.h"

namespace article_search {

struct Expansion {
  std::vector<std::string> words;  // most frequent first, then in the order of their bytes
  uint64_t found = 0;              // before the list was cut
};

// The words of the index that match `pattern`, at most `limit` of them.
Expansion ExpandWildcard(Vocabulary* vocabulary, std::string_view pattern, size_t limit);

// Those within `edits` (insertions, deletions, substitutions, transpositions of neighbours; of code points) of `word`.
Expansion ExpandFuzzy(Vocabulary* vocabulary, std::string_view word, uint32_t edits, size_t limit);

}  // namespace article_search
