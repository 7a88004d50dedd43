#include "indexer/file_replacement.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

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
  std::string work_folder;
  {
    const FileReplacement replacement(target);
    work_folder = replacement.temporary_folder();
  }
  // As a process that was killed leaves them; a lock file too, which nobody holds.
  fs::create_directories(work_folder + "/deeper");
  WriteBytes(work_folder + "/deeper/x", "half");
  WriteBytes(folder / ".a.idx.lock", "");
  {
    const FileReplacement replacement(target);
    EXPECT_EQ(replacement.temporary_folder(), work_folder);
    EXPECT_TRUE(fs::is_empty(work_folder));
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
  fs::create_directories(folder / ".a.idx.tmp/deeper");
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
    EXPECT_EQ(fs::path(replacement.temporary_folder()).parent_path(), fs::path(real).parent_path());
    EXPECT_EQ(ErrorOf([&] { FileReplacement second(real); }).code, ErrorCode::kLocked) << "one file, one lock";
    WriteBytes(replacement.temporary_file(), "new");
    replacement.Commit();
  }
  EXPECT_TRUE(fs::is_symlink(folder / "link.idx"));
  EXPECT_EQ(ReadBytes(real), "new");
  EXPECT_EQ(NamesIn(folder / "disk"), std::set<std::string>{"real.idx"});
  EXPECT_EQ(NamesIn(folder.path()), (std::set<std::string>{"disk", "link.idx"}));
}

TEST(FileReplacementTest, NobodyElseLooksIntoTheTemporaryFolder) {
  const TempDir folder;
  const FileReplacement replacement(folder / "a.idx");
  EXPECT_EQ(fs::status(replacement.temporary_folder()).permissions(), fs::perms::owner_all);
  EXPECT_EQ(fs::path(replacement.temporary_file()).parent_path(), replacement.temporary_folder());
}

TEST(FileReplacementTest, LinksBesideTheTargetAreNotFollowed) {
  const TempDir folder;
  const std::string precious = folder.Write("precious/index", "precious");
  const auto untouched = [&] {
    return ReadBytes(precious) == "precious" && NamesIn(folder / "precious") == std::set<std::string>{"index"};
  };
  fs::create_symlink("precious/lock", folder / ".a.idx.lock");
  EXPECT_EQ(ErrorOf([&] { FileReplacement replacement(folder / "a.idx"); }).code, ErrorCode::kUnreadable);
  EXPECT_TRUE(untouched());
  fs::remove(folder / ".a.idx.lock");
  fs::create_directory_symlink("precious", folder / ".a.idx.tmp");
  {
    FileReplacement replacement(folder / "a.idx");
    EXPECT_FALSE(fs::is_symlink(replacement.temporary_folder()));
    WriteBytes(replacement.temporary_file(), "new");
    replacement.Commit();
  }
  EXPECT_TRUE(untouched());
  EXPECT_EQ(ReadBytes(folder / "a.idx"), "new");
}

TEST(FileReplacementTest, LinksThatAreSwappedInMeanwhileAreNotFollowed) {
  const TempDir folder;
  const std::string precious = folder.Write("precious/index", "precious");
  fs::permissions(precious, fs::perms::owner_read);
  {
    FileReplacement replacement(folder.Write("a.idx", "old"));
    WriteBytes(replacement.temporary_file(), "new");
    // Its temporary folder is moved away, and a link is where it was.
    fs::rename(replacement.temporary_folder(), folder / "moved");
    fs::create_directory_symlink("precious", replacement.temporary_folder());
    fs::remove(folder / "a.idx");
    fs::create_symlink("precious/index", folder / "a.idx");
    replacement.Commit();
  }
  EXPECT_EQ(ReadBytes(precious), "precious");
  EXPECT_EQ(fs::status(precious).permissions(), fs::perms::owner_read);
  EXPECT_FALSE(fs::is_symlink(folder / "a.idx"));
  EXPECT_EQ(ReadBytes(folder / "a.idx"), "new");
  EXPECT_EQ(NamesIn(folder.path()), (std::set<std::string>{"a.idx", "moved", "precious"}));
}

