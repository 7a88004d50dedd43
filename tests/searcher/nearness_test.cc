// Of the best by BM25 only those are ranked again that can come to stand on the page: a page is what the whole ranking
// has there.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "indexer/index_builder.h"
#include "searcher/searcher.h"
#include "tests/support/same_answers.h"
#include "tests/support/temp_dir.h"

namespace article_search {
namespace {

TEST(NearnessTest, APageIsAPartOfTheWholeRanking) {
  const TempDir folder;
  size_t compared = 0;
  for (const AskedCollection& collection : CollectionsFor(folder.path())) {
    BuildOptions build;
    build.index = folder / "index";
    build.paths = collection.paths;
    build.split = collection.split;
    BuildIndex(build);
    Searcher searcher(build.index);
    for (const std::string& query : collection.queries) {
      SCOPED_TRACE(collection.name + ": " + query);
      SearchOptions options;
      options.limit = 1000;  // so many that all of the best are ranked again
      const SearchResult whole = searcher.Search(query, options);
      for (const auto& [offset, limit] : {std::pair(0, 1), {0, 10}, {7, 5}, {60, 20}}) {
        options.offset = offset;
        options.limit = limit;
        const SearchResult page = searcher.Search(query, options);
        for (size_t i = 0; i < page.hits.size(); ++i) {
          ASSERT_LT(offset + i, whole.hits.size());
          EXPECT_EQ(page.hits[i].paragraph, whole.hits[offset + i].paragraph);
          EXPECT_EQ(page.hits[i].path, whole.hits[offset + i].path);
          EXPECT_EQ(page.hits[i].score, whole.hits[offset + i].score);
          ++compared;
        }
      }
    }
  }
  EXPECT_GT(compared, 1000U);
}

}  // namespace
}  // namespace article_search
