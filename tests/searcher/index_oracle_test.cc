// What the index finds is what a look at every word of every paragraph finds, and what is marked is what was asked for.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <memory>
#include <ostream>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "corpus/analyzer.h"
#include "corpus/article_reader.h"
#include "corpus/utf8.h"
#include "indexer/index_builder.h"
#include "indexer/terms.h"
#include "searcher/searcher.h"
#include "tests/support/oracle.h"
#include "tests/support/temp_dir.h"

namespace article_search {
namespace {

namespace fs = std::filesystem;

constexpr uint64_t kEverything = 1'000'000;

bool IsCodePointBound(std::string_view text, uint64_t at) {
  return at == text.size() || (at < text.size() && !IsTrailByte(text[at]));
}

// The articles of some files, read, indexed and known to the oracle.
struct Collection {
  explicit Collection(const std::vector<std::string>& paths) : oracle("english") {
    BuildOptions options;
    options.index = folder / "articles.idx";
    options.paths = paths;
    options.language = "english";
    BuildIndex(options);
    searcher = std::make_unique<Searcher>(options.index);
    for (const std::string& given : paths) {
      const std::string path = fs::absolute(given).lexically_normal().string();
      files[path] = ReadFile(path);
      articles.push_back(ReadArticle(files[path], path, {}));
      oracle.Add(articles.back());
    }
  }

  SearchResult Search(const std::string& query, size_t snippet_length = 240) const {
    SearchOptions options;
    options.limit = kEverything;
    options.snippets.length = snippet_length;
    options.query.abbreviations = false;  // the oracle knows none
    return searcher->Search(query, options);
  }

