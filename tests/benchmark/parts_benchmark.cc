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
#include "searcher/searcher.h"

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
