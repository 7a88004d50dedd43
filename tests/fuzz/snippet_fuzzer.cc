// A query and a paragraph: its matches, and the snippets. The first byte is the kind of paragraph, the second and third
// are the bounds of snippets; then a line with the query, and the paragraph.
#include <algorithm>
#include <string>
#include <vector>

#include "corpus/analyzer.h"
#include "corpus/utf8.h"
#include "indexer/terms.h"
#include "searcher/matcher.h"
#include "searcher/query_parser.h"
#include "searcher/snippet.h"
#include "tests/fuzz/target.h"
#include "tests/support/checks.h"
#include "tests/support/fake_vocabulary.h"

namespace article_search {
namespace {

// Paragraphs are UTF-8: readers see to that.
std::string Utf8Of(std::string_view bytes) {
  std::string text;
  for (size_t i = 0; i < bytes.size();) {
    const size_t begin = i;
    text += NextCodePoint(bytes, &i) == kIllFormed ? "?" : bytes.substr(begin, i - begin);
  }
  return text;
}

bool HasTerm(const QueryNode& leaf, QueryTerm::Form form, const std::string& text) {
  const auto has = [&](const std::vector<Sequence>& sequences) {
    return std::any_of(sequences.begin(), sequences.end(), [&](const Sequence& sequence) {
      return std::any_of(sequence.begin(), sequence.end(), [&](const Slot& slot) {
        return std::find(slot.begin(), slot.end(), QueryTerm{form, text}) != slot.end();
      });
    });
  };
  return has(leaf.sequences) || has(leaf.spaced) || has(leaf.abbreviations);
}

// A match begins and ends with a word that its leaf asks for.
void CheckMatches(const ParagraphMatch& found, const std::vector<const QueryNode*>& leaves, std::string_view text,
                  TermMaker* terms) {
  const auto asked_for = [&](const QueryNode& leaf, const Token& token) {
    if (token.type == TokenType::kAcronym) return HasTerm(leaf, QueryTerm::Form::kAcronym, token.text);
    const std::vector<std::string>& stems = terms->Stems(token.text);
    return HasTerm(leaf, QueryTerm::Form::kWord, terms->Word(token.text)) ||
           std::any_of(stems.begin(), stems.end(),
                       [&leaf](const std::string& stem) { return HasTerm(leaf, QueryTerm::Form::kStem, stem); });
  };
  uint32_t last_begin = 0;
  for (const Match& match : found.body) {
    Require(match.begin >= last_begin && match.begin < match.end && match.end <= text.size(),
            "matches are in the text, in order");
    last_begin = match.begin;
    Require(match.leaf < leaves.size() && found.contributes[match.leaf] != 0, "a match is of a leaf that counts");
    const QueryNode& leaf = *leaves[match.leaf];
    const std::vector<Token>& tokens = found.text->tokens;
    Require(std::any_of(tokens.begin(), tokens.end(),
                        [&](const Token& token) { return token.begin == match.begin && asked_for(leaf, token); }) &&
                std::any_of(tokens.begin(), tokens.end(),
                            [&](const Token& token) { return token.end == match.end && asked_for(leaf, token); }),
            "a match begins and ends with a word that was asked for");
  }
  Require(found.matches || found.body.empty(), "nothing is marked where nothing matches");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static Analyzer analyzer("english");
  static TermMaker terms("english");
  static FakeVocabulary vocabulary;
  vocabulary.words = {{"port", 9}, {"ports", 5}, {"portal", 3}, {"airport", 2}, {"part", 4}, {"ship", 1}};
  FuzzInput input(data, size);
  const auto kind = static_cast<ParagraphKind>(input.Below(kParagraphKindCount));
  const SnippetOptions options{1 + 7 * input.Below(32), 1 + input.Below(4)};
  const std::string_view query = input.Line();
  const std::string text = Utf8Of(input.Rest());

  const QueryLanguage language = {"english", &analyzer, &terms};
  const QueryNode root = QueryParser({language}, &vocabulary, QueryOptions()).Parse(query);
  const std::vector<const QueryNode*> leaves = Leaves(root);
  TextAnalyses analyses;
  const ParagraphMatch found = Matcher(root, &analyses).MatchParagraph({text, "", {}, "", false, kind}, language);
  CheckMatches(found, leaves, text, &terms);
  const std::vector<double> weights(leaves.size(), 1.0);
  const auto snippets = MakeSnippets(text, kind, found.body, weights, *found.text, &analyzer, options);
  CheckSnippets(text, ToRanges<Range>(found.body), snippets, options);
  return 0;
}

}  // namespace article_search
