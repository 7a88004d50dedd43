// The short cuts for plain words, against the analyzer.
#include "searcher/slot_maker.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/analyzer.h"
#include "indexer/abbreviation_table.h"
#include "indexer/language.h"
#include "indexer/stop_words.h"
#include "indexer/terms.h"
#include "tests/support/fake_vocabulary.h"

namespace article_search {
namespace {

std::string RandomWord(std::mt19937* random, std::string_view letters, size_t longest) {
  std::string word;
  for (size_t n = 1 + (*random)() % longest; n > 0; --n) word += letters[(*random)() % letters.size()];
  return word;
}

// The only word of a text; empty where it has none or more.
std::string AnalyzedWord(const std::string& text, Analyzer* analyzer) {
  std::vector<Token> tokens;
  analyzer->Analyze(text, &tokens);
  std::erase_if(tokens, [](const Token& token) { return token.type != TokenType::kWord; });
  return tokens.size() == 1 ? tokens[0].text : "";
}

TEST(SlotMakerTest, ShortCutsMakeWhatTheAnalyzerMakes) {
  std::mt19937 random(5);
  FakeVocabulary vocabulary;
  const SlotMaker maker(&vocabulary);
  std::vector<std::string> languages = StemmedLanguages();
  for (const char* other : {"none", "ja", "th", "zh"}) languages.emplace_back(other);
  for (const std::string& name : languages) {
    Analyzer analyzer(name);
    TermMaker terms(name);
    const QueryLanguage language{name, &analyzer, &terms};
    std::vector<std::string> texts = {std::string(300, 'a'), "it", "l'or", "dell'isola", "don't", "U.S.", "US"};
    for (const std::string_view word : StopWords(name)) texts.emplace_back(word);
    for (int i = 0; i < 200; ++i) {
      texts.push_back(RandomWord(&random, "abcdefghijklmnopqrstuvwxyz", 12));
      texts.push_back(RandomWord(&random, "aeiourstnl", 4));
      texts.push_back(RandomWord(&random, "aiIlsST09'-.", 6));
    }
    for (const std::string& text : texts) {
      EXPECT_EQ(maker.LoneWord(language, text), AnalyzedWord(text, &analyzer)) << name << ' ' << text;
      EXPECT_EQ(maker.LongFormKeyOf(language, text), LongFormKey(text, name, &analyzer, &terms)) << name << ' ' << text;
    }
  }
}

}  // namespace
}  // namespace article_search
