// Where sentences end: the rules of UAX #29, and a guard for what they get wrong: "Dr. Khan", "J. Smith", "the U.S.
// Senate", and lines that were broken only because they were long.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/sentence_rules.h"

namespace article_search {

class SentenceSegmenter {
 public:
  // Offsets in bytes, ascending: 0, the end of each sentence with the white space behind it, the text's length.
  std::vector<uint32_t> Bounds(std::string_view text);

 private:
  SentenceRules rules_;
  std::string unwrapped_;
};

// True where the sentence text[.., end) only seems to end: behind an abbreviation. `end` is where the next word begins.
bool EndsInAbbreviation(std::string_view text, size_t end);

}  // namespace article_search
