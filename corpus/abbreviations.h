// Abbreviations that a text itself defines: "Eurasian Economic Union (EAEU)", "EAEU (Eurasian Economic Union)".
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace article_search {

struct Abbreviation {
  std::string_view short_form;  // "EAEU"; without the s of a plural: "NGO" of "(NGOs)"
  std::string_view long_form;   // "Eurasian Economic Union", line breaks as they are; no article before, no "'s" behind
  uint32_t short_begin;         // the half-open ranges of bytes [begin, end) of the text, on code point bounds
  uint32_t short_end;
  uint32_t long_begin;
  uint32_t long_end;
};

// The definitions in `text`, the text of one paragraph as UTF-8 (ill-formed bytes are never part of one), in the order
// of their brackets; a pair that is defined twice stands twice. The views point into `text`, which must be shorter than
// 4 GiB. Takes linear time. Throws Error kInternal where ICU's data is missing. Thread-safe: keeps no state.
//
// The candidates are those of A. Schwartz and M. Hearst, "A Simple Algorithm for Identifying Abbreviation Definitions
// in Biomedical Text", PSB 2003: a short form of 2 to 10 characters and at most two words in brackets (round or square,
// of any width) behind its long form, or before its long form in brackets; the long form has at most min(|A| + 5, 2|A|)
// words, where |A| is the number of letters and digits; all of them stand in it in order, the first at the beginning of
// a word. It differs where the paper would rather find a wrong pair than none:
// - Of all the ways to match (the paper takes the first from the right) the one that costs least counts: letters at the
//   beginnings of words are free, others cost, and so do words without any, but for short ones such as "of". A pair
//   that costs too much for its length is none; a short form of two letters must be the beginnings of words.
// - The short form has at least two letters, and as many capitals as other letters or a capital within a word ("mRNA",
//   not "Tokayev"); or it is one word of three letters with case, or more, that are each the beginning of a word
//   ("ppm", "Nato"). It is no Roman numeral of I, V and X.
// - A long form of one word ("electrocardiogram (ECG)") has three times the letters of the short form, which has three.
// - A long form ends with a word that has a letter of the short form, lies within one sentence and outside brackets;
//   one in brackets is all there is up to a comma, semicolon or the bracket's end.
// Case and marks on letters do not matter for matching ("Union économique eurasiatique (UEE)").
std::vector<Abbreviation> FindAbbreviations(std::string_view text);

}  // namespace article_search
