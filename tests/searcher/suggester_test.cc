#include "searcher/suggester.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "corpus/analyzer.h"
#include "corpus/article_reader.h"
#include "indexer/terms.h"
#include "searcher/ordinary_words.h"
#include "tests/support/fake_vocabulary.h"

namespace article_search {
namespace {

// The words of some paragraphs as a vocabulary, and the question in how many of them several words stand.
class Collection {
 public:
  void Add(const std::string& text) {
    std::vector<Token> tokens;
    analyzer_.Analyze(text, &tokens);
    std::set<std::string> words;
    for (const Token& token : tokens) words.insert(terms_.Word(token.text));
    for (const std::string& word : words) {
      ++vocabulary_.words[word];
      stems_.insert(terms_.Stems(word).front());
    }
    paragraphs_.push_back(std::move(words));
  }

  bool Matches(const std::string& word) { return stems_.contains(terms_.Stems(word).front()); }

  // For a query of words with single spaces between.
  std::optional<Suggestion> SuggestionFor(const std::string& query) {
    std::vector<QueryWord> words;
    std::vector<Token> tokens;
    analyzer_.Analyze(query, &tokens);
    for (const Token& token : tokens) {
      if (token.type != TokenType::kWord) continue;
      words.push_back({token.begin, token.end, terms_.Word(token.text), Matches(token.text),
                       IsOrdinaryWord("english", token.text)});
    }
    Suggester suggester(&vocabulary_, [this](const std::vector<std::string>& all) {
      return static_cast<uint64_t>(std::count_if(paragraphs_.begin(), paragraphs_.end(), [&](const auto& paragraph) {
        return std::all_of(all.begin(), all.end(), [&](const std::string& word) { return paragraph.contains(word); });
      }));
    });
    return suggester.Suggest(query, words);
  }

  // What is suggested; empty where nothing is.
  std::string Suggest(const std::string& query) {
    const auto suggestion = SuggestionFor(query);
    return suggestion ? suggestion->query : "";
  }

  const std::map<std::string, uint64_t>& words() const { return vocabulary_.words; }

