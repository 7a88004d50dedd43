#include "indexer/file_replacement.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>

#include "tests/indexer/thrown_error.h"
#include "tests/support/temp_dir.h"

namespace article_search {
namespace {

namespace fs = std::filesystem;

std::set<std::string> NamesIn(const std::string& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename().string());
  return names;
}

TEST(FileReplacementTest, CommitReplaces) {
  const TempDir folder;
  const std::string target = folder.Write("a.idx", "old");
  {
    FileReplacement replacement(target);
    EXPECT_EQ(replacement.target(), target);
    WriteBytes(replacement.temporary_file(), "new");
    EXPECT_EQ(ReadBytes(target), "old");
    replacement.Commit();
    EXPECT_EQ(ReadBytes(target), "new");
  }
  EXPECT_EQ(ReadBytes(target), "new");
  EXPECT_EQ(NamesIn(folder.path()), std::set<std::string>{"a.idx"}) << "neither lock nor temporaries stay";
}

TEST(FileReplacementTest, ThePermissionsStay) {
  const TempDir folder;
  const std::string target = folder.Write("a.idx", "old");
  std::filesystem::permissions(target, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  FileReplacement replacement(target);
  WriteBytes(replacement.temporary_file(), "new");
  std::filesystem::permissions(replacement.temporary_file(), std::filesystem::perms(0644));
  replacement.Commit();
  EXPECT_EQ(std::filesystem::status(target).permissions(), std::filesystem::perms(0600));
}

TEST(FileReplacementTest, CommitMakesAFileThatWasNotThere) {
  const TempDir folder;
  {
    FileReplacement replacement(folder / "a.idx");
    WriteBytes(replacement.temporary_file(), "new");
    replacement.Commit();
  }
  EXPECT_EQ(ReadBytes(folder / "a.idx"), "new");
  EXPECT_EQ(NamesIn(folder.path()).size(), 1U);
}

TEST(FileReplacementTest, WithoutCommitTheTargetStays) {
  const TempDir folder;
  const std::string target = folder.Write("a.idx", "old");
  {
    const FileReplacement replacement(target);
    WriteBytes(replacement.temporary_file(), "new");
    fs::create_directories(replacement.temporary_folder() + "/deeper");
  }
  EXPECT_EQ(ReadBytes(target), "old");
  EXPECT_EQ(NamesIn(folder.path()), std::set<std::string>{"a.idx"});
}

TEST(FileReplacementTest, CommitWithoutATemporaryFileThrowsAndTheTargetStays) {
  const TempDir folder;
  const std::string target = folder.Write("a.idx", "old");
  FileReplacement replacement(target);
  EXPECT_TRUE(ErrorOf([&] { replacement.Commit(); }).code);
  EXPECT_EQ(ReadBytes(target), "old");
}

TEST(FileReplacementTest, TheLockExcludesASecondOne) {
  const TempDir folder;
  const std::string target = folder / "a.idx";
  {
    const FileReplacement first(target);
    WriteBytes(first.temporary_file(), "of the first");
    for (int attempt = 0; attempt < 3; ++attempt) {
      const ThrownError error = ErrorOf([&] { FileReplacement second(target); });
      EXPECT_EQ(error.code, ErrorCode::kLocked);
      EXPECT_NE(error.message.find(target), std::string::npos) << error.message;
    }
    EXPECT_EQ(ReadBytes(first.temporary_file()), "of the first") << "a second one must not touch the first one's file";
    EXPECT_FALSE(ErrorOf([&] { FileReplacement other(folder / "b.idx"); }).code) << "another target is free";
  }
  EXPECT_FALSE(ErrorOf([&] { FileReplacement later(target); }).code);
  EXPECT_EQ(NamesIn(folder.path()).size(), 0U);
}

TEST(FileReplacementTest, StaleTemporariesAreRemoved) {
  const TempDir folder;
  const std::string target = folder / "a.idx";
  std::string file;
  std::string work_folder;
  {
    const FileReplacement replacement(target);
    file = replacement.temporary_file();
    work_folder = replacement.temporary_folder();
  }
  // As a process that was killed leaves them; a lock file too, which nobody holds.
  WriteBytes(file, "half");
  fs::create_directories(work_folder);
  WriteBytes(work_folder + "/x", "half");
  WriteBytes(folder / ".a.idx.lock", "");
  {
    const FileReplacement replacement(target);
    EXPECT_FALSE(fs::exists(file));
    EXPECT_FALSE(fs::exists(work_folder));
  }
  EXPECT_EQ(NamesIn(folder.path()).size(), 0U);
}

TEST(FileReplacementTest, LeftoversAreRemovedButNotThoseOfOneAtWork) {
  const TempDir folder;
  const std::string target = folder.Write("a.idx", "whole");
  {
    const FileReplacement at_work(target);
    WriteBytes(at_work.temporary_file(), "half");
    RemoveLeftovers(target);
    EXPECT_EQ(ReadBytes(at_work.temporary_file()), "half");
  }
  WriteBytes(folder / ".a.idx.lock", "");
  WriteBytes(folder / ".a.idx.tmp", "half");
  fs::create_directories(folder / ".a.idx.tmp.d/deeper");
  RemoveLeftovers(target);
  EXPECT_EQ(NamesIn(folder.path()), std::set<std::string>{"a.idx"});
  RemoveLeftovers(folder / "no/such/folder");
}

TEST(FileReplacementTest, ALinkIsReplacedWhereItPoints) {
  const TempDir folder;
  const std::string real = folder.Write("disk/real.idx", "old");
  fs::create_symlink("disk/real.idx", folder / "link.idx");
  {
    FileReplacement replacement(folder / "link.idx");
    EXPECT_EQ(replacement.target(), real);
    EXPECT_EQ(fs::path(replacement.temporary_file()).parent_path(), fs::path(real).parent_path());
    EXPECT_EQ(ErrorOf([&] { FileReplacement second(real); }).code, ErrorCode::kLocked) << "one file, one lock";
    WriteBytes(replacement.temporary_file(), "new");
    replacement.Commit();
  }
  EXPECT_TRUE(fs::is_symlink(folder / "link.idx"));
  EXPECT_EQ(ReadBytes(real), "new");
  EXPECT_EQ(NamesIn(folder / "disk"), std::set<std::string>{"real.idx"});
  EXPECT_EQ(NamesIn(folder.path()), (std::set<std::string>{"disk", "link.idx"}));
}

TEST(FileReplacementTest, AMissingFolderIsSaid) {
  const TempDir folder;
  const ThrownError error = ErrorOf([&] { FileReplacement replacement(folder / "no/such/a.idx"); });
  EXPECT_EQ(error.code, ErrorCode::kNotFound);
  EXPECT_NE(error.message.find(folder / "no/such"), std::string::npos) << error.message;
  EXPECT_EQ(NamesIn(folder.path()).size(), 0U);
}

}  // namespace
}  // namespace article_search