// A folder such as /tmp, in which another user has been, and a home.
class SharedFolderTest : public testing::Test {
 protected:
  static constexpr uid_t kSelf = 65534;
  static constexpr uid_t kAnother = 1;
  static constexpr uid_t kOwner = 2;

  void SetUp() override {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can act as several users";
    for (const std::string& name : {folder_.path(), shared(), home()}) {
      fs::create_directories(name);
      fs::permissions(name, fs::perms(0755));
    }
    if (::chown(shared().c_str(), kOwner, 0) != 0) GTEST_SKIP() << "this root has no other users";
    ASSERT_EQ(::chown(home().c_str(), kSelf, 0), 0);
    fs::permissions(shared(), fs::perms(01777));
    umask_ = ::umask(022);
  }
  void TearDown() override {
    if (::seteuid(0) == 0) ::umask(umask_);
  }

  std::string shared() const { return folder_ / "shared"; }
  std::string home() const { return folder_ / "home"; }
  std::string index() const { return shared() + "/a.idx"; }

  // What of `name` in the shared folder belongs to whom.
  void Give(const std::string& name, uid_t user) const {
    ASSERT_EQ(::lchown((shared() + "/" + name).c_str(), user, 0), 0);
  }
  // Replaces the index as the user kSelf.
  ThrownError Replace() const {
    EXPECT_EQ(::seteuid(kSelf), 0);
    ThrownError error = ErrorOf([&] {
      FileReplacement replacement(index());
      WriteBytes(replacement.temporary_file(), "new");
      replacement.Commit();
    });
    EXPECT_EQ(::seteuid(0), 0);
    return error;
  }

  const TempDir folder_;
  mode_t umask_ = 0;
};

TEST_F(SharedFolderTest, OnlyOnesOwnLinksAndTheOwnersAreFollowed) {
  fs::create_symlink(home() + "/new.idx", index());
  Give("a.idx", kAnother);
  const ThrownError error = Replace();
  EXPECT_EQ(error.code, ErrorCode::kUnreadable);
  EXPECT_NE(error.message.find("somebody else"), std::string::npos) << error.message;
  EXPECT_TRUE(NamesIn(home()).empty());
  for (const uid_t user : {kSelf, kOwner}) {
    Give("a.idx", user);
    EXPECT_EQ(Replace().message, "");
    EXPECT_EQ(ReadBytes(home() + "/new.idx"), "new");
    fs::remove(home() + "/new.idx");
  }
}

TEST_F(SharedFolderTest, WhatSomebodyElsePutBesideTheIndexIsNotUsed) {
  for (const std::string name : {".a.idx.tmp", ".a.idx.lock"}) {
    SCOPED_TRACE(name);
    fs::create_symlink(home(), shared() + "/" + name);
    Give(name, kAnother);
    EXPECT_EQ(Replace().code, ErrorCode::kUnreadable);
    EXPECT_TRUE(NamesIn(home()).empty());
    EXPECT_EQ(NamesIn(shared()), std::set<std::string>{name});
    fs::remove(shared() + "/" + name);
  }
  fs::create_directory(shared() + "/.a.idx.tmp");
  fs::permissions(shared() + "/.a.idx.tmp", fs::perms(0777));
  Give(".a.idx.tmp", kAnother);
  EXPECT_EQ(Replace().code, ErrorCode::kUnreadable);
  EXPECT_TRUE(NamesIn(shared() + "/.a.idx.tmp").empty());
}

TEST_F(SharedFolderTest, SomebodyElsesIndexOpensOursToNobody) {
  WriteBytes(index(), "");
  fs::permissions(index(), fs::perms(0666));
  Give("a.idx", kAnother);
  EXPECT_EQ(Replace().code, ErrorCode::kUnreadable) << "it is not ours to replace";
  EXPECT_EQ(ReadBytes(index()), "");
  fs::permissions(shared(), fs::perms(0777));  // where it is
  EXPECT_EQ(Replace().message, "");
  EXPECT_EQ(fs::status(index()).permissions(), fs::perms(0644));
  fs::permissions(index(), fs::perms(0600));
  Give("a.idx", kAnother);
  EXPECT_EQ(Replace().message, "");
  EXPECT_EQ(fs::status(index()).permissions(), fs::perms(0600));
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
