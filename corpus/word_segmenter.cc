#include "corpus/word_segmenter.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>

#include "corpus/ascii.h"
#include "corpus/byte_scan.h"
#include "corpus/error.h"
#include "corpus/utf8.h"

namespace article_search {
namespace {

// Classes of characters; none of these: what ends a word and is nothing itself.
constexpr uint8_t kLetter = 1;
constexpr uint8_t kDigit = 2;
constexpr uint8_t kUpper = 4;
constexpr uint8_t kForIcu = 16;
constexpr uint8_t kBeyondAscii = 32;  // of a byte: the class is that of a longer character
constexpr uint8_t kKnown = 128;       // the table has been filled in

constexpr std::array<uint8_t, 256> MakeByteClasses() {
  std::array<uint8_t, 256> classes{};
  for (int32_t c = 0; c < 256; ++c) {
    const auto at = static_cast<size_t>(c);
    if (IsAsciiLower(c)) classes[at] = kLetter;
    if (IsAsciiUpper(c)) classes[at] = kLetter | kUpper;
    if (IsAsciiDigit(c)) classes[at] = kDigit;
    if (!IsAscii(c)) classes[at] = kBeyondAscii;
  }
  return classes;
}
constexpr std::array<uint8_t, 256> kByteClasses = MakeByteClasses();
constexpr uint8_t ByteClass(char byte) { return kByteClasses[static_cast<uint8_t>(byte)]; }

// A run for ICU may hold as many bytes as this that do not need it: starting ICU anew costs more.
constexpr size_t kWorthARunOfItsOwn = 16;

bool IsLetterL(int32_t c) { return c == 'l' || c == 'L'; }

// What ICU is shown instead of `c`: a space for whatever its rules would glue words together with where ours decide,
// and for '@', a letter in ICU 72. Its UTF-16 length never changes.
int32_t Substitute(int32_t c, int32_t before, int32_t after) {
  if (c < 0x80) {
    switch (c) {
      case '@':
      case ':':
      case ';':
        return ' ';
      default:
        return ConnectorOf(c) == Connector::kNone ? c : ' ';
    }
  }
  switch (c) {
    case 0xB7:  // middle dot: within a word only in the Catalan l·l
      return IsLetterL(before) && IsLetterL(after) ? c : ' ';
    case 0x37E:  // Greek question mark
    case 0x387:  // Greek semicolon
    case 0x55F:  // Armenian abbreviation mark
    case 0x589:  // Armenian full stop
    case 0x60C:  // Arabic comma and others of UAX #29's MidNum, MidLetter and ExtendNumLet
    case 0x60D:
    case 0x7F8:
    case 0x2024:
    case 0x203F:
    case 0x2040:
    case 0x2054:
    case 0xFE10:
    case 0xFE13:
    case 0xFE14:
    case 0xFE33:
    case 0xFE34:
    case 0xFE4D:
    case 0xFE4E:
    case 0xFE4F:
    case 0xFE50:
    case 0xFE52:
    case 0xFE54:
    case 0xFE55:
    case 0xFF1A:
    case 0xFF1B:
    case 0xFF20:
    case 0xFE6B:
      return ' ';
    default:
      break;
  }
  if (c >= 0x2080 && c <= 0x2089) return '0' + (c - 0x2080);  // CO₂ is one word, as CO2 is
  return ConnectorOf(c) == Connector::kNone ? c : ' ';
}

// A letter of a script that puts no spaces between words, by its line breaking (full-width Latin breaks that way too).
bool IsSpacelessLetter(int32_t c) {
  if (c < 0x0E00 || (c >= 0xFF01 && c <= 0xFF5E)) return false;
  const int32_t line_break = u_getIntPropertyValue(c, UCHAR_LINE_BREAK);
  return line_break == U_LB_IDEOGRAPHIC || line_break == U_LB_COMPLEX_CONTEXT ||
         line_break == U_LB_CONDITIONAL_JAPANESE_STARTER;
}

// The class of a character that is not ASCII. Letters and digits that UAX #29 lets nothing but their likes join, and
// what separates words, need no ICU.
uint8_t ClassOf(int32_t c) {
  if (u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT) return kForIcu;  // by a dictionary
  const auto category = U_GET_GC_MASK(c);
  switch (u_getIntPropertyValue(c, UCHAR_WORD_BREAK)) {
    case U_WB_ALETTER:
      if (Substitute(c, ' ', ' ') != c) break;
      if (!(category & U_GC_L_MASK) || IsSpacelessLetter(c)) return kForIcu;
      return (category & U_GC_LU_MASK) != 0 ? kLetter | kUpper : kLetter;
    case U_WB_NUMERIC:
      return category & U_GC_ND_MASK && Substitute(c, ' ', ' ') == c ? kDigit : kForIcu;
    default:
      break;
  }
  if (IsInvisible(c) || c == 0xB7) return kForIcu;
  if (Substitute(c, ' ', ' ') == ' ') return 0;
  const bool separates = u_getIntPropertyValue(c, UCHAR_WORD_BREAK) == U_WB_OTHER &&
                         category & (U_GC_P_MASK | U_GC_S_MASK | U_GC_Z_MASK | U_GC_CC_MASK);
  return separates && !u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION) ? 0 : kForIcu;
}

// Whether `c`, of category So, is an emoji. From U+2600 on those are, too, that are shown as text unless U+FE0F follows
// (❤); below stand ©, ™ and arrows, which are signs.
bool IsEmoji(int32_t c) {
  return u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION) || (c >= 0x2600 && u_hasBinaryProperty(c, UCHAR_EMOJI));
}

