// From a text to tokens: ICU word segmentation of the original text, then folding token by token (UAX #29,
// NFKC_Casefold of UAX #31). The one place where text becomes the words that are indexed, searched for and marked.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/export.h"
#include "corpus/token.h"

namespace ARTICLE_SEARCH_EXPORT article_search {

class WordBeginnings;

// Names the rules by which text becomes tokens. Changed whenever any of them changes, and stored in the index.
inline constexpr std::string_view kAnalyzerRules = "words-4";

// The version of ICU at run time, such as "72.1": its rules and dictionaries decide where words end.
std::string IcuVersion();

// When a word in capitals (US, U.S., EAEU) gets an acronym token besides its word.
enum class Acronyms : uint8_t {
  kUnlessAllCapitals,  // not where the whole text is in capitals: there capitals say nothing
  kAlways,             // for a query, in which `US` may be the only word
};

// Break iterators keep state: one Analyzer a thread. ICU's data are loaded when first needed, never for ASCII text.
// docs/analyzer.md has the rules, one by one.
class Analyzer {
 public:
  // `language`: a name from indexer/language.h in English ("english", "french"), or "none". It decides about
  // apostrophes (English 's; French, Italian and Catalan elisions), Turkish i, and nothing else.
  // The methods throw Error kInternal where ICU's data is missing.
  explicit Analyzer(const std::string& language);
  ~Analyzer();
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;

  // Appends the tokens of `text` (UTF-8; ill-formed bytes separate words) in order of position; tokens of one position
  // stand together, kWord first, kCompound last. Positions begin at `first_position`; returns the position after the
  // last. `text` must be shorter than 1 GiB. `wanted`: of words that it says no to (as they are written), the tokens
  // may be without their texts.
  uint32_t Analyze(std::string_view text, std::vector<Token>* tokens, uint32_t first_position = 0,
                   Acronyms acronyms = Acronyms::kUnlessAllCapitals, const WordBeginnings* wanted = nullptr);

  // The sentence boundaries of `text`: offsets in bytes, ascending, the first 0 and the last its length.
  std::vector<uint32_t> SentenceBounds(std::string_view text);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace article_search
