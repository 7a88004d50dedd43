#include "searcher/query_lexer.h"

#include <algorithm>
#include <array>
#include <optional>

#include "corpus/ascii.h"
#include "corpus/paragraph.h"
#include "corpus/string_list.h"
#include "corpus/utf8.h"
#include "searcher/brackets.h"
#include "searcher/initials.h"
#include "searcher/quotation_marks.h"
#include "searcher/remarks.h"
#include "searcher/wildcard.h"

namespace article_search {
namespace {

// What a number of a query is at most, which is more than any of them may be.
constexpr uint32_t kBeyondDistance = kMaxDistance + 1;

bool IsClosingPunctuation(char c) { return std::string_view(".,;:!?").find(c) != std::string_view::npos; }

std::string_view WithoutClosingPunctuation(std::string_view word) {
  while (!word.empty() && IsClosingPunctuation(word.back())) word.remove_suffix(1);
  return word;
}

std::vector<std::string_view> Kinds() {
  std::vector<std::string_view> kinds;
  for (size_t i = 0; i < kParagraphKindCount; ++i) kinds.push_back(ToString(static_cast<ParagraphKind>(i)));
  return kinds;
}

class Lexer {
 public:
  Lexer(std::string_view query, std::vector<std::string>* warnings)
      : query_(query), warnings_(warnings), is_inner_(BracketsWithinWords(query)) {}

  std::vector<Lexeme> Run() {
    while (at_ < query_.size()) {
      size_t next = at_;
      const char32_t c = NextCharacter(query_, &next);
      if (IsWhiteSpace(c)) {
        at_ = next;
      } else if (!Prefix(c) && !Field() && !Phrase(c, next)) {
        Word();
      }
    }
    DropLonelyBrackets(&lexemes_, warnings_);
    return std::move(lexemes_);
  }

  std::vector<Lexeme> RunLiteral() {
    while (at_ < query_.size()) {
      const size_t begin = at_;
      if (IsWhiteSpace(NextCharacter(query_, &at_))) continue;
      at_ = EndOfPiece();
      Add(LexemeType::kWord, begin, at_);
    }
    return std::move(lexemes_);
  }

 private:
  void Add(LexemeType type, size_t begin, size_t end, uint32_t number = 0) {
    lexemes_.push_back({type, query_.substr(begin, end - begin), number});
  }

  void Warn(const std::string& line) { AddRemark(line, warnings_); }

  // The next white space from at_ on that ends a piece, or the end.
  size_t EndOfPiece() {
    if (at_ < piece_end_) return piece_end_;
    piece_end_ = query_.size();
    for (size_t end = at_, next = at_; end < query_.size(); end = next) {
      const char32_t c = NextCharacter(query_, &next);
      if (IsWhiteSpace(c) && !GroupsDigits(c, end, next)) {
        piece_end_ = end;
        break;
      }
    }
    return piece_end_;
  }

  // Whether `c` at [begin, end) is a no-break space between digits, as in 24 000: the number is one word.
  bool GroupsDigits(char32_t c, size_t begin, size_t end) const {
    return (c == 0xA0 || c == 0x202F) && begin > 0 && IsAsciiDigit(query_[begin - 1]) && end < query_.size() &&
           IsAsciiDigit(query_[end]);
  }

  // Whether an operand of a prefix operator begins at `at`.
  bool BeginsOperand(size_t at, bool digits) const {
    if (at >= query_.size()) return false;
    const char ascii = query_[at];
    if (!IsAscii(ascii)) return !IsWhiteSpace(NextCharacter(query_, &at));
    if (IsAsciiLetter(ascii) || ascii == '"' || ascii == '(') return true;
    if (IsAsciiDigit(ascii)) return digits;
    if (at + 1 >= query_.size()) return false;
    const char next = query_[at + 1];
    return (ascii == '=' && (IsWordLike(next) || next == '"')) || (ascii == '*' && (IsLetterLike(next) || next == '_'));
  }

  // "(", "+", "-" and "=" at the beginning of a word. A sign before a digit is the number's.
  bool Prefix(char32_t c) {
    LexemeType type = LexemeType::kOpen;
    if (c == '+' || c == '-') {
      if (!BeginsOperand(at_ + 1, false)) return false;
      type = c == '+' ? LexemeType::kMust : LexemeType::kNot;
    } else if (c == '=') {
      if (!BeginsOperand(at_ + 1, true) || query_[at_ + 1] == '(' || query_[at_ + 1] == '*' || query_[at_ + 1] == '=') {
        return false;
      }
      if (!FieldAt(at_ + 1).empty()) {
        Warn("'=' stands after a field's colon, as in title:=word; before it, it was read as text");
        return false;
      }
      type = LexemeType::kExact;
    } else if (c != '(' || is_inner_[at_]) {
      return false;
    } else {
      open_.push_back(false);
    }
    Add(type, at_, at_ + 1);
    ++at_;
    return true;
  }

