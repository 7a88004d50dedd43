// A leaf's sequence of slots is found by merging the slots' position lists, as Xapian does for OP_PHRASE; the tree is
// then evaluated from the leaves up, and what hangs below a branch that did not match is not marked.
#include "searcher/matcher.h"

#include <algorithm>

namespace article_search {
namespace {

constexpr uint32_t kUnknown = UINT32_MAX;
// Bounds the memory of the cache on an article with ever new words.
constexpr size_t kMaxCachedTokens = 1 << 16;

std::string KeyOf(QueryTerm::Form form, std::string_view text) {
  std::string key(1, static_cast<char>('0' + static_cast<int>(form)));
  key += text;
  return key;
}

}  // namespace

Matcher::Matcher(const QueryNode& query, Analyzer* analyzer, TermMaker* terms)
    : query_(query), analyzer_(analyzer), terms_(terms), leaves_(Leaves(query)) {
  for (const QueryNode* leaf : leaves_) Register(*leaf);
}

void Matcher::Register(const QueryNode& node) {
  for (const Sequence& sequence : node.sequences) {
    for (const Slot& slot : sequence) {
      for (const QueryTerm& term : slot) {
        numbers_.emplace(KeyOf(term.form, term.text), static_cast<uint32_t>(numbers_.size()));
      }
    }
  }
}

uint32_t Matcher::NumberOf(const QueryTerm& term) const {
  const auto found = numbers_.find(KeyOf(term.form, term.text));
  return found == numbers_.end() ? kUnknown : found->second;
}

const std::vector<uint32_t>& Matcher::TermNumbers(const Token& token) {
  const bool is_acronym = token.type == TokenType::kAcronym;
  std::string key = KeyOf(is_acronym ? QueryTerm::Form::kAcronym : QueryTerm::Form::kStem, token.text);
  if (const auto cached = cache_.find(key); cached != cache_.end()) return cached->second;
  if (cache_.size() >= kMaxCachedTokens) cache_.clear();
  std::vector<uint32_t> numbers;
  const auto add = [&](QueryTerm::Form form, std::string_view text) {
    const auto found = numbers_.find(KeyOf(form, text));
    if (found != numbers_.end()) numbers.push_back(found->second);
  };
  if (is_acronym) {
    add(QueryTerm::Form::kAcronym, token.text);
  } else {
    for (const std::string& stem : terms_->Stems(token.text)) add(QueryTerm::Form::kStem, stem);
    add(QueryTerm::Form::kWord, terms_->Word(token.text));
  }
  return cache_.emplace(std::move(key), std::move(numbers)).first->second;
}

void Matcher::Analyze(std::string_view text, std::vector<Token>* tokens, Occurrences* occurrences) {
  analyzer_->Analyze(text, tokens);
  occurrences->resize(numbers_.size());
  for (const Token& token : *tokens) {
    for (uint32_t number : TermNumbers(token)) {
      std::vector<Occurrence>& list = (*occurrences)[number];
      if (list.empty() || list.back().position != token.position || list.back().end != token.end) {
        list.push_back({token.position, token.begin, token.end});
      }
    }
  }
}

std::vector<Match> Matcher::LeafMatches(const QueryNode& leaf, uint32_t number, const Occurrences& occurrences) const {
  std::vector<Match> matches;
  for (const Sequence& sequence : leaf.sequences) {
    // The ends so far: where a run of the first slots ends, and where it began.
    std::vector<Occurrence> runs;
    for (size_t i = 0; i < sequence.size(); ++i) {
      std::vector<Occurrence> here;
      for (const QueryTerm& term : sequence[i]) {
        const std::vector<Occurrence>& list = occurrences[NumberOf(term)];
        here.insert(here.end(), list.begin(), list.end());
      }
      if (sequence[i].size() > 1) {
        std::stable_sort(here.begin(), here.end(),
                         [](const Occurrence& a, const Occurrence& b) { return a.position < b.position; });
      }
      if (i == 0) {
        runs = std::move(here);
        continue;
      }
      std::vector<Occurrence> longer;
      for (auto run = runs.begin(), next = here.begin(); run != runs.end() && next != here.end();) {
        if (next->position <= run->position) {
          ++next;
        } else if (next->position > run->position + 1) {
          ++run;
        } else {
          longer.push_back({next->position, run->begin, next->end});
          ++run;
        }
      }
      runs = std::move(longer);
    }
    for (const Occurrence& run : runs) matches.push_back({run.begin, run.end, number});
  }
  return matches;
}

bool Matcher::Evaluate(const QueryNode& node, const std::vector<char>& leaf_matches, uint32_t* next_leaf,
                       std::vector<char>* contributes) const {
  if (node.type == QueryNode::Type::kNothing) return false;
  if (node.type == QueryNode::Type::kAll) return true;
  if (node.type == QueryNode::Type::kLeaf) {
    const uint32_t number = (*next_leaf)++;
    (*contributes)[number] = leaf_matches[number];
    return leaf_matches[number] != 0;
  }
  const uint32_t first = *next_leaf;
  bool result = node.type != QueryNode::Type::kOr;
  for (size_t i = 0; i < node.children.size(); ++i) {
    const uint32_t child_first = *next_leaf;
    const bool matched = Evaluate(node.children[i], leaf_matches, next_leaf, contributes);
    switch (node.type) {
      case QueryNode::Type::kOr:
        result = result || matched;
        break;
      case QueryNode::Type::kAndNot:
        result = result && matched == (i == 0);
        // What must not be there is never marked.
        if (i > 0) std::fill(contributes->begin() + child_first, contributes->begin() + *next_leaf, 0);
        break;
      case QueryNode::Type::kAndMaybe:
        result = result && (matched || i > 0);
        break;
      default:
        result = result && matched;
    }
  }
  if (!result) std::fill(contributes->begin() + first, contributes->begin() + *next_leaf, 0);
  return result;
}

ParagraphMatch Matcher::MatchParagraph(std::string_view body, std::string_view nearest_heading) {
  ParagraphMatch match;
  Occurrences in_body;
  Occurrences in_heading;
  std::vector<Token> heading_tokens;
  Analyze(body, &match.tokens, &in_body);
  Analyze(nearest_heading, &heading_tokens, &in_heading);
  std::vector<char> leaf_matches(leaves_.size(), 0);
  for (uint32_t i = 0; i < leaves_.size(); ++i) {
    const auto body_matches = LeafMatches(*leaves_[i], i, in_body);
    const auto heading_matches = LeafMatches(*leaves_[i], i, in_heading);
    match.body.insert(match.body.end(), body_matches.begin(), body_matches.end());
    match.heading.insert(match.heading.end(), heading_matches.begin(), heading_matches.end());
    leaf_matches[i] = !body_matches.empty() || !heading_matches.empty();
  }
  std::vector<char> contributes(leaves_.size(), 0);
  uint32_t next_leaf = 0;
  match.matches = Evaluate(query_, leaf_matches, &next_leaf, &contributes);
  for (auto* list : {&match.body, &match.heading}) {
    std::erase_if(*list, [&](const Match& m) { return contributes[m.leaf] == 0; });
    std::sort(list->begin(), list->end(),
              [](const Match& a, const Match& b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; });
  }
  return match;
}

}  // namespace article_search
