// Where sentences may end: the default rules of UAX #29 (SB1 to SB998), in one pass over UTF-8. They are ICU's, too,
// and a test holds that both find the same; but ICU takes longer to open its iterator than these to read a paragraph.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace article_search {

// Not for use by two threads at once.
class SentenceRules {
 public:
  // The first boundary of `text` behind `begin`, which is one itself: at most the length. Ill-formed bytes are as
  // spaces.
  size_t Next(std::string_view text, size_t begin);

 private:
  // A code point's property Sentence_Break, numbered as ICU's USentenceBreak.
  using Class = uint8_t;

  // Of the code point at `*i`, which moves behind it.
  Class ClassAt(std::string_view text, size_t* i);
  Class Of(int32_t code_point);
  // The first code point at or behind `at` that is of one of the classes in `set`; the length where there is none.
  size_t Find(std::string_view text, uint32_t set, size_t at);
  bool IsBehindCasedLetter(std::string_view text, size_t begin, size_t at);

  static constexpr int32_t kTableEnd = 0x2100;
  std::array<uint8_t, kTableEnd> table_{};  // the class and 1; filled when first seen
};

}  // namespace article_search
