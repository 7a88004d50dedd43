#include "searcher/suggester.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "corpus/ascii.h"
#include "corpus/utf8.h"
#include "searcher/edit_distance.h"

namespace article_search {
namespace {

// Shorter words have too many neighbours.
constexpr size_t kMinLength = 3;
// The query's other words that candidates are looked at with.
constexpr size_t kMaxNeighbours = 100;
// Candidates that are looked at with the query's other words.
constexpr size_t kLookedAt = 5;
// All costs are in the unit of ChannelCost(): a letter left out is nearly one. A word ten times as rare costs so much:
constexpr double kRarity = 0.35;
constexpr double kStandsBesideOthers = -0.7;
constexpr double kSplit = 2.6;
constexpr double kJoin = 0.9;

// A typed word that the index lacks may be right. The longer it is, the less is another one like it by chance: each of
// its letters speaks so much for a slip, and what the slip costs must not exceed that by more than this. Fitted, with
// the costs, to what codespell's dictionary has for slips and for right words (tests/searcher/suggester_test.cc).
constexpr double kLetter = 0.25;
constexpr double kLikely = 2.1;  // is shown
constexpr double kSure = 1.2;    // is searched, where that is asked for
constexpr double kNoWord = 0.3;  // what it speaks for a slip, to be shown, that it is no ordinary word

size_t EditsAllowed(size_t length) { return length <= 5 ? 1 : length <= 8 ? 2 : 3; }

std::string Encoded(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) AppendUtf8(c, &out);
  return out;
}

bool IsVowel(char32_t c) { return std::u32string_view(U"aeiouyаеёиоуыэюя").find(c) != std::u32string_view::npos; }

// Side by side on a keyboard as English has it.
bool AreNeighbours(char32_t a, char32_t b) {
  constexpr std::array<std::u32string_view, 3> kRows = {U"qwertyuiop", U"asdfghjkl", U"zxcvbnm"};
  for (size_t row = 0; row < kRows.size(); ++row) {
    const size_t at = kRows[row].find(a);
    if (at == std::u32string_view::npos) continue;
    for (size_t other = row > 0 ? row - 1 : 0; other < std::min(row + 2, kRows.size()); ++other) {
      const size_t there = kRows[other].find(b);
      if (there != std::u32string_view::npos && there + 1 >= at && there <= at + 1) return true;
    }
  }
  return false;
}

// What it costs to have typed `typed` for `meant`.
double ChannelCost(std::u32string_view typed, std::u32string_view meant) {
  const auto doubles = [](std::u32string_view text, size_t i) { return i > 0 && text[i] == text[i - 1]; };
  const size_t n = typed.size();
  const size_t m = meant.size();
  std::vector<double> costs((n + 1) * (m + 1), 0);
  const auto d = [&](size_t i, size_t j) -> double& { return costs[i * (m + 1) + j]; };
  // The first letter is seldom wrong, and other forms of a word differ in the last.
  const auto at_end = [](bool first, bool last) { return (first ? 0.8 : 0) + (last ? 0.3 : 0); };
  for (size_t i = 0; i <= n; ++i) {
    for (size_t j = 0; j <= m; ++j) {
      if (i == 0 && j == 0) continue;
      double best = 1e9;
      if (i > 0) best = std::min(best, d(i - 1, j) + (doubles(typed, i - 1) ? 0.75 : 1.5) + at_end(i == 1, i == n));
      if (j > 0) best = std::min(best, d(i, j - 1) + (doubles(meant, j - 1) ? 0.3 : 0.9) + at_end(j == 1, j == m));
      if (i > 0 && j > 0) {
        const char32_t a = typed[i - 1];
        const char32_t b = meant[j - 1];
        double cost = 0;
        if (a != b) {
          cost = IsVowel(a) && IsVowel(b) ? 1.5 : AreNeighbours(a, b) ? 1.3 : 1.9;
          cost += at_end(i == 1 && j == 1, i == n && j == m);
        }
        best = std::min(best, d(i - 1, j - 1) + cost);
        if (i > 1 && j > 1 && a == meant[j - 2] && typed[i - 2] == b) best = std::min(best, d(i - 2, j - 2) + 0.7);
      }
      d(i, j) = best;
    }
  }
  return d(n, m);
}

// `to` in capitals as `from` is: all, the first, or none; letters of ASCII only.
std::string WithCaseOf(std::string_view from, std::string to) {
  const auto raise = [](char* c) {
    if (IsAsciiLower(*c)) *c = static_cast<char>(*c - ('a' - 'A'));
  };
  if (from.empty() || to.empty() || !IsAsciiUpper(from.front())) return to;
  const bool all = from.size() > 1 && std::none_of(from.begin(), from.end(), IsAsciiLower);
  if (!all) {
    raise(to.data());
    return to;
  }
  for (char& c : to) raise(&c);
  return to;
}

}  // namespace

