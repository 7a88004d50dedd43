// Pairs of characters, for scripts in which it is hard to tell a word from its neighbours.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace article_search {

// The pairs of neighbouring characters of Han, kana or Hangul in `word` (folded, UTF-8), each once, in order:
// 카자흐 -> 카자, 자흐; 共和国 -> 共和, 和国. Korean words that differ by a particle or a suffix share most of them,
// and so do a Chinese or Japanese word and what the dictionary cuts otherwise elsewhere (Lee and Ahn, "Using n-grams
// for Korean text retrieval", SIGIR 1996; Nie and Ren, "Chinese information retrieval: using characters or words?",
// Information Processing and Management 35, 1999). Other words have none.
std::vector<std::string> Bigrams(std::string_view word);

}  // namespace article_search
