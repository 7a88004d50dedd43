#include "searcher/expansion.h"

#include <algorithm>
#include <utility>

#include "searcher/edit_distance.h"
#include "searcher/wildcard.h"

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
