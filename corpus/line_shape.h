// What a line of text looks like: its width, its marks, how it ends. Lines are UTF-8, well-formed.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace article_search {

// Without white space (White_Space of Unicode, U+200B and U+FEFF) at its ends.
size_t SkipSpace(std::string_view text, size_t at, size_t end);        // the first byte that is none, from the front
size_t SkipSpaceBack(std::string_view text, size_t begin, size_t at);  // the end without any, from the back
std::string_view Trim(std::string_view text);
bool IsOneLine(std::string_view text);             // without an LF or CR
size_t WordEnd(std::string_view text, size_t at);  // the next ASCII white space, or the end
size_t CountWords(std::string_view text);
// True where each word satisfies `is`; there must be one.
template <typename Predicate>
bool AllWords(std::string_view text, Predicate is) {
  for (size_t at = 0; at < text.size(); at = SkipSpace(text, at, text.size())) {
    const size_t end = WordEnd(text, at);
    if (!is(text.substr(at, end - at))) return false;
    at = end;
  }
  return !text.empty();
}

// Code points, those of East Asian scripts counted double: columns on a terminal, nearly enough.
size_t Columns(std::string_view text);
inline constexpr size_t kMaxBytesPerColumn = 4;
// One line of at most so many columns and words.
bool IsShort(std::string_view text, size_t columns, size_t words);

// Without the blanks, brackets and emphasis marks that it begins with.
std::string_view StripOpeners(std::string_view text);
// The last code point, not counting closing quotes, brackets and emphasis marks; 0 where there is none.
char32_t LastSign(std::string_view text);
bool IsSentenceEnd(char32_t c);         // . ! ? … and their kin
bool IsClosingPunctuation(char32_t c);  // those, and , ; :
bool IsQuestionMark(char32_t c);
inline bool EndsSentence(std::string_view text) { return IsSentenceEnd(LastSign(text)); }

// How the first word begins, not counting opening quotes, brackets and emphasis marks.
enum class FirstSign { kNone, kUpper, kLower, kCaseless, kDigit, kOther };
FirstSign FirstSignOf(std::string_view text);
// True where there are letters, none of them lower-case.
bool IsUpperCase(std::string_view text);

// The length of the list marker that the line begins with, its white space included; 0 where there is none.
// "- ", "* ", "+ ", "• ", "1. ", "1) ", "(1) ", "[1] ", "a) ", "(a) ", "#. ".
size_t ListMarkerLength(std::string_view line);
bool IsNumberMarker(std::string_view line);  // the marker has a digit

// An ASCII punctuation character three times or more and nothing else: an underline; that character, else 0.
char AdornmentOf(std::string_view line, size_t min_length = 3);
// Nothing but punctuation, signs that are no emoji, and white space: a rule between two parts of a text, a bullet.
bool IsSeparator(std::string_view text);

// Has signs of code, of paths or of addresses.
bool LooksLikeCode(std::string_view line);

// White space collapsed to single blanks, none at the ends.
std::string OneLine(std::string_view text);
// OneLine, case-folded.
std::string FoldedLine(std::string_view text);

}  // namespace article_search
