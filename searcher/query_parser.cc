#include "searcher/query_parser.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <utility>

#include "corpus/ascii.h"
#include "corpus/string_list.h"
#include "corpus/utf8.h"
#include "searcher/other_forms.h"
#include "searcher/query_text.h"
#include "searcher/query_tree.h"
#include "searcher/remarks.h"
#include "searcher/unknown_compounds.h"

namespace article_search {
namespace {

using Type = QueryNode::Type;
using Form = QueryNode::Form;

// All in capitals, and not just acronyms: somebody's Caps Lock is on, so capitals say nothing.
bool IsShouted(std::string_view query) {
  std::ptrdiff_t run = 0;
  bool long_word = false;
  for (size_t i = 0; i < query.size();) {
    const int32_t c = NextCodePoint(query, &i);
    if (c != kIllFormed && u_isULowercase(c)) return false;
    run = IsAsciiUpper(c) ? run + 1 : 0;
    if (run > kLongestAcronym) long_word = true;
  }
  return long_word;
}

// AND, OR, NOT or NEAR, and no sign.
bool IsOperatorInLetters(const Lexeme& lexeme) {
  switch (lexeme.type) {
    case LexemeType::kAnd:
    case LexemeType::kOr:
    case LexemeType::kNot:
    case LexemeType::kNear:
      return lexeme.text != "-";
    default:
      return false;
  }
}

}  // namespace

QueryParser::QueryParser(std::vector<QueryLanguage> languages, Vocabulary* vocabulary, const QueryOptions& options)
    : leaf_maker_(std::move(languages), vocabulary, options.max_expansions),
      filter_maker_(vocabulary),
      options_(options) {}

bool QueryParser::BeginsOperand(size_t index) const {
  while (index < lexemes_.size() &&
         (lexemes_[index].type == LexemeType::kNot || lexemes_[index].type == LexemeType::kMust)) {
    ++index;
  }
  if (index >= lexemes_.size()) return false;
  switch (lexemes_[index].type) {
    case LexemeType::kAnd:
    case LexemeType::kOr:
    case LexemeType::kNear:
    case LexemeType::kClose:
    case LexemeType::kNot:
    case LexemeType::kMust:
      return false;
    default:
      return true;
  }
}

bool QueryParser::IsNearOperand(size_t index) const {
  if (index < lexemes_.size() && lexemes_[index].type == LexemeType::kExact) ++index;
  if (index >= lexemes_.size()) return false;
  const LexemeType type = lexemes_[index].type;
  return type == LexemeType::kWord || type == LexemeType::kPhrase || type == LexemeType::kWildcard ||
         type == LexemeType::kFuzzy;
}

QueryNode QueryParser::Counted(QueryNode leaf) {
  if (leaf.type != Type::kLeaf) return leaf;
  leaf.field = field_;
  if (is_short_) return leaf;
  const std::string key = ToLeafText(leaf);
  if (leaves_.contains(key)) return leaf;
  const size_t words = leaf.sequences.empty() ? 1 : leaf.sequences.front().size();
  if (leaves_.size() >= kMaxLeaves || words_ + words > kMaxWords) {
    cut_ = true;
    return {};
  }
  leaves_.insert(key);
  words_ += words;
  return leaf;
}

void QueryParser::SayBound(const char* what, uint32_t number, uint32_t most) {
  if (number > most) Say(std::string(what) + " is at most " + std::to_string(most) + ", so that was searched");
}

QueryNode QueryParser::Leaf(const Lexeme& lexeme) {
  switch (lexeme.type) {
    case LexemeType::kPhrase: {
      QueryNode phrase = leaf_maker_.Phrase(lexeme.text, std::min(lexeme.number, kMaxDistance));
      if (phrase.type == Type::kLeaf) SayBound("the number after \"…\"~", lexeme.number, kMaxDistance);
      return Counted(std::move(phrase));
    }
    case LexemeType::kWildcard:
      return Counted(leaf_maker_.Wildcard(lexeme.text));
    case LexemeType::kFuzzy: {
      QueryNode word = leaf_maker_.Fuzzy(lexeme.text, std::min(lexeme.number, kMaxEdits));
      if (word.form == Form::kFuzzy) SayBound("the number of edits after ~", lexeme.number, kMaxEdits);
      return Counted(std::move(word));
    }
    case LexemeType::kWord:
      return Counted(leaf_maker_.Word(lexeme.text));
    case LexemeType::kNear:
      Say("NEAR works between words and phrases; here it was read as text");
      return Counted(leaf_maker_.Word(lexeme.text));
    default:
      Say("'" + Quote(lexeme.text) + "' has nothing to work on here, so it was read as text");
      return Counted(leaf_maker_.Word(lexeme.text));
  }
}

// One word, but in scripts that put no space between words.
QueryNode QueryParser::Word(std::string_view text) {
  // Beyond the limit not even analysed: a hostile query may have a million of them.
  if (leaves_.size() >= kMaxLeaves && cut_) return {};
  const std::vector<std::string_view> pieces = leaf_maker_.SplitTouching(text);
  if (pieces.size() == 1) return Counted(leaf_maker_.Word(pieces.front()));
  std::vector<QueryNode> words;
  for (const std::string_view word : pieces) {
    if (leaves_.size() >= kMaxLeaves && cut_) break;
    QueryNode leaf = Counted(leaf_maker_.Word(word));
    if (options_.all) {
      words.push_back(std::move(leaf));
    } else {
      AddOptional(std::move(leaf), &words);
    }
  }
  return Combine(options_.all ? Type::kAnd : Type::kOr, std::move(words));
}

QueryNode QueryParser::Primary() {
  const Lexeme lexeme = lexemes_[next_++];
  switch (lexeme.type) {
    case LexemeType::kField: {
      if (next_ >= lexemes_.size()) return {};
      if (At(LexemeType::kKind) || At(LexemeType::kPath)) {
        Say(ToAsciiLower(lexeme.text) +
            ": stands before words, phrases and brackets; before kind: and path: it was left out");
      }
      const LeafField outer = field_;
      const std::string name = ToAsciiLower(lexeme.text);
      field_ = name == "title" ? LeafField::kTitle : name == "heading" ? LeafField::kHeading : LeafField::kBody;
      QueryNode node = Primary();
      field_ = outer;
      return node;
    }
    case LexemeType::kExact:
      return Exact();
    case LexemeType::kOpen: {
      const size_t said = lines_.size();
      QueryNode group = Group();
      if (At(LexemeType::kClose)) ++next_;
      CheckOperand(group, said, "a pair of brackets");
      return group;
    }
    case LexemeType::kPhrase: {
      const size_t said = lines_.size();
      QueryNode phrase = Leaf(lexeme);
      CheckOperand(phrase, said, "a pair of quotation marks");
      return phrase;
    }
    case LexemeType::kKind:
    case LexemeType::kPath:
      return filter_maker_.Make(lexeme);
    case LexemeType::kWord:
      return Word(lexeme.text);
    default:
      lexemes_[next_ - 1].type = LexemeType::kWord;  // no operator here
      return Leaf(lexeme);
  }
}

// What stands after "=".
QueryNode QueryParser::Exact() {
  if (next_ >= lexemes_.size()) return {};
  const Lexeme operand = lexemes_[next_++];
  if (operand.type == LexemeType::kWildcard || operand.type == LexemeType::kFuzzy) {
    const std::string typed = Quote(operand.text) + (operand.type == LexemeType::kFuzzy ? "~" : "");
    Say("a word after = has neither wildcards nor ~, so '" + typed + "' was read as text");
  }
  if (operand.type == LexemeType::kPhrase && operand.number > 0) {
    Say("a phrase after = is found in just this form, so the ~ after it was left out");
  }
  return Counted(leaf_maker_.Exact(operand.text, operand.type == LexemeType::kPhrase));
}

bool QueryParser::AtNearChain() const {
  if (!IsNearOperand(next_)) return false;
  const size_t behind = next_ + (At(LexemeType::kExact) ? 2 : 1);
  return behind < lexemes_.size() && lexemes_[behind].type == LexemeType::kNear && IsNearOperand(behind + 1);
}

QueryNode QueryParser::NearOperand() {
  if (!At(LexemeType::kExact)) return Leaf(lexemes_[next_++]);
  ++next_;
  return Exact();
}

// The same word twice: near itself is where it stands.
void QueryParser::DropRepeated(std::vector<QueryNode>* operands) {
  for (size_t i = 0; i < operands->size(); ++i) {
    for (size_t j = operands->size(); j > i + 1; --j) {
      if (!IsSameLeaf((*operands)[i], (*operands)[j - 1])) continue;
      Say("a word is not near itself; NEAR was left out between twice '" + Quote((*operands)[i].text) + "'");
      operands->erase(operands->begin() + static_cast<std::ptrdiff_t>(j - 1));
    }
  }
}

// a NEAR/5 b NEAR/5 c: all of them within the widest of the distances.
QueryNode QueryParser::NearChain() {
  if (!AtNearChain()) return Primary();
  const size_t begin = next_;
  const size_t said = lines_.size();
  std::vector<QueryNode> operands;
  operands.push_back(NearOperand());
  uint32_t distance = 0;
  bool is_cut = false;
  while (At(LexemeType::kNear) && IsNearOperand(next_ + 1)) {
    const Lexeme& near = lexemes_[next_++];
    if (operands.size() == kMaxNear) {
      next_ += At(LexemeType::kExact) ? 2 : 1;
      is_cut = true;
      continue;
    }
    distance = std::max(distance, near.number);
    operands.push_back(NearOperand());
  }
  if (is_cut) {
    Say("NEAR stands between more than " + std::to_string(kMaxNear) +
        " words and phrases; the rest of them was left out");
  }
  for (const QueryNode& node : operands) CheckOperand(node, said, "what stands beside NEAR");
  std::erase_if(operands, [](const QueryNode& node) { return node.type == Type::kNothing; });
  DropRepeated(&operands);
  // Where one is left, it is read as it is anywhere else: in Thai as its words.
  if (operands.size() == 1 && operands[0].form == Form::kWord) {
    for (size_t i = begin; i < next_; ++i) {
      if (lexemes_[i].type == LexemeType::kNear) continue;
      QueryNode word = Word(lexemes_[i].text);
      if (word.type != Type::kNothing) return word;
    }
  }
  QueryNode node = Combine(Type::kNear, std::move(operands));
  if (node.type == Type::kNear) {
    node.distance = std::min(distance, kMaxDistance);
    SayBound("the number after NEAR/", distance, kMaxDistance);
  }
  return node;
}

// The "+", "-" and NOT before an operand: together they exclude it where one of them does.
Occur QueryParser::Signs() {
  Occur occur = Occur::kMay;
  size_t exclusions = 0;
  for (; At(LexemeType::kNot) || At(LexemeType::kMust); ++next_) {
    exclusions += At(LexemeType::kNot) ? 1 : 0;
    occur = exclusions > 0 ? Occur::kMustNot : Occur::kMust;
  }
  if (exclusions > 1) Say("NOT before NOT was read as one");
  return occur;
}

// Says that something was left out, since there is nothing in it to search for, unless it was for a bound, or what was
// said since there were `said` lines tells why.
void QueryParser::CheckOperand(const QueryNode& operand, size_t said, const char* what) {
  if (operand.type == Type::kNothing && lines_.size() == said && !cut_ && !leaf_maker_.is_full() &&
      !filter_maker_.is_full()) {
    Say(std::string("there is no word in ") + what + ", so it was left out");
  }
}

// a AND NOT b AND c. `*occur` is of the signs before all of it: NOT is the first operand's.
QueryNode QueryParser::Chain(Occur* occur) {
  const size_t said = lines_.size();
  QueryNode first = NearChain();
  const auto at_and = [this] { return At(LexemeType::kAnd) && BeginsOperand(next_ + 1); };
  if (!at_and()) return first;
  CheckOperand(first, said, "what stands before AND");
  std::vector<QueryNode> all;
  std::vector<QueryNode> none;
  (*occur == Occur::kMustNot ? none : all).push_back(std::move(first));
  if (*occur == Occur::kMustNot) *occur = Occur::kMay;
  while (at_and()) {
    ++next_;
    std::vector<QueryNode>& into = Signs() == Occur::kMustNot ? none : all;
    into.push_back(NearChain());
    CheckOperand(into.back(), said, "what stands after AND");
  }
  std::erase_if(none, [](const QueryNode& node) { return node.type == Type::kNothing; });
  const bool is_all = all.empty();
  QueryNode node = Combine(Type::kAnd, std::move(all));
  if (is_all) node.type = Type::kAll;
  if (none.empty()) return is_all ? QueryNode() : node;
  if (node.type == Type::kNothing) return node;
  none.insert(none.begin(), std::move(node));
  return Combine(Type::kAndNot, std::move(none));
}

// What stands up to the bracket that closes, or the end.
QueryNode QueryParser::Group() {
  BooleanClauses clauses(options_.all);
  while (next_ < lexemes_.size() && !At(LexemeType::kClose)) {
    const bool after_or = At(LexemeType::kOr) && !clauses.empty() && BeginsOperand(next_ + 1);
    if (after_or) ++next_;
    Occur occur = BeginsOperand(next_) ? Signs() : Occur::kMay;
    const size_t said = lines_.size();
    QueryNode node = Chain(&occur);
    if (occur == Occur::kMustNot) CheckOperand(node, said, "what stands after NOT");
    if (occur == Occur::kMust) CheckOperand(node, said, "what stands after +");
    if (after_or) CheckOperand(node, said, "what stands after OR");
    if (node.type != Type::kNothing) clauses.Add(std::move(node), occur, after_or);
  }
  return clauses.Take();
}

// Where all is in capitals, one can't tell them from words.
void QueryParser::SayOperators() {
  std::vector<std::string> operators;
  for (const Lexeme& lexeme : lexemes_) {
    if (IsOperatorInLetters(lexeme)) AddRemark(std::string(lexeme.text.substr(0, lexeme.text.find('/'))), &operators);
  }
  if (operators.empty()) return;
  Say("all of the query is in capitals, and " + Joined(operators, ", ") +
      " was read as an operator; in small letters it is a word");
}

QueryNode QueryParser::Parse(std::string_view query, std::vector<std::string>* warnings) {
  lines_.clear();
  lexemes_ = SplitQuery(query, options_.literal, &lines_);
  next_ = 0;
  leaves_.clear();
  words_ = 0;
  is_short_ = query.size() <= kMaxLeaves;
  field_ = LeafField::kAny;
  cut_ = false;
  const bool is_shouted = IsShouted(query);
  leaf_maker_.Begin(query, !is_shouted, &lines_);
  filter_maker_.Begin(&lines_);
  QueryNode root = Group();
  if (is_shouted) SayOperators();
  SplitUnknownCompounds(&leaf_maker_, options_.all, kMaxLeaves - std::min(leaves_.size(), kMaxLeaves), &root);
  if (HasContentWord(root)) DropStopWords(&root);
  AddOtherForms(&leaf_maker_, options_.abbreviations, &root);
  if (cut_) {
    Say("the query has more than " + std::to_string(kMaxLeaves) + " different words and phrases, or more than " +
        std::to_string(kMaxWords) + " words in them; the rest was left out");
  }
  filter_maker_.SayUnmatched();
  if (warnings == nullptr) return root;
  for (const std::string& line : lines_) AddRemark(line, warnings);
  return root;
}

}  // namespace article_search
