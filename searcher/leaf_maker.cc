#include "searcher/leaf_maker.h"

#include <algorithm>
#include <utility>

#include "indexer/language.h"

namespace article_search {
namespace {

// Both parts of a spaced pair that meets a solid word have at least this many bytes.
constexpr size_t kMinPartLength = 3;
// Phrases longer than this get no spaced-for-solid alternatives: they would double at every word.
constexpr size_t kMaxPairedPhrase = 16;
// Up to this many compounds of a phrase are joined or not in every combination.
constexpr size_t kMaxFreeCompounds = 3;

bool IsLetters(std::string_view word) {
  return std::none_of(word.begin(), word.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x80 && (c < 'a' || c > 'z'); });
}

// Every way to split `word` into two parts of kMinPartLength bytes or more, on code points.
std::vector<std::pair<std::string, std::string>> Splits(const std::string& word) {
  std::vector<std::pair<std::string, std::string>> splits;
  for (size_t at = kMinPartLength; at + kMinPartLength <= word.size(); ++at) {
    if ((static_cast<unsigned char>(word[at]) & 0xC0) != 0x80) splits.emplace_back(word.substr(0, at), word.substr(at));
  }
  return splits;
}

struct Compound {
  uint32_t begin;  // bytes
  size_t first;    // positions
  size_t last;
  const std::string* text;  // joined
};

// A compound stands among the tokens twice, at its first position and at its last; ascending.
std::vector<Compound> CompoundsOf(const std::vector<Token>& tokens) {
  std::vector<Compound> compounds;
  for (const Token& token : tokens) {
    if (token.type != TokenType::kCompound) continue;
    if (!compounds.empty() && compounds.back().begin == token.begin) {
      compounds.back().last = token.position;
    } else {
      compounds.push_back({token.begin, token.position, token.position, &token.text});
    }
  }
  return compounds;
}

}  // namespace

LeafMaker::LeafMaker(Analyzer* analyzer, TermMaker* terms, std::string language,
                     std::function<bool(const QueryTerm&)> term_exists)
    : analyzer_(analyzer), terms_(terms), language_(std::move(language)), term_exists_(std::move(term_exists)) {}

bool LeafMaker::WordExists(const std::string& word) {
  return term_exists_({QueryTerm::Form::kWord, terms_->Word(word)});
}

Slot LeafMaker::MakeSlot(std::string_view word, bool is_acronym) {
  // US is the country where the index knows it as an acronym; for any other word the capitals change nothing, since
  // whoever types NATO wants Nato too.
  const QueryTerm acronym{QueryTerm::Form::kAcronym, std::string(word)};
  if (is_acronym && IsFunctionWord(language_, word) && term_exists_(acronym)) return {acronym};
  Slot slot;
  for (const std::string& stem : terms_->Stems(word)) slot.push_back({QueryTerm::Form::kStem, stem});
  return slot;
}

