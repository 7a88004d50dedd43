#include "tests/support/same_answers.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>

#include "indexer/index_builder.h"
#include "searcher/formatter.h"

namespace article_search {
namespace {

// What the article and the like are asked: every kind of query, words that nothing has, and abbreviations.
const std::vector<std::string>& Queries() {
  static const std::vector<std::string> kQueries = {
      "kazakhstan",
      "the of and",
      "belt and road",
      "\"belt and road\"",
      "uranium exports oil gas",
      "russia china +pipeline -moscow",
      "(oil OR gas OR uranium) AND exports AND country",
      "kazakhstan NOT china",
      "russia NEAR/5 china",
      "\"the belt road\"~3",
      "dipl*",
      "*tion",
      "w?rld s* c*",
      "diplomcy",
      "diplomcy unranium kazakstan",
      "beltand road",
      "policie~ nucler~2",
      "=Kazakhstan =BRI",
      "title:diplomacy",
      "heading:road china",
      "body:belt",
      "kind:table uranium",
      "kind:caption photo",
      "path:articles oil",
      "path:*.txt gas",
      "BRI",
      "eaeu",
      "Eurasian Economic Union",
      "U.S. sanctions",
      "re-opened state-owned",
      "no such words at all zzzz",
      "multivector",
      "Photo kazakhstan diplomacy",
      "why did the country give up its nuclear weapons and whom did that please",
      "w1 w2 w3",
      "title7 w5",
      "w1* w9",
      "",
      "-- \"",
  };
  return kQueries;
}

// Few words, few lengths: many paragraphs weigh the same.
std::vector<std::string> WriteRandomTexts(const std::string& path) {
  std::mt19937 random(7);
  const auto below = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
  const auto word = [&] { return "w" + std::to_string(std::min(below(40), below(40))); };
  std::ofstream out(path);
  for (int i = 0; i < 400; ++i) {
    out << R"({"id":"d)" << i << R"(","title":"title)" << below(20) << ' ' << word() << R"(","text":")";
    const unsigned length = 3 + below(4);
    for (unsigned j = 0; j < length; ++j) out << (j == 0 ? "" : " ") << word();
    out << "\"}\n";
  }
  std::vector<std::string> queries;
  const std::vector<std::string> joints = {" ", " ", " ", " OR ", " AND ", " NOT ", " NEAR/3 "};
  for (int i = 0; i < 60; ++i) {
    std::string query = word();
    const std::string joint = joints[below(static_cast<unsigned>(joints.size()))];
    for (unsigned more = below(7); more > 0; --more) {
      query += joint + (below(8) == 0 ? "\"" + word() + " " + word() + "\"" : word() + (below(8) == 0 ? "*" : ""));
    }
    queries.push_back(query);
  }
  return queries;
}

std::string Answer(Searcher* searcher, const std::string& query, const SearchOptions& options) {
  const SearchResult result = searcher->Search(query, options);
  std::string answer = FormatJson(result);
  for (const Hit& hit : result.hits) {
    std::array<char, 64> score{};
    std::snprintf(score.data(), score.size(), "%a ", hit.score);
    answer += score.data();
  }
  return answer;
}

}  // namespace

std::string BuildInShards(const std::string& index, const std::vector<std::string>& paths, uint32_t shards,
                          bool split) {
  BuildOptions options;
  options.index = index;
  options.paths = paths;
  options.split = split;
  options.shards = shards;
  BuildIndex(options);
  return index;
}

std::vector<AskedCollection> CollectionsFor(const std::string& folder) {
  namespace fs = std::filesystem;
  std::vector<AskedCollection> collections;
  collections.push_back({"Bundled", {TEST_SOURCE_DIR "/corpus/articles"}, false, Queries()});
  const std::string real = TEST_SOURCE_DIR "/../shared/article/article.txt";
  if (fs::exists(real)) collections.push_back({"Real", {real}, false, Queries()});
  const std::string lines = folder + "/random.jsonl";
  const std::vector<std::string> queries = WriteRandomTexts(lines);
  std::vector<std::string> all = Queries();
  all.insert(all.end(), queries.begin(), queries.end());
  collections.push_back({"JsonLines", {lines}, false, all});
  collections.push_back({"Mixed", {TEST_DATA_DIR "/articles", TEST_SOURCE_DIR "/corpus/articles", lines}, true, all});
  return collections;
}

void ExpectSameAnswers(Searcher* one, Searcher* other, const std::vector<std::string>& queries) {
  const std::vector<std::function<void(SearchOptions*)>> variants = {
      [](SearchOptions*) {},
      [](SearchOptions* options) {
        options->limit = 1000;
        options->count_all = true;
      },
      [](SearchOptions* options) {
        options->offset = 7;
        options->limit = 5;
        options->context = 2;
      },
      [](SearchOptions* options) {
        options->sort = SearchOptions::Sort::kPosition;
        options->explain = true;
      },
      [](SearchOptions* options) {
        options->group_by_article = true;
        options->autocorrect = true;
      },
      [](SearchOptions* options) {
        options->expand = true;
        options->query.all = true;
      },
  };
  for (const std::string& query : queries) {
    for (size_t i = 0; i < variants.size(); ++i) {
      SearchOptions options;
      variants[i](&options);
      EXPECT_EQ(Answer(one, query, options), Answer(other, query, options)) << query << ", variant " << i;
      if (testing::Test::HasFailure()) return;  // one is enough to look at
    }
  }
}

}  // namespace article_search
