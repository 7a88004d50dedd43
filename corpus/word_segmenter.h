// The first step of analysis: where the pieces of text are that hold letters or digits, and what stands between them.
//
// Pieces are cut finer than words: at every apostrophe, hyphen, dot, comma and underscore. The rules in word_parser.cc
// join them again ("24" "," "000"). Letters, digits and punctuation of the alphabetic scripts are cut here by the rules
// of UAX #29, by a table; ICU, which has the same rules and is many times slower, decides all the rest: combining
// marks, soft hyphens, Hebrew, dictionary scripts, emoji.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/connector.h"

struct UBreakIterator;

namespace article_search {

struct WordSegment {
  enum Flags : uint16_t {
    kDigits = 1 << 0,           // at least one digit or other number
    kAllDigits = 1 << 1,        // decimal digits only
    kBeginsWithDigit = 1 << 2,  // a decimal digit
    kEndsWithDigit = 1 << 3,
    kBeginsWithLetter = 1 << 4,
    kEndsWithLetter = 1 << 5,  // marks aside
    kCapitals = 1 << 6,        // letters only, upper case all
    kSpaceless = 1 << 7,       // a script without spaces between words (Han, kana, Thai, …), or an emoji
    kAsciiLower = 1 << 8,      // lower-case letters of ASCII only, so that it folds to itself
    kSimple = 1 << 9,  // a letter of ASCII, then lower-case ones, and nothing behind that may belong to it but a
                       // connector
  };

  uint32_t begin;
  uint32_t end;
  uint16_t flags;
  uint8_t length;  // code points, marks aside; 255 where more
  Connector next;  // to the following segment

  bool Has(uint16_t wanted) const { return (flags & wanted) == wanted; }
};

class WordSegmenter {
 public:
  WordSegmenter();
  ~WordSegmenter();

  // Replaces `*segments`. Throws Error kInternal where ICU's rules are missing.
  void Segment(std::string_view text, std::vector<WordSegment>* segments);

 private:
  struct Closer {
    void operator()(UBreakIterator* iterator) const;
  };

  // The class of the character at `*i`, which moves behind it.
  uint8_t ClassAt(std::string_view text, size_t* i);
  uint8_t ClassBeyondAscii(std::string_view text, size_t* i);
  void SegmentByTable(std::string_view text, size_t begin);
  // The segment that begins with the character at `begin`, where that is part of a word; returns what is behind.
  size_t SegmentAt(std::string_view text, size_t begin);
  void SegmentByIcu(std::string_view text, size_t begin, size_t end);
  void Add(std::string_view text, const WordSegment& segment);

  static constexpr int32_t kTableEnd = 0x2100;
  std::array<uint8_t, kTableEnd> table_{};            // classes of characters, filled when first seen
  std::unique_ptr<UBreakIterator, Closer> iterator_;  // opened at the first text that needs it
  std::u16string utf16_;
  std::vector<WordSegment>* segments_ = nullptr;
};

}  // namespace article_search
