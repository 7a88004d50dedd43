#include "corpus/analyzer.h"

#include <unicode/uchar.h>
#include <unicode/uversion.h>

#include <array>
#include <optional>
#include <utility>

#include "corpus/ascii.h"
#include "corpus/case_folder.h"
#include "corpus/elision.h"
#include "corpus/sentence_segmenter.h"
#include "corpus/utf8.h"
#include "corpus/word_segmenter.h"

namespace article_search {
namespace {

constexpr size_t kMinAcronym = 2;
constexpr size_t kMaxAcronym = 5;

// A word as the rules join it from segments: one position.
struct Word {
  std::string text;
  uint32_t begin = 0;
  uint32_t end = 0;
  bool is_acronym = false;
  bool joins = false;      // letters and digits: hyphens and underscores join it with its neighbours,
  bool is_number = false;  // but no two numbers
  bool is_superscript = false;
};

// True for text in capitals: no lower-case letter, and none of a script without case, where capitals do say something.
bool IsInCapitals(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    if (IsAscii(text[i])) {
      if (IsAsciiLower(text[i])) return false;
      ++i;
      continue;
    }
    const int32_t c = NextCodePoint(text, &i);
    if (c != kIllFormed && (u_isULowercase(c) || u_charType(c) == U_OTHER_LETTER)) return false;
  }
  return true;
}

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

std::string IcuVersion() {
  UVersionInfo version{};
  u_getVersion(version);
  std::array<char, U_MAX_VERSION_STRING_LENGTH> text{};
  u_versionToString(version, text.data());
  return text.data();
}

struct Analyzer::State {
  explicit State(const std::string& language) : apostrophes(ApostropheRuleOf(language)), folder(IsTurkic(language)) {}

  // Each joins the segments from `i` on into `*word`, as far as its rule goes, and returns the index behind them.
  size_t ParseWord(size_t i, Word* word);
  size_t ParseNumber(size_t i, Word* word);
  size_t ParseDottedAcronym(size_t i, Word* word);
  size_t ParseApostrophes(size_t i, Word* word);
  size_t ParseSuperscript(size_t i, Word* word) const;
  size_t TakePossessive(size_t i, Word* word) const;

  size_t EndOfDigitGroups(size_t i) const;
  size_t LeadingDigits(const WordSegment& segment) const;
  bool IsLoneS(size_t i) const;
  bool IsElidedAt(size_t i);
  bool StandsBeforeApostrophe(size_t i) const;
  bool IsInitial(size_t i) const;
  bool IsSuperscript(size_t i) const;
  bool HasSuperscript(size_t end, size_t next) const {  // what ends at `end`, before the segment `next`
    return next < segments.size() && segments[next].begin == end && IsSuperscript(next);
  }
  size_t EndOfDegree(size_t i) const;
  bool Follows(size_t i, Connector connector) const {  // `connector` and a further segment follow segment i
    return segments[i].next == connector && i + 1 < segments.size();
  }
  std::string_view Spelling(const WordSegment& segment) const {
    return text.substr(segment.begin, segment.end - segment.begin);
  }

  bool IsPlainWord(size_t i) const;
  void AddPlainWord(size_t i);
  Word* NextPart();
  void Flush();
  bool WantsAcronym(const Word& word);

  const ApostropheRule apostrophes;
  CaseFolder folder;
  WordSegmenter word_segmenter;
  SentenceSegmenter sentence_segmenter;

