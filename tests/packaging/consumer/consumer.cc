// usage: consumer ARTICLE INDEX WORDS: indexes the article and prints the first hit's line number.
#include <indexer/index_builder.h>
#include <searcher/searcher.h>

#include <iostream>

int main(int argc, char* argv[]) {
  if (argc != 4) return 2;
  article_search::BuildOptions build;
  build.paths = {argv[1]};
  build.index = argv[2];
  article_search::BuildIndex(build);
  const auto result = article_search::Searcher(argv[2]).Search(argv[3], {});
  if (result.hits.empty()) return 1;
  std::cout << result.hits.front().line << "\n";
  return 0;
}