// Describes the code points of text[begin, end): flags and length. `end` moves before trailing format characters.
WordSegment Describe(std::string_view text, size_t begin, size_t end, bool* is_word) {
  uint16_t flags = WordSegment::kAllDigits | WordSegment::kCapitals;
  size_t length = 0;
  bool last_is_digit = false;
  bool last_is_letter = false;
  bool emoji = false;
  size_t visible_end = begin;
  for (size_t i = begin; i < end;) {
    const int32_t c = NextCodePoint(text, &i);
    if (c == kIllFormed) continue;
    if (IsInvisible(c)) continue;
    visible_end = i;
    const auto category = U_GET_GC_MASK(c);
    if (category & U_GC_M_MASK) {
      if (c == 0xFE0F) emoji = true;  // asks for the emoji form of the character before
      continue;
    }
    const bool first = length == 0;
    ++length;
    const bool subscript = c >= 0x2080 && c <= 0x2089;
    last_is_digit = (category & U_GC_ND_MASK) != 0;
    last_is_letter = (category & U_GC_L_MASK) != 0;
    if (category & U_GC_N_MASK) flags |= WordSegment::kDigits;
    if (!last_is_digit) flags &= static_cast<uint16_t>(~WordSegment::kAllDigits);
    if (!(category & U_GC_LU_MASK)) flags &= static_cast<uint16_t>(~WordSegment::kCapitals);
    if (first && last_is_digit && !subscript) flags |= WordSegment::kBeginsWithDigit;
    if (first && last_is_letter) flags |= WordSegment::kBeginsWithLetter;
    if (category & U_GC_SO_MASK && IsEmoji(c)) emoji = true;
    if (last_is_letter && IsSpacelessLetter(c)) flags |= WordSegment::kSpaceless;
    if (last_is_letter || (category & U_GC_N_MASK)) *is_word = true;
  }
  if (emoji) {
    *is_word = true;
    flags |= WordSegment::kSpaceless;
  }
  if (last_is_digit) flags |= WordSegment::kEndsWithDigit;
  if (last_is_letter) flags |= WordSegment::kEndsWithLetter;
  if (length == 0) *is_word = false;
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(visible_end), flags,
          static_cast<uint8_t>(std::min<size_t>(length, 255)), Connector::kNone};
}

}  // namespace

void WordSegmenter::Closer::operator()(UBreakIterator* iterator) const { ubrk_close(iterator); }

WordSegmenter::WordSegmenter() = default;
WordSegmenter::~WordSegmenter() = default;

uint8_t WordSegmenter::ClassAt(std::string_view text, size_t* i) {
  if (!IsAscii(text[*i])) return ClassBeyondAscii(text, i);
  return ByteClass(text[(*i)++]);
}

uint8_t WordSegmenter::ClassBeyondAscii(std::string_view text, size_t* i) {
  const int32_t c = NextCodePoint(text, i);
  if (c < 0 || c >= kTableEnd) return kForIcu;
  uint8_t& entry = table_[static_cast<size_t>(c)];
  if (entry == 0) entry = ClassOf(c) | kKnown;
  return entry & static_cast<uint8_t>(~kKnown);
}

void WordSegmenter::Segment(std::string_view text, std::vector<WordSegment>* segments) {
  segments->clear();
  segments_ = segments;
  size_t table_begin = 0;  // what has not been segmented yet: for the table [table_begin, run_begin),
  size_t run_begin = 0;    //   then the run for ICU [run_begin, run_end), empty where there is none,
  size_t run_end = 0;      //   then for the table again
  for (size_t i = SkipAscii(text, 0); i < text.size(); i = SkipAscii(text, i)) {
    const size_t at = i;
    if ((ClassBeyondAscii(text, &i) & kForIcu) == 0) continue;
    // Between ASCII white space: a word ends there whatever comes before or behind.
    size_t chunk = at;
    while (chunk > run_end && !IsAsciiSpace(text[chunk - 1])) --chunk;
    while (i < text.size() && !IsAsciiSpace(text[i])) ++i;
    if (run_end > table_begin && chunk - run_end > kWorthARunOfItsOwn) {
      SegmentByTable(text.substr(0, run_begin), table_begin);
      SegmentByIcu(text, run_begin, run_end);
      table_begin = run_end;
      run_begin = chunk;
    } else if (run_end <= table_begin) {
      run_begin = chunk;
    }
    run_end = i;
  }
  if (run_end > table_begin) {
    SegmentByTable(text.substr(0, run_begin), table_begin);
    SegmentByIcu(text, run_begin, run_end);
    table_begin = run_end;
  }
  SegmentByTable(text, table_begin);
}

