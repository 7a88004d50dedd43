#include "searcher/query_parser.h"

#include <algorithm>
#include <utility>

namespace article_search {
namespace {

using Type = QueryNode::Type;

// All in capitals, and not just acronyms: somebody's Caps Lock is on, so capitals say nothing.
bool IsShouted(std::string_view query) {
  size_t run = 0;
  bool long_word = false;
  for (char c : query) {
    if (c >= 'a' && c <= 'z') return false;
    run = c >= 'A' && c <= 'Z' ? run + 1 : 0;
    if (run > 5) long_word = true;
  }
  return long_word;
}

// A node of `type` over the children that match anything; the child itself where there is just one.
QueryNode Combine(Type type, std::vector<QueryNode> children) {
  std::erase_if(children, [](const QueryNode& child) { return child.type == Type::kNothing; });
  if (children.size() == 1) return std::move(children.front());
  QueryNode node;
  if (children.empty()) return node;
  node.type = type;
  node.children = std::move(children);
  return node;
}

// Adds a word that any paragraph may match; one that stands there already counts once more.
void AddOptional(QueryNode node, std::vector<QueryNode>* optional) {
  if (node.type == Type::kLeaf) {
    const auto same = std::find_if(optional->begin(), optional->end(), [&](const QueryNode& other) {
      return other.type == Type::kLeaf && other.sequences == node.sequences;
    });
    if (same != optional->end()) {
      ++same->count;
      return;
    }
  }
  optional->push_back(std::move(node));
}

bool HasContentWord(const QueryNode& node) {
  if (node.type == Type::kLeaf) return !node.is_stop_word;
  const size_t positive = node.type == Type::kAndNot ? 1 : node.children.size();
  return std::any_of(node.children.begin(), node.children.begin() + static_cast<std::ptrdiff_t>(positive),
                     HasContentWord);
}

// Stop words that nobody insisted on say nothing where other words do.
void DropStopWords(QueryNode* node) {
  for (QueryNode& child : node->children) DropStopWords(&child);
  const auto droppable = [](const QueryNode& child) { return child.type == Type::kLeaf && child.is_stop_word; };
  switch (node->type) {
    case Type::kOr:
    case Type::kAnd:
      std::erase_if(node->children, droppable);
      break;
    case Type::kAndMaybe:
      node->children.erase(std::remove_if(node->children.begin() + 1, node->children.end(), droppable),
                           node->children.end());
      break;
    case Type::kAndNot:
    case Type::kNothing:
    case Type::kAll:
    case Type::kLeaf:
      return;
  }
  if (node->children.empty()) {
    *node = QueryNode();
  } else if (node->children.size() == 1) {
    QueryNode only = std::move(node->children.front());
    *node = std::move(only);
  }
}

}  // namespace

QueryParser::QueryParser(Analyzer* analyzer, TermMaker* terms, std::string language,
                         std::function<bool(const QueryTerm&)> term_exists)
    : leaf_maker_(analyzer, terms, std::move(language), std::move(term_exists)) {}

bool QueryParser::BeginsOperand(size_t index) const {
  while (index < lexemes_.size() &&
         (lexemes_[index].type == LexemeType::kNot || lexemes_[index].type == LexemeType::kMust)) {
    ++index;
  }
  if (index >= lexemes_.size()) return false;
  const LexemeType type = lexemes_[index].type;
  return type == LexemeType::kWord || type == LexemeType::kPhrase || type == LexemeType::kOpen;
}

QueryNode QueryParser::Leaf(std::string_view text, bool is_phrase) {
  if (texts_.size() >= kMaxLeaves && !texts_.contains(text)) {
    cut_ = true;
    return {};
  }
  QueryNode leaf = leaf_maker_.MakeLeaf(text, is_phrase, acronyms_);
  if (leaf.type == Type::kNothing) return leaf;
  texts_.insert(text);
  leaf.is_stop_word = !is_phrase && leaf_maker_.IsStopWord(leaf);
  return leaf;
}

QueryNode QueryParser::Word(std::string_view text) {
  std::vector<QueryNode> words;
  for (const std::string_view word : leaf_maker_.SplitTouching(text)) AddOptional(Leaf(word, false), &words);
  return Combine(Type::kOr, std::move(words));
}

QueryNode QueryParser::Primary() {
  const Lexeme& lexeme = lexemes_[next_++];
  if (lexeme.type == LexemeType::kPhrase) return Leaf(lexeme.text, true);
  if (lexeme.type != LexemeType::kOpen) return Word(lexeme.text);  // also an operator that has nothing to work on
  QueryNode group = Group();
  if (At(LexemeType::kClose)) ++next_;
  return group;
}

// a AND b AND NOT c
QueryNode QueryParser::Chain() {
  std::vector<QueryNode> all = {Primary()};
  std::vector<QueryNode> none;
  while (At(LexemeType::kAnd) && BeginsOperand(next_ + 1)) {
    ++next_;
    bool negative = false;
    for (; At(LexemeType::kNot) || At(LexemeType::kMust); ++next_) negative = negative || At(LexemeType::kNot);
    (negative ? none : all).push_back(Primary());
  }
  std::erase_if(none, [](const QueryNode& node) { return node.type == Type::kNothing; });
  QueryNode node = Combine(Type::kAnd, std::move(all));
  if (none.empty() || node.type == Type::kNothing) return node;
  none.insert(none.begin(), std::move(node));
  return Combine(Type::kAndNot, std::move(none));
}

// What stands side by side, up to a closing bracket: any of the plain ones, each with "+", none with "-" or NOT.
QueryNode QueryParser::Group() {
  std::vector<QueryNode> optional;
  std::vector<QueryNode> must;
  std::vector<QueryNode> must_not;
  bool first = true;
  while (next_ < lexemes_.size() && !At(LexemeType::kClose)) {
    if (At(LexemeType::kOr) && !first && BeginsOperand(next_ + 1)) ++next_;
    first = false;
    std::vector<QueryNode>* into = &optional;
    if ((At(LexemeType::kNot) || At(LexemeType::kMust)) && BeginsOperand(next_)) {
      into = At(LexemeType::kNot) ? &must_not : &must;
      while (At(LexemeType::kNot) || At(LexemeType::kMust)) ++next_;
    }
    QueryNode node = Chain();
    if (node.type == Type::kNothing) continue;
    if (into == &optional) {
      AddOptional(std::move(node), into);
    } else {
      into->push_back(std::move(node));
    }
  }
  QueryNode node = Combine(Type::kAnd, std::move(must));
  QueryNode any = Combine(Type::kOr, std::move(optional));
  if (node.type == Type::kNothing) {
    node = std::move(any);
  } else if (any.type != Type::kNothing) {
    std::vector<QueryNode> both;
    both.push_back(std::move(node));
    both.push_back(std::move(any));
    node = Combine(Type::kAndMaybe, std::move(both));
  }
  if (must_not.empty()) return node;
  if (node.type == Type::kNothing) node.type = Type::kAll;
  must_not.insert(must_not.begin(), std::move(node));
  return Combine(Type::kAndNot, std::move(must_not));
}

QueryNode QueryParser::Parse(std::string_view query, std::vector<std::string>* warnings) {
  std::vector<std::string> lines;
  lexemes_ = SplitQuery(query, &lines);
  next_ = 0;
  texts_.clear();
  cut_ = false;
  acronyms_ = !IsShouted(query);
  QueryNode root = Group();
  if (HasContentWord(root)) DropStopWords(&root);
  if (cut_) {
    lines.push_back("the query has more than " + std::to_string(kMaxLeaves) +
                    " different words; the rest was left out");
  }
  if (warnings != nullptr) warnings->insert(warnings->end(), lines.begin(), lines.end());
  return root;
}

}  // namespace article_search
