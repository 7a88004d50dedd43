// Words with * and ?, and words spelled nearly alike: which words of an index they stand for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/terms.h"
#include "searcher/vocabulary.h"

namespace article_search {

// "*" stands for any run of code points, an empty one too, "?" for one. Both strings are UTF-8 and folded. Takes time
// in proportion to the product of their lengths at most.
bool MatchesWildcard(std::string_view pattern, std::string_view word);

// The words of a pattern, of which the index has each by itself, as it is typed: example.c* as example and c*. Just
// one for what the index may have as one word: multi-vec*, file_op*, 3.1*.
std::vector<std::string_view> WordsOfPattern(std::string_view pattern);

// A word of a pattern, or any other as it is typed, folded as the index's words of that language are; * and ? stay.
std::string FoldPattern(const std::string& language, const TermMaker& terms, std::string_view pattern);

struct Expansion {
  std::vector<std::string> words;  // most frequent first, then in the order of their bytes
  uint64_t found = 0;              // before the list was cut
};

// The words of the index that match `pattern`, at most `limit` of them.
Expansion ExpandWildcard(Vocabulary* vocabulary, std::string_view pattern, size_t limit);

// Those within `edits` (insertions, deletions, substitutions, transpositions of neighbours; of code points) of `word`.
Expansion ExpandFuzzy(Vocabulary* vocabulary, std::string_view word, uint32_t edits, size_t limit);

}  // namespace article_search