QueryNode LeafMaker::MakeLeaf(std::string_view text, bool is_phrase, bool acronyms) {
  std::vector<Token> tokens;
  analyzer_->Analyze(text, &tokens, 0, acronyms ? Acronyms::kAlways : Acronyms::kUnlessAllCapitals);
  QueryNode leaf;
  leaf.text = std::string(text);
  Sequence words;
  std::vector<std::string> plain;  // the text at each position
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].type != TokenType::kWord) continue;
    bool is_acronym = false;
    for (size_t j = i + 1; acronyms && j < tokens.size() && tokens[j].position == tokens[i].position; ++j) {
      is_acronym = is_acronym || tokens[j].type == TokenType::kAcronym;
    }
    words.push_back(MakeSlot(tokens[i].text, is_acronym));
    plain.push_back(tokens[i].text);
  }
  if (words.empty()) return leaf;
  leaf.type = QueryNode::Type::kLeaf;
  leaf.sequences.push_back(words);
  const auto add = [&](Sequence sequence) {
    if (std::find(leaf.sequences.begin(), leaf.sequences.end(), sequence) == leaf.sequences.end()) {
      leaf.sequences.push_back(std::move(sequence));
    }
  };
  const auto replace = [&](size_t first, size_t last, const std::vector<Slot>& by) {
    Sequence sequence(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(first));
    sequence.insert(sequence.end(), by.begin(), by.end());
    sequence.insert(sequence.end(), words.begin() + static_cast<std::ptrdiff_t>(last) + 1, words.end());
    add(std::move(sequence));
  };
  // multi-vector: the phrase, or the joined word; of several compounds each by itself, while they are few, else all
  // or none.
  const std::vector<Compound> compounds = CompoundsOf(tokens);
  const auto join = [&](const auto& is_joined) {
    Sequence sequence;
    size_t position = 0;
    for (size_t i = 0; i < compounds.size(); ++i) {
      if (!is_joined(i)) continue;
      for (; position < compounds[i].first; ++position) sequence.push_back(words[position]);
      sequence.push_back(MakeSlot(*compounds[i].text, false));
      position = compounds[i].last + 1;
    }
    for (; position < words.size(); ++position) sequence.push_back(words[position]);
    add(std::move(sequence));
  };
  if (compounds.size() <= kMaxFreeCompounds) {
    for (size_t mask = 1; mask < size_t{1} << compounds.size(); ++mask) {
      join([mask](size_t i) { return (mask >> i & 1) != 0; });
    }
  } else {
    join([](size_t) { return true; });
  }
  if (!is_phrase || plain.size() > kMaxPairedPhrase) return leaf;
  // In quotes a spaced pair meets the solid word, and a solid word the spaced pair, where the index has them.
  for (size_t i = 0; i < plain.size(); ++i) {
    if (!IsLetters(plain[i])) continue;
    if (i + 1 < plain.size() && IsLetters(plain[i + 1]) && plain[i].size() >= kMinPartLength &&
        plain[i + 1].size() >= kMinPartLength && WordExists(plain[i] + plain[i + 1])) {
      replace(i, i + 1, {MakeSlot(plain[i] + plain[i + 1], false)});
    }
    if (plain.size() == 1) continue;
    for (const auto& [left, right] : Splits(plain[i])) {
      if (WordExists(left) && WordExists(right)) replace(i, i, {MakeSlot(left, false), MakeSlot(right, false)});
    }
  }
  return leaf;
}

std::vector<std::string_view> LeafMaker::SplitTouching(std::string_view piece) {
  if (std::all_of(piece.begin(), piece.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    return {piece};
  }
  // Words that touch are those of Chinese, Japanese, Thai and the like; C++11 touches too, and is one.
  const auto is_ascii = [&](size_t at) { return static_cast<unsigned char>(piece[at]) < 0x80; };
  std::vector<Token> tokens;
  analyzer_->Analyze(piece, &tokens);
  std::vector<std::string_view> words;
  size_t begin = 0;
  const Token* last = nullptr;
  for (const Token& token : tokens) {
    if (token.type != TokenType::kWord) continue;
    if (last != nullptr && last->end == token.begin && !(is_ascii(token.begin) && is_ascii(token.begin - 1))) {
      words.push_back(piece.substr(begin, token.begin - begin));
      begin = token.begin;
    }
    last = &token;
  }
  words.push_back(piece.substr(begin));
  return words;
}

bool LeafMaker::IsStopWord(const QueryNode& leaf) {
  // An acronym in the place of a stop word is none.
  if (leaf.sequences.size() != 1 || leaf.sequences[0].size() != 1 ||
      leaf.sequences[0][0].front().form != QueryTerm::Form::kStem) {
    return false;
  }
  std::vector<Token> tokens;
  analyzer_->Analyze(leaf.text, &tokens);
  return !tokens.empty() && article_search::IsStopWord(language_, tokens.front().text);
}

}  // namespace article_search
