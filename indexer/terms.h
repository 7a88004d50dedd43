// From tokens to terms: stemming, then folding of marks. The one place that decides how a token is spelled in the
// index.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/token.h"
#include "corpus/word_beginnings.h"

namespace article_search {

// Names the rules by which tokens become terms. Changed whenever any of them changes, and stored in the index.
inline constexpr std::string_view kTermRules = "terms-3";

// Glass limits a term to 245 bytes, a zero byte counting twice. This is what we leave for a term's text after its
// prefix (at most 5 bytes); longer ones are cut at a code point, in one place, here.
inline constexpr size_t kMaxTermBytes = 240;

// Not for use by two threads at once (a cache of stems).
class TermMaker {
 public:
  // `language` as in Analyzer: a name from indexer/language.h, or "none" for no stemming.
  explicit TermMaker(const std::string& language);
  ~TermMaker();
  TermMaker(TermMaker&&) noexcept;
  TermMaker& operator=(TermMaker&&) noexcept;

  // The stems of a word (a token's text), without prefix: one, or two where the stem of the mark-folded word differs
  // from the mark-folded stem. Valid until the next call.
  const std::vector<std::string>& Stems(std::string_view word);

  // The word as written, folded (marks too), without prefix: what wildcards and suggestions see.
  std::string Word(std::string_view word) const;

  // Adds how the words begin that may have the term (a stem, an acronym or a word as written, without prefix): most
  // stemmers leave the beginning of a word alone, and to look at that is far quicker than they are.
  void AddBeginnings(std::string_view term, WordBeginnings* words) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Takes the marks off Latin, Greek and Arabic letters and leaves every other script as it is: Zürich, zurich; but not
// が, か nor й, и. Also ø, ł, đ, ħ, ı and the like, which Unicode does not decompose. UTF-8 in, NFC UTF-8 out.
std::string FoldMarks(std::string_view text);

}  // namespace article_search
