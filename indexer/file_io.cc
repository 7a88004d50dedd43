#include "indexer/file_io.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace article_search {

Error ErrnoError(const std::string& what, const std::string& path) {
  const int error = errno;
  return {IsMissing(error) ? ErrorCode::kNotFound : ErrorCode::kUnreadable,
          what + " " + path + ": " + std::strerror(error)};
}

void ThrowErrno(const std::string& what, const std::string& path) { throw ErrnoError(what, path); }

std::string ReadAt(int fd, uint64_t offset, uint64_t length, const std::string& path) {
  std::string bytes(length, '\0');
  uint64_t done = 0;
  while (done < length) {
    const ssize_t n = ::pread(fd, bytes.data() + done, length - done, static_cast<off_t>(offset + done));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) ThrowErrno("cannot read", path);
    if (n == 0) throw Error(ErrorCode::kDamagedIndex, path + " is shorter than it says: it is damaged; rebuild it");
    done += static_cast<uint64_t>(n);
  }
  return bytes;
}

void WriteAll(int fd, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && (errno == EINTR || WaitedFor(fd, POLLOUT))) continue;
    if (n < 0 && errno == EPIPE) throw Error(ErrorCode::kBrokenPipe, "cannot write " + path + ": broken pipe");
    if (n < 0) ThrowErrno("cannot write", path);
    bytes.remove_prefix(static_cast<size_t>(n));
  }
}

bool WaitedFor(int fd, int event) {
  if (errno != EAGAIN) return false;
  pollfd wanted = {fd, static_cast<decltype(pollfd::events)>(event), 0};
  return ::poll(&wanted, 1, -1) >= 0 || errno == EINTR;
}

void GuardStandardStreams() {
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(fd, F_GETFD) >= 0) continue;
    // The lowest free descriptor is this one, since those below have been seen to.
    if (::open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd) ThrowErrno("cannot open", "/dev/null");
  }
}

}  // namespace article_search
