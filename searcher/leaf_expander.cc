#include "searcher/leaf_expander.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "corpus/utf8.h"
#include "searcher/expansion.h"
#include "searcher/remarks.h"
#include "searcher/wildcard.h"

namespace article_search {
namespace {

// Shorter words have too many others within an edit or two.
constexpr size_t kMinFuzzyLength = 3;

}  // namespace

void LeafExpander::Begin(std::vector<std::string>* warnings) {
  warnings_ = warnings;
  slots_.clear();
  words_ = 0;
  is_full_ = false;
}

// As each language folds it, once each.
std::vector<std::string> LeafExpander::Folded(std::string_view text) const {
  std::vector<std::string> patterns;
  for (const QueryLanguage& language : languages_) {
    std::string folded = FoldPattern(language.name, *language.terms, text);
    if (std::find(patterns.begin(), patterns.end(), folded) == patterns.end()) patterns.push_back(std::move(folded));
  }
  return patterns;
}

// The words of all patterns together. `edits`: 0 for wildcards.
Slot LeafExpander::SlotOf(std::string_view text, const std::vector<std::string>& patterns, uint32_t edits) {
  Slot slot;
  std::unordered_set<std::string> seen;
  uint64_t found = 0;
  for (const std::string& pattern : patterns) {
    const Expansion expansion = edits == 0 ? ExpandWildcard(vocabulary_, pattern, max_expansions_)
                                           : ExpandFuzzy(vocabulary_, pattern, edits, max_expansions_);
    found = std::max(found, expansion.found);
    for (const std::string& word : expansion.words) {
      if (seen.insert(word).second) slot.push_back({QueryTerm::Form::kWord, word});
    }
  }
  if (found > max_expansions_) {
    AddRemark("'" + Quote(text) + (edits > 0 ? "~" + std::to_string(edits) : "") + "' stands for " +
                  std::to_string(found) + " words, of which the " + std::to_string(max_expansions_) +
                  " most frequent were searched (see --max-expansions)",
              warnings_);
  }
  return slot;
}

QueryNode LeafExpander::Leaf(std::string_view text, const std::vector<std::string>& patterns, uint32_t edits) {
  std::string key = std::to_string(edits);
  for (const std::string& pattern : patterns) key += ' ' + pattern;
  auto slot = slots_.find(key);
  if (slot == slots_.end() && slots_.size() < kMaxExpanded && !is_full_) {
    slot = slots_.emplace(key, SlotOf(text, patterns, edits)).first;
  }
  is_full_ = is_full_ || slot == slots_.end() || words_ + slot->second.size() > kMaxExpandedWords;
  if (is_full_) {
    AddRemark("the query has more than " + std::to_string(kMaxExpanded) +
                  " wildcards and fuzzy words, or they stand for more than " + std::to_string(kMaxExpandedWords) +
                  " words; the rest of them was left out",
              warnings_);
    return {};
  }
  words_ += slot->second.size();
  QueryNode leaf;
  leaf.type = QueryNode::Type::kLeaf;
  leaf.text = std::string(text);
  if (!slot->second.empty()) leaf.sequences.push_back({slot->second});
  return leaf;
}

QueryNode LeafExpander::Wildcard(std::string_view pattern) {
  std::vector<std::string> patterns = Folded(pattern);
  std::erase_if(patterns,
                [](const std::string& folded) { return folded.find_first_not_of("*?") == std::string::npos; });
  if (patterns.empty()) return {};
  QueryNode leaf = Leaf(pattern, patterns, 0);
  leaf.form = QueryNode::Form::kWildcard;
  return leaf;
}

std::optional<QueryNode> LeafExpander::Fuzzy(std::string_view word, uint32_t edits) {
  std::vector<std::string> words = Folded(word);
  std::erase_if(words, [](const std::string& folded) { return CountCodePoints(folded) < kMinFuzzyLength; });
  if (words.empty()) return std::nullopt;
  QueryNode leaf = Leaf(word, words, edits);
  leaf.form = QueryNode::Form::kFuzzy;
  leaf.distance = edits;
  return leaf;
}

}  // namespace article_search