// A word that matches nothing, or two neighbours of which at least one does, as one.
struct Suggester::Unknown {
  size_t first = 0;  // number of the query's word
  size_t words = 1;
  std::string folded;
  std::u32string typed;  // the same
  size_t edits = 0;
  std::vector<Candidate> candidates;
};

Suggester::Suggester(Vocabulary* vocabulary,
                     std::function<uint64_t(const std::vector<std::string>& words)> paragraphs_with_all)
    : vocabulary_(vocabulary), paragraphs_with_all_(std::move(paragraphs_with_all)) {}

void Suggester::Scan(std::vector<Unknown>* unknown) {
  const WordList& words = vocabulary_->AllWords();
  const auto rarity = [&](uint64_t paragraphs) {
    return kRarity * std::log10(static_cast<double>(words.size()) / (static_cast<double>(paragraphs) + 1));
  };
  for (Unknown& of : *unknown) {
    std::unordered_map<std::string, uint64_t> parts;  // words that it begins or ends with
    if (of.words == 1 && of.typed.size() >= 2 * kMinLength) {
      const size_t end = of.typed.size() - kMinLength + 1;
      words.ForEachOfLettersOf(of.folded, kMinLength, end, [&](const WordList::Word& word) {
        if (of.folded.starts_with(word.text) || of.folded.ends_with(word.text)) {
          parts[std::string(word.text)] = word.paragraphs;
        }
      });
    }
    const EditDistance distance(of.folded, of.edits);
    words.ForEachNear(of.folded, of.edits, [&](const WordList::Word& word) {
      if (distance.To(word.text) > of.edits) return;
      const double cost = ChannelCost(of.typed, DecodeUtf8(word.text)) + (of.words > 1 ? kJoin : 0);
      of.candidates.push_back({std::string(word.text), cost + rarity(word.paragraphs), of.words});
    });
    // Two words of the index that make up the typed one, and stand in one paragraph: side by side they were searched.
    for (size_t at = kMinLength; at + kMinLength <= of.typed.size(); ++at) {
      const auto left = parts.find(Encoded(std::u32string_view(of.typed).substr(0, at)));
      const auto right = parts.find(Encoded(std::u32string_view(of.typed).substr(at)));
      if (left == parts.end() || right == parts.end()) continue;
      if (paragraphs_with_all_({left->first, right->first}) == 0) continue;
      const double cost = kSplit + rarity(std::min(left->second, right->second));
      of.candidates.push_back({left->first + " " + right->first, cost});
    }
  }
}

std::optional<Suggester::Candidate> Suggester::Best(const std::vector<QueryWord>& words, Unknown* unknown) {
  std::vector<Candidate>& candidates = unknown->candidates;
  if (candidates.empty()) return std::nullopt;
  const auto cheaper = [](const Candidate& a, const Candidate& b) {
    const double cost_of_a = a.cost + a.beside_others;
    const double cost_of_b = b.cost + b.beside_others;
    return cost_of_a != cost_of_b ? cost_of_a < cost_of_b : a.text < b.text;
  };
  const size_t looked_at = std::min(candidates.size(), kLookedAt);
  std::partial_sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(looked_at), candidates.end(),
                    cheaper);
  candidates.resize(looked_at);

  std::vector<std::string> others;
  for (size_t i = 0; i < words.size() && others.size() < kMaxNeighbours; ++i) {
    const bool is_other = i < unknown->first || i >= unknown->first + unknown->words;
    if (is_other && words[i].matches) others.push_back(words[i].folded);
  }
  if (others.empty()) return candidates.front();
  for (Candidate& candidate : candidates) {
    std::vector<std::string> all = others;
    const size_t space = candidate.text.find(' ');
    all.push_back(candidate.text.substr(0, space));
    if (space != std::string::npos) all.push_back(candidate.text.substr(space + 1));
    if (paragraphs_with_all_(all) > 0) candidate.beside_others = kStandsBesideOthers;
  }
  return *std::min_element(candidates.begin(), candidates.end(), cheaper);
}

