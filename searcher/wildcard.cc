#include "searcher/wildcard.h"

#include <algorithm>
#include <utility>

#include "corpus/ascii.h"
#include "corpus/case_folder.h"
#include "corpus/utf8.h"
#include "corpus/word_segmenter.h"
#include "searcher/edit_distance.h"

namespace article_search {
namespace {

// Collects words with their frequencies, and keeps the most frequent.
class MostFrequent {
 public:
  explicit MostFrequent(size_t limit) : limit_(limit) {}

  void Add(std::string_view word, uint64_t paragraphs) {
    ++found_;
    words_.emplace_back(paragraphs, word);
    // Cut now and then, so that the memory stays in proportion to the limit.
    if (words_.size() >= 2 * limit_ + 1000) Cut();
  }

  Expansion Take() {
    Cut();
    Expansion expansion;
    expansion.found = found_;
    for (auto& [paragraphs, word] : words_) expansion.words.push_back(std::move(word));
    return expansion;
  }

 private:
  void Cut() {
    std::sort(words_.begin(), words_.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    if (words_.size() > limit_) words_.resize(limit_);
  }

  size_t limit_;
  uint64_t found_ = 0;
  std::vector<std::pair<uint64_t, std::string>> words_;
};

bool IsWild(char c) { return c == '*' || c == '?'; }

// The sign that may join words at `*i`, which moves behind the character there; kNone for any other character.
Connector SignAt(std::string_view text, size_t* i) {
  const size_t at = *i;
  NextCodePoint(text, i);
  return ConnectorAt(text, static_cast<uint32_t>(at), static_cast<uint32_t>(*i));
}

// Up to the next sign.
std::string_view PartAt(std::string_view pattern, size_t begin) {
  for (size_t i = begin; i < pattern.size();) {
    const size_t at = i;
    if (SignAt(pattern, &i) != Connector::kNone) return pattern.substr(begin, at - begin);
  }
  return pattern.substr(begin);
}

// U.S*
bool IsInitial(std::string_view part) {
  part = part.substr(0, part.find_first_of("*?"));
  return CountCodePoints(part) == 1 && !IsAsciiDigit(part.front());
}

// Whether the analyzer makes one word of two parts and the sign between them. What stands for a "*" alone is not known:
// multi-* may be one, and multi too.
bool AreOneWord(std::string_view left, Connector sign, std::string_view right) {
  const auto has_letters = [](std::string_view part) { return !std::all_of(part.begin(), part.end(), IsWild); };
  const auto is_number = [](std::string_view part) {
    return std::all_of(part.begin(), part.end(), [](char c) { return IsAsciiDigit(c) || IsWild(c); });
  };
  if (!has_letters(left) || !has_letters(right)) return true;
  switch (sign) {
    case Connector::kDot:
      if (IsInitial(left) && IsInitial(right)) return true;
      [[fallthrough]];
    case Connector::kComma:
      return IsAsciiDigit(left.back()) && IsAsciiDigit(right.front());
    case Connector::kHyphen:
    case Connector::kUnderscore:
      return !is_number(left) || !is_number(right);
    default:
      return true;
  }
}

// Whether the dot at [begin, end) is a number's, as far as a pattern can tell.
bool IsDotOfNumber(std::string_view pattern, size_t begin, size_t end) {
  const char before = begin > 0 ? pattern[begin - 1] : ' ';
  const char behind = end < pattern.size() ? pattern[end] : ' ';
  return (IsAsciiDigit(before) && (IsAsciiDigit(behind) || IsWild(behind))) || (IsWild(before) && IsAsciiDigit(behind));
}

}  // namespace

std::vector<std::string_view> WordsOfPattern(std::string_view pattern) {
  std::vector<std::string_view> words;
  size_t word = 0;
  size_t part = 0;  // of the word: begins behind its latest sign
  for (size_t i = 0; i < pattern.size();) {
    const size_t at = i;
    const Connector sign = SignAt(pattern, &i);
    if (sign == Connector::kNone) continue;
    const bool is_second = at == part && part > word;  // two signs join nothing
    if (is_second || !AreOneWord(pattern.substr(part, at - part), sign, PartAt(pattern, i))) {
      words.push_back(pattern.substr(word, at - word));
      word = i;
    }
    part = i;
  }
  words.push_back(pattern.substr(word));
  return words;
}

std::string FoldPattern(const std::string& language, const TermMaker& terms, std::string_view pattern) {
  CaseFolder folder(IsTurkic(language));
  std::string folded;
  std::string piece;
  const auto take_piece = [&] {
    std::string letters;
    folder.Append(piece, &letters);
    piece.clear();
    if (!letters.empty()) folded += terms.Word(letters);
  };
  for (size_t i = 0; i < pattern.size();) {
    const size_t at = i;
    // A word has none of the signs that join it, but for a number's dot.
    const Connector sign = SignAt(pattern, &i);
    if (IsWild(pattern[at])) {
      take_piece();
      if (pattern[at] != '*' || !folded.ends_with('*')) folded.push_back(pattern[at]);
    } else if (sign == Connector::kNone) {
      piece += pattern.substr(at, i - at);
    } else if (sign == Connector::kDot && IsDotOfNumber(pattern, at, i)) {
      piece.push_back('.');
    }
  }
  take_piece();
  return folded;
}

bool MatchesWildcard(std::string_view pattern, std::string_view word) {
  size_t p = 0;
  size_t w = 0;
  // Where to go on when the characters after the last "*" don't fit: one further.
  size_t star = std::string_view::npos;
  size_t star_word = 0;
  while (w < word.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      star_word = w;
    } else if (p < pattern.size() && pattern[p] == '?') {
      ++p;
      NextCodePoint(word, &w);
    } else if (p < pattern.size() && pattern[p] == word[w]) {
      ++p;
      ++w;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      NextCodePoint(word, &star_word);
      w = star_word;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

Expansion ExpandWildcard(Vocabulary* vocabulary, std::string_view pattern, size_t limit) {
  MostFrequent words(limit);
  const std::string_view prefix = pattern.substr(0, pattern.find_first_of("*?"));
  const auto add = [&](std::string_view word, uint64_t paragraphs) {
    if (MatchesWildcard(pattern, word)) words.Add(word, paragraphs);
  };
  if (!prefix.empty()) {
    vocabulary->ForEachWord(prefix, add);
  } else {
    for (const WordList::Word& word : vocabulary->AllWords().words()) add(word.text, word.paragraphs);
  }
  return words.Take();
}

Expansion ExpandFuzzy(Vocabulary* vocabulary, std::string_view word, uint32_t edits, size_t limit) {
  MostFrequent words(limit);
  const EditDistance distance(word, edits);
  vocabulary->AllWords().ForEachNear(word, edits, [&](const WordList::Word& candidate) {
    if (distance.To(candidate.text) <= edits) words.Add(candidate.text, candidate.paragraphs);
  });
  return words.Take();
}

}  // namespace article_search