  // Of the text being analysed.
  std::string_view text;
  std::vector<WordSegment> segments;
  std::vector<Word> parts;  // the words of a compound so far; the first `part_count` are in use
  size_t part_count = 0;
  size_t degree_end = 0;  // EndOfDegree() of the latest word that began
  std::string scratch;
  Acronyms acronyms = Acronyms::kUnlessAllCapitals;
  std::optional<bool> in_capitals;
  std::vector<Token>* tokens = nullptr;
  uint32_t position = 0;
};

// The digits with which a segment begins.
size_t Analyzer::State::LeadingDigits(const WordSegment& segment) const {
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
size_t Analyzer::State::EndOfDigitGroups(size_t i) const {
  const Connector separator = segments[i].next;
  if (separator != Connector::kComma && separator != Connector::kGroupSpace) return i;
  if (!segments[i].Has(WordSegment::kAllDigits) || segments[i].length > 3) return i;
  if (i > 0 && segments[i - 1].Has(WordSegment::kEndsWithDigit) &&
      (segments[i - 1].next == separator || segments[i - 1].next == Connector::kDot)) {
    return i;  // within a list or a broken number: 1,23,456
  }
  size_t last = i;
  while (Follows(last, separator) && segments[last + 1].Has(WordSegment::kBeginsWithDigit)) {
    if (!segments[last].Has(WordSegment::kAllDigits)) break;  // "000km"
    if (LeadingDigits(segments[last + 1]) != 3) return i;
    ++last;
  }
  return last;
}

size_t Analyzer::State::ParseNumber(size_t i, Word* word) {
  size_t last = EndOfDigitGroups(i);
  word->joins = !segments[i].Has(WordSegment::kSpaceless);
  word->is_number = segments[i].Has(WordSegment::kAllDigits);
  for (size_t k = i; k <= last; ++k) folder.Append(Spelling(segments[k]), &word->text);
  while (segments[last].Has(WordSegment::kEndsWithDigit) && Follows(last, Connector::kDot) &&
         segments[last + 1].Has(WordSegment::kBeginsWithDigit)) {
    ++last;
    word->text += '.';
    folder.Append(Spelling(segments[last]), &word->text);
  }
  word->end = segments[last].end;
  return last + 1;
}

// True where an apostrophe makes segment i the beginning of a longer word (J.O’Brien).
bool Analyzer::State::StandsBeforeApostrophe(size_t i) const {
  if (!Follows(i, Connector::kApostrophe) || !segments[i + 1].Has(WordSegment::kBeginsWithLetter)) return false;
  return apostrophes != ApostropheRule::kEnglish || !IsLoneS(i + 1);
}

bool Analyzer::State::IsInitial(size_t i) const {
  const WordSegment& segment = segments[i];
  if (segment.length != 1 || !segment.Has(WordSegment::kBeginsWithLetter)) return false;
  return !segment.Has(WordSegment::kSpaceless) && !StandsBeforeApostrophe(i);
}

// Ph.D., M.Sc.: parts of one or two letters, and not initials alone. The index after the last of them; 0 where none
// begins at segment i. Capitals do not matter, since a query may be typed without.
size_t Analyzer::State::EndOfDegree(size_t i) const {
  if (!Follows(i, Connector::kDot) || (i > 0 && segments[i - 1].next == Connector::kDot)) return 0;
  if (IsInitial(i) && IsInitial(i + 1)) return 0;
  size_t letters = 0;
  for (size_t k = i;; ++k) {
    const WordSegment& segment = segments[k];
    if (!segment.Has(WordSegment::kBeginsWithLetter | WordSegment::kEndsWithLetter) || segment.length > 2) return 0;
    if ((segment.flags & (WordSegment::kDigits | WordSegment::kSpaceless)) != 0 || StandsBeforeApostrophe(k)) return 0;
    letters += segment.length;
    if (letters > kMaxAcronym) return 0;
    if (!Follows(k, Connector::kDot)) return k + 1;
  }
}

// U.S., p.m., a.k.a.: single letters and dots; the last dot belongs to it.
size_t Analyzer::State::ParseDottedAcronym(size_t i, Word* word) {
  size_t last = i;
  while (Follows(last, Connector::kDot) && IsInitial(last + 1)) ++last;
  bool capitals = true;
  for (size_t k = i; k <= last; ++k) {
    folder.Append(Spelling(segments[k]), &word->text);
    capitals = capitals && segments[k].Has(WordSegment::kCapitals);
  }
  const size_t letters = last - i + 1;
  word->is_acronym = capitals && letters <= kMaxAcronym;
  word->end = segments[last].end;
  if (word->end < text.size() && text[word->end] == '.') {
    ++word->end;
  } else {
    word->joins = true;
  }
  return last + 1;
}

bool Analyzer::State::IsLoneS(size_t i) const {
  const std::string_view spelling = Spelling(segments[i]);
  return spelling == "s" || spelling == "S";
}

// don’t, O’Brien, rock’n’roll: one word without the apostrophes.
size_t Analyzer::State::ParseApostrophes(size_t i, Word* word) {
  size_t last = i;
  folder.Append(Spelling(segments[i]), &word->text);
  while (Follows(last, Connector::kApostrophe) && segments[last].Has(WordSegment::kEndsWithLetter) &&
         segments[last + 1].Has(WordSegment::kBeginsWithLetter)) {
    if (apostrophes == ApostropheRule::kEnglish && IsLoneS(last + 1)) break;
    ++last;
    folder.Append(Spelling(segments[last]), &word->text);
  }
  const WordSegment& first = segments[i];
  word->joins = (first.flags & (WordSegment::kBeginsWithLetter | WordSegment::kBeginsWithDigit)) != 0 &&
                segments[last].Has(WordSegment::kEndsWithLetter);
  for (size_t k = i; k <= last; ++k) word->joins = word->joins && !segments[k].Has(WordSegment::kSpaceless);
  word->is_acronym = last == i && first.Has(WordSegment::kCapitals | WordSegment::kBeginsWithLetter) &&
                     first.length >= kMinAcronym && first.length <= kMaxAcronym;
  word->end = segments[last].end;
  return last + 1;
}

// Digits only: letters such as ⁿ are letters.
bool Analyzer::State::IsSuperscript(size_t i) const {
  if (static_cast<uint8_t>(text[segments[i].begin]) < 0x80) return false;
  size_t at = segments[i].begin;
  const int32_t c = NextCodePoint(text, &at);
  return c == 0xB2 || c == 0xB3 || c == 0xB9 || c == 0x2070 || (c >= 0x2074 && c <= 0x2079);
}

// The ² of km², the ¹⁰ of x¹⁰, a footnote's mark: a word of its own, which is no plain number, and part of the compound
// km2.
size_t Analyzer::State::ParseSuperscript(size_t i, Word* word) const {
  size_t last = i;
  while (HasSuperscript(segments[last].end, last + 1)) ++last;
  word->end = segments[last].end;
  word->text = text.substr(word->begin, word->end - word->begin);
  word->joins = word->is_number = word->is_superscript = true;
  return last + 1;
}

// English 's behind a word of any kind: within its span, and not in its text.
size_t Analyzer::State::TakePossessive(size_t i, Word* word) const {
  if (apostrophes != ApostropheRule::kEnglish || i >= segments.size() || !IsLoneS(i)) return i;
  if (ConnectorAt(text, word->end, segments[i].begin) != Connector::kApostrophe) return i;
  word->end = segments[i].end;
  return i + 1;
}

bool Analyzer::State::IsElidedAt(size_t i) {
  if (apostrophes == ApostropheRule::kEnglish || apostrophes == ApostropheRule::kRemove) return false;
  if (!Follows(i, Connector::kApostrophe)) return false;
  scratch.clear();
  folder.Append(Spelling(segments[i]), &scratch);
  return IsElided(apostrophes, scratch);
}

size_t Analyzer::State::ParseWord(size_t i, Word* word) {
  while (IsElidedAt(i)) ++i;
  const WordSegment& first = segments[i];
  word->text.clear();
  word->begin = first.begin;
  word->is_acronym = false;
  word->joins = word->is_number = word->is_superscript = false;
  size_t next = 0;
  if (const uint32_t suffix = ProgrammingSuffix(text, first.begin, first.end);
      suffix > 0 && IsAsciiLetter(text[first.begin])) {
    folder.Append(Spelling(first), &word->text);
    word->text += text.substr(first.end, suffix);
    word->end = first.end + suffix;
    next = i + 1;
  } else if (IsSuperscript(i)) {
    next = ParseSuperscript(i, word);
  } else if (first.Has(WordSegment::kEndsWithDigit)) {
    next = ParseNumber(i, word);
  } else if (i >= degree_end && Follows(i, Connector::kDot) && IsInitial(i) && IsInitial(i + 1)) {
    next = ParseDottedAcronym(i, word);
  } else {
    next = ParseApostrophes(i, word);
    if (next == degree_end && word->end < text.size() && text[word->end] == '.') ++word->end;
  }
  return TakePossessive(next, word);
}

// Most words: letters to which none of the rules below applies. Only a shorter way to the same token.
bool Analyzer::State::IsPlainWord(size_t i) const {
  const WordSegment& segment = segments[i];
  if (segment.next != Connector::kNone || segment.length < 2 || HasSuperscript(segment.end, i + 1)) return false;
  if (segment.flags & (WordSegment::kDigits | WordSegment::kSpaceless)) return false;
  return !segment.Has(WordSegment::kCapitals) || segment.length > kMaxAcronym;
}

void Analyzer::State::AddPlainWord(size_t i) {
  Token& token = tokens->emplace_back();
  folder.Append(Spelling(segments[i]), &token.text);
  if (token.text.empty()) {
    tokens->pop_back();
    return;
  }
  token.position = position++;
  token.begin = segments[i].begin;
  token.end = segments[i].end;
}

Word* Analyzer::State::NextPart() {
  if (part_count == parts.size()) parts.emplace_back();
  return &parts[part_count];
}

bool Analyzer::State::WantsAcronym(const Word& word) {
  if (!word.is_acronym) return false;
  if (acronyms == Acronyms::kAlways) return true;
  if (!in_capitals) in_capitals = IsInCapitals(text);
  return !*in_capitals;
}

// Adds the tokens of the words so far: one word, or the parts of a compound and its joined form.
void Analyzer::State::Flush() {
  if (part_count == 0) return;
  std::string joined;
  if (part_count > 1) {
    for (size_t k = 0; k < part_count; ++k) {
      if (parts[k].is_superscript) {
        folder.Append(parts[k].text, &joined);
      } else {
        joined += parts[k].text;
      }
    }
  }
  const uint32_t begin = parts[0].begin;
  const uint32_t end = parts[part_count - 1].end;
  for (size_t k = 0; k < part_count; ++k) {
    Word& word = parts[k];
    const bool acronym = WantsAcronym(word);
    if (acronym) {
      tokens->push_back({word.text, position, word.begin, word.end, TokenType::kWord});
      tokens->push_back({std::move(word.text), position, word.begin, word.end, TokenType::kAcronym});
    } else {
      tokens->push_back({std::move(word.text), position, word.begin, word.end, TokenType::kWord});
    }
    if (part_count > 1 && (k == 0 || k + 1 == part_count)) {
      tokens->push_back({joined, position, begin, end, TokenType::kCompound});
    }
    ++position;
  }
  part_count = 0;
}

Analyzer::Analyzer(const std::string& language) : state_(std::make_unique<State>(language)) {}
Analyzer::~Analyzer() = default;
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;

uint32_t Analyzer::Analyze(std::string_view text, std::vector<Token>* tokens, uint32_t first_position,
                           Acronyms acronyms) {
  State& state = *state_;
  state.text = text;
  state.tokens = tokens;
  state.position = first_position;
  state.acronyms = acronyms;
  state.in_capitals.reset();
  state.part_count = 0;
  state.degree_end = 0;
  state.word_segmenter.Segment(text, &state.segments);
  bool connected = false;  // to the word before, by a hyphen, an underscore or the dot of a degree, or as a superscript
  for (size_t i = 0; i < state.segments.size();) {
    if (!connected && state.IsPlainWord(i)) {
      state.Flush();
      state.AddPlainWord(i++);
      continue;
    }
    if (!connected) state.degree_end = state.EndOfDegree(i);
    Word* word = state.NextPart();
    i = state.ParseWord(i, word);
    if (word->text.empty()) {  // nothing but characters that folding drops
      connected = false;
      continue;
    }
    const bool follows_number = state.part_count > 0 && state.parts[state.part_count - 1].is_number;
    if (!connected || !word->joins || (word->is_number && follows_number)) {
      const size_t at = state.part_count;
      state.Flush();
      if (at > 0) std::swap(state.parts[0], state.parts[at]);
    }
    ++state.part_count;
    const Connector next = state.segments[i - 1].next;
    const Word& last = state.parts[state.part_count - 1];
    connected = last.joins && (next == Connector::kHyphen || next == Connector::kUnderscore || i < state.degree_end ||
                               state.HasSuperscript(last.end, i));
  }
  state.Flush();
  state.text = {};
  return state.position;
}

std::vector<uint32_t> Analyzer::SentenceBounds(std::string_view text) {
  return state_->sentence_segmenter.Bounds(text);
}

}  // namespace article_search