std::vector<Suggester::Unknown> Suggester::FindUnknown(std::string_view query, const std::vector<QueryWord>& words) {
  std::vector<Unknown> unknown;
  const auto add = [&](size_t first, size_t count, const std::string& folded, bool is_ordinary) {
    Unknown one;
    one.first = first;
    one.words = count;
    one.folded = folded;
    one.typed = DecodeUtf8(folded);
    const bool has_digit = std::any_of(folded.begin(), folded.end(), IsAsciiDigit);
    if (one.typed.size() < kMinLength || has_digit) return;
    one.edits = count > 1 || is_ordinary ? 0 : EditsAllowed(one.typed.size());
    unknown.push_back(std::move(one));
  };
  std::unordered_set<std::string_view> seen;
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i].matches || !seen.insert(words[i].folded).second) continue;
    if (seen.size() > kMaxUnknownWords) return {};
    add(i, 1, words[i].folded, words[i].is_ordinary.value_or(false));
  }
  if (unknown.empty()) return {};
  for (size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i].matches && words[i + 1].matches) continue;
    // Nothing but spaces between them.
    const std::string_view between = query.substr(words[i].end, words[i + 1].begin - words[i].end);
    if (between.find_first_not_of(' ') != std::string_view::npos) continue;
    add(i, 2, words[i].folded + words[i + 1].folded, false);
  }
  return unknown;
}

std::vector<std::optional<Suggester::Candidate>> Suggester::Choose(const std::vector<QueryWord>& words,
                                                                   std::vector<Unknown>* unknown) {
  std::unordered_map<std::string_view, std::optional<Candidate>> best;
  for (Unknown& of : *unknown) {
    if (of.words == 1) best[of.folded] = Best(words, &of);
  }
  std::vector<std::optional<Candidate>> chosen(words.size());
  for (size_t i = 0; i < words.size(); ++i) {
    if (!words[i].matches) chosen[i] = best[words[i].folded];
  }
  for (Unknown& of : *unknown) {
    if (of.words != 2) continue;
    const std::optional<Candidate> joined = Best(words, &of);
    if (!joined) continue;
    double apart = 0;
    bool possible = true;
    for (size_t i = of.first; i < of.first + 2; ++i) {
      if (words[i].matches) continue;
      possible = possible && chosen[i].has_value();
      if (chosen[i]) apart += std::max(0.0, chosen[i]->cost);
    }
    if (possible && apart <= std::max(0.0, joined->cost)) continue;
    chosen[of.first] = joined;
    chosen[of.first + 1].reset();
  }
  return chosen;
}

std::optional<Suggestion> Suggester::Suggest(std::string_view query, const std::vector<QueryWord>& words) {
  if (words.size() > kMaxQuestionedWords) return std::nullopt;
  std::vector<Unknown> unknown = FindUnknown(query, words);
  if (unknown.empty()) return std::nullopt;
  Scan(&unknown);
  const std::vector<std::optional<Candidate>> chosen = Choose(words, &unknown);
  Suggestion suggestion;
  size_t at = 0;
  for (size_t i = 0; i < words.size(); ++i) {
    if (!chosen[i]) continue;
    double doubt = chosen[i]->cost;
    for (size_t j = i; j < i + chosen[i]->words; ++j) {
      doubt -= kLetter * static_cast<double>(DecodeUtf8(words[j].folded).size());
    }
    if (doubt > kLikely + (words[i].is_ordinary.has_value() ? kNoWord : 0)) continue;
    suggestion.is_sure = suggestion.is_sure && doubt <= kSure;
    const QueryWord& last = words[i + chosen[i]->words - 1];
    const std::string from(query.substr(words[i].begin, last.end - words[i].begin));
    const std::string to = WithCaseOf(from, chosen[i]->text);
    suggestion.query += query.substr(at, words[i].begin - at);
    suggestion.query += to;
    suggestion.changes.push_back({from, to});
    at = last.end;
  }
  if (suggestion.changes.empty()) return std::nullopt;
  suggestion.query += query.substr(at);
  return suggestion;
}

}  // namespace article_search
