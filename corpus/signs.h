// The characters of a text as the search for abbreviations sees them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
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

struct SignRange {
  size_t begin;  // indices of signs
  size_t end;
};

// Signs of a part of a text, one for each code point, and a last one that stands for the end.
class SignedText {
 public:
  SignedText() = default;
  // The part [begin, end), in bytes. Throws Error kInternal where ICU's data is missing.
  SignedText(std::string_view text, size_t begin, size_t end);

  std::string_view text() const { return text_; }
  // Without the last one.
  size_t size() const { return signs_.size() - 1; }
  const Sign& operator[](size_t i) const { return signs_[i]; }

  bool IsAlnum(size_t i) const { return signs_[i].kind == SignKind::kLetter || signs_[i].kind == SignKind::kDigit; }
  bool IsSpace(size_t i) const { return signs_[i].kind == SignKind::kSpace; }
  bool IsWrapping(size_t i) const { return article_search::IsWrapping(signs_[i]); }

  // Without what IsWrapping() around it.
  SignRange Trim(SignRange range) const;
  // Of the word that `range` begins with.
  size_t WordEnd(SignRange range) const;
  // Letters and digits of a range.
  std::string Folded(SignRange range) const;
  // The part of `range` up to the first sign that `ends`.
  template <typename Predicate>
  SignRange UpTo(SignRange range, Predicate ends) const {
    for (size_t i = range.begin; i < range.end; ++i) {
      if (ends(signs_[i])) return {range.begin, i};
    }
    return range;
  }

 private:
  std::string_view text_;
  std::vector<Sign> signs_;
};

}  // namespace article_search
