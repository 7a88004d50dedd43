// A text, split into words and sentences. The first byte says in which language, the others are the text.
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "corpus/abbreviations.h"
#include "corpus/analyzer.h"
#include "indexer/clean_text.h"
#include "indexer/terms.h"
#include "tests/fuzz/target.h"
#include "tests/support/checks.h"

namespace article_search {
namespace {

struct Language {
  explicit Language(const std::string& name) : analyzer(name), terms(name) {}
  Analyzer analyzer;
  TermMaker terms;
};

Language& LanguageOf(size_t choice) {
  static const std::vector<std::string> kNames = {"english", "french", "italian", "catalan",
                                                  "turkish", "german", "arabic",  "none"};
  static std::vector<std::unique_ptr<Language>> languages(kNames.size());
  std::unique_ptr<Language>& language = languages[choice % kNames.size()];
  if (language == nullptr) language = std::make_unique<Language>(kNames[choice % kNames.size()]);
  return *language;
}

void CheckTerm(const std::string& term) {
  Require(!term.empty() && term.size() <= kMaxTermBytes && IsUtf8(term), "a term is UTF-8 of a length that fits");
  Require(term[0] < 'A' || term[0] > 'Z', "no term looks as if it had a prefix");
}

// Once more behind itself, a text has the same words once more.
void CheckTwice(std::string_view text, const std::vector<Token>& tokens, uint32_t words, Analyzer* analyzer) {
  const std::string twice = std::string(text) + "\n\n" + std::string(text);
  std::vector<Token> all;
  const uint32_t first = 7;
  const uint32_t behind = analyzer->Analyze(twice, &all, first);
  CheckTokens(twice, all, first, behind);
  std::vector<Token> expected;
  for (const uint32_t copy : {0, 1}) {
    const auto offset = static_cast<uint32_t>(copy * (text.size() + 2));
    for (Token token : tokens) {
      token.position += first + copy * words;
      token.begin += offset;
      token.end += offset;
      expected.push_back(std::move(token));
    }
  }
  Require(all == expected, "a text has the same words wherever it stands");
}

// Alphabetic scripts have a way of their own, without ICU; spaces that are not ASCII keep text from that.
void CheckWithoutShortcut(std::string_view text, const std::vector<Token>& tokens, Analyzer* analyzer) {
  std::string wide = "\u3000";
  for (const char c : text) wide += c == ' ' || (c >= '\t' && c <= '\r') ? "\u3000" : std::string(1, c);
  std::vector<Token> by_icu;
  analyzer->Analyze(wide, &by_icu);
  Require(std::equal(tokens.begin(), tokens.end(), by_icu.begin(), by_icu.end(),
                     [](const Token& a, const Token& b) {
                       return a.text == b.text && a.position == b.position && a.type == b.type;
                     }),
          "text is split as ICU splits it");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  FuzzInput input(data, size);
  Language& language = LanguageOf(input.Below(8));
  const std::string_view text = input.Rest();
  std::vector<Token> tokens;
  const uint32_t words = language.analyzer.Analyze(text, &tokens);
  CheckTokens(text, tokens, 0, words);
  CheckTwice(text, tokens, words, &language.analyzer);
  CheckWithoutShortcut(text, tokens, &language.analyzer);
  CheckWantedTokens(text, tokens, &language.analyzer);
  CheckSentences(text, language.analyzer.SentenceBounds(text));
  for (const Token& token : tokens) {
    for (const std::string& stem : language.terms.Stems(token.text)) CheckTerm(stem);
    CheckTerm(language.terms.Word(token.text));
  }
  for (const Abbreviation& pair : FindAbbreviations(text)) {
    Require(pair.short_form == text.substr(pair.short_begin, pair.short_end - pair.short_begin) &&
                pair.long_form == text.substr(pair.long_begin, pair.long_end - pair.long_begin),
            "a definition is a part of the text");
    Require(IsUtf8(pair.short_form) && IsUtf8(pair.long_form), "a definition cuts no code point");
    Require(pair.short_end <= pair.long_begin || pair.long_end <= pair.short_begin, "its two forms are apart");
  }
  return 0;
}

}  // namespace article_search
