#include "corpus/sentence_segmenter.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "corpus/ascii.h"
#include "corpus/string_list.h"
#include "corpus/utf8.h"

namespace article_search {
namespace {

// No abbreviation is longer, in bytes.
constexpr size_t kLongest = 16;

// Lines of at least this many bytes were broken for their length; a shorter one is a line of its own (a table's, a
// list's, a verse).
constexpr size_t kWrappedLine = 60;

// Never the end of a sentence, whatever follows: titles before names, and what introduces something.
constexpr std::array<std::string_view, 44> kBeforeAWord = {
    "adm", "brig", "capt", "cf",  "cmdr",   "col", "cpl",  "dr",   "e.g", "eg",  "esp", "fr",  "gen", "gov",  "hon",
    "i.e", "ie",   "lt",   "maj", "messrs", "mgr", "mlle", "mme",  "mr",  "mrs", "ms",  "mt",  "mx",  "pres", "prof",
    "rep", "rev",  "sen",  "sgt", "sr",     "st",  "ste",  "supt", "v",   "viz", "vs",  "z.b", "d.h", "u.a",
};
// Not the end of a sentence where a number follows.
constexpr std::array<std::string_view, 21> kBeforeANumber = {
    "approx", "apr", "art", "aug", "c",   "ca",  "ch", "dec", "eq",   "feb", "fig",
    "figs",   "jan", "no",  "nos", "nov", "oct", "p",  "pp",  "sept", "vol",
};
// Words that begin a sentence rather than go on with a name.
constexpr std::array<std::string_view, 40> kSentenceStarters = {
    "A",    "After", "All",   "Although", "An",    "And",  "As",      "At",    "Because", "But",
    "By",   "For",   "From",  "He",       "Here",  "How",  "However", "I",     "If",      "In",
    "It",   "Its",   "Many",  "Most",     "On",    "Our",  "She",     "Since", "So",      "Some",
    "That", "The",   "Their", "There",    "These", "They", "This",    "We",    "When",    "You",
};

bool BeginsWithLowerCase(std::string_view text, size_t at) {
  if (at >= text.size()) return false;
  const int32_t c = NextCodePoint(text, &at);
  return c != kIllFormed && u_isULowercase(c);
}

// True for the line break at `at` ("\n", "\r" or "\r\n") where the sentence goes on in the next line.
bool IsWrap(std::string_view text, size_t at, size_t line_begin) {
  const size_t next = at + (text.substr(at, 2) == "\r\n" ? 2 : 1);
  if (next >= text.size() || text[next] == '\n' || text[next] == '\r' || at == line_begin) return false;
  return at - line_begin >= kWrappedLine || BeginsWithLowerCase(text, next);
}

// Replaces `*unwrapped` by the text with spaces for such line breaks.
void Unwrap(std::string_view text, std::string* unwrapped) {
  *unwrapped = text;
  size_t line_begin = 0;
  for (size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\r' && text[at] != '\n') continue;
    const size_t end = at + (text.substr(at, 2) == "\r\n" ? 2 : 1);
    if (IsWrap(text, at, line_begin)) std::fill(unwrapped->data() + at, unwrapped->data() + end, ' ');
    line_begin = end;
    at = end - 1;
  }
}

// True where a word or a number goes on directly behind a stop at `at`, or behind a quotation mark after one: ".NET",
// "a?q=1". Where the script puts no space between words (its letters have no case), a stop needs none behind it.
bool IsWithinWord(std::string_view text, size_t at) {
  constexpr std::string_view kClosingQuotes[] = {"\"", "'", "”", "’", "»"};
  size_t behind = at;
  const int32_t next = NextCodePoint(text, &behind);
  if (next == kIllFormed || !u_isalnum(next) || u_charType(next) == U_OTHER_LETTER) return false;
  std::string_view before = text.substr(0, at);
  for (const std::string_view quote : kClosingQuotes) {
    if (!before.ends_with(quote)) continue;
    before.remove_suffix(quote.size());
    break;
  }
  return before.ends_with('.') || before.ends_with('?') || before.ends_with('!');
}

}  // namespace

bool EndsInAbbreviation(std::string_view text, size_t end) {
  size_t stop = end;
  while (stop > 0 && IsAsciiSpace(text[stop - 1])) --stop;
  if (stop == 0 || text[stop - 1] != '.') return false;
  --stop;
  size_t begin = stop;  // of the word before the dot, with the dots within
  while (begin > 0 && stop - begin <= kLongest && (IsAsciiLetter(text[begin - 1]) || text[begin - 1] == '.')) --begin;
  if (begin > 0 && (!IsAscii(text[begin - 1]) || IsAsciiDigit(text[begin - 1]))) return false;
  const std::string_view word = text.substr(begin, stop - begin);
  if (word.empty() || word.size() > kLongest) return false;
  const std::string lower = ToAsciiLower(word);
  // "v." and the like are no titles where a capital stands: "Part V. The end".
  const bool single_capital = word.size() == 1 && lower != word;
  if (!single_capital && Contains(kBeforeAWord, lower)) return true;
  if (end < text.size() && IsAsciiDigit(text[end]) && Contains(kBeforeANumber, lower)) return true;

  // Initials ("J. Smith") and acronyms with dots ("U.S. Senate", "9 p.m. Monday"), unless a new sentence follows.
  bool dotted = word.size() % 2 == 1;
  for (size_t i = 0; i < word.size(); ++i) dotted = dotted && IsAsciiLetter(word[i]) == (i % 2 == 0);
  if (!dotted || (word.size() == 1 && (!single_capital || word == "I"))) return false;
  size_t next_end = end;
  while (next_end < text.size() && IsAsciiLetter(text[next_end])) ++next_end;
  if (next_end == end) return false;
  return !Contains(kSentenceStarters, text.substr(end, next_end - end));
}

std::vector<uint32_t> SentenceSegmenter::Bounds(std::string_view text) {
  if (text.find('\n') != std::string_view::npos || text.find('\r') != std::string_view::npos) {
    Unwrap(text, &unwrapped_);
    text = unwrapped_;
  }
  std::vector<uint32_t> bounds;
  bounds.reserve(16);
  bounds.push_back(0);
  for (size_t at = 0; at < text.size();) {
    at = rules_.Next(text, at);
    const bool line_ends = text[at - 1] == '\r' || text[at - 1] == '\n';
    if (at < text.size() && !line_ends && (IsWithinWord(text, at) || EndsInAbbreviation(text, at))) continue;
    bounds.push_back(static_cast<uint32_t>(at));
  }
  return bounds;
}

}  // namespace article_search
