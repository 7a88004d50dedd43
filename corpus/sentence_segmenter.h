// Where sentences end: ICU's rules (UAX #29), and a guard for what they get wrong: "Dr. Khan", "J. Smith", "the U.S.
// Senate", and lines that were broken only because they were long.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct UBreakIterator;

namespace article_search {

class SentenceSegmenter {
 public:
  SentenceSegmenter();
  ~SentenceSegmenter();

  // Offsets in bytes, ascending: 0, the end of each sentence with the white space behind it, the text's length.
  // Throws Error kInternal where ICU's rules are missing.
  std::vector<uint32_t> Bounds(std::string_view text);

 private:
  struct Closer {
    void operator()(UBreakIterator* iterator) const;
  };

  std::unique_ptr<UBreakIterator, Closer> iterator_;  // opened at the first text
  std::u16string utf16_;
};

// True where the sentence text[.., end) only seems to end: behind an abbreviation. `end` is where the next word begins.
bool EndsInAbbreviation(std::string_view text, size_t end);

}  // namespace article_search
