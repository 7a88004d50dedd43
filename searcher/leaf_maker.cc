#include "searcher/leaf_maker.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "corpus/ascii.h"
#include "corpus/utf8.h"
#include "indexer/bigrams.h"
#include "indexer/clean_text.h"
#include "indexer/language.h"
#include "searcher/compounds.h"
#include "searcher/initials.h"
#include "searcher/phrase_text.h"
#include "searcher/remarks.h"
#include "searcher/touching_words.h"
#include "searcher/wildcard.h"

namespace article_search {
namespace {

using Form = QueryNode::Form;

// Phrases longer than this get no spaced-for-solid alternatives: they would double at every word.
constexpr size_t kMaxPairedPhrase = 16;
// What the solid word weighs beside two that match by themselves. docs/ranking.md says where it comes from.
constexpr double kSolidWeight = 0.5;
// Up to this many compounds of a phrase are joined or not in every combination.
constexpr size_t kMaxFreeCompounds = 3;

void AddNew(Sequence sequence, std::vector<Sequence>* sequences) {
  if (std::find(sequences->begin(), sequences->end(), sequence) == sequences->end()) {
    sequences->push_back(std::move(sequence));
  }
}

void AddSequence(Sequence sequence, QueryNode* leaf) { AddNew(std::move(sequence), &leaf->sequences); }

// `words` with the slots [first, last] replaced.
Sequence Replaced(const Sequence& words, size_t first, size_t last, const std::vector<Slot>& by) {
  Sequence sequence(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(first));
  sequence.insert(sequence.end(), by.begin(), by.end());
  sequence.insert(sequence.end(), words.begin() + static_cast<std::ptrdiff_t>(last) + 1, words.end());
  return sequence;
}

}  // namespace

LeafMaker::LeafMaker(std::vector<QueryLanguage> languages, Vocabulary* vocabulary, size_t max_expansions)
    : languages_(std::move(languages)),
      vocabulary_(vocabulary),
      slot_maker_(vocabulary),
      expander_(&languages_, vocabulary, max_expansions),
      stop_language_(&languages_.front()) {}

void LeafMaker::Begin(std::string_view query, bool acronyms, std::vector<std::string>* warnings) {
  slot_maker_.Begin(acronyms);
  warnings_ = warnings;
  expander_.Begin(warnings);
  // "die" is an article in German and no stop word in English: a query is in the language of most of its stop words.
  stop_language_ = &languages_.front();
  if (languages_.size() == 1) return;
  size_t most = 0;
  for (const QueryLanguage& language : languages_) {
    std::vector<Token> tokens;
    language.analyzer->Analyze(query, &tokens);
    const auto stop_words = static_cast<size_t>(std::count_if(tokens.begin(), tokens.end(), [&](const Token& token) {
      return token.type == TokenType::kWord && article_search::IsStopWord(language.name, token.text);
    }));
    if (stop_words > most) {
      most = stop_words;
      stop_language_ = &language;
    }
  }
}

// The first kMaxPhraseWords words of a text.
std::string_view LeafMaker::Bounded(std::string_view text) {
  if (text.size() <= kMaxPhraseWords) return text;
  std::vector<Token> tokens;
  languages_.front().analyzer->Analyze(text, &tokens);
  size_t end = 0;
  for (const Token& token : tokens) {
    if (token.type != TokenType::kWord) continue;
    if (token.position < kMaxPhraseWords) {
      end = token.end;
      continue;
    }
    AddRemark("a phrase or a compound has more than " + std::to_string(kMaxPhraseWords) +
                  " words; the rest of it was left out",
              warnings_);
    // Half of a wildcard is another word.
    const std::vector<std::string_view> before = Pieces(text.substr(0, end));
    const size_t last = static_cast<size_t>(before.back().data() - text.data());
    return text.substr(0, IsWildcard(Pieces(text.substr(last)).front()) ? last : end);
  }
  return text;
}

QueryNode LeafMaker::Word(std::string_view text) {
  QueryNode leaf = Leaf(Bounded(text), false);
  if (leaf.type == QueryNode::Type::kLeaf) leaf.is_stop_word = IsStopWord(leaf);
  return leaf;
}

QueryNode LeafMaker::Phrase(std::string_view text, uint32_t slack) {
  text = Bounded(text);
  const std::vector<std::string_view> pieces = Pieces(text);
  QueryNode leaf = std::any_of(pieces.begin(), pieces.end(), IsWildcard) ? PhraseWithWildcards(text) : Leaf(text, true);
  leaf.form = Form::kPhrase;
  leaf.slack = slack;
  return leaf;
}

QueryNode LeafMaker::Leaf(std::string_view text, bool is_phrase) {
  QueryNode leaf;
  leaf.text = std::string(text);
  for (const QueryLanguage& language : languages_) {
    const WordSlots slots = slot_maker_.Analyzed(language, text);
    const Sequence& words = slots.words;
    if (words.empty()) continue;
    if (!is_phrase && leaf.type == QueryNode::Type::kNothing) leaf.text = Trimmed(text, slots.tokens);
    leaf.type = QueryNode::Type::kLeaf;
    AddSequence(words, &leaf);
    for (const std::string& word : slots.plain) {
      for (std::string& bigram : Bigrams(word)) {
        if (std::find(leaf.bigrams.begin(), leaf.bigrams.end(), bigram) == leaf.bigrams.end()) {
          leaf.bigrams.push_back(std::move(bigram));
        }
      }
    }
    // multi-vector: the phrase, or the joined word; of several compounds each by itself, while they are few, else all
    // or none.
    const std::vector<Compound> compounds = CompoundsOf(slots.tokens);
    const auto join = [&](const auto& is_joined) {
      Sequence sequence;
      size_t position = 0;
      for (size_t i = 0; i < compounds.size(); ++i) {
        if (!is_joined(i)) continue;
        for (; position < compounds[i].first; ++position) sequence.push_back(words[position]);
        sequence.push_back(slot_maker_.SlotOf(language, *compounds[i].text, false));
        position = compounds[i].last + 1;
      }
      for (; position < words.size(); ++position) sequence.push_back(words[position]);
      AddSequence(std::move(sequence), &leaf);
    };
    if (compounds.size() <= kMaxFreeCompounds) {
      for (size_t mask = 1; mask < size_t{1} << compounds.size(); ++mask) {
        join([mask](size_t i) { return (mask >> i & 1) != 0; });
      }
    } else {
      join([](size_t) { return true; });
    }
    if (is_phrase && words.size() <= kMaxPairedPhrase) AddPairs(language, slots, &leaf);
    if (is_phrase || words.size() == 1) continue;
    const SlotMaker::Initials initials = slot_maker_.InitialsOf(language, text);
    if (!initials.letters.empty() && vocabulary_->HasWords({initials.solid})) AddSequence({initials.solid}, &leaf);
  }
  return leaf;
}

// In quotes a spaced pair meets the solid word, a solid word the spaced pair, and spaced digits the number, where the
// index has them; initials with spaces and without meet likewise.
void LeafMaker::AddPairs(const QueryLanguage& language, const WordSlots& slots, QueryNode* leaf) {
  const std::vector<std::string>& plain = slots.plain;
  std::vector<Token> words = slots.tokens;
  std::erase_if(words, [](const Token& token) { return token.type != TokenType::kWord; });
  const auto typed = [&](size_t first, size_t last) {
    return leaf->text.substr(words[first].begin, words[last].end - words[first].begin);
  };
  const auto add = [&](size_t first, size_t last, const std::vector<Slot>& by, const std::string& what) {
    const size_t before = leaf->sequences.size();
    AddSequence(Replaced(slots.words, first, last, by), leaf);
    if (leaf->sequences.size() > before)
      AddRemark("\"" + Quote(leaf->text) + "\" was searched with " + what + ", too", warnings_);
  };
  for (size_t i = 0; i < plain.size(); ++i) {
    if (i + 1 < plain.size()) {
      const Slot solid = slot_maker_.SolidSlotOf(language, plain[i], plain[i + 1]);
      if (!solid.empty()) add(i, i + 1, {solid}, "'" + plain[i] + plain[i + 1] + "'");
    }
    for (const auto& [text, form] : slot_maker_.SpacedFormsOf(language, typed(i, i), false)) {
      add(i, i, form, '\'' + text + '\'');
    }
    size_t last = i;
    if (i == 0 || SpacedInitials(typed(i - 1, i)).empty()) {
      while (last + 1 < plain.size() && !SpacedInitials(typed(i, last + 1)).empty()) ++last;
    }
    if (last > i) {
      const SlotMaker::Initials initials = slot_maker_.InitialsOf(language, typed(i, last));
      if (vocabulary_->HasWords({initials.solid})) add(i, last, {initials.solid}, "'" + initials.word + "'");
    }
    const std::string number = SpacedNumber(plain, i, &last);
    if (last > i && slot_maker_.WordExists(language, number)) {
      add(i, last, {slot_maker_.SlotOf(language, number, false)}, "'" + number + "'");
    }
  }
}

void LeafMaker::MeetSpacedPair(QueryNode* leaf) {
  const bool stands = MayMatch(*leaf);
  for (const QueryLanguage& language : languages_) {
    for (const auto& [text, form] : slot_maker_.SpacedFormsOf(language, leaf->text, stands)) {
      AddNew(form, stands ? &leaf->spaced : &leaf->sequences);
      if (stands) continue;
      AddRemark("nothing has '" + Quote(leaf->text) + "' as one word; \"" + text + "\" was searched", warnings_);
    }
  }
}

void LeafMaker::MeetWordsAround(QueryNode* leaf) {
  const std::string word = slot_maker_.LoneWord(languages_.front(), leaf->text);
  if (!MayStandWithin(word)) return;
  const std::string pattern = "*" + word + "*";
  const QueryNode around = expander_.Wildcard(pattern);
  if (around.sequences.empty()) return;
  AddSequence(around.sequences.front(), leaf);
  AddRemark("nothing has '" + Quote(leaf->text) + "' as one word; '" + Quote(pattern) + "' was searched", warnings_);
}

std::vector<QueryNode> LeafMaker::PartsOfUnknown(const QueryNode& leaf, size_t most) {
  const auto is_single = [](const Sequence& sequence) { return sequence.size() == 1; };
  if (leaf.sequences.empty() || is_single(leaf.sequences.front())) return {};
  for (const Sequence& sequence : leaf.sequences) {
    if (vocabulary_->HasWords(sequence) && (is_single(sequence) || vocabulary_->HasSequence(sequence))) return {};
  }
  std::vector<QueryNode> parts;
  std::string list;
  bool any_matches = false;
  for (const Token& token : slot_maker_.Analyzed(languages_.front(), leaf.text).tokens) {
    if (token.type != TokenType::kWord) continue;
    if (parts.size() == most) return {};
    const QueryNode& part =
        parts.emplace_back(Word(std::string_view(leaf.text).substr(token.begin, token.end - token.begin)));
    any_matches = any_matches || (!part.is_stop_word && MayMatch(part));
    list += (list.empty() ? "'" : ", '") + Quote(part.text) + "'";
  }
  if (!any_matches) return {};
  AddRemark(
      "nothing has '" + Quote(leaf.text) + "' as one word; its words were searched: " + Shortened(list, kMaxQuoted),
      warnings_);
  return parts;
}

QueryNode LeafMaker::SolidWord(const QueryNode& left, const QueryNode& right) {
  for (const QueryLanguage& language : languages_) {
    const std::string first = slot_maker_.LoneWord(language, left.text);
    const std::string second = slot_maker_.LoneWord(language, right.text);
    if (slot_maker_.SolidSlotOf(language, first, second).empty()) continue;
    const Sequence apart = {slot_maker_.SlotOf(language, first, false), slot_maker_.SlotOf(language, second, false)};
    const bool stand = vocabulary_->HasWords(apart);
    if (stand && vocabulary_->HasSequence(apart)) continue;
    const std::string solid = first + second;
    QueryNode leaf = Leaf(solid, false);
    leaf.is_added = true;
    if (stand) leaf.weight = kSolidWeight;
    AddRemark(
        "nothing has '" + Quote(left.text + " " + right.text) + "' side by side; '" + solid + "' was searched, too",
        warnings_);
    return leaf;
  }
  return {};
}

std::vector<Sequence> LeafMaker::LongFormsOf(const QueryNode& leaf) {
  std::vector<Sequence> forms;
  for (const QueryLanguage& language : languages_) {
    const std::string word = slot_maker_.LoneWord(language, leaf.text);
    if (word.empty()) continue;
    const std::vector<std::string> long_forms = vocabulary_->LongForms(word);
    // "us" in small letters is no country.
    if (long_forms.empty() ||
        (IsFunctionWord(language.name, word) &&
         slot_maker_.Analyzed(language, leaf.text).words[0].front().form != QueryTerm::Form::kAcronym)) {
      continue;
    }
    for (const std::string& long_form : long_forms) {
      for (const Sequence& sequence : Leaf(long_form, false).sequences) {
        if (std::find(forms.begin(), forms.end(), sequence) == forms.end()) forms.push_back(sequence);
      }
    }
  }
  return forms;
}

std::vector<Sequence> LeafMaker::ShortFormsOf(const std::vector<const QueryNode*>& leaves) {
  std::vector<Sequence> forms;
  // A long form has two words (IsKept), and letters of ASCII alone are one.
  if (leaves.size() == 1 && std::all_of(leaves[0]->text.begin(), leaves[0]->text.end(), IsAsciiLetter)) return forms;
  for (const QueryLanguage& language : languages_) {
    std::string key;
    for (const QueryNode* leaf : leaves) {
      const std::string part = slot_maker_.LongFormKeyOf(language, leaf->text);
      if (!key.empty() && !part.empty()) key += ' ';
      key += part;
    }
    for (const std::string& short_form : vocabulary_->ShortForms(key)) {
      // What stands for several things is not searched in place of one of them.
      const std::vector<std::string> long_forms = vocabulary_->LongForms(short_form);
      const bool is_clear = std::all_of(long_forms.begin(), long_forms.end(), [&](const std::string& long_form) {
        return slot_maker_.LongFormKeyOf(language, long_form) == key;
      });
      if (!is_clear) continue;
      const Sequence word = {slot_maker_.SlotOf(language, short_form, true)};
      if (std::find(forms.begin(), forms.end(), word) == forms.end()) forms.push_back(word);
    }
  }
  return forms;
}

bool LeafMaker::MayMatch(const QueryNode& leaf) {
  return std::any_of(leaf.sequences.begin(), leaf.sequences.end(),
                     [this](const Sequence& sequence) { return vocabulary_->HasWords(sequence); });
}

// The stems find where to look; the letters are compared in the text.
QueryNode LeafMaker::Exact(std::string_view text, bool is_phrase) {
  text = Bounded(text);
  QueryNode leaf;
  leaf.form = is_phrase ? Form::kExactPhrase : Form::kExactWord;
  for (const QueryLanguage& language : languages_) {
    std::vector<Token> tokens;
    language.analyzer->Analyze(text, &tokens);
    Sequence words;
    for (const Token& token : tokens) {
      if (token.type == TokenType::kWord) words.push_back(slot_maker_.SlotOf(language, token.text, false));
    }
    if (words.empty()) continue;
    leaf.type = QueryNode::Type::kLeaf;
    // Without what stands around the words: quotes, commas.
    if (leaf.text.empty()) leaf.text = text.substr(tokens.front().begin, tokens.back().end - tokens.front().begin);
    AddSequence(std::move(words), &leaf);
  }
  return leaf;
}

QueryNode LeafMaker::Fuzzy(std::string_view word, uint32_t edits) {
  if (std::optional<QueryNode> leaf = expander_.Fuzzy(word, edits)) return std::move(*leaf);
  AddRemark("'" + Quote(word) + "' is too short to be searched with ~, so it was searched as it is", warnings_);
  return Word(word);
}

std::vector<std::string_view> LeafMaker::SplitTouching(std::string_view piece) {
  return TouchingWords(piece, languages_.front().analyzer);
}

QueryNode LeafMaker::Wildcard(std::string_view pattern) {
  return WordsOfPattern(pattern).size() == 1 ? expander_.Wildcard(pattern) : Phrase(pattern, 0);
}

QueryNode LeafMaker::PhraseWithWildcards(std::string_view text) {
  std::vector<std::string_view> pieces;
  for (const std::string_view piece : Pieces(text)) {
    if (IsWildcard(piece)) {
      for (const std::string_view word : WordsOfPattern(piece)) pieces.push_back(word);
    } else {
      pieces.push_back(piece);
    }
  }
  std::vector<QueryNode> wildcards(pieces.size());
  for (size_t i = 0; i < pieces.size(); ++i) {
    if (!IsWildcard(pieces[i])) continue;
    wildcards[i] = expander_.Wildcard(pieces[i]);
    // Left out whole: without one of its words it would match, or exclude, much more.
    if (expander_.is_full()) return {};
  }
  QueryNode leaf;
  if (pieces.empty()) return leaf;
  leaf.type = QueryNode::Type::kLeaf;
  leaf.text = text.substr(0, static_cast<size_t>(pieces.back().data() - text.data()) + pieces.back().size());
  for (const QueryLanguage& language : languages_) {
    Sequence sequence;
    bool possible = true;
    for (size_t i = 0; i < pieces.size() && possible; ++i) {
      if (!IsWildcard(pieces[i])) {
        const Sequence words = slot_maker_.Analyzed(language, pieces[i]).words;
        sequence.insert(sequence.end(), words.begin(), words.end());
      } else if (wildcards[i].sequences.empty()) {
        possible = false;
      } else {
        sequence.push_back(wildcards[i].sequences[0][0]);
      }
    }
    if (possible) AddSequence(std::move(sequence), &leaf);
  }
  return leaf;
}

bool LeafMaker::IsStopWord(const QueryNode& leaf) {
  // An acronym in the place of a stop word is none.
  for (const Sequence& sequence : leaf.sequences) {
    if (sequence.size() != 1 || sequence[0].front().form != QueryTerm::Form::kStem) return false;
  }
  return article_search::IsStopWord(stop_language_->name, slot_maker_.LoneWord(*stop_language_, leaf.text));
}

}  // namespace article_search
