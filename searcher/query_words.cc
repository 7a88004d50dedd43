#include "searcher/query_words.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_set>

#include "indexer/language.h"
#include "searcher/ordinary_words.h"
#include "searcher/query_lexer.h"

namespace article_search {
namespace {

bool HasStem(Vocabulary* vocabulary, const QueryLanguage& language, std::string_view word) {
  const std::vector<std::string> stems = language.terms->Stems(word);
  return std::any_of(stems.begin(), stems.end(), [&](const std::string& stem) {
    return vocabulary->HasTermAnywhere({QueryTerm::Form::kStem, stem});
  });
}

// Whether all words that the language sees in `typed` have a stem that stands: "l'Europe" is one for French.
bool HasWordsOf(Vocabulary* vocabulary, const QueryLanguage& language, std::string_view typed) {
  std::vector<Token> tokens;
  language.analyzer->Analyze(typed, &tokens);
  std::erase_if(tokens, [](const Token& token) { return token.type != TokenType::kWord; });
  return !tokens.empty() && std::all_of(tokens.begin(), tokens.end(),
                                        [&](const Token& token) { return HasStem(vocabulary, language, token.text); });
}

// The texts of leaves that are found in a spelling of their own, "landlocked" as "land locked", or within words.
std::unordered_set<std::string> FoundOtherwise(const QueryNode& root, Vocabulary* vocabulary) {
  std::unordered_set<std::string> texts;
  for (const QueryNode* leaf : PositiveLeaves(root)) {
    const auto stands = [&](const Sequence& sequence) {
      return (sequence.size() > 1 || HasWordTerms(sequence)) && vocabulary->HasWords(sequence);
    };
    if (!leaf->abbreviations.empty() || std::any_of(leaf->sequences.begin(), leaf->sequences.end(), stands)) {
      texts.insert(leaf->text);
    }
  }
  return texts;
}

// What was meant as a filter or NEAR, and was none: kind:tabel, NEAR/x. No other word is meant by it.
bool IsFailedOperator(std::string_view text) {
  return text.starts_with("kind:") || text.starts_with("path:") || text.starts_with("NEAR/");
}

// In any of the languages; nothing where it is in none, and may be in one of which nobody knows.
std::optional<bool> IsOrdinary(const std::vector<QueryLanguage>& languages, std::string_view word) {
  std::optional<bool> all = false;
  for (const QueryLanguage& language : languages) {
    const std::optional<bool> here = IsOrdinaryWord(language.name, word);
    if (here.value_or(false)) return true;
    if (!here) all.reset();
  }
  return all;
}

}  // namespace

bool EveryWordStands(const QueryNode& root, Vocabulary* vocabulary) {
  const std::vector<const QueryNode*> leaves = Leaves(root);
  return std::all_of(leaves.begin(), leaves.end(), [&](const QueryNode* leaf) {
    if (leaf->is_added || (leaf->form != QueryNode::Form::kWord && leaf->form != QueryNode::Form::kPhrase)) return true;
    if (leaf->sequences.empty()) return false;
    const Sequence& words = leaf->sequences.front();  // the first of the languages is WordsOf's
    return !HasWordTerms(words) && vocabulary->HasWords(words);
  });
}

std::vector<QueryWord> WordsOf(std::string_view query, bool literal, const std::vector<QueryLanguage>& languages,
                               Vocabulary* vocabulary, const QueryNode& root) {
  std::vector<std::string> ignored;
  const std::vector<Lexeme> lexemes = SplitQuery(query, literal, &ignored);
  const std::unordered_set<std::string> found_otherwise = FoundOtherwise(root, vocabulary);
  std::vector<QueryWord> words;
  size_t depth = 0;
  size_t negative_depth = SIZE_MAX;  // of the bracket after a NOT
  for (size_t i = 0; i < lexemes.size(); ++i) {
    const Lexeme& lexeme = lexemes[i];
    const bool negated = i > 0 && lexemes[i - 1].type == LexemeType::kNot;
    if (lexeme.type == LexemeType::kOpen) {
      ++depth;
      if (negated && negative_depth == SIZE_MAX) negative_depth = depth;
    }
    if (lexeme.type == LexemeType::kClose) {
      if (depth == negative_depth) negative_depth = SIZE_MAX;
      --depth;
    }
    if (lexeme.type != LexemeType::kWord && lexeme.type != LexemeType::kPhrase) continue;
    if (negated || negative_depth != SIZE_MAX || IsFailedOperator(lexeme.text)) continue;
    if (i > 0 && (lexemes[i - 1].type == LexemeType::kExact ||
                  (lexemes[i - 1].type == LexemeType::kField && i > 1 && lexemes[i - 2].type == LexemeType::kNot))) {
      continue;
    }
    const auto offset = static_cast<uint32_t>(lexeme.text.data() - query.data());
    std::vector<Token> tokens;
    languages.front().analyzer->Analyze(lexeme.text, &tokens);
    for (const Token& token : tokens) {
      const auto matches = [&] {
        const std::string typed(lexeme.text.substr(token.begin, token.end - token.begin));
        return found_otherwise.contains(typed) ||
               std::any_of(languages.begin(), languages.end(), [&](const QueryLanguage& language) {
                 return IsStopWord(language.name, token.text) || HasStem(vocabulary, language, token.text) ||
                        (&language != &languages.front() && HasWordsOf(vocabulary, language, typed));
               });
      };
      if (token.type == TokenType::kWord) {
        words.push_back({offset + token.begin, offset + token.end, languages.front().terms->Word(token.text), matches(),
                         IsOrdinary(languages, token.text)});
      } else if (token.type == TokenType::kCompound && matches()) {
        for (QueryWord& word : words) {
          if (word.begin >= offset + token.begin && word.end <= offset + token.end) word.matches = true;
        }
      }
    }
  }
  // A solid word was searched for two neighbours.
  for (const QueryNode* leaf : PositiveLeaves(root)) {
    if (!leaf->is_added || leaf->sequences.empty()) continue;
    const std::string solid = languages.front().terms->Word(leaf->text);
    for (size_t i = 0; i + 1 < words.size(); ++i) {
      if (words[i].folded + words[i + 1].folded == solid) words[i].matches = words[i + 1].matches = true;
    }
  }
  return words;
}

}  // namespace article_search
