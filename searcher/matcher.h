// What of a paragraph made it match a query: the query tree, evaluated over the paragraph's own words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/paragraph.h"
#include "corpus/token.h"
#include "searcher/query.h"
#include "searcher/query_language.h"
#include "searcher/text_analyses.h"

namespace article_search {

// A stretch of a text that matched a leaf: a word, or a whole phrase.
struct Match {
  uint32_t begin = 0;  // bytes of the text
  uint32_t end = 0;
  uint32_t leaf = 0;  // the leaf's number in Leaves()
};

// A paragraph and what stands above it.
struct ParagraphTexts {
  std::string_view body;
  std::string_view nearest_heading;         // NearestHeadings
  std::span<const std::string_view> outer;  // headings further out
  std::string_view title;
  bool title_is_above = false;  // and not the nearest heading
  // What kind: and path: look for.
  ParagraphKind kind = ParagraphKind::kBody;
  std::string_view path = {};
};

struct ParagraphMatch {
  bool matches = false;
  // Ascending by begin.
  std::vector<Match> body;
  std::vector<Match> nearest_heading;
  std::vector<std::vector<Match>> outer;
  std::vector<Match> title;
  std::shared_ptr<const AnalysedText> text;  // the body
  std::vector<char> contributes;             // by number of leaf: whether it matches, and the branch it hangs in does
};

// Not for use by two threads at once.
class Matcher {
 public:
  // Keeps both; the tree must not change, and `analyses` not be trimmed.
  Matcher(const QueryNode& query, TextAnalyses* analyses);

  // `language`: the paragraph's.
  ParagraphMatch MatchParagraph(const ParagraphTexts& texts, const QueryLanguage& language);

 private:
  struct Text {
    std::string_view text;
    std::shared_ptr<const AnalysedText> analysed;  // none where no term of the query stands in it
    std::vector<Match>* matches;
  };
  // Where a word or a leaf stands: positions [first, last], bytes [begin, end).
  struct Run {
    uint32_t first;
    uint32_t last;
    uint32_t begin;
    uint32_t end;
    std::vector<Run> words = {};  // of a loose phrase, which is marked word by word
  };

  void Register(const QueryNode& leaf);
  std::vector<Run> Runs(const QueryNode& leaf, const Text& text) const;
  std::vector<Run> SlotRuns(const Slot& slot, const Text& text) const;
  std::vector<Run> SequenceRuns(const Sequence& sequence, const Text& text) const;
  std::vector<Run> LooseRuns(const Sequence& sequence, uint32_t slack, const Text& text) const;
  static void KeepNear(uint32_t distance, std::vector<std::vector<Run>>* lists);
  void Collect(const QueryNode& node, const std::vector<Text>& texts, uint32_t* next_leaf,
               std::vector<char>* contributes) const;
  bool Evaluate(const QueryNode& node, const ParagraphTexts& texts, uint32_t* next_leaf,
                std::vector<char>* contributes) const;

  const QueryNode& query_;
  TextAnalyses* analyses_;
  size_t leaf_count_ = 0;
  bool reads_title_ = false;
  bool reads_outer_ = false;
  // Of each term of the tree, by its address, ascending by std::less: its number in `analyses_`.
  std::vector<std::pair<const QueryTerm*, uint32_t>> numbers_;
  uint64_t filter_ = 0;  // TermBit of each
};

// Matches as ranges: sorted, overlapping ones made one.
template <typename RangeType>
std::vector<RangeType> ToRanges(const std::vector<Match>& matches) {
  std::vector<RangeType> ranges;
  ranges.reserve(matches.size());
  for (const Match& match : matches) {
    if (!ranges.empty() && match.begin < ranges.back().end) {
      if (match.end > ranges.back().end) ranges.back().end = match.end;
    } else {
      ranges.push_back({match.begin, match.end});
    }
  }
  return ranges;
}

}  // namespace article_search
