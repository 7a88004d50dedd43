#include "searcher/query_lexer.h"

#include <algorithm>

#include "indexer/clean_text.h"

namespace article_search {
namespace {

bool IsSpace(char32_t c) { return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0xA0 || c == 0x3000 || c == 0x2028; }
bool IsOpeningQuote(char32_t c) { return c == '"' || c == U'“' || c == U'„' || c == U'«'; }
bool IsClosingQuote(char32_t c) { return c == '"' || c == U'”' || c == U'“' || c == U'»'; }

class Lexer {
 public:
  Lexer(std::string_view query, std::vector<std::string>* warnings) : query_(query), warnings_(warnings) {}

  std::vector<Lexeme> Run() {
    while (at_ < query_.size()) {
      char32_t c = 0;
      const size_t length = DecodeUtf8(query_, at_, &c);
      if (IsSpace(c)) {
        at_ += length;
      } else if (!Prefix(c) && !Phrase(c, length)) {
        Word();
      }
    }
    DropLonelyBrackets();
    return std::move(lexemes_);
  }

 private:
  void Add(LexemeType type, size_t begin, size_t end) { lexemes_.push_back({type, query_.substr(begin, end - begin)}); }

  // "(", "+" and "-" at the beginning of a word. A sign before a digit is the number's.
  bool Prefix(char32_t c) {
    if (c == '(') {
      Add(LexemeType::kOpen, at_, at_ + 1);
      ++at_;
      return true;
    }
    if ((c != '+' && c != '-') || at_ + 1 >= query_.size()) return false;
    char32_t next = 0;
    DecodeUtf8(query_, at_ + 1, &next);
    const bool letter_like = next >= 0x80 ? !IsSpace(next) : (next | 0x20) >= 'a' && (next | 0x20) <= 'z';
    if (!letter_like && next != '"' && next != '(') return false;
    Add(c == '+' ? LexemeType::kMust : LexemeType::kNot, at_, at_ + 1);
    ++at_;
    return true;
  }

  bool Phrase(char32_t c, size_t length) {
    if (!IsOpeningQuote(c) || quotes_are_text_) return false;
    char32_t next = 0;
    for (size_t close = at_ + length; close < query_.size();) {
      const size_t close_length = DecodeUtf8(query_, close, &next);
      if (IsClosingQuote(next)) {
        Add(LexemeType::kPhrase, at_ + length, close);
        at_ = close + close_length;
        CloseBrackets();
        return true;
      }
      close += close_length;
    }
    // No quote after this one has a partner, either: looking again would be quadratic.
    quotes_are_text_ = true;
    warnings_->emplace_back("a quotation mark has no partner, so it was read as text");
    return false;
  }

  void CloseBrackets() {
    for (; at_ < query_.size() && query_[at_] == ')'; ++at_) Add(LexemeType::kClose, at_, at_ + 1);
  }

  void Word() {
    const size_t begin = at_;
    char32_t c = 0;
    while (at_ < query_.size()) {
      const size_t length = DecodeUtf8(query_, at_, &c);
      if (IsSpace(c)) break;
      at_ += length;
    }
    size_t end = at_;
    while (end > begin && query_[end - 1] == ')') --end;
    // f(x) keeps its bracket.
    end += static_cast<size_t>(std::count(query_.begin() + static_cast<std::ptrdiff_t>(begin),
                                          query_.begin() + static_cast<std::ptrdiff_t>(end), '('));
    end = std::min(end, at_);
    const std::string_view word = query_.substr(begin, end - begin);
    if (!word.empty()) {
      const LexemeType type = word == "AND"   ? LexemeType::kAnd
                              : word == "OR"  ? LexemeType::kOr
                              : word == "NOT" ? LexemeType::kNot
                                              : LexemeType::kWord;
      Add(type, begin, end);
    }
    at_ = end;
    CloseBrackets();
  }

  // Brackets without a partner, and those too deep, are taken out: they are punctuation.
  void DropLonelyBrackets() {
    std::vector<size_t> open;
    std::vector<bool> drop(lexemes_.size(), false);
    bool lonely = false;
    bool deep = false;
    for (size_t i = 0; i < lexemes_.size(); ++i) {
      if (lexemes_[i].type == LexemeType::kOpen) {
        open.push_back(i);
      } else if (lexemes_[i].type == LexemeType::kClose) {
        if (open.empty()) {
          drop[i] = lonely = true;
        } else {
          if (open.size() > kMaxNesting) drop[i] = drop[open.back()] = deep = true;
          open.pop_back();
        }
      }
    }
    for (const size_t i : open) drop[i] = lonely = true;
    if (lonely) warnings_->emplace_back("a bracket has no partner, so it was read as text");
    if (deep) {
      warnings_->emplace_back("brackets are nested more than " + std::to_string(kMaxNesting) +
                              " deep; the inner ones were read as text");
    }
    size_t kept = 0;
    for (size_t i = 0; i < lexemes_.size(); ++i) {
      if (!drop[i]) lexemes_[kept++] = lexemes_[i];
    }
    lexemes_.resize(kept);
  }

  std::string_view query_;
  std::vector<std::string>* warnings_;
  size_t at_ = 0;
  bool quotes_are_text_ = false;
  std::vector<Lexeme> lexemes_;
};

}  // namespace

std::vector<Lexeme> SplitQuery(std::string_view query, std::vector<std::string>* warnings) {
  return Lexer(query, warnings).Run();
}

}  // namespace article_search
