#include "indexer/display_path.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/temp_dir.h"

namespace article_search {
namespace {

TEST(DisplayPath, IsRelativeBelowTheCurrentFolder) {
  EXPECT_EQ(DisplayPath("/home/ada/a.txt", "/home/ada"), "a.txt");
  EXPECT_EQ(DisplayPath("/home/ada/b/a.txt", "/home/ada"), "b/a.txt");
  EXPECT_EQ(DisplayPath("/home/a.txt", "/"), "home/a.txt");
}

TEST(DisplayPath, IsAsItIsElsewhere) {
  for (const char* path : {"/home/adam/a.txt", "/home/ad", "/home/ada", "/home/ada/", "/", "-", "", "a.txt"}) {
    EXPECT_EQ(DisplayPath(path, "/home/ada"), path);
  }
  EXPECT_EQ(DisplayPath("/", "/"), "/");
  EXPECT_EQ(DisplayPath("/home/ada/a.txt", ""), "/home/ada/a.txt");
}

TEST(DisplayPath, IsNoOption) {
  EXPECT_EQ(DisplayPath("/home/ada/-n", "/home/ada"), "./-n");
  EXPECT_EQ(DisplayPath("/-n", "/"), "./-n");
}

TEST(CurrentFolder, IsThatOfTheProcess) {
  const std::filesystem::path before = std::filesystem::current_path();
  EXPECT_EQ(CurrentFolder(), before.string());
  {
    const TempDir folder;
    std::filesystem::current_path(folder.path());
    EXPECT_EQ(CurrentFolder(), std::filesystem::current_path().string());
  }
  EXPECT_EQ(CurrentFolder(), "");  // it is gone
  std::filesystem::current_path(before);
}

}  // namespace
}  // namespace article_search
