// How fast the parts are, on the bundled article. Bytes are those of the text.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "corpus/analyzer.h"
#include "corpus/article_reader.h"
#include "indexer/index_builder.h"
#include "indexer/inverter.h"
#include "indexer/paragraph_terms.h"
#include "searcher/matcher.h"
#include "searcher/query_parser.h"
#include "searcher/searcher.h"
#include "searcher/snippet.h"
#include "tests/support/fake_vocabulary.h"

namespace article_search {
namespace {

const Article& TheArticle() {
  static const Article article = [] {
    for (const auto& entry : std::filesystem::directory_iterator(TEST_SOURCE_DIR "/corpus/articles")) {
      return ReadArticle(ReadFile(entry.path()), entry.path(), {});
    }
    std::abort();
  }();
  return article;
}

int64_t BytesOf(const Article& article) {
  int64_t bytes = 0;
  for (const Paragraph& paragraph : article.paragraphs) bytes += static_cast<int64_t>(paragraph.text.size());
  return bytes;
}

void BM_Analyzer(benchmark::State& state) {
  Analyzer analyzer("english");
  std::vector<Token> tokens;
  for (auto _ : state) {
    for (const Paragraph& paragraph : TheArticle().paragraphs) {
      tokens.clear();
      analyzer.Analyze(paragraph.text, &tokens);
      if (tokens.empty()) state.SkipWithError("a paragraph without a token");
    }
  }
  state.SetBytesProcessed(state.iterations() * BytesOf(TheArticle()));
}
BENCHMARK(BM_Analyzer);

void BM_Inverter(benchmark::State& state) {
  ArticleRecord article;
  article.language = "english";
  std::vector<ParagraphRecord> records;
  for (const Paragraph& paragraph : TheArticle().paragraphs) {
    ParagraphRecord& record = records.emplace_back();
    record.text = paragraph.text;
  }
  Inverter inverter;
  ParagraphTerms terms(&inverter);
  uint32_t document = 0;
  for (auto _ : state) {
    for (const ParagraphRecord& record : records) {
      inverter.BeginDocument(++document);
      if (terms.Add(document, article, record) == 0) state.SkipWithError("a paragraph without a word");
      inverter.EndDocument();
    }
  }
  state.SetBytesProcessed(state.iterations() * BytesOf(TheArticle()));
}
BENCHMARK(BM_Inverter)->Iterations(2000);

// Queries from a word to a page of operators; the vocabulary has every word.
void BM_Parser(benchmark::State& state, const std::string& query) {
  Analyzer analyzer("english");
  TermMaker terms("english");
  FakeVocabulary vocabulary;
  QueryParser parser({{"english", &analyzer, &terms}}, &vocabulary, QueryOptions());
  for (auto _ : state) {
    if (parser.Parse(query).type == QueryNode::Type::kNothing) state.SkipWithError("a query without a word");
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(query.size()));
}
BENCHMARK_CAPTURE(BM_Parser, two_words, "kazakhstan uranium");
BENCHMARK_CAPTURE(BM_Parser, operators, "+heading:trade (\"belt and road\" OR BRI) NOT caption uran* oil NEAR/5 gas");
BENCHMARK_CAPTURE(BM_Parser, long, [] {
  std::string query;
  for (int i = 0; i < 500; ++i) query += "word" + std::to_string(i) + " ";
  return query;
}());

// The snippet of every paragraph of the article; the bytes are those of the paragraphs, not of the snippets. `known`:
// the paragraphs' words and sentences are, as of those that a searcher has shown before.
void BM_Snippet(benchmark::State& state, bool known) {
  Analyzer analyzer("english");
  TermMaker terms("english");
  FakeVocabulary vocabulary;
  const QueryLanguage language = {"english", &analyzer, &terms};
  const QueryNode root = QueryParser({language}, &vocabulary, QueryOptions()).Parse("kazakhstan russia china trade");
  const std::vector<double> weights(Leaves(root).size(), 1.0);
  TextAnalyses kept;
  for (auto _ : state) {
    TextAnalyses of_one_query;
    TextAnalyses& analyses = known ? kept : of_one_query;
    analyses.Trim();
    Matcher matcher(root, &analyses);
    for (const Paragraph& paragraph : TheArticle().paragraphs) {
      const ParagraphMatch match = matcher.MatchParagraph({paragraph.text, "", {}, "", false}, language);
      const auto snippets =
          MakeSnippets(paragraph.text, paragraph.kind, match.body, weights, *match.text, &analyzer, SnippetOptions());
      if (snippets.empty()) state.SkipWithError("a paragraph without a snippet");
    }
  }
  state.SetBytesProcessed(state.iterations() * BytesOf(TheArticle()));
}
BENCHMARK_CAPTURE(BM_Snippet, of_new_texts, false);
BENCHMARK_CAPTURE(BM_Snippet, of_known_texts, true);

// One query, its parts weighing as in a real answer: parse, match, and snippets of ten hits.
void BM_Query(benchmark::State& state, const char* query, uint64_t limit) {
  const std::string index = (std::filesystem::temp_directory_path() / "parts_benchmark.idx").string();
  BuildOptions build;
  build.index = index;
  build.paths = {TEST_SOURCE_DIR "/corpus/articles"};
  BuildIndex(build);
  Searcher searcher(index);
  SearchOptions options;
  options.limit = limit;
  for (auto _ : state) {
    if (searcher.Search(query, options).total == 0) state.SkipWithError("nothing was found");
  }
  std::filesystem::remove(index);
}
BENCHMARK_CAPTURE(BM_Query, parse_and_match, "kazakhstan uranium", 0);
BENCHMARK_CAPTURE(BM_Query, with_ten_snippets, "kazakhstan uranium", 10);
BENCHMARK_CAPTURE(BM_Query, phrase, "\"multi-vector diplomacy\"", 10);

}  // namespace
}  // namespace article_search

BENCHMARK_MAIN();
