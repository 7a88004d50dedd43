#include "searcher/wildcard.h"

#include <algorithm>
#include <utility>

#include "corpus/case_folder.h"
#include "corpus/utf8.h"
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

}  // namespace

std::string FoldPattern(const std::string& language, const TermMaker& terms, std::string_view pattern) {
  CaseFolder folder(IsTurkic(language));
  std::string folded;
  std::string piece;
  for (size_t at = 0; at <= pattern.size(); ++at) {
    const char c = at < pattern.size() ? pattern[at] : '*';
    if (c != '*' && c != '?') {
      // The joined word of a compound has no hyphens, nor any word apostrophes.
      if (c != '-') piece.push_back(c);
      continue;
    }
    std::string letters;
    folder.Append(piece, &letters);
    piece.clear();
    if (!letters.empty()) folded += terms.Word(letters);
    if (at < pattern.size() && (c != '*' || !folded.ends_with('*'))) folded.push_back(c);
  }
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
