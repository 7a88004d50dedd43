#include "indexer/file_replacement.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "corpus/error.h"

namespace article_search {
namespace {

namespace fs = std::filesystem;

constexpr const char* kLockEnding = ".lock";

std::string ResolveTarget(const std::string& target) {
  // By hand, since a link may point to a file that is yet to be made.
  constexpr int kMostLinks = 40;  // as the kernel
  fs::path path = target;
  for (int links = 0; links < kMostLinks; ++links) {
    std::error_code error;
    if (!fs::is_symlink(fs::symlink_status(path, error))) return path.string();
    const fs::path next = fs::read_symlink(path, error);
    if (error) throw Error(ErrorCode::kUnreadable, "cannot follow the link " + target + ": " + error.message());
    path = next.is_absolute() ? next : path.parent_path() / next;
  }
  throw Error(ErrorCode::kUnreadable, "cannot follow the link " + target + ": it goes round in circles");
}

std::string FolderOf(const std::string& target) {
  const fs::path path(target);
  return path.has_parent_path() ? path.parent_path().string() : ".";
}

// With an ending, what stands beside the target meanwhile.
std::string StemOf(const std::string& target) { return FolderOf(target) + "/." + fs::path(target).filename().string(); }

}  // namespace

FileReplacement::FileReplacement(const std::string& target)
    : target_(ResolveTarget(target)), folder_(FolderOf(target_)) {
  const std::string stem = StemOf(target_);
  temporary_file_ = stem + ".tmp";
  temporary_folder_ = stem + ".tmp.d";
  lock_path_ = stem + kLockEnding;
  Lock();
  RemoveTemporaries();
}

FileReplacement::~FileReplacement() {
  RemoveTemporaries();
  // Still under the lock, so that nobody's new lock file is removed.
  ::unlink(lock_path_.c_str());
}

void FileReplacement::Lock() {
  for (;;) {
    FileDescriptor fd(::open(lock_path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666));
    if (!fd.ok()) {
      if (errno == ENOENT)
        throw Error(ErrorCode::kNotFound, "there is no folder " + folder_ + " to write the index in");
      ThrowErrno("cannot write the index: no lock file", lock_path_);
    }
    while (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
      if (errno == EINTR) continue;
      if (errno == EWOULDBLOCK) {
        throw Error(ErrorCode::kLocked, "another indexer is at work on " + target_ + "; try again when it is done");
      }
      ThrowErrno("cannot lock", lock_path_);
    }
    // The process that held the lock may have removed the file between our open and our lock.
    struct stat ours {};
    struct stat there {};
    if (::fstat(fd.get(), &ours) == 0 && ::stat(lock_path_.c_str(), &there) == 0 && ours.st_ino == there.st_ino &&
        ours.st_dev == there.st_dev) {
      lock_ = std::move(fd);
      return;
    }
  }
}

void FileReplacement::RemoveTemporaries() noexcept {
  std::error_code ignored;
  fs::remove(temporary_file_, ignored);
  fs::remove_all(temporary_folder_, ignored);
}

void FileReplacement::Commit() {
  const FileDescriptor file(::open(temporary_file_.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!file.ok()) ThrowErrno("cannot open", temporary_file_);
  // A private index stays private, whatever the umask is now.
  struct stat old {};
  if (::stat(target_.c_str(), &old) == 0 && ::fchmod(file.get(), old.st_mode & 07777) != 0) {
    ThrowErrno("cannot keep the permissions of", target_);
  }
  if (::fsync(file.get()) != 0) ThrowErrno("cannot write", temporary_file_);
  const FileDescriptor folder(::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder.ok()) ThrowErrno("cannot open the folder", folder_);
  if (::rename(temporary_file_.c_str(), target_.c_str()) != 0) ThrowErrno("cannot replace", target_);
  if (::fsync(folder.get()) != 0) ThrowErrno("cannot sync the folder", folder_);
}

void RemoveLeftovers(const std::string& target) noexcept {
  try {
    // The lock file is the first to come and the last to go.
    if (fs::exists(StemOf(ResolveTarget(target)) + kLockEnding)) FileReplacement{target};
  } catch (const std::exception&) {  // whoever replaces the file next will say what is wrong
  }
}

}  // namespace article_search
