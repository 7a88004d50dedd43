// The oracle itself has to be right: facts that need no program to be seen.
#include "tests/support/oracle.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "corpus/article_reader.h"

namespace article_search {
namespace {

TEST(OracleTest, KnowsTheRules) {
  const std::string text =
      "# The Title\n\nFirst body of multi-vector policy.\n\n## Uranium\n\nSecond body about tons.\n\n"
      "Second body about tons.\n\nThird body: multivector, and don’t.\n\n## Nothing Below\n";
  const Article article = ReadArticle(text, "a.md", {});
  Oracle oracle("english");
  oracle.Add(article);
  const auto matches = [&](const std::vector<OracleLeaf>& leaves) {
    std::string texts;
    for (const ParagraphId& id : oracle.Matches(leaves)) {
      texts += article.paragraphs[id.second - 1].text.substr(0, 6) + "|";
    }
    return texts;
  };
  EXPECT_EQ(matches({{"policy"}}), "First |");
  EXPECT_EQ(matches({{"policies"}}), "First |");
  EXPECT_EQ(matches({{"title"}}), "First |Nothin|");    // what stands right below it
  EXPECT_EQ(matches({{"uranium"}}), "Second|Third |");  // the heading itself is no hit, the copy is merged
  EXPECT_EQ(matches({{"multi-vector"}}), "First |Third |");
  EXPECT_EQ(matches({{"multi"}}), "First |");
  EXPECT_EQ(matches({{"vector multi", true}}), "");
  EXPECT_EQ(matches({{"of"}, {"tons"}}), "Second|");
  EXPECT_EQ(matches({{"of"}}), "First |");
  EXPECT_EQ(matches({{"body of", true}}), "First |");
  EXPECT_EQ(matches({{"dont"}}), "Third |");
  EXPECT_EQ(matches({{"below"}}), "Nothin|");  // a heading with nothing below is a hit of its own
}

TEST(OracleTest, KnowsAcronyms) {
  const Article article =
      ReadArticle("Envoys of the US met.\n\nThey told us so.\n\nThe U.S. envoys left.\n", "a.txt", {});
  ASSERT_EQ(article.paragraphs.size(), 3U);
  Oracle oracle("english");
  oracle.Add(article);
  const ParagraphId first{"a.txt", 1};
  const ParagraphId second{"a.txt", 2};
  const ParagraphId third{"a.txt", 3};
  EXPECT_EQ(oracle.Matches({{"US"}}), (std::set<ParagraphId>{first, third}));
  EXPECT_EQ(oracle.Matches({{"U.S."}}), (std::set<ParagraphId>{first, third}));
  EXPECT_EQ(oracle.Matches({{"us"}}), (std::set<ParagraphId>{first, second, third}));
}

}  // namespace
}  // namespace article_search
