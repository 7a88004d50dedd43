// usage: search_article ARTICLE INDEX QUERY
// Indexes one file and prints what the query finds in it: the line, and a snippet with its matches in [brackets].
#include <corpus/error.h>
#include <corpus/version.h>
#include <indexer/index_builder.h>
#include <searcher/searcher.h>

#include <iostream>
#include <string>

namespace {

std::string Bracketed(const article_search::MarkedText& marked) {
  std::string text = marked.text;
  // From the end, so that the ranges before stay right.
  for (auto range = marked.highlights.rbegin(); range != marked.highlights.rend(); ++range) {
    text.insert(range->end, "]");
    text.insert(range->begin, "[");
  }
  return text;
}

void Run(const std::string& article, const std::string& index, const std::string& query) {
  article_search::BuildOptions build;
  build.paths = {article};
  build.index = index;
  build.language = "english";
  build.on_warning = [](const std::string& line) { std::cerr << line << "\n"; };
  const article_search::BuildReport report = article_search::BuildIndex(build);
  std::cout << report.info.paragraphs << " paragraphs, " << report.info.words << " words\n";

  article_search::Searcher searcher(index);
  article_search::SearchOptions options;
  options.limit = 3;
  options.snippets.length = 80;
  const article_search::SearchResult result = searcher.Search(query, options);
  std::cout << result.total << " found\n";
  for (const article_search::Hit& hit : result.hits) {
    std::cout << "line " << hit.line << ": " << Bracketed(hit.snippets.front()) << "\n";
  }
  if (result.suggestion) std::cout << "did you mean: " << *result.suggestion << "\n";
}

}  // namespace

int main(int argc, char* argv[]) {
  if (argc != 4) {
    std::cerr << "usage: search_article ARTICLE INDEX QUERY (library " ARTICLE_SEARCH_VERSION ")\n";
    return 2;
  }
  try {
    Run(argv[1], argv[2], argv[3]);
    return 0;
  } catch (const article_search::Error& error) {
    std::cerr << ToString(error.code()) << ": " << error.what() << "\n";
    return 2;
  }
}