  // The name of a field or a filter, before a colon, in capitals or not; empty: there is none.
  std::string_view FieldAt(size_t at) const {
    constexpr std::string_view kLongest = "heading:";
    const std::string_view begin = query_.substr(at, kLongest.size());
    const size_t colon = begin.find(':');
    if (colon == std::string_view::npos) return "";
    const std::string_view name = begin.substr(0, colon);
    constexpr std::array<std::string_view, 5> kNames = {"title", "heading", "body", "kind", "path"};
    return Contains(kNames, ToAsciiLower(name)) ? name : "";
  }

  bool Field() {
    const std::string_view name = FieldAt(at_);
    if (name.empty()) return false;
    const size_t begin = at_ + name.size() + 1;
    const std::string field = ToAsciiLower(name);
    if (field == "kind" ? Kind(begin) : field == "path" ? Path(begin) : FieldBefore(begin)) return true;
    const std::string_view piece = query_.substr(at_, ExtentOfWord(at_, EndOfPiece()).end - at_);
    Warn(field == "kind" && BeginsOperand(begin, false)
             ? "there is no " + Quote(piece) + ", so it was read as text; the kinds are " + Joined(Kinds(), ", ")
             : "nothing that can be searched for stands directly after " + field + ":, so it was read as text");
    return false;
  }

  bool FieldBefore(size_t operand) {
    if (!BeginsOperand(operand, true)) return false;
    Add(LexemeType::kField, at_, operand - 1);
    at_ = operand;
    return true;
  }

  bool Kind(size_t begin) {
    size_t end = begin;
    while (end < query_.size() && IsAsciiLetter(query_[end])) ++end;
    const std::string_view name = query_.substr(begin, end - begin);
    if (!ParseParagraphKind(ToAsciiLower(name))) return false;
    at_ = end;
    Add(LexemeType::kKind, begin, end);
    CloseBrackets();
    return true;
  }

  bool Path(size_t begin) {
    if (begin >= query_.size()) return false;
    if (query_[begin] == '"') {
      const size_t close = query_.find('"', begin + 1);
      if (close == std::string_view::npos || close == begin + 1) return false;
      at_ = close + 1;
      Add(LexemeType::kPath, begin + 1, close);
      CloseBrackets();
      return true;
    }
    const size_t end = EndOfWord(begin, EndOfPiece());
    if (end == begin) return false;
    at_ = end;
    Add(LexemeType::kPath, begin, end);
    CloseBrackets();
    return true;
  }

  // The number that stands at `at`, and where it ends; kBeyondDistance for any above. Nothing where there is none.
  std::optional<uint32_t> Number(size_t at, size_t* end) const {
    uint32_t number = 0;
    size_t i = at;
    for (; i < query_.size() && IsAsciiDigit(query_[i]); ++i) {
      number = std::min(kBeyondDistance, number * 10 + static_cast<uint32_t>(query_[i] - '0'));
    }
    *end = i;
    if (i == at) return std::nullopt;
    return number;
  }

  // Where `c`, which stands at at_ and ends at `begin`, opens one.
  bool Phrase(char32_t c, size_t begin) {
    if (!IsOpeningQuote(c) || quotes_are_text_) return false;
    for (size_t close = begin, next = begin; close < query_.size(); close = next) {
      if (IsClosingQuote(NextCharacter(query_, &next))) {
        uint32_t slack = 0;
        at_ = next;
        size_t end = 0;
        if (at_ < query_.size() && query_[at_] == '~') {
          if (const auto number = Number(at_ + 1, &end)) {
            slack = *number;
            at_ = end;
          } else {
            Warn("no number stands after \"…\"~, so the ~ was read as text");
          }
        }
        Add(LexemeType::kPhrase, begin, close, slack);
        CloseBrackets();
        return true;
      }
    }
    // No quote after this one has a partner, either: looking again would be quadratic.
    quotes_are_text_ = true;
    Warn("a quotation mark has no partner, so it was read as text");
    return false;
  }

  void CloseBrackets() {
    const size_t begin = at_;
    for (; at_ < query_.size() && query_[at_] == ')'; ++at_) {
      const bool is_inner = !open_.empty() && open_.back();
      if (!open_.empty()) open_.pop_back();
      if (!is_inner) Add(LexemeType::kClose, at_, at_ + 1);
    }
    // (see above).
    size_t end = at_;
    while (end < query_.size() && IsClosingPunctuation(query_[end])) ++end;
    if (at_ > begin && (end == query_.size() || IsWhiteSpace(static_cast<unsigned char>(query_[end])))) at_ = end;
  }

  // How far a word goes, and what it leaves of the brackets before it and of its own.
  struct Extent {
    size_t end = 0;
    size_t outer = 0;  // of open_
    size_t inner = 0;  // of its own that are still open
  };

