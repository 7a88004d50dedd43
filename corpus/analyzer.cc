#include "corpus/analyzer.h"

#include <unicode/uchar.h>
#include <unicode/uversion.h>

#include <array>
#include <optional>
#include <utility>

#include "corpus/ascii.h"
#include "corpus/sentence_segmenter.h"
#include "corpus/utf8.h"
#include "corpus/word_beginnings.h"
#include "corpus/word_parser.h"

namespace article_search {
namespace {

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

}  // namespace

std::string IcuVersion() {
  UVersionInfo version{};
  u_getVersion(version);
  std::array<char, U_MAX_VERSION_STRING_LENGTH> text{};
  u_versionToString(version, text.data());
  return text.data();
}

struct Analyzer::State {
  explicit State(const std::string& language) : parser(language) {}

  void AddPlainWord(const WordSegment& segment);
  Word* NextPart();
  void Add(std::string word, uint32_t begin, uint32_t end, TokenType type) const;
  void Flush();
  bool WantsAcronym(const Word& word);

  WordParser parser;
  SentenceSegmenter sentence_segmenter;

  // Of the text being analysed.
  std::string_view text;
  std::vector<Word> parts;  // the words of a compound so far; the first `part_count` are in use
  size_t part_count = 0;
  Acronyms acronyms = Acronyms::kUnlessAllCapitals;
  std::optional<bool> in_capitals;
  const WordBeginnings* wanted = nullptr;
  std::vector<Token>* tokens = nullptr;
  uint32_t position = 0;
};

inline void Analyzer::State::AddPlainWord(const WordSegment& segment) {
  Token& token = tokens->emplace_back();
  token.position = position++;
  token.begin = segment.begin;
  token.end = segment.end;
  const std::string_view spelling(text.data() + segment.begin, segment.end - segment.begin);
  // Only words of ASCII begin, folded, as they are written.
  if (wanted != nullptr && segment.length == spelling.size() && !wanted->MayHave(spelling)) return;
  if (segment.Has(WordSegment::kAsciiLower)) {
    token.text.append(spelling);
    return;
  }
  parser.Fold(spelling, &token.text);
  if (!token.text.empty()) return;
  tokens->pop_back();
  --position;
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

void Analyzer::State::Add(std::string word, uint32_t begin, uint32_t end, TokenType type) const {
  Token& token = tokens->emplace_back();
  token.text = std::move(word);
  token.position = position;
  token.begin = begin;
  token.end = end;
  token.type = type;
}

// Adds the tokens of the words so far: one word, or the parts of a compound and its joined form.
void Analyzer::State::Flush() {
  if (part_count == 0) return;
  std::string joined;
  if (part_count > 1) {
    for (size_t k = 0; k < part_count; ++k) {
      if (parts[k].is_superscript) {
        parser.Fold(parts[k].text, &joined);
      } else {
        joined += parts[k].text;
      }
    }
  }
  const uint32_t begin = parts[0].begin;
  const uint32_t end = parts[part_count - 1].end;
  for (size_t k = 0; k < part_count; ++k) {
    Word& word = parts[k];
    std::string acronym = WantsAcronym(word) ? word.text : "";
    Add(std::move(word.text), word.begin, word.end, TokenType::kWord);
    if (!acronym.empty()) Add(std::move(acronym), word.begin, word.end, TokenType::kAcronym);
    if (part_count > 1 && (k == 0 || k + 1 == part_count)) Add(joined, begin, end, TokenType::kCompound);
    ++position;
  }
  part_count = 0;
}

Analyzer::Analyzer(const std::string& language) : state_(std::make_unique<State>(language)) {}
Analyzer::~Analyzer() = default;
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;

uint32_t Analyzer::Analyze(std::string_view text, std::vector<Token>* tokens, uint32_t first_position,
                           Acronyms acronyms, const WordBeginnings* wanted) {
  State& state = *state_;
  state.text = text;
  state.tokens = tokens;
  state.position = first_position;
  state.acronyms = acronyms;
  state.wanted = wanted;
  state.in_capitals.reset();
  state.part_count = 0;
  state.parser.Start(text);
  const std::vector<WordSegment>& segments = state.parser.segments();
  // With some room for compounds and acronyms.
  if (tokens->empty()) tokens->reserve(segments.size() + segments.size() / 8);
  bool connected = false;  // to the word before
  for (size_t i = 0, count = segments.size(); i < count;) {
    if (!connected && state.parser.IsPlain(i)) {
      if (state.part_count > 0) state.Flush();
      state.AddPlainWord(segments[i++]);
      continue;
    }
    Word* word = state.NextPart();
    i = state.parser.Parse(i, connected, word);
    if (word->text.empty()) {
      connected = false;
      continue;
    }
    const bool follows_number = state.part_count > 0 && state.parts[state.part_count - 1].is_number;
    if (!connected || !word->joins || (word->is_number && follows_number)) {
      const size_t at = state.part_count;
      state.Flush();
      if (at > 0) std::swap(state.parts[0], state.parts[at]);
    }
    connected = state.parts[state.part_count++].connects;
  }
  state.Flush();
  state.text = {};
  return state.position;
}

std::vector<uint32_t> Analyzer::SentenceBounds(std::string_view text) {
  return state_->sentence_segmenter.Bounds(text);
}

}  // namespace article_search
