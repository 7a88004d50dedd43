// The characters of a text as the search for abbreviations sees them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace article_search {

enum class Shape : uint8_t { kNone, kRound, kSquare };

// Of a bracket; kNone for what is none.
Shape OpeningShape(int32_t c);
Shape ClosingShape(int32_t c);

bool IsApostrophe(int32_t c);
bool IsSpacedDash(int32_t c);

enum class SignKind : uint8_t {
  kLetter,
  kDigit,
  kMark,  // combines with what stands before
  kSpace,
  kComma,
  kJoint,  // within a word, between its parts: - / . '
  kStop,   // no long form goes across
  kOther,
};

struct Sign {
  int32_t c;
  int32_t folded;  // of letters and digits: without case, marks and width
  uint32_t begin;  // byte of the text
  SignKind kind;
  bool upper;
  bool lower;
};

// White space, and the quotes and emphasis around a name.
bool IsWrapping(const Sign& sign);

// False for a text without brackets but those of function(), as most paragraphs are; else mostly true.
bool MayHaveBrackets(std::string_view text);

// One sign for each code point of text[begin, end), and a last one that stands for the end. Throws Error kInternal
// where ICU's data is missing.
std::vector<Sign> Signs(std::string_view text, size_t begin, size_t end);

}  // namespace article_search
