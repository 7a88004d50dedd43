#include "indexer/sources.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/indexer/thrown_error.h"
#include "tests/support/temp_dir.h"

namespace article_search {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

class SourcesTest : public testing::Test {
 protected:
  // What is found under `names` of the folder, without the folder's own path.
  Names Find(const Names& names) {
    Names paths;
    for (const std::string& name : names) paths.push_back(name == "-" ? name : folder_ / name);
    errors_.clear();
    list_ = FindSources(paths, [&](const Error& error) { errors_.push_back({error.code(), error.what()}); });
    Names found;
    for (const std::string& path : list_.files) {
      found.push_back(path == "-" ? path : path.substr(folder_.path().size() + 1));
    }
    return found;
  }

  TempDir folder_;
  std::vector<ThrownError> errors_;
  SourceList list_;
};

TEST_F(SourcesTest, AFolderIsWalkedInTheOrderOfBytes) {
  for (const char* name : {"f/b.txt", "f/a/z.md", "f/a.txt", "f/B.txt", "f/é.txt", "f/c/d/e.rst"})
    folder_.Write(name, "x");
  EXPECT_EQ(Find({"f"}), (Names{"f/B.txt", "f/a/z.md", "f/a.txt", "f/b.txt", "f/c/d/e.rst", "f/é.txt"}));
  EXPECT_TRUE(errors_.empty());
  EXPECT_EQ(list_.roots, Names{folder_ / "f"});
}

TEST_F(SourcesTest, ExtensionsDecideInAFolderAndNotForANamedFile) {
  for (const char* name : {"f/a.txt", "f/b.TEXT", "f/c.Md", "f/d.markdown", "f/e.rst", "f/f.rest", "f/g.jsonl",
                           "f/h.html", "f/i", "f/j.txt.gz", "f/txt", "f/k.pdf"}) {
    folder_.Write(name, "x");
  }
  EXPECT_EQ(Find({"f"}), (Names{"f/a.txt", "f/b.TEXT", "f/c.Md", "f/d.markdown", "f/e.rst", "f/f.rest", "f/g.jsonl"}));
  EXPECT_EQ(Find({"f/h.html", "f/i"}), (Names{"f/h.html", "f/i"}));
}

TEST_F(SourcesTest, JsonLinesByTheEndingInAnyCase) {
  for (const char* name : {"a.jsonl", "f/a.Jsonl", "A.JSONL"}) EXPECT_TRUE(IsJsonLines(name)) << name;
  for (const char* name : {"a.json", "a.jsonl.txt", "jsonl", ".jsonl", ""}) EXPECT_FALSE(IsJsonLines(name)) << name;
}

TEST_F(SourcesTest, HiddenEntriesAreLeftOutUnlessNamed) {
  for (const char* name : {"f/.a.txt", "f/.git/b.txt", "f/c.txt"}) folder_.Write(name, "x");
  EXPECT_EQ(Find({"f"}), Names{"f/c.txt"});
  EXPECT_EQ(Find({"f/.a.txt", "f/.git"}), (Names{"f/.a.txt", "f/.git/b.txt"}));
}

TEST_F(SourcesTest, EachFileOnceHoweverItIsReached) {
  folder_.Write("f/a.txt", "x");
  folder_.Write("f/b.txt", "x");
  fs::create_symlink("a.txt", folder_ / "f/c.txt");
  fs::create_hard_link(folder_ / "f/a.txt", folder_ / "f/d.txt");
  EXPECT_EQ(Find({"f/b.txt", "f", "f/a.txt", "f/../f/b.txt"}), (Names{"f/b.txt", "f/a.txt"}));
  EXPECT_TRUE(errors_.empty());
}

TEST_F(SourcesTest, LoopsEnd) {
  folder_.Write("f/a.txt", "x");
  folder_.Write("f/g/b.txt", "x");
  fs::create_directory_symlink("..", folder_ / "f/g/up");
  fs::create_directory_symlink(".", folder_ / "f/self");
  EXPECT_EQ(Find({"f"}), (Names{"f/a.txt", "f/g/b.txt"}));
  EXPECT_TRUE(errors_.empty());
}

TEST_F(SourcesTest, LinksAreFollowed) {
  folder_.Write("elsewhere/a.txt", "x");
  folder_.MakeFolder("f");
  fs::create_directory_symlink("../elsewhere", folder_ / "f/link");
  EXPECT_EQ(Find({"f"}), Names{"f/link/a.txt"});
}

TEST_F(SourcesTest, AFifoInAFolderIsPassedOver) {
  folder_.Write("f/b.txt", "x");
  ASSERT_EQ(::mkfifo((folder_ / "f/a.txt").c_str(), 0600), 0);
  EXPECT_EQ(Find({"f"}), Names{"f/b.txt"});
}

TEST_F(SourcesTest, WhatIsMissingIsSaidAndTheRestIsFound) {
  folder_.Write("f/b.txt", "x");
  fs::create_symlink("nowhere", folder_ / "f/logo.png");  // no article, if it were there
  folder_.Write("f/d.txt", "x");
  fs::create_symlink("nowhere", folder_ / "f/c.txt");
  EXPECT_EQ(Find({"missing", "f", "f/b.txt/x"}), (Names{"f/b.txt", "f/d.txt"}));
  ASSERT_EQ(errors_.size(), 3U);
  const Names names = {"missing", "f/c.txt", "f/b.txt/x"};
  for (size_t i = 0; i < errors_.size(); ++i) {
    EXPECT_EQ(errors_[i].code, ErrorCode::kNotFound) << errors_[i];
    EXPECT_NE(errors_[i].message.find(folder_ / names[i]), std::string::npos) << errors_[i];
  }
}

TEST_F(SourcesTest, TheCallbackMayEndTheWalk) {
  folder_.Write("a.txt", "x");
  const auto find = [&] {
    FindSources({folder_ / "missing", folder_ / "a.txt"},
                [](const Error& error) { throw Error(error.code(), error.what()); });
  };
  EXPECT_EQ(ErrorOf(find).code, ErrorCode::kNotFound);
}

TEST_F(SourcesTest, StandardInputStandsWhereItIsNamedOnce) {
  folder_.Write("a.txt", "x");
  EXPECT_EQ(Find({"-", "a.txt", "-"}), (Names{"-", "a.txt"}));
  EXPECT_EQ(list_.roots, (Names{"-", folder_ / "a.txt"}));
}

TEST_F(SourcesTest, AVeryDeepTreeIsWalked) {
  std::string path = "f";
  for (int i = 0; i < 200; ++i) path += "/d";
  folder_.Write(path + "/a.txt", "x");
  EXPECT_EQ(Find({"f"}), Names{path + "/a.txt"});
}

TEST_F(SourcesTest, ALinkToAFolderAboveIsALoop) {
  folder_.Write("outside.txt", "x");
  folder_.Write("f/a.txt", "x");
  fs::create_directory_symlink("..", folder_ / "f/up");
  EXPECT_EQ(Find({"f"}), Names{"f/a.txt"});
}

TEST_F(SourcesTest, DotsBehindALinkAreTheFileSystems) {
  folder_.Write("real/f.txt", "x");
  fs::create_directories(folder_ / "real/sub");
  fs::create_directory_symlink("real/sub", folder_ / "link");
  EXPECT_EQ(Find({"link/../f.txt"}), Names{"real/f.txt"});
}

TEST(AbsolutePathTest, TakesOutDots) {
  const std::string here = fs::current_path().string();
  const struct {
    std::string path;
    std::string absolute;
  } rows[] = {
      {"/a/b", "/a/b"},           {"/a/./b/../c", "/a/c"}, {"/a/b/", "/a/b"},       {"/", "/"},
      {"x.txt", here + "/x.txt"}, {"./x", here + "/x"},    {"x/y/..", here + "/x"},
  };
  for (const auto& row : rows) EXPECT_EQ(AbsolutePath(row.path), row.absolute) << row.path;
  EXPECT_EQ(AbsolutePath("."), here);
}

}  // namespace
}  // namespace article_search
