// The second step of analysis: from segments to words, each of which gets one position: "24,000", "O’Brien", "U.S.",
// "C++", "km" and "²". docs/analyzer.md has the rules, one by one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/case_folder.h"
#include "corpus/elision.h"
#include "corpus/word_segmenter.h"

namespace article_search {

struct Word {
  std::string text;  // folded; a superscript's as it stands; empty where there is nothing but what folding drops
  uint32_t begin = 0;
  uint32_t end = 0;
  bool is_acronym = false;
  bool joins = false;      // letters and digits: hyphens and underscores join it with its neighbours,
  bool is_number = false;  // but no two numbers
  bool is_superscript = false;
  bool connects = false;  // such a sign, or the like, stands between it and the next word
};

// Not for use by two threads at once.
class WordParser {
 public:
  // `language` as in Analyzer.
  explicit WordParser(const std::string& language)
      : apostrophes_(ApostropheRuleOf(language)), folder_(IsTurkic(language)) {}

  // Cuts `text`, which must stay, into segments().
  void Start(std::string_view text);
  const std::vector<WordSegment>& segments() const { return segments_; }

  // True for most words: letters to which none of the rules applies. Such a segment is a word by itself; Parse() would
  // say the same of it.
  bool IsPlain(size_t i) const {
    const WordSegment& segment = segments_[i];
    if (segment.next != Connector::kNone) return false;
    if (segment.Has(WordSegment::kSimple)) return true;
    if (segment.length < 2) return false;
    if ((segment.flags & (WordSegment::kDigits | WordSegment::kSpaceless)) != 0) return false;
    if (segment.Has(WordSegment::kCapitals) && segment.length <= kMaxAcronym) return false;
    return !HasSuperscript(segment.end, i + 1);
  }

  // Joins the segments from `i` on into a word and returns the index behind them. `connected`: the word before
  // `connects`.
  size_t Parse(size_t i, bool connected, Word* word);

  // Appends a word or a part of one, folded.
  void Fold(std::string_view spelling, std::string* text) { folder_.Append(spelling, text); }

 private:
  static constexpr size_t kMaxAcronym = 5;

  // Each joins the segments from `i` on into `*word`, as far as its rule goes, and returns the index behind them.
  size_t ParseWord(size_t i, Word* word);
  size_t ParseNumber(size_t i, Word* word);
  size_t ParseDottedAcronym(size_t i, Word* word);
  size_t ParseApostrophes(size_t i, Word* word);
  size_t ParseSuperscript(size_t i, Word* word) const;
  size_t TakePossessive(size_t i, Word* word) const;

  size_t EndOfDigitGroups(size_t i) const;
  size_t LeadingDigits(const WordSegment& segment) const;
  bool IsLoneS(size_t i) const;
  bool IsElidedAt(size_t i);
  bool StandsBeforeApostrophe(size_t i) const;
  bool IsInitial(size_t i) const;
  bool IsSuperscript(size_t i) const;
  bool HasSuperscript(size_t end, size_t next) const {  // what ends at `end`, before the segment `next`
    return next < segments_.size() && segments_[next].begin == end && IsSuperscript(next);
  }
  size_t EndOfDegree(size_t i) const;
  bool Follows(size_t i, Connector connector) const {  // `connector` and a further segment follow segment i
    return segments_[i].next == connector && i + 1 < segments_.size();
  }
  std::string_view Spelling(const WordSegment& segment) const {
    return text_.substr(segment.begin, segment.end - segment.begin);
  }

  const ApostropheRule apostrophes_;
  CaseFolder folder_;
  WordSegmenter segmenter_;

  // Of the text at hand.
  std::string_view text_;
  std::vector<WordSegment> segments_;
  size_t degree_end_ = 0;  // EndOfDegree() of the latest word that began
  std::string scratch_;
};

}  // namespace article_search
