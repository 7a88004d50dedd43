#include "indexer/file_replacement.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <filesystem>
#include <new>
#include <system_error>

#include "corpus/error.h"

namespace article_search {
namespace {

namespace fs = std::filesystem;

constexpr const char* kLockEnding = ".lock";
constexpr const char* kNewFile = "index";  // in the temporary folder

// The kernel's rule for links that it follows itself (fs.protected_symlinks): where anybody may put a link, only one's
// own are followed, and those of the folder's owner. Anybody else's would have us write where they like.
bool MayFollow(const struct stat& link, const fs::path& folder) {
  struct stat status {};
  if (::stat(folder.empty() ? "." : folder.c_str(), &status) != 0) return false;
  constexpr mode_t kShared = S_ISVTX | S_IWOTH;
  return (status.st_mode & kShared) != kShared || link.st_uid == ::geteuid() || link.st_uid == status.st_uid;
}

// By hand, since a link may point to a file that is yet to be made.
std::string ResolveTarget(const std::string& target) {
  constexpr int kMostLinks = 40;  // as the kernel
  fs::path path = target;
  for (int links = 0; links < kMostLinks; ++links) {
    // What is looked at is what is followed, whatever takes its name meanwhile.
    const FileDescriptor link(::open(path.c_str(), O_PATH | O_NOFOLLOW | O_CLOEXEC));
    struct stat status {};
    if (!link.ok() || ::fstat(link.get(), &status) != 0 || !S_ISLNK(status.st_mode)) return path.string();
    if (!MayFollow(status, path.parent_path())) {
      throw Error(ErrorCode::kUnreadable, target +
                                              " is a link that somebody else put where everybody may; name the "
                                              "file itself with -i, or remove the link");
    }
    std::array<char, PATH_MAX> next{};
    const ssize_t length = ::readlinkat(link.get(), "", next.data(), next.size());
    if (length < 0) ThrowErrno("cannot follow the link", target);
    path = path.parent_path() / std::string(next.data(), static_cast<size_t>(length));
  }
  throw Error(ErrorCode::kUnreadable, "cannot follow the link " + target + ": it goes round in circles");
}

}  // namespace

FileReplacement::FileReplacement(const std::string& target) : target_(ResolveTarget(target)) {
  const fs::path path(target_);
  name_ = path.filename().string();
  const std::string folder = path.has_parent_path() ? path.parent_path().string() : ".";
  folder_ = FileDescriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder_.ok() && errno == ENOENT) {
    throw Error(ErrorCode::kNotFound, "there is no folder " + folder + " to write the index in");
  }
  if (!folder_.ok()) ThrowErrno("cannot open the folder", folder);
  temporary_folder_ = folder + "/" + NameOf(".tmp");
  temporary_file_ = temporary_folder_ + "/" + kNewFile;
  lock_path_ = folder + "/" + NameOf(kLockEnding);
  const std::string name = NameOf(".tmp");  // before the lock: what throws between that and the end leaves it behind
  Lock();
  RemoveTemporaries();
  // Made anew, so that it is nobody else's, nor a link to one, and nobody else can put anything into it.
  if (::mkdirat(folder_.get(), name.c_str(), 0700) == 0) {
    work_ = FileDescriptor(::openat(folder_.get(), name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  }
  if (work_.ok()) return;
  const int error = errno;
  CleanUp();
  errno = error;
  ThrowErrno("cannot make the folder", temporary_folder_);
}

FileReplacement::~FileReplacement() { CleanUp(); }

std::string FileReplacement::NameOf(const char* ending) const { return "." + name_ + ending; }

void FileReplacement::Lock() {
  const std::string lock = NameOf(kLockEnding);
  for (;;) {
    FileDescriptor fd(::openat(folder_.get(), lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666));
    if (!fd.ok()) ThrowErrno("cannot write the index: no lock file", lock_path_);
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
    if (::fstat(fd.get(), &ours) == 0 && ::fstatat(folder_.get(), lock.c_str(), &there, AT_SYMLINK_NOFOLLOW) == 0 &&
        ours.st_ino == there.st_ino && ours.st_dev == there.st_dev) {
      lock_ = std::move(fd);
      return;
    }
  }
}

void FileReplacement::RemoveTemporaries() noexcept {
  std::error_code ignored;
  try {
    fs::remove_all(temporary_folder_, ignored);
  } catch (const std::bad_alloc&) {  // the next run removes them
  }
}

void FileReplacement::CleanUp() noexcept {
  // To remove a folder takes descriptors, of which there may be no more.
  work_.Close();
  folder_.Close();
  RemoveTemporaries();
  // Still under the lock, so that nobody's new lock file is removed.
  ::unlink(lock_path_.c_str());
}

void FileReplacement::Commit() {
  const FileDescriptor file(::openat(work_.get(), kNewFile, O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  struct stat made {};
  if (!file.ok() || ::fstat(file.get(), &made) != 0) ThrowErrno("cannot open", temporary_file_);
  struct stat old {};
  if (::fstatat(folder_.get(), name_.c_str(), &old, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(old.st_mode)) {
    // A private index stays private, whatever the umask is now; and nobody else's file opens ours to others.
    mode_t mode = old.st_mode & 0777;
    if (old.st_uid != ::geteuid()) mode &= made.st_mode;
    if (::fchmod(file.get(), mode) != 0) ThrowErrno("cannot keep the permissions of", target_);
  }
  if (::fsync(file.get()) != 0) ThrowErrno("cannot write", temporary_file_);
  if (::renameat(work_.get(), kNewFile, folder_.get(), name_.c_str()) != 0) ThrowErrno("cannot replace", target_);
  if (::fsync(folder_.get()) != 0) ThrowErrno("cannot sync the folder of", target_);
}

void RemoveLeftovers(const std::string& target) noexcept {
  try {
    const fs::path path(ResolveTarget(target));
    // The lock file is the first to come and the last to go.
    if (!fs::exists(path.parent_path() / ("." + path.filename().string() + kLockEnding))) return;
    const FileReplacement removes_them(target);
  } catch (const std::exception&) {  // whoever replaces the file next will say what is wrong
  }
}

}  // namespace article_search