 private:
  Analyzer analyzer_{"english"};
  TermMaker terms_{"english"};
  FakeVocabulary vocabulary_;
  std::set<std::string> stems_;
  std::vector<std::set<std::string>> paragraphs_;
};

std::string ReadBytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

class SuggesterTest : public testing::Test {
 protected:
  SuggesterTest() {
    const std::string path = TEST_SOURCE_DIR "/corpus/articles/kazakhstan-multi-vector-diplomacy.txt";
    for (const Paragraph& paragraph : ReadArticle(ReadBytes(path), path, {}).paragraphs) article_.Add(paragraph.text);
  }
  Collection article_;
};

TEST_F(SuggesterTest, Known) {
  Collection ports;
  for (const char* text : {"The port of Aktau on the Caspian Sea, a landlocked country's only seaport.",
                           "Belt and Road: rail and port", "diplomacy of many directions", "Diplomacy and diplomats",
                           "Zürich by the lake", "A multivector policy", "Порт на Каспии", "kasbah castle"}) {
    ports.Add(text);
  }
  const struct {
    const char* query;
    const char* suggestion;
  } rows[] = {
      {"diplomcy", "diplomacy"},
      {"Diplomcy", "Diplomacy"},
      {"DIPLOMCY", "DIPLOMACY"},
      {"dipolmacy", "diplomacy"},
      {"diplomaccy", "diplomacy"},
      {"caspain sea", "caspian sea"},
      {"caspain NOT \"rail prot\"", "caspian NOT \"rail port\""},
      {"zurihc", "zurich"},
      {"порд", "порт"},
      {"land locked country", "landlocked country"},
      {"multi vector", "multivector"},
      {"beltand road", "belt and road"},
      {"seport", "seaport"},
      {"bypolicy", "policy"},  // not "by policy": most words can be cut so, "belong" and "covid" too
      {"sport", ""},           // words of their own
      {"pork", ""},
      {"multi directions", ""},
      // as it should be, or beyond help
      {"diplomacy port", ""},
      {"diplomat", ""},
      {"xyzzyplugh", ""},
      {"pq", ""},
      {"2019x", ""},
      {"", ""},
  };
  for (const auto& row : rows) EXPECT_EQ(ports.Suggest(row.query), row.suggestion) << row.query;
}

TEST_F(SuggesterTest, NeighboursDecide) {
  Collection text;
  text.Add("The train left the station late.");
  text.Add("The train was full.");
  text.Add("A trail leads over the mountain.");
  EXPECT_EQ(text.Suggest("traim"), "train") << "the more frequent";
  EXPECT_EQ(text.Suggest("mountain traim"), "mountain trail") << "the one that stands beside the other word";
}

TEST_F(SuggesterTest, AQueryOfUnknownWordsIsNotQuestioned) {
  Collection text;
  text.Add("The Caspian Sea");
  std::string unknown = "caspain";
  for (size_t i = 1; i < kMaxUnknownWords; ++i) unknown += " " + std::string(5, static_cast<char>('a' + i)) + "xyzzy";
  EXPECT_EQ(text.Suggest(unknown), "caspian" + unknown.substr(7));
  EXPECT_EQ(text.Suggest(unknown + " plughplugh"), "");
  std::string same;
  std::string meant;
  for (size_t i = 0; i < 2 * kMaxUnknownWords; ++i) {
    same += " caspain";
    meant += " caspian";
  }
  EXPECT_EQ(text.Suggest(same), meant) << "it is one word";
  std::string seas;
  for (size_t i = 0; i < kMaxQuestionedWords; ++i) seas += " sea";
  EXPECT_EQ(text.Suggest("caspain" + seas), "");
}

// Misspellings of the article's words, each by one rule.
std::vector<std::pair<std::string, std::string>> ByRule(const std::map<std::string, uint64_t>& words) {
  std::mt19937 random(17);
  const std::string rows[] = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const auto& [word, count] : words) {
    if (word.size() < 5 || word.find_first_not_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos) continue;
    std::string wrong = word;
    const size_t at = random() % (word.size() - 1);
    switch (random() % 5) {
      case 0:
        wrong.erase(at, 1);
        break;
      case 1:
        wrong.insert(at, 1, static_cast<char>('a' + random() % 26));
        break;
      case 2:
        std::swap(wrong[at], wrong[at + 1]);
        break;
      case 3:
        wrong.insert(at, 1, wrong[at]);
        break;
      default:
        for (const std::string& row : rows) {
          const size_t key = row.find(wrong[at]);
          if (key != std::string::npos) {
            wrong[at] = row[key + 1 < row.size() ? key + 1 : key - 1];
            break;
          }
        }
    }
    pairs.emplace_back(wrong, word);
  }
  return pairs;
}

struct Score {
  size_t asked = 0;
  size_t suggested = 0;
  size_t right = 0;
  size_t sure = 0;
  size_t sure_right = 0;
};

// Words that match are not asked about.
Score Measure(Collection* collection, const std::vector<std::pair<std::string, std::string>>& pairs) {
  Score score;
  for (const auto& [typed, meant] : pairs) {
    if (collection->Matches(typed)) continue;
    ++score.asked;
    const std::optional<Suggestion> suggestion = collection->SuggestionFor(typed);
    if (!suggestion) continue;
    ++score.suggested;
    score.right += suggestion->query == meant ? 1 : 0;
    score.sure += suggestion->is_sure ? 1 : 0;
    score.sure_right += suggestion->is_sure && suggestion->query == meant ? 1 : 0;
  }
  std::cout << "of " << score.asked << ": suggestion " << score.suggested << ", right " << score.right << "; sure "
            << score.sure << ", right " << score.sure_right << "\n";
  return score;
}

double Share(size_t part, size_t whole) { return static_cast<double>(part) / static_cast<double>(whole); }

TEST_F(SuggesterTest, MisspellingsByRule) {
  const Score score = Measure(&article_, ByRule(article_.words()));
  EXPECT_GE(score.asked, 500U);
  EXPECT_GE(Share(score.right, score.asked), 0.98);
}

// The list of Debian's package codespell: misspelt words, each with what is meant.
std::vector<std::pair<std::string, std::string>> CommonMisspellings() {
  std::ifstream in("/usr/lib/python3/dist-packages/codespell_lib/data/dictionary.txt");
  std::vector<std::pair<std::string, std::string>> pairs;
  for (std::string line; std::getline(in, line);) {
    const size_t arrow = line.find("->");
    if (arrow != std::string::npos) pairs.emplace_back(line.substr(0, arrow), line.substr(arrow + 2));
  }
  return pairs;
}

TEST_F(SuggesterTest, CommonMisspellings) {
  auto pairs = CommonMisspellings();
  if (pairs.empty()) GTEST_SKIP() << "Debian's package codespell, whose list this reads, is not installed";
  std::erase_if(pairs, [this](const auto& pair) { return !article_.words().contains(pair.second); });
  const Score score = Measure(&article_, pairs);
  EXPECT_GE(score.asked, 500U);
  EXPECT_GE(Share(score.right, score.asked), 0.95);
  EXPECT_GE(Share(score.sure_right, score.asked), 0.8);
  EXPECT_LE(Share(score.sure - score.sure_right, score.asked), 0.01);
}

// What somebody means is a right word, and most are not in an index of one article.
TEST_F(SuggesterTest, RightWordsThatTheIndexLacksAreSeldomQuestioned) {
  const auto pairs = CommonMisspellings();
  if (pairs.empty()) GTEST_SKIP() << "Debian's package codespell, whose list this reads, is not installed";
  std::set<std::string> wrong;
  std::set<std::string> right;
  for (const auto& [typed, meant] : pairs) {
    wrong.insert(typed);
    std::istringstream list(meant);  // several with commas between, and sometimes a remark
    for (std::string word; std::getline(list >> std::ws, word, ',');) {
      if (!word.empty() && word.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos)
        right.insert(word);
    }
  }
  std::vector<std::pair<std::string, std::string>> absent;
  for (const std::string& word : right) {
    if (!wrong.contains(word)) absent.emplace_back(word, "");
  }
  const Score score = Measure(&article_, absent);
  EXPECT_GE(score.asked, 5000U);
  EXPECT_LE(Share(score.suggested, score.asked), 0.02);
  EXPECT_LE(Share(score.sure, score.asked), 0.005);
}

TEST_F(SuggesterTest, NothingWhereEveryWordMatches) {
  std::mt19937 random(5);
  std::vector<std::string> words;
  for (const auto& [word, count] : article_.words()) words.push_back(word);
  for (const std::string& word : words) EXPECT_EQ(article_.Suggest(word), "") << word;
  for (int i = 0; i < 500; ++i) {
    std::string query;
    for (size_t n = 1 + random() % 4; n > 0; --n) query += words[random() % words.size()] + " ";
    EXPECT_EQ(article_.Suggest(query), "") << query;
  }
}

}  // namespace
}  // namespace article_search