inline void WordSegmenter::Add(std::string_view text, const WordSegment& segment) {
  if (!segments_->empty()) {
    WordSegment& last = segments_->back();
    if (text[last.end] != ' ') last.next = ConnectorAt(text, last.end, segment.begin);
  }
  segments_->push_back(segment);
}

void WordSegmenter::SegmentByTable(std::string_view text, size_t begin) {
  for (size_t i = begin; i < text.size();) {
    const uint8_t first = ByteClass(text[i]);
    if (first == 0) {
      ++i;
      continue;
    }
    // Most words: a letter of ASCII, then none but lower-case ones.
    const size_t behind = SkipLower(text, i + 1);
    if ((first & kLetter) == 0 || (behind < text.size() && ByteClass(text[behind]) != 0)) {
      i = SegmentAt(text, i);
      continue;
    }
    const bool is_letter = behind == i + 1;
    int flags = WordSegment::kBeginsWithLetter | WordSegment::kEndsWithLetter;
    if (first == kLetter) flags |= WordSegment::kAsciiLower;
    if (first != kLetter && is_letter) flags |= WordSegment::kCapitals;
    if (!is_letter || behind == text.size() || text[behind] == ' ') flags |= WordSegment::kSimple;  // not C++
    Add(text, {static_cast<uint32_t>(i), static_cast<uint32_t>(behind), static_cast<uint16_t>(flags),
               static_cast<uint8_t>(std::min<size_t>(behind - i, 255)), Connector::kNone});
    i = behind;
  }
}

size_t WordSegmenter::SegmentAt(std::string_view text, size_t begin) {
  size_t i = begin;
  const uint8_t first = ClassAt(text, &i);
  if (!(first & (kLetter | kDigit))) return i;
  uint8_t any = first;
  uint8_t all = first;
  uint8_t last = first;
  size_t length = 1;
  for (size_t next = i; i < text.size(); i = next, ++length) {
    const uint8_t here = ClassAt(text, &next);
    if (!(here & (kLetter | kDigit))) break;
    last = here;
    any |= last;
    all &= last;
  }
  int flags = (first & kLetter) != 0 ? WordSegment::kBeginsWithLetter : WordSegment::kBeginsWithDigit;
  flags |= (last & kLetter) != 0 ? WordSegment::kEndsWithLetter : WordSegment::kEndsWithDigit;
  if (any & kDigit) flags |= WordSegment::kDigits;
  if (all & kDigit) flags |= WordSegment::kAllDigits;
  if (all & kUpper) flags |= WordSegment::kCapitals;
  Add(text, {static_cast<uint32_t>(begin), static_cast<uint32_t>(i), static_cast<uint16_t>(flags),
             static_cast<uint8_t>(std::min<size_t>(length, 255)), Connector::kNone});
  return i;
}

void WordSegmenter::SegmentByIcu(std::string_view text, size_t begin, size_t end) {
  UErrorCode status = U_ZERO_ERROR;
  if (!iterator_) {
    // The root locale: words must not depend on where the program runs.
    iterator_.reset(ubrk_open(UBRK_WORD, "", nullptr, 0, &status));
    if (U_FAILURE(status)) {
      throw Error(ErrorCode::kInternal, std::string("cannot load ICU's word rules: ") + u_errorName(status));
    }
  }
  const std::string_view run = text.substr(0, end);
  utf16_.clear();
  int32_t before = ' ';
  for (size_t i = begin; i < end;) {
    int32_t c = NextCodePoint(run, &i);
    if (c == kIllFormed) c = ' ';
    const int32_t shown = Substitute(c, before, i < end ? static_cast<uint8_t>(run[i]) : ' ');
    before = c;
    if (shown < 0x10000) {
      utf16_.push_back(static_cast<char16_t>(shown));
    } else {
      utf16_.push_back(U16_LEAD(shown));
      utf16_.push_back(U16_TRAIL(shown));
    }
  }
  ubrk_setText(iterator_.get(), utf16_.data(), static_cast<int32_t>(utf16_.size()), &status);
  if (U_FAILURE(status)) {
    throw Error(ErrorCode::kInternal, std::string("ICU cannot segment a text: ") + u_errorName(status));
  }
  size_t at = begin;  // the byte offset of the boundary at unit `from`
  int32_t from = 0;
  for (int32_t to = ubrk_next(iterator_.get()); to != UBRK_DONE; to = ubrk_next(iterator_.get())) {
    const size_t start = at;
    const char16_t first = utf16_[static_cast<size_t>(from)];
    for (; from < to; ++from) {
      if (NextCodePoint(run, &at) >= 0x10000) ++from;
    }
    bool is_word = ubrk_getRuleStatus(iterator_.get()) >= UBRK_WORD_NONE_LIMIT;
    // What ICU was shown as a space is none, whatever it is (some apostrophes are letters); it joins spaces.
    if (!is_word && (at == start + 1 || IsWhiteSpace(first))) continue;
    const WordSegment segment = Describe(text, start, at, &is_word);
    if (is_word) Add(text, segment);
  }
}

}  // namespace article_search