  TempDir folder;
  Oracle oracle;
  std::unique_ptr<Searcher> searcher;
  std::map<std::string, std::string> files;
  std::vector<Article> articles;
};

std::string PathOf(const Hit& hit) { return fs::absolute(hit.path).lexically_normal().string(); }

std::set<ParagraphId> Found(const SearchResult& result) {
  std::set<ParagraphId> found;
  for (const Hit& hit : result.hits) found.insert({PathOf(hit), hit.paragraph});
  return found;
}

// Ranges of a text: ascending, apart, not empty, within it and on code points.
void ExpectSoundRanges(const std::vector<Range>& ranges, std::string_view text, uint64_t offset = 0) {
  uint64_t last_end = 0;
  for (const Range& range : ranges) {
    ASSERT_GE(range.begin, offset);
    ASSERT_LT(range.begin, range.end);
    ASSERT_LE(range.end - offset, text.size());
    EXPECT_TRUE(last_end == 0 || range.begin >= last_end);
    EXPECT_TRUE(IsCodePointBound(text, range.begin - offset));
    EXPECT_TRUE(IsCodePointBound(text, range.end - offset));
    last_end = range.end;
  }
}

// What is marked begins where a word begins, and ends where one ends.
void ExpectWholeWords(const MarkedText& marked, Analyzer* analyzer) {
  std::vector<Token> tokens;
  analyzer->Analyze(marked.text, &tokens);
  for (const Range& range : marked.highlights) {
    EXPECT_TRUE(std::any_of(tokens.begin(), tokens.end(), [&](const Token& t) { return t.begin == range.begin; }) &&
                std::any_of(tokens.begin(), tokens.end(), [&](const Token& t) { return t.end == range.end; }))
        << "half a word is marked: '" << marked.text.substr(range.begin, range.end - range.begin) << "' in '"
        << marked.text << "'";
  }
}

// All that is true of any hit.
void ExpectSoundHit(const Hit& hit, const Collection& collection, size_t snippet_length, Analyzer* analyzer) {
  const std::string& file = collection.files.at(PathOf(hit));
  ASSERT_LT(hit.begin, hit.end);
  ASSERT_LE(hit.end, file.size());
  EXPECT_EQ(file.substr(hit.begin, hit.end - hit.begin), hit.text);
  EXPECT_EQ(hit.line, 1 + std::count(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(hit.begin), '\n'));
  ExpectSoundRanges({hit.matches.begin(), hit.matches.end()}, hit.text, hit.begin);
  ExpectWholeWords({hit.text,
                    [&] {
                      std::vector<Range> ranges;
                      for (const Range& range : hit.matches) {
                        ranges.push_back({range.begin - hit.begin, range.end - hit.begin});
                      }
                      return ranges;
                    }()},
                   analyzer);
  bool shown = !hit.title.highlights.empty();
  ExpectSoundRanges(hit.title.highlights, hit.title.text);
  for (const MarkedText& heading : hit.headings) {
    ExpectSoundRanges(heading.highlights, heading.text);
    ExpectWholeWords(heading, analyzer);
    shown = shown || !heading.highlights.empty();
  }
  for (const Copy& copy : hit.also) {
    for (const MarkedText& heading : copy.headings) {
      ExpectSoundRanges(heading.highlights, heading.text);
      shown = shown || !heading.highlights.empty();
    }
  }
  ASSERT_FALSE(hit.snippets.empty());
  for (const MarkedText& snippet : hit.snippets) {
    EXPECT_LE(CountCodePoints(snippet.text), snippet_length) << snippet.text;
    EXPECT_FALSE(snippet.text.empty());
    ExpectSoundRanges(snippet.highlights, snippet.text);
    // Within fewer code points a word may not fit, and then it is cut.
    if (snippet_length >= 60) ExpectWholeWords(snippet, analyzer);
    shown = shown || !snippet.highlights.empty();
  }
  EXPECT_TRUE(shown) << "nothing of the hit shows what matched: " << hit.text;
  EXPECT_EQ(hit.matches.empty(), hit.snippets.front().highlights.empty()) << hit.text;
}

void ExpectSoundResult(const SearchResult& result, const Collection& collection, size_t snippet_length = 240) {
  Analyzer analyzer("english");
  EXPECT_EQ(result.total, result.hits.size());
  EXPECT_TRUE(result.total_exact);
  for (size_t i = 0; i < result.hits.size(); ++i) {
    const Hit& hit = result.hits[i];
    EXPECT_EQ(hit.rank, i + 1);
    const bool second = hit.kind == ParagraphKind::kCaption || hit.kind == ParagraphKind::kBoilerplate;
    EXPECT_EQ(hit.tier, second ? 2 : 1);
    if (i > 0) {
      EXPECT_GE(hit.tier, result.hits[i - 1].tier);
      if (hit.tier == result.hits[i - 1].tier) {
        EXPECT_LE(hit.score, result.hits[i - 1].score);
      }
    }
    ExpectSoundHit(hit, collection, snippet_length, &analyzer);
  }
}

void ExpectAsOracle(Collection* collection, const std::vector<OracleLeaf>& leaves, size_t snippet_length = 240) {
  const std::string query = ToQuery(leaves);
  SCOPED_TRACE("query: " + query);
  const SearchResult result = collection->Search(query, snippet_length);
  EXPECT_EQ(Found(result), collection->oracle.Matches(leaves));
  ExpectSoundResult(result, *collection, snippet_length);
}

// Every word of every paragraph that can be a hit finds it, and is marked there; nothing else is.
void ExpectEveryWordFindsItsParagraph(Collection* collection) {
  Analyzer analyzer("english");
  TermMaker terms("english");
  const std::set<ParagraphId> all = collection->oracle.All();
  // For each word, where it stands: paragraph and span.
  struct Place {
    ParagraphId id;
    uint64_t begin;
    uint64_t end;
  };
  std::map<std::string, std::vector<Place>> words;
  for (const Article& article : collection->articles) {
    for (const Paragraph& paragraph : article.paragraphs) {
      const ParagraphId id{article.path, paragraph.ordinal};
      if (all.count(id) == 0) continue;
      std::vector<Token> tokens;
      analyzer.Analyze(paragraph.text, &tokens);
      for (const Token& token : tokens) {
        if (token.type == TokenType::kAcronym) continue;
        words[token.text].push_back({id, paragraph.begin + token.begin, paragraph.begin + token.end});
      }
    }
  }
  ASSERT_GT(words.size(), 100U);
  for (const auto& [word, places] : words) {
    SCOPED_TRACE("word: " + word);
    const SearchResult result = collection->Search(word);
    EXPECT_EQ(Found(result), collection->oracle.Matches({{word}}));
    ExpectSoundResult(result, *collection);
    std::map<ParagraphId, const Hit*> hits;
    for (const Hit& hit : result.hits) hits[{PathOf(hit), hit.paragraph}] = &hit;
    for (const Place& place : places) {
      const auto hit = hits.find(place.id);
      ASSERT_NE(hit, hits.end()) << "paragraph " << place.id.second << " was not found";
      EXPECT_TRUE(std::any_of(hit->second->matches.begin(), hit->second->matches.end(),
                              [&](const Range& m) { return m.begin <= place.begin && place.end <= m.end; }))
          << "not marked in paragraph " << place.id.second;
    }
    // The words that the file has where a match is are the word that was asked for.
    std::set<std::string> wanted;
    std::vector<Token> tokens;
    analyzer.Analyze(word, &tokens);
    for (const Token& token : tokens) {
      for (const std::string& stem : terms.Stems(token.text)) wanted.insert(stem);
    }
    for (const Hit& hit : result.hits) {
      for (const Range& match : hit.matches) {
        const std::string marked = collection->files.at(PathOf(hit)).substr(match.begin, match.end - match.begin);
        tokens.clear();
        analyzer.Analyze(marked, &tokens);
        EXPECT_TRUE(std::any_of(tokens.begin(), tokens.end(),
                                [&](const Token& token) {
                                  const std::vector<std::string>& stems = terms.Stems(token.text);
                                  return std::any_of(stems.begin(), stems.end(),
                                                     [&](const auto& stem) { return wanted.count(stem) != 0; });
                                }))
            << "marked though it is another word: " << marked;
      }
    }
  }
}

// Words and phrases of the articles themselves, some with a word changed.
std::vector<OracleLeaf> RandomQuery(const std::vector<std::vector<std::string>>& texts, std::mt19937* random) {
  const auto below = [&](size_t n) { return std::uniform_int_distribution<size_t>(0, n - 1)(*random); };
  std::vector<OracleLeaf> leaves;
  for (size_t count = 1 + below(3); count > 0; --count) {
    const std::vector<std::string>& text = texts[below(texts.size())];
    OracleLeaf leaf;
    leaf.is_phrase = below(2) == 0;
    const size_t begin = below(text.size());
    const size_t end = std::min(text.size(), begin + (leaf.is_phrase ? 1 + below(4) : 1));
    for (size_t i = begin; i < end; ++i) leaf.text += (i == begin ? "" : " ") + text[i];
    if (leaf.is_phrase && below(4) == 0) leaf.text += " " + texts[below(texts.size())].front();
    leaves.push_back(leaf);
  }
  return leaves;
}

// The words of the paragraphs between white space, without quotes.
std::vector<std::vector<std::string>> SpacedWords(const std::vector<Article>& articles) {
  std::vector<std::vector<std::string>> texts;
  for (const Article& article : articles) {
    for (const Paragraph& paragraph : article.paragraphs) {
      std::vector<std::string> words;
      std::string word;
      for (const char c : paragraph.text + " ") {
        if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
          word += c;
          continue;
        }
        const bool quoted = word.find_first_of("\"") != std::string::npos || word.find("“") != std::string::npos ||
                            word.find("”") != std::string::npos || word.find("„") != std::string::npos ||
                            word.find("«") != std::string::npos || word.find("»") != std::string::npos;
        if (!word.empty() && !quoted) words.push_back(word);
        word.clear();
      }
      if (!words.empty()) texts.push_back(words);
    }
  }
  return texts;
}

void ExpectRandomQueriesAsOracle(Collection* collection, uint32_t seed, int count) {
  std::mt19937 random(seed);
  const auto texts = SpacedWords(collection->articles);
  ASSERT_FALSE(texts.empty());
  constexpr size_t kLengths[] = {7, 12, 25, 60, 240, 1000};
  for (int i = 0; i < count && !testing::Test::HasFailure(); ++i) {
    ExpectAsOracle(collection, RandomQuery(texts, &random), kLengths[random() % std::size(kLengths)]);
  }
}

struct Place {
  std::string name;
  std::string path;
  friend void PrintTo(const Place& place, std::ostream* out) { *out << place.name; }
};

class ArticleOracleTest : public testing::TestWithParam<Place> {
 protected:
  void SetUp() override {
    if (!fs::exists(GetParam().path)) GTEST_SKIP() << "the article is not here: " << GetParam().path;
  }
};

INSTANTIATE_TEST_SUITE_P(Articles, ArticleOracleTest,
                         testing::Values(Place{"Bundled", TEST_SOURCE_DIR
                                               "/corpus/articles/kazakhstan-multi-vector-diplomacy.txt"},
                                         Place{"Real", TEST_SOURCE_DIR "/../shared/article/article.txt"}),
                         [](const auto& instance) { return instance.param.name; });

TEST_P(ArticleOracleTest, EveryWordFindsItsParagraph) {
  Collection collection({GetParam().path});
  ExpectEveryWordFindsItsParagraph(&collection);
}

TEST_P(ArticleOracleTest, ChosenQueriesFindWhatTheOracleFinds) {
  Collection collection({GetParam().path});
  const std::vector<std::vector<OracleLeaf>> queries = {
      {{"uranium"}, {"tons"}},
      {{"Belt and Road", true}},
      {{"kazakhstan"}, {"diplomacy"}},
      {{"landlocked"}, {"dilemma"}},
      {{"diplomcy"}},
      {{"EAEU"}},
      {{"what"}, {"is"}, {"multi-vector"}, {"diplomacy"}},
      {{"multi-vector"}},
      {{"multivector"}},
      {{"multi vector", true}},
      {{"multi-vector diplomacy", true}},
      {{"multivector diplomacy", true}},
      {{"the"}},
      {{"of"}, {"the"}},
      {{"the"}, {"uranium"}},
      {{"of the", true}, {"uranium"}},
      {{"US"}},
      {{"U.S."}},
      {{"us"}},
      {{"24,000"}},
      {{"24000"}},
      {{"2019-2023"}},
      {{"land locked", true}},
      {{"comment"}},
      {{"photo"}},
      {{"europe"}, {"zzzzqqq"}},
      {{"zzzzqqq europe", true}},
  };
  size_t found = 0;
  for (const auto& query : queries) {
    ExpectAsOracle(&collection, query);
    if (!collection.oracle.Matches(query).empty()) ++found;
  }
  EXPECT_GT(found, 15U) << "the queries find too little to tell anything";
}

TEST_P(ArticleOracleTest, ACompoundThatStandsNowhereFindsWhatItsWordsFind) {
  Collection collection({GetParam().path});
  const SearchResult result = collection.Search("uranium-vector", 240);
  EXPECT_EQ(Found(result), collection.oracle.Matches({{"uranium"}, {"vector"}}));
  EXPECT_EQ(result.warnings.size(), 1U);
  ExpectSoundResult(result, collection);
}

TEST_P(ArticleOracleTest, EitherSideOfOrMayMatch) {
  Collection collection({GetParam().path});
  const std::set<ParagraphId> all = collection.oracle.All();
  const auto with = [&](const char* word) { return collection.oracle.Matches({{word}}); };
  std::set<ParagraphId> without;
  const std::set<ParagraphId> china = with("china");
  std::set_difference(all.begin(), all.end(), china.begin(), china.end(), std::inserter(without, without.end()));
  std::set<ParagraphId> either = with("russia");
  either.insert(without.begin(), without.end());
  ASSERT_LT(either.size(), all.size());
  EXPECT_EQ(Found(collection.Search("russia OR NOT china")), either);
  EXPECT_EQ(Found(collection.Search("NOT china OR russia")), either);

  for (const char* kind : {"kind:body", "kind:table", "kind:list"}) {
    std::set<ParagraphId> with_kind = Found(collection.Search(kind));
    const std::set<ParagraphId> russia = with("russia");
    with_kind.insert(russia.begin(), russia.end());
    EXPECT_EQ(Found(collection.Search(std::string("russia OR ") + kind)), with_kind) << kind;
  }
}

TEST_P(ArticleOracleTest, RandomQueriesFindWhatTheOracleFinds) {
  Collection collection({GetParam().path});
  ExpectRandomQueriesAsOracle(&collection, 20, 150);
}

// An article of words that are easily taken for each other, with headings, questions, lists and copies.
std::string RandomArticle(std::mt19937* random) {
  static const std::vector<std::string> words = {"multi-vector",
                                                 "multivector",
                                                 "multi",
                                                 "vector",
                                                 "vectors",
                                                 "land",
                                                 "locked",
                                                 "land-locked",
                                                 "landlocked",
                                                 "landlock",
                                                 "the",
                                                 "of",
                                                 "and",
                                                 "The",
                                                 "US",
                                                 "U.S.",
                                                 "us",
                                                 "it",
                                                 "IT",
                                                 "who",
                                                 "WHO",
                                                 "EAEU",
                                                 "eaeu",
                                                 "don’t",
                                                 "don't",
                                                 "dont",
                                                 "24,000",
                                                 "24000",
                                                 "2,3",
                                                 "2019-2023",
                                                 "Zürich",
                                                 "zurich",
                                                 "straße",
                                                 "STRASSE",
                                                 "e-mail",
                                                 "email",
                                                 "Kazakhstan’s",
                                                 "KAZAKHSTAN",
                                                 "café",
                                                 "cafe\u0301",
                                                 "organisation",
                                                 "organization",
                                                 "colour",
                                                 "color",
                                                 "C++",
                                                 "C#",
                                                 "O’Brien",
                                                 "obrien",
                                                 "Москва",
                                                 "москве",
                                                 "running",
                                                 "runs",
                                                 "ran",
                                                 "50+",
                                                 "ﬁne",
                                                 "fine",
                                                 "x@y.com",
                                                 "state-of-the-art",
                                                 "stateoftheart",
                                                 "co\u00ADoperate",
                                                 "cooperate",
                                                 "И",
                                                 "й",
                                                 "rock-n-roll",
                                                 "don’t-know",
                                                 "U.S.-led",
                                                 "led",
                                                 "naïve",
                                                 "a_b",
                                                 "(and)",
                                                 "of,"};
  const auto below = [&](size_t n) { return std::uniform_int_distribution<size_t>(0, n - 1)(*random); };
  const auto some = [&](size_t least, size_t most) {
    std::string text;
    for (size_t n = least + below(most - least + 1); n > 0; --n) {
      text += (text.empty() ? "" : below(12) == 0 ? "\n" : " ") + words[below(words.size())];
    }
    return text;
  };
  const auto line = [&](size_t least, size_t most) {
    std::string text = some(least, most);
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
  };
  std::string article = "# Title " + line(1, 3) + "\n\n";
  std::string last = "nothing";
  for (size_t n = 3 + below(8); n > 0; --n) {
    switch (below(8)) {
      case 0:
        article += "## Part " + line(1, 3) + "\n\n";
        break;
      case 1:
        article += "### Section " + line(1, 3) + "\n\n";
        break;
      case 2:
        article += "What is " + line(1, 4) + "?\n\n";
        break;
      case 3:
        article += "- first " + line(1, 5) + "\n- second " + line(1, 5) + "\n- third " + line(1, 5) + "\n\n";
        break;
      case 4:
        article += last + "\n\n";  // a copy
        break;
      case 5:
        article += "Photo by " + line(1, 3) + "\n\nLeave a Reply\n\n";
        break;
      default:
        last = "Here " + some(4, 40) + ".";
        article += last + "\n\n";
    }
  }
  return article + "The end " + some(3, 10) + ".\n";
}

TEST(IndexOracleTest, RandomArticlesAndQueries) {
  std::mt19937 random(7);
  size_t hits = 0;
  for (uint32_t round = 0; round < 25 && !HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    const TempDir folder;
    std::vector<std::string> paths;
    for (int i = 0; i < 3; ++i) {
      paths.push_back(folder.Write("article" + std::to_string(i) + ".md", RandomArticle(&random)));
    }
    Collection collection(paths);
    ExpectRandomQueriesAsOracle(&collection, round, 20);
    hits += collection.Search("land").hits.size();
    if (HasFailure()) {
      for (const auto& [path, content] : collection.files) ADD_FAILURE() << path << ":\n" << content;
    }
  }
  EXPECT_GT(hits, 10U) << "the articles hold too little to tell anything";
}

TEST(IndexOracleTest, EveryWordOfRandomArticlesFindsItsParagraph) {
  std::mt19937 random(8);
  const TempDir folder;
  std::vector<std::string> paths;
  for (int i = 0; i < 12; ++i) {
    paths.push_back(folder.Write("article" + std::to_string(i) + ".md", RandomArticle(&random)));
  }
  // The awkward words are few; the test wants a hundred.
  std::string filler;
  for (int i = 0; i < 80; ++i) filler += "word" + std::to_string(i) + " ";
  paths.push_back(folder.Write("filler.md", filler + "\n"));
  Collection collection(paths);
  ExpectEveryWordFindsItsParagraph(&collection);
}

}  // namespace
}  // namespace article_search
