#include "searcher/brackets.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "corpus/utf8.h"
#include "searcher/quotation_marks.h"
#include "searcher/remarks.h"

namespace article_search {
namespace {

// Whether a letter or a digit stands at `at`, or behind one sign that is neither bracket nor quote: (co-)operation,
// (re)-use.
bool HasMoreOfAWord(std::string_view query, size_t at) {
  for (const bool is_first : {true, false}) {
    if (at >= query.size()) return false;
    const int32_t c = NextCodePoint(query, &at);
    if (c == kIllFormed) return false;
    if (u_isalnum(c)) return true;
    if (!is_first || u_isUWhiteSpace(c) || IsQuote(static_cast<char32_t>(c)) || c == '(' || c == ')') return false;
  }
  return false;
}

}  // namespace

std::vector<bool> BracketsWithinWords(std::string_view query) {
  std::vector<bool> within(query.size(), false);
  if (query.find('(') == std::string_view::npos) return within;
  std::vector<size_t> open;
  for (size_t i = 0; i < query.size();) {
    const size_t at = i;
    const int32_t c = NextCodePoint(query, &i);
    if (c == '(') {
      open.push_back(at);
    } else if (c == ')' && !open.empty()) {
      within[open.back()] = HasMoreOfAWord(query, i);
      open.pop_back();
    } else if (c != kIllFormed && (IsWhiteSpace(static_cast<char32_t>(c)) || IsQuote(static_cast<char32_t>(c)))) {
      open.clear();  // a phrase is no part of a word
    }
  }
  return within;
}

void DropLonelyBrackets(std::vector<Lexeme>* lexemes, std::vector<std::string>* warnings) {
  if (std::none_of(lexemes->begin(), lexemes->end(), [](const Lexeme& lexeme) {
        return lexeme.type == LexemeType::kOpen || lexeme.type == LexemeType::kClose;
      })) {
    return;
  }
  std::vector<size_t> open;
  std::vector<bool> drop(lexemes->size(), false);
  bool lonely = false;
  bool deep = false;
  for (size_t i = 0; i < lexemes->size(); ++i) {
    const LexemeType type = (*lexemes)[i].type;
    if (type == LexemeType::kOpen) {
      open.push_back(i);
    } else if (type == LexemeType::kClose) {
      if (open.empty()) {
        drop[i] = lonely = true;
      } else {
        if (open.size() > kMaxNesting) drop[i] = drop[open.back()] = deep = true;
        open.pop_back();
      }
    }
  }
  for (const size_t i : open) drop[i] = lonely = true;
  if (lonely) AddRemark("a bracket has no partner, so it was read as text", warnings);
  if (deep) {
    AddRemark(
        "brackets are nested more than " + std::to_string(kMaxNesting) + " deep; the inner ones were read as text",
        warnings);
  }
  size_t i = 0;
  std::erase_if(*lexemes, [&](const Lexeme&) { return drop[i++]; });
}

}  // namespace article_search
