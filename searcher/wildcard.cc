#include "searcher/wildcard.h"

#include <algorithm>

#include "corpus/ascii.h"
#include "corpus/case_folder.h"
#include "corpus/utf8.h"
#include "corpus/word_segmenter.h"
#include "searcher/quotation_marks.h"

namespace article_search {
namespace {

bool IsWild(char c) { return c == '*' || c == '?'; }

// A word that has the signs of a wildcard and nothing else that is no letter: whoever typed it meant one.
bool LooksLikeWildcard(std::string_view word) {
  return std::any_of(word.begin(), word.end(), IsWild) && std::all_of(word.begin(), word.end(), [](char c) {
           return IsWordLike(c) || std::string_view("*?'-_").find(c) != std::string_view::npos;
         });
}

// A word whose star stands where a wildcard has it, among signs that no wildcard has: a/b*.
bool HasStarAtAnEnd(std::string_view word) {
  return word.size() > 1 &&
         ((word.back() == '*' && IsWordLike(word[word.size() - 2])) || (word.front() == '*' && IsWordLike(word[1])));
}

// The sign that may join words at `*i`, which moves behind the character there; kNone for any other character.
Connector SignAt(std::string_view text, size_t* i) {
  const size_t at = *i;
  NextCodePoint(text, i);
  return ConnectorAt(text, static_cast<uint32_t>(at), static_cast<uint32_t>(*i));
}

// Up to the next sign.
std::string_view PartAt(std::string_view pattern, size_t begin) {
  for (size_t i = begin; i < pattern.size();) {
    const size_t at = i;
    if (SignAt(pattern, &i) != Connector::kNone) return pattern.substr(begin, at - begin);
  }
  return pattern.substr(begin);
}

// U.S*
bool IsInitial(std::string_view part) {
  part = part.substr(0, part.find_first_of("*?"));
  return CountCodePoints(part) == 1 && !IsAsciiDigit(part.front());
}

// Whether the analyzer makes one word of two parts and the sign between them. What stands for a "*" alone is not known:
// multi-* may be one, and multi too.
bool AreOneWord(std::string_view left, Connector sign, std::string_view right) {
  const auto has_letters = [](std::string_view part) { return !std::all_of(part.begin(), part.end(), IsWild); };
  const auto is_number = [](std::string_view part) {
    return std::all_of(part.begin(), part.end(), [](char c) { return IsAsciiDigit(c) || IsWild(c); });
  };
  if (!has_letters(left) || !has_letters(right)) return true;
  switch (sign) {
    case Connector::kDot:
      if (IsInitial(left) && IsInitial(right)) return true;
      [[fallthrough]];
    case Connector::kComma:
      return IsAsciiDigit(left.back()) && IsAsciiDigit(right.front());
    case Connector::kHyphen:
    case Connector::kUnderscore:
      return !is_number(left) || !is_number(right);
    default:
      return true;
  }
}

// Whether the dot at [begin, end) is a number's, as far as a pattern can tell.
bool IsDotOfNumber(std::string_view pattern, size_t begin, size_t end) {
  const char before = begin > 0 ? pattern[begin - 1] : ' ';
  const char behind = end < pattern.size() ? pattern[end] : ' ';
  return (IsAsciiDigit(before) && (IsAsciiDigit(behind) || IsWild(behind))) || (IsWild(before) && IsAsciiDigit(behind));
}

}  // namespace

bool IsWildcard(std::string_view word) {
  const bool any = word.find('?') != std::string_view::npos;
  bool wild = false;
  bool literal = false;
  for (size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    if (c == '?') {
      const size_t end = std::min(word.find_first_not_of('?', i), word.size());
      if (i == 0 || end == word.size() || !IsWordLike(word[i - 1]) || !IsWordLike(word[end])) return false;
      wild = true;
      i = end - 1;
    } else if (c == '*') {
      wild = true;
    } else if (IsWordLike(c)) {
      literal = true;
    } else if (c != '\'' && c != '`' && c != '-' && c != '_' && (any || (c != '.' && c != ','))) {
      return false;
    }
  }
  return wild && literal && !HasQuote(word);
}

std::string_view WhyNoWildcard(std::string_view word) {
  if (LooksLikeWildcard(word)) return "* stands beside letters, and ? between two";
  return HasStarAtAnEnd(word) ? "a word with * has no other signs than ' - _ . and ," : "";
}

std::vector<std::string_view> WordsOfPattern(std::string_view pattern) {
  std::vector<std::string_view> words;
  size_t word = 0;
  size_t part = 0;  // of the word: begins behind its latest sign
  for (size_t i = 0; i < pattern.size();) {
    const size_t at = i;
    const Connector sign = SignAt(pattern, &i);
    if (sign == Connector::kNone) continue;
    const bool is_second = at == part && part > word;  // two signs join nothing
    if (is_second || !AreOneWord(pattern.substr(part, at - part), sign, PartAt(pattern, i))) {
      words.push_back(pattern.substr(word, at - word));
      word = i;
    }
    part = i;
  }
  words.push_back(pattern.substr(word));
  return words;
}

std::string FoldPattern(const std::string& language, const TermMaker& terms, std::string_view pattern) {
  CaseFolder folder(IsTurkic(language));
  std::string folded;
  std::string piece;
  const auto take_piece = [&] {
    std::string letters;
    folder.Append(piece, &letters);
    piece.clear();
    if (!letters.empty()) folded += terms.Word(letters);
  };
  for (size_t i = 0; i < pattern.size();) {
    const size_t at = i;
    // A word has none of the signs that join it, but for a number's dot.
    const Connector sign = SignAt(pattern, &i);
    if (IsWild(pattern[at])) {
      take_piece();
      if (pattern[at] != '*' || !folded.ends_with('*')) folded.push_back(pattern[at]);
    } else if (sign == Connector::kNone) {
      piece += pattern.substr(at, i - at);
    } else if (sign == Connector::kDot && IsDotOfNumber(pattern, at, i)) {
      piece.push_back('.');
    }
  }
  take_piece();
  return folded;
}

bool MatchesWildcard(std::string_view pattern, std::string_view word) {
  size_t p = 0;
  size_t w = 0;
  // Where to go on when the characters after the last "*" don't fit: one further.
  size_t star = std::string_view::npos;
  size_t star_word = 0;
  while (w < word.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      star_word = w;
    } else if (p < pattern.size() && pattern[p] == '?') {
      ++p;
      NextCodePoint(word, &w);
    } else if (p < pattern.size() && pattern[p] == word[w]) {
      ++p;
      ++w;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      NextCodePoint(word, &star_word);
      w = star_word;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

}  // namespace article_search