  // Of the word that begins at `begin`, in the piece that ends at `end`. It has whole pairs of brackets, f(x), and
  // halves of those whose other half is in another word, f(x, y); it ends before one that closes a group, and before
  // those at its end that close nothing.
  Extent ExtentOfWord(size_t begin, size_t end) const {
    Extent word{end, open_.size(), 0};
    for (size_t i = begin; i < end; ++i) {
      if (query_[i] != ')') {
        word.end = end;
        if (query_[i] == '(') ++word.inner;
      } else if (word.inner > 0) {
        --word.inner;
      } else if (word.outer == 0) {
        word.end = std::min(word.end, i);
      } else if (open_[word.outer - 1]) {
        --word.outer;
      } else {
        word.end = i;
        break;
      }
    }
    return word;
  }

  size_t EndOfWord(size_t begin, size_t end) {
    const Extent word = ExtentOfWord(begin, end);
    open_.resize(word.outer);
    open_.insert(open_.end(), word.inner, true);
    return word.end;
  }

  size_t PastOpeningQuotes(size_t at) const {
    for (size_t next = at; at < query_.size() && IsOpeningQuote(NextCharacter(query_, &next));) at = next;
    return at;
  }

  void Word() {
    // A quotation mark that is never closed is no part of the word after it, which may be a wildcard, but no operator.
    const size_t begin = quotes_are_text_ ? PastOpeningQuotes(at_) : at_;
    const bool is_quoted = begin != at_;
    // "J. R. R." is one word as "J.R.R." is.
    const size_t end = std::max(EndOfWord(begin, EndOfPiece()), EndOfInitials(query_, begin));
    at_ = end;
    const std::string_view word = query_.substr(begin, end - begin);
    if (!word.empty() && (is_quoted || !Near(word, begin)) && !Fuzzy(word, begin)) {
      const std::string_view bare = WithoutClosingPunctuation(word);
      const LexemeType type = IsWildcard(bare) ? LexemeType::kWildcard
                              : is_quoted      ? LexemeType::kWord
                              : word == "AND"  ? LexemeType::kAnd
                              : word == "OR"   ? LexemeType::kOr
                              : word == "NOT"  ? LexemeType::kNot
                                               : LexemeType::kWord;
      if (type == LexemeType::kWildcard) {
        Add(type, begin + bare.find_first_not_of("-_'`.,"), begin + bare.size());
      } else {
        const std::string_view why = WhyNoWildcard(bare);
        if (!why.empty()) Warn("'" + Quote(bare) + "' was read as text: " + std::string(why));
        Add(type, begin, end);
      }
    }
    CloseBrackets();
  }

  bool Near(std::string_view word, size_t begin) {
    if (!word.starts_with("NEAR")) return false;
    uint32_t distance = kDefaultDistance;
    if (word.size() > 4) {
      if (word[4] != '/') return false;
      size_t end = 0;
      const auto number = Number(begin + 5, &end);
      if (!number || end != begin + word.size() || *number == 0) {
        Warn("NEAR/ takes a number from 1 on, so " + Quote(word) + " was read as text");
        return false;
      }
      distance = *number;
    }
    Add(LexemeType::kNear, begin, begin + word.size(), distance);
    return true;
  }

  // word~, word~2
  bool Fuzzy(std::string_view piece, size_t begin) {
    const std::string_view word = WithoutClosingPunctuation(piece);
    const size_t tilde = word.find('~');
    if (tilde == std::string_view::npos || tilde == 0) return false;
    const std::string_view name = word.substr(0, tilde);
    const auto is_part = [](char c) { return IsLetterLike(c) || c == '\'' || c == '-' || c == '_'; };
    if (!std::all_of(name.begin(), name.end(), is_part) || !IsLetterLike(name.front()) || HasQuote(name)) return false;
    uint32_t edits = 1;
    if (tilde + 1 < word.size()) {
      size_t end = 0;
      const auto number = Number(begin + tilde + 1, &end);
      if (!number || end != begin + word.size()) return false;
      if (*number == 0) {
        Warn("the number of edits after ~ is at least 1, so " + Quote(word) + " was read as text");
        return false;
      }
      edits = *number;
    }
    Add(LexemeType::kFuzzy, begin, begin + tilde, edits);
    return true;
  }

  std::string_view query_;
  std::vector<std::string>* warnings_;
  std::vector<bool> is_inner_;  // of the characters of the query: a bracket that begins a word and is part of it
  std::vector<bool> open_;      // brackets so far that are not closed: within words true, of groups false
  size_t at_ = 0;
  size_t piece_end_ = 0;  // EndOfPiece() of the latest one
  bool quotes_are_text_ = false;
  std::vector<Lexeme> lexemes_;
};

}  // namespace

std::vector<Lexeme> SplitQuery(std::string_view query, bool literal, std::vector<std::string>* warnings) {
  Lexer lexer(query, warnings);
  return literal ? lexer.RunLiteral() : lexer.Run();
}

}  // namespace article_search
