// What anybody would ask of the article, asked of the programs: on the bundled one, and on the real one where it is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "tests/end_to_end/programs.h"

namespace article_search {
namespace {

using Json = nlohmann::ordered_json;
using testing::ElementsAre;
using testing::HasSubstr;

struct Place {
  std::string name;
  std::string path;
  friend void PrintTo(const Place& place, std::ostream* out) { *out << place.name; }
};

class ArticleTest : public testing::TestWithParam<Place> {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(path())) GTEST_SKIP() << "the article is not here: " << path();
    BuildIndexOf(index(), {path()});
  }

  const std::string& path() const { return GetParam().path; }
  std::string index() const { return folder_ / "article.idx"; }

  Json Search(const std::vector<std::string>& arguments) const {
    Json answer = SearchJson(index(), arguments);
    ExpectHitsCutFromFile(answer, path());
    return answer;
  }

  // All that is marked in a hit: in its snippet, its headings, its title and its bytes of the file.
  std::vector<std::string> Marked(const Json& hit) const {
    std::vector<std::string> marked;
    const auto add = [&](const Json& text, const Json& ranges) {
      for (const Json& range : ranges) marked.push_back(Cut(text.get<std::string>(), range));
    };
    add(hit.at("snippet").at("text"), hit.at("snippet").at("highlights"));
    add(hit.at("title"), hit.at("title_highlights"));
    for (size_t i = 0; i < hit.at("headings").size(); ++i) {
      add(hit.at("headings").at(i), hit.at("heading_highlights").at(i));
    }
    const std::string file = ReadBytes(path());
    for (const Json& range : hit.at("matches")) marked.push_back(Cut(file, range));
    return marked;
  }

 private:
  TempDir folder_;
};

INSTANTIATE_TEST_SUITE_P(Articles, ArticleTest,
                         testing::Values(Place{"Bundled", TEST_SOURCE_DIR
                                               "/corpus/articles/kazakhstan-multi-vector-diplomacy.txt"},
                                         Place{"Real", TEST_SOURCE_DIR "/../shared/article/article.txt"}),
                         [](const auto& instance) { return instance.param.name; });

TEST_P(ArticleTest, UraniumTonsIsTheLineOfTheTable) {
  const Json answer = Search({"uranium", "tons"});
  ASSERT_FALSE(answer.at("hits").empty());
  const Json& first = answer.at("hits").at(0);
  EXPECT_EQ(first.at("kind"), "table");
  const Json& snippet = first.at("snippet");
  EXPECT_EQ(snippet.at("text"), "Uranium exports: 24,000 tons/year");
  std::vector<std::string> marked;
  for (const Json& range : snippet.at("highlights")) marked.push_back(Cut(snippet.at("text"), range));
  EXPECT_THAT(marked, ElementsAre("Uranium", "tons"));
}

TEST_P(ArticleTest, APhraseIsMarkedWhole) {
  const Json answer = Search({"-n", "100", "\"Belt and Road\""});
  ASSERT_FALSE(answer.at("hits").empty());
  for (const Json& hit : answer.at("hits")) {
    const std::vector<std::string> marked = Marked(hit);
    EXPECT_FALSE(marked.empty());
    for (const std::string& text : marked) EXPECT_EQ(text, "Belt and Road");
  }
}

TEST_P(ArticleTest, NoDebrisAmongTheTopHits) {
  const Json answer = Search({"kazakhstan", "diplomacy"});
  ASSERT_EQ(answer.at("hits").size(), 10U);
  for (const Json& hit : answer.at("hits")) {
    EXPECT_NE(hit.at("kind"), "caption");
    EXPECT_NE(hit.at("kind"), "boilerplate");
    EXPECT_EQ(hit.at("tier"), 1);
  }
}

TEST_P(ArticleTest, CaptionsComeLast) {
  const Json answer = Search({"-n", "1000", "kazakhstan", "diplomacy"});
  std::vector<int> tiers;
  std::set<std::string> kinds;
  for (const Json& hit : answer.at("hits")) {
    tiers.push_back(hit.at("tier"));
    if (hit.at("tier") == 2) kinds.insert(hit.at("kind"));
  }
  EXPECT_TRUE(std::is_sorted(tiers.begin(), tiers.end()));
  EXPECT_THAT(kinds, testing::Contains("caption"));
  EXPECT_EQ(answer.at("total"), answer.at("hits").size());
}

TEST_P(ArticleTest, TheParagraphBelowTheHeadingIsFirst) {
  const Json answer = Search({"landlocked", "dilemma"});
  ASSERT_FALSE(answer.at("hits").empty());
  const Json& first = answer.at("hits").at(0);
  ASSERT_FALSE(first.at("headings").empty());
  EXPECT_THAT(first.at("headings").back().get<std::string>(), HasSubstr("Landlocked Dilemma"));
  EXPECT_THAT(Marked(first), testing::Contains("Dilemma"));
}

TEST_P(ArticleTest, AMisspelledWordIsNotThere) {
  const CommandResult result = RunSearcher({"-i", index(), "diplomcy"});
  EXPECT_EQ(result.status, 1);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(Search({"diplomcy"}).at("total"), 0);
}

TEST_P(ArticleTest, AnAcronymFindsTheFoundingMember) {
  const Json answer = Search({"EAEU"});
  ASSERT_FALSE(answer.at("hits").empty());
  EXPECT_THAT(answer.at("hits").at(0).at("text").get<std::string>(), HasSubstr("founding member"));
}

TEST_P(ArticleTest, AQuestionFindsItsAnswer) {
  const Json answer = Search({"-n", "3", "what", "is", "multi-vector", "diplomacy"});
  const auto is_answer = [](const Json& hit) {
    if (hit.at("kind") != "body" || hit.at("headings").empty()) return false;
    const auto heading = hit.at("headings").back().get<std::string>();
    return heading.starts_with("What is") && heading.find("multi-vector diplomacy") != std::string::npos;
  };
  EXPECT_TRUE(std::any_of(answer.at("hits").begin(), answer.at("hits").end(), is_answer)) << answer.dump(1);
}

TEST_P(ArticleTest, CopiesAreOneHit) {
  const Json answer = Search({"-n", "1000", "photo"});
  ASSERT_EQ(answer.at("total"), 1);
  const Json& hit = answer.at("hits").at(0);
  ASSERT_EQ(hit.at("also").size(), 1U);
  const std::string file = ReadBytes(path());
  EXPECT_EQ(Cut(file, hit.at("also").at(0)), hit.at("text").get<std::string>());
  EXPECT_GT(hit.at("also").at(0).at("line"), hit.at("line"));
  EXPECT_GT(hit.at("also").at(0).at("paragraph"), hit.at("paragraph"));
}

TEST_P(ArticleTest, TheSameQueryPrintsTheSameBytes) {
  for (const std::string query : {"kazakhstan", "the", "\"Belt and Road\" china"}) {
    for (const std::string format : {"text", "json"}) {
      const CommandResult once = RunSearcher({"-i", index(), "--format", format, "-n", "100", query});
      const CommandResult twice = RunSearcher({"-i", index(), "--format", format, "-n", "100", query});
      EXPECT_EQ(once.status, 0);
      EXPECT_EQ(once.out, twice.out);
    }
  }
}

}  // namespace
}  // namespace article_search
