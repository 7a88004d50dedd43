#include "searcher/query_parser.h"

#include <algorithm>
#include <utility>

#include "indexer/clean_text.h"
#include "indexer/language.h"

namespace article_search {
namespace {

// Both parts of a spaced pair that meets a solid word have at least this many bytes.
constexpr size_t kMinPartLength = 3;
// Phrases longer than this get no spaced-for-solid alternatives: they would double at every word.
constexpr size_t kMaxPairedPhrase = 16;

struct Piece {
  std::string_view text;
  bool quoted;
};

bool IsSpace(char32_t c) { return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0xA0 || c == 0x3000 || c == 0x2028; }
bool IsOpeningQuote(char32_t c) { return c == '"' || c == U'“' || c == U'„' || c == U'«'; }
bool IsClosingQuote(char32_t c) { return c == '"' || c == U'”' || c == U'“' || c == U'»'; }

// Cuts a query at white space and quotes. A quote that is never closed is text.
std::vector<Piece> Split(std::string_view query) {
  std::vector<Piece> pieces;
  size_t begin = 0;
  char32_t c = 0;
  const auto flush = [&](size_t end) {
    if (end > begin) pieces.push_back({query.substr(begin, end - begin), false});
  };
  bool no_more_quotes = false;
  for (size_t at = 0; at < query.size();) {
    const size_t length = DecodeUtf8(query, at, &c);
    if (IsSpace(c)) {
      flush(at);
      begin = at + length;
    } else if (IsOpeningQuote(c) && begin == at && !no_more_quotes) {
      size_t close = at + length;
      size_t close_length = 0;
      char32_t next = 0;
      while (close < query.size()) {
        close_length = DecodeUtf8(query, close, &next);
        if (IsClosingQuote(next)) break;
        close += close_length;
      }
      if (close < query.size()) {
        pieces.push_back({query.substr(at + length, close - at - length), true});
        at = begin = close + close_length;
        continue;
      }
      no_more_quotes = true;  // else a line of quotes would be quadratic
    }
    at += length;
  }
  flush(query.size());
  return pieces;
}

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

}  // namespace

QueryParser::QueryParser(Analyzer* analyzer, TermMaker* terms, std::string language,
                         std::function<bool(const QueryTerm&)> term_exists)
    : analyzer_(analyzer), terms_(terms), language_(std::move(language)), term_exists_(std::move(term_exists)) {}

bool QueryParser::WordExists(const std::string& word) {
  return term_exists_({QueryTerm::Form::kWord, terms_->Word(word)});
}

Slot QueryParser::MakeSlot(std::string_view word, bool is_acronym) {
  // US is the country where the index knows it as an acronym; for any other word the capitals change nothing, since
  // whoever types NATO wants Nato too.
  const QueryTerm acronym{QueryTerm::Form::kAcronym, std::string(word)};
  if (is_acronym && IsFunctionWord(language_, word) && term_exists_(acronym)) return {acronym};
  Slot slot;
  for (const std::string& stem : terms_->Stems(word)) slot.push_back({QueryTerm::Form::kStem, stem});
  return slot;
}

QueryNode QueryParser::MakeLeaf(std::string_view text, bool is_phrase, bool acronyms) {
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
  const auto replace = [&](size_t first, size_t last, const std::vector<Slot>& by) {
    Sequence sequence(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(first));
    sequence.insert(sequence.end(), by.begin(), by.end());
    sequence.insert(sequence.end(), words.begin() + static_cast<std::ptrdiff_t>(last) + 1, words.end());
    if (std::find(leaf.sequences.begin(), leaf.sequences.end(), sequence) == leaf.sequences.end()) {
      leaf.sequences.push_back(std::move(sequence));
    }
  };
  // multi-vector: the phrase, or the joined word. A compound stands at its first position and at its last.
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].type != TokenType::kCompound) continue;
    for (size_t j = i + 1; j < tokens.size(); ++j) {
      if (tokens[j].type != TokenType::kCompound || tokens[j].begin != tokens[i].begin) continue;
      replace(tokens[i].position, tokens[j].position, {MakeSlot(tokens[i].text, false)});
      break;
    }
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

std::vector<std::string_view> QueryParser::SplitTouching(std::string_view piece) {
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

QueryNode QueryParser::Parse(std::string_view query) {
  const bool acronyms = !IsShouted(query);
  std::vector<QueryNode> leaves;
  std::vector<bool> is_stop;
  std::vector<Piece> pieces;
  for (const Piece& piece : Split(query)) {
    if (piece.quoted) {
      pieces.push_back(piece);
    } else {
      for (const std::string_view word : SplitTouching(piece.text)) pieces.push_back({word, false});
    }
  }
  for (const Piece& piece : pieces) {
    QueryNode leaf = MakeLeaf(piece.text, piece.quoted, acronyms);
    if (leaf.type == QueryNode::Type::kNothing) continue;
    // A stop word is one by its stem slot: an acronym in its place is none.
    bool stop = false;
    if (!piece.quoted && leaf.sequences.size() == 1 && leaf.sequences[0].size() == 1 &&
        leaf.sequences[0][0].front().form == QueryTerm::Form::kStem) {
      std::vector<Token> tokens;
      analyzer_->Analyze(piece.text, &tokens);
      stop = !tokens.empty() && IsStopWord(language_, tokens.front().text);
    }
    leaves.push_back(std::move(leaf));
    is_stop.push_back(stop);
  }
  QueryNode root;
  root.type = QueryNode::Type::kOr;
  const bool all_stop = std::find(is_stop.begin(), is_stop.end(), false) == is_stop.end();
  for (size_t i = 0; i < leaves.size(); ++i) {
    if (is_stop[i] && !all_stop) continue;
    const auto same = std::find_if(root.children.begin(), root.children.end(),
                                   [&](const QueryNode& other) { return other.sequences == leaves[i].sequences; });
    if (same != root.children.end()) {
      ++same->count;
    } else {
      root.children.push_back(std::move(leaves[i]));
    }
  }
  if (root.children.empty()) root.type = QueryNode::Type::kNothing;
  return root;
}

}  // namespace article_search
