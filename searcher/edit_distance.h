// How far apart two spellings are.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace article_search {

// The fewest insertions, deletions and substitutions of a code point, and transpositions of two neighbours, that make
// another word of one word, no part of the text being changed twice ("optimal string alignment"): F. J. Damerau, "A
// technique for computer detection and correction of spelling errors" (CACM 1964).
//
// A column of the matrix is a bit vector, as in H. Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau
// Edit Distances" (Nordic Journal of Computing 10, 2003): to compare one word with a whole vocabulary takes some ten
// operations a letter. Of a word of more than 64 code points the matrix is computed, near its diagonal.
class EditDistance {
 public:
  // `word` is UTF-8, as all words here.
  EditDistance(std::string_view word, size_t limit);

  // limit + 1 where it is more than the limit.
  size_t To(std::string_view other) const;

 private:
  static constexpr size_t kBits = 64;

  uint64_t PlacesOf(int32_t code_point) const;
  size_t ByMatrix(std::string_view other) const;

  std::u32string word_;
  size_t limit_;
  std::array<uint64_t, 128> ascii_{};                  // where the letters of ASCII stand in the word, a bit a place
  std::vector<std::pair<int32_t, uint64_t>> letters_;  // the others
};

}  // namespace article_search
