#include "searcher/slot_maker.h"

#include <algorithm>
#include <utility>

#include "corpus/ascii.h"
#include "corpus/utf8.h"
#include "indexer/abbreviation_table.h"
#include "indexer/language.h"
#include "searcher/initials.h"
#include "searcher/ordinary_words.h"
#include "searcher/spaced_pair.h"

namespace article_search {
namespace {

// Small letters of ASCII alone: their own only token, in every language.
bool IsPlain(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), IsAsciiLower); }

}  // namespace

bool SlotMaker::WordExists(const QueryLanguage& language, const std::string& word) const {
  return vocabulary_->HasTerm({QueryTerm::Form::kWord, language.terms->Word(word)});
}

Slot SlotMaker::SlotOf(const QueryLanguage& language, std::string_view word, bool is_acronym) const {
  // US is the country where the index knows it as an acronym; for any other word the capitals change nothing, since
  // whoever types NATO wants Nato too.
  if (is_acronym && IsFunctionWord(language.name, word)) {
    const QueryTerm acronym{QueryTerm::Form::kAcronym, std::string(word)};
    if (vocabulary_->HasTerm(acronym)) return {acronym};
  }
  Slot slot;
  for (const std::string& stem : language.terms->Stems(word)) slot.push_back({QueryTerm::Form::kStem, stem});
  return slot;
}

std::string SlotMaker::LoneWord(const QueryLanguage& language, const std::string& text) const {
  if (IsPlain(text)) return text;
  std::vector<Token> tokens;
  language.analyzer->Analyze(text, &tokens);
  const auto is_word = [](const Token& token) { return token.type == TokenType::kWord; };
  return std::count_if(tokens.begin(), tokens.end(), is_word) == 1 ? std::move(tokens.front().text) : "";
}

SlotMaker::Initials SlotMaker::InitialsOf(const QueryLanguage& language, std::string_view text) const {
  Initials initials;
  const std::string spaced = SpacedInitials(text);
  if (spaced.empty()) return initials;
  const WordSlots letters = Analyzed(language, spaced);
  initials.letters = letters.words;
  for (const std::string& letter : letters.plain) initials.word += letter;
  initials.solid = SlotOf(language, initials.word, acronyms_);
  return initials;
}

std::string SlotMaker::LongFormKeyOf(const QueryLanguage& language, const std::string& text) const {
  if (!IsPlain(text)) return LongFormKey(text, language.name, language.analyzer, language.terms);
  return IsStopWord(language.name, text) ? "" : language.terms->Stems(text).front();
}

WordSlots SlotMaker::Analyzed(const QueryLanguage& language, std::string_view text) const {
  WordSlots slots;
  language.analyzer->Analyze(text, &slots.tokens, 0, acronyms_ ? Acronyms::kAlways : Acronyms::kUnlessAllCapitals);
  for (size_t i = 0; i < slots.tokens.size(); ++i) {
    const Token& token = slots.tokens[i];
    if (token.type != TokenType::kWord) continue;
    bool is_acronym = false;
    for (size_t j = i + 1; acronyms_ && j < slots.tokens.size() && slots.tokens[j].position == token.position; ++j) {
      is_acronym = is_acronym || slots.tokens[j].type == TokenType::kAcronym;
    }
    slots.words.push_back(SlotOf(language, token.text, is_acronym));
    slots.plain.push_back(token.text);
  }
  return slots;
}

Slot SlotMaker::SolidSlotOf(const QueryLanguage& language, const std::string& left, const std::string& right) const {
  if (!IsPair(language, left, right)) return {};
  const std::string word = left + right;
  Slot solid = SlotOf(language, word, false);
  if (!vocabulary_->HasWords({solid})) return {};
  // "timerate" has the stem of "timer": what is left of the second word must be as long as its own stem, or nearly,
  // since that of "site" keeps a letter that the one of "website" loses.
  const size_t both = left.size() + SlotOf(language, right, false).front().text.size();
  return solid.front().text.size() + 1 >= both || WordExists(language, word) ? solid : Slot();
}

// "in land" is not inland.
bool SlotMaker::IsPair(const QueryLanguage& language, std::string_view left, std::string_view right) const {
  const auto joins = [&](std::string_view word) {
    return CountCodePoints(word) < 3 && IsFunctionWord(language.name, word);
  };
  return MayBePair(left, right) && !joins(left) && !joins(right);
}

// Then the solid word stands between the two.
bool SlotMaker::HasHyphen(const Sequence& pair, const Slot& solid) const {
  return vocabulary_->HasSequence({pair[0], solid}) && vocabulary_->HasSequence({solid, pair[1]});
}

std::vector<std::pair<std::string, Sequence>> SlotMaker::SpacedFormsOf(const QueryLanguage& language,
                                                                       const std::string& text, bool same) const {
  std::vector<std::pair<std::string, Sequence>> forms;
  const std::string word = LoneWord(language, text);
  const Initials initials = InitialsOf(language, text);
  if (!word.empty() && !initials.letters.empty() && vocabulary_->HasSequence(initials.letters)) {
    forms.emplace_back(ToAsciiLower(SpacedInitials(text)), initials.letters);
  }
  // Two letters are most often a word of another language or a name of something, and no part of an ordinary word.
  const size_t shortest = !same && IsOrdinaryWord(language.name, word).value_or(false) ? 3 : 2;
  for (const auto& [left, right] : SplitsOf(word, shortest)) {
    if (!IsPair(language, left, right) || !WordExists(language, left)) continue;
    if (!same && !WordExists(language, right)) continue;
    Sequence pair = {SlotOf(language, left, false), SlotOf(language, right, false)};
    if (!vocabulary_->HasWords(pair)) continue;
    if (same && !IsNumbered(left, right) && !HasHyphen(pair, SlotOf(language, word, false))) continue;
    if (!vocabulary_->HasSequence(pair)) continue;
    forms.emplace_back(std::string(left).append(" ").append(right), std::move(pair));
  }
  return forms;
}

}  // namespace article_search
