// Where sentences may end: the default rules of UAX #29 (SB1 to SB998), in one pass over UTF-8. They are ICU's, too,
// and a test holds that both find the same; but ICU takes longer to open its iterator than these to read a paragraph.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace article_search {

// What the rules know of a byte: the Sentence_Break property of its code point, numbered as ICU's USentenceBreak. The
// other bytes of a code point are Extend: they belong to what is before, as marks do.
using SentenceClass = uint8_t;

// Not for use by two threads at once.
class SentenceClasses {
 public:
  SentenceClasses();

  // Replaces `*classes`; ill-formed bytes are as spaces.
  void OfText(std::string_view text, std::vector<SentenceClass>* classes);

 private:
  SentenceClass Of(int32_t code_point);

  static constexpr int32_t kAsciiEnd = 0x80;
  static constexpr int32_t kTableEnd = 0x2100;
  std::array<uint8_t, kTableEnd> table_{};  // the class and 1; of what is not ASCII filled when first seen
};

// The first boundary behind `begin`, which is one itself: at most the length.
size_t NextSentenceBoundary(std::span<const SentenceClass> classes, size_t begin);

}  // namespace article_search
