#include "corpus/word_parser.h"

#include <unicode/uchar.h>

#include "corpus/ascii.h"
#include "corpus/utf8.h"

namespace article_search {
namespace {

constexpr size_t kMinAcronym = 2;

// The bytes of "++" or "#" behind the single letter that ends at `end`, as in C++ and C#; 0 where there are none.
uint32_t ProgrammingSuffix(std::string_view text, uint32_t begin, uint32_t end) {
  if (end >= text.size() || end != begin + 1) return 0;
  if (text[end] != '+' && text[end] != '#') return 0;
  const uint32_t length = text[end] == '#' ? 1 : 2;
  if (text.substr(end, length) != (length == 1 ? "#" : "++")) return 0;
  if (begin > 0 && text[begin - 1] == '_') return 0;
  size_t behind = end + length;
  if (behind >= text.size()) return length;
  if (text[behind] == '_' || text[behind] == '+' || text[behind] == '#') return 0;
  const int32_t c = NextCodePoint(text, &behind);
  return c != kIllFormed && u_isalpha(c) ? 0 : length;
}

}  // namespace

// The digits with which a segment begins.
size_t WordParser::LeadingDigits(const WordSegment& segment) const {
  const std::string_view spelling = Spelling(segment);
  size_t count = 0;
  for (size_t i = 0; i < spelling.size(); ++count) {
    const int32_t c = NextCodePoint(spelling, &i);
    if (c == kIllFormed || u_charType(c) != U_DECIMAL_DIGIT_NUMBER) break;
  }
  return count;
}

// The last segment of the groups of three digits that begin with segment i; i itself where they are none, or where one
// of them is wrong: then all stay apart.
size_t WordParser::EndOfDigitGroups(size_t i) const {
  const Connector separator = segments_[i].next;
  if (separator != Connector::kComma && separator != Connector::kGroupSpace) return i;
  if (!segments_[i].Has(WordSegment::kAllDigits) || segments_[i].length > 3) return i;
  if (i > 0 && segments_[i - 1].Has(WordSegment::kEndsWithDigit) &&
      (segments_[i - 1].next == separator || segments_[i - 1].next == Connector::kDot)) {
    return i;  // within a list or a broken number: 1,23,456
  }
  size_t last = i;
  while (Follows(last, separator) && segments_[last + 1].Has(WordSegment::kBeginsWithDigit)) {
    if (!segments_[last].Has(WordSegment::kAllDigits)) break;  // "000km"
    if (LeadingDigits(segments_[last + 1]) != 3) return i;
    ++last;
  }
  return last;
}

size_t WordParser::ParseNumber(size_t i, Word* word) {
  size_t last = EndOfDigitGroups(i);
  word->joins = !segments_[i].Has(WordSegment::kSpaceless);
  word->is_number = segments_[i].Has(WordSegment::kAllDigits);
  for (size_t k = i; k <= last; ++k) folder_.Append(Spelling(segments_[k]), &word->text);
  while (segments_[last].Has(WordSegment::kEndsWithDigit) && Follows(last, Connector::kDot) &&
         segments_[last + 1].Has(WordSegment::kBeginsWithDigit)) {
    ++last;
    word->text += '.';
    folder_.Append(Spelling(segments_[last]), &word->text);
  }
  word->end = segments_[last].end;
  return last + 1;
}

// True where an apostrophe makes segment i the beginning of a longer word (J.O’Brien).
bool WordParser::StandsBeforeApostrophe(size_t i) const {
  if (!Follows(i, Connector::kApostrophe) || !segments_[i + 1].Has(WordSegment::kBeginsWithLetter)) return false;
  return apostrophes_ != ApostropheRule::kEnglish || !IsLoneS(i + 1);
}

bool WordParser::IsInitial(size_t i) const {
  const WordSegment& segment = segments_[i];
  if (segment.length != 1 || !segment.Has(WordSegment::kBeginsWithLetter)) return false;
  return !segment.Has(WordSegment::kSpaceless) && !StandsBeforeApostrophe(i);
}

// Ph.D., M.Sc.: parts of one or two letters, and not initials alone. The index after the last of them; 0 where none
// begins at segment i. Capitals do not matter, since a query may be typed without.
size_t WordParser::EndOfDegree(size_t i) const {
  if (!Follows(i, Connector::kDot) || (i > 0 && segments_[i - 1].next == Connector::kDot)) return 0;
  if (IsInitial(i) && IsInitial(i + 1)) return 0;
  size_t letters = 0;
  for (size_t k = i;; ++k) {
    const WordSegment& segment = segments_[k];
    if (!segment.Has(WordSegment::kBeginsWithLetter | WordSegment::kEndsWithLetter) || segment.length > 2) return 0;
    if ((segment.flags & (WordSegment::kDigits | WordSegment::kSpaceless)) != 0 || StandsBeforeApostrophe(k)) return 0;
    letters += segment.length;
    if (letters > kMaxAcronym) return 0;
    if (!Follows(k, Connector::kDot)) return k + 1;
  }
}

// U.S., p.m., a.k.a.: single letters and dots; the last dot belongs to it.
size_t WordParser::ParseDottedAcronym(size_t i, Word* word) {
  size_t last = i;
  while (Follows(last, Connector::kDot) && IsInitial(last + 1)) ++last;
  bool capitals = true;
  for (size_t k = i; k <= last; ++k) {
    folder_.Append(Spelling(segments_[k]), &word->text);
    capitals = capitals && segments_[k].Has(WordSegment::kCapitals);
  }
  const size_t letters = last - i + 1;
  word->is_acronym = capitals && letters <= kMaxAcronym;
  word->end = segments_[last].end;
  if (word->end < text_.size() && text_[word->end] == '.') {
    ++word->end;
  } else {
    word->joins = true;
  }
  return last + 1;
}

bool WordParser::IsLoneS(size_t i) const {
  const std::string_view spelling = Spelling(segments_[i]);
  return spelling == "s" || spelling == "S";
}

// don’t, O’Brien, rock’n’roll: one word without the apostrophes.
size_t WordParser::ParseApostrophes(size_t i, Word* word) {
  size_t last = i;
  folder_.Append(Spelling(segments_[i]), &word->text);
  while (Follows(last, Connector::kApostrophe) && segments_[last].Has(WordSegment::kEndsWithLetter) &&
         segments_[last + 1].Has(WordSegment::kBeginsWithLetter)) {
    if (apostrophes_ == ApostropheRule::kEnglish && IsLoneS(last + 1)) break;
    ++last;
    folder_.Append(Spelling(segments_[last]), &word->text);
  }
  const WordSegment& first = segments_[i];
  word->joins = (first.flags & (WordSegment::kBeginsWithLetter | WordSegment::kBeginsWithDigit)) != 0 &&
                segments_[last].Has(WordSegment::kEndsWithLetter);
  for (size_t k = i; k <= last; ++k) word->joins = word->joins && !segments_[k].Has(WordSegment::kSpaceless);
  word->is_acronym = last == i && first.Has(WordSegment::kCapitals | WordSegment::kBeginsWithLetter) &&
                     first.length >= kMinAcronym && first.length <= kMaxAcronym;
  word->end = segments_[last].end;
  return last + 1;
}

// Digits only: letters such as ⁿ are letters.
bool WordParser::IsSuperscript(size_t i) const {
  if (static_cast<uint8_t>(text_[segments_[i].begin]) < 0x80) return false;
  size_t at = segments_[i].begin;
  const int32_t c = NextCodePoint(text_, &at);
  return c == 0xB2 || c == 0xB3 || c == 0xB9 || c == 0x2070 || (c >= 0x2074 && c <= 0x2079);
}

// The ² of km², the ¹⁰ of x¹⁰, a footnote's mark: a word of its own, which is no plain number, and part of the compound
// km2.
size_t WordParser::ParseSuperscript(size_t i, Word* word) const {
  size_t last = i;
  while (HasSuperscript(segments_[last].end, last + 1)) ++last;
  word->end = segments_[last].end;
  word->text = text_.substr(word->begin, word->end - word->begin);
  word->joins = word->is_number = word->is_superscript = true;
  return last + 1;
}

// English 's behind a word of any kind: within its span, and not in its text.
size_t WordParser::TakePossessive(size_t i, Word* word) const {
  if (apostrophes_ != ApostropheRule::kEnglish || i >= segments_.size() || !IsLoneS(i)) return i;
  if (ConnectorAt(text_, word->end, segments_[i].begin) != Connector::kApostrophe) return i;
  word->end = segments_[i].end;
  return i + 1;
}

bool WordParser::IsElidedAt(size_t i) {
  if (apostrophes_ == ApostropheRule::kEnglish || apostrophes_ == ApostropheRule::kRemove) return false;
  if (!Follows(i, Connector::kApostrophe)) return false;
  scratch_.clear();
  folder_.Append(Spelling(segments_[i]), &scratch_);
  return IsElided(apostrophes_, scratch_);
}

size_t WordParser::ParseWord(size_t i, Word* word) {
  while (IsElidedAt(i)) ++i;
  const WordSegment& first = segments_[i];
  word->text.clear();
  word->begin = first.begin;
  word->is_acronym = false;
  word->joins = word->is_number = word->is_superscript = false;
  size_t next = 0;
  if (const uint32_t suffix = ProgrammingSuffix(text_, first.begin, first.end);
      suffix > 0 && IsAsciiLetter(text_[first.begin])) {
    folder_.Append(Spelling(first), &word->text);
    word->text += text_.substr(first.end, suffix);
    word->end = first.end + suffix;
    next = i + 1;
  } else if (IsSuperscript(i)) {
    next = ParseSuperscript(i, word);
  } else if (first.Has(WordSegment::kEndsWithDigit)) {
    next = ParseNumber(i, word);
  } else if (i >= degree_end_ && Follows(i, Connector::kDot) && IsInitial(i) && IsInitial(i + 1)) {
    next = ParseDottedAcronym(i, word);
  } else {
    next = ParseApostrophes(i, word);
    if (next == degree_end_ && word->end < text_.size() && text_[word->end] == '.') ++word->end;
  }
  return TakePossessive(next, word);
}

void WordParser::Start(std::string_view text) {
  text_ = text;
  degree_end_ = 0;
  segmenter_.Segment(text, &segments_);
}

size_t WordParser::Parse(size_t i, bool connected, Word* word) {
  if (!connected) degree_end_ = EndOfDegree(i);
  i = ParseWord(i, word);
  const Connector next = segments_[i - 1].next;
  word->connects = word->joins && (next == Connector::kHyphen || next == Connector::kUnderscore || i < degree_end_ ||
                                   HasSuperscript(word->end, i));
  return i;
}

}  // namespace article_search
