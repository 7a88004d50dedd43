// Preloaded into a program (LD_PRELOAD), has one of its system calls go wrong. Of the calls named $FAULT_CALL, the one
// with the number $FAULT_NUMBER, counted from 1, does what $FAULT says:
//
//   kill-before, kill-after  the process ends by SIGKILL just before the call, or just after
//   interrupt                it gets a SIGINT just before the call
//   short                    half of the bytes are read or written
//   end                      nothing is read, as at the end of a file
//   28                       nothing is done, and the call fails with that errno
//   28+                      so do all later ones of that name
//
// Each call adds its name as a line to the file $FAULT_LOG, with "!" before it where the fault struck. Calls are named
// by what they do, whichever function of the C library does it. Standard streams are left alone. The call "allocate" is
// C++'s operator new; it is logged only where it fails, which it does by its exception.
#undef _FORTIFY_SOURCE  // would define some of these functions inline
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

namespace {

enum class Fault { kNone, kKillBefore, kKillAfter, kInterrupt, kShort, kEnd, kError };

std::atomic<long> calls_so_far = 0;

const char* Variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

Fault FaultOf(const char* call) {
  if (std::strcmp(call, Variable("FAULT_CALL")) != 0) return Fault::kNone;
  const long here = ++calls_so_far;
  const long number = std::atol(Variable("FAULT_NUMBER"));
  const char* fault = Variable("FAULT");
  if (here < number || (here > number && std::strchr(fault, '+') == nullptr)) return Fault::kNone;
  if (std::strcmp(fault, "kill-before") == 0) return Fault::kKillBefore;
  if (std::strcmp(fault, "kill-after") == 0) return Fault::kKillAfter;
  if (std::strcmp(fault, "interrupt") == 0) return Fault::kInterrupt;
  if (std::strcmp(fault, "end") == 0) return Fault::kEnd;
  return std::strcmp(fault, "short") == 0 ? Fault::kShort : Fault::kError;
}

// By system calls, since the functions are the ones below.
void Log(const char* call, bool struck) {
  const char* path = Variable("FAULT_LOG");
  if (*path == '\0') return;
  char line[32];
  const int length = std::snprintf(line, sizeof line, "%s%s\n", struck ? "!" : "", call);
  const long fd = ::syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  ::syscall(SYS_write, fd, line, length);
  ::syscall(SYS_close, fd);
}

// `length` is what `do_it` takes as the number of bytes.
template <typename Call>
auto Faulty(const char* call, const Call& do_it, size_t* length = nullptr) -> decltype(do_it()) {
  const Fault fault = FaultOf(call);
  Log(call, fault != Fault::kNone);
  if (fault == Fault::kKillBefore) ::raise(SIGKILL);
  if (fault == Fault::kInterrupt) ::raise(SIGINT);
  if (fault == Fault::kError) {
    errno = std::atoi(Variable("FAULT"));
    return -1;
  }
  if (fault == Fault::kEnd) return 0;
  if (fault == Fault::kShort && length != nullptr) *length = (*length + 1) / 2;
  const auto result = do_it();
  if (fault == Fault::kKillAfter) ::raise(SIGKILL);
  return result;
}

template <typename Function>
Function* Next(Function* /*for its type*/, const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

// Looked up once: there are many of these calls.
void* AllocateBy(void* (*next)(size_t), size_t size) {
  static const bool is_wanted = std::strcmp(Variable("FAULT_CALL"), "allocate") == 0;
  if (is_wanted && FaultOf("allocate") != Fault::kNone) {
    Log("allocate", true);
    throw std::bad_alloc();
  }
  return next(size);
}

int OpenAt(int folder, const char* path, int flags, mode_t mode) {
  return Faulty((flags & O_CREAT) != 0 ? "create" : "open",
                [&] { return Next(&openat, "openat")(folder, path, flags, mode); });
}

}  // namespace

void* operator new(size_t size) {
  static void* (*const next)(size_t) = Next(static_cast<void* (*)(size_t)>(nullptr), "_Znwm");
  return AllocateBy(next, size);
}
void* operator new[](size_t size) {
  static void* (*const next)(size_t) = Next(static_cast<void* (*)(size_t)>(nullptr), "_Znam");
  return AllocateBy(next, size);
}

#define NEXT(function) Next(&function, #function)
#define MODE_OF(flags)                        \
  mode_t mode = 0;                            \
  if ((flags & (O_CREAT | O_TMPFILE)) != 0) { \
    va_list more;                             \
    va_start(more, flags);                    \
    mode = va_arg(more, mode_t);              \
    va_end(more);                             \
  }

extern "C" {

int open(const char* path, int flags, ...) {
  MODE_OF(flags)
  return OpenAt(AT_FDCWD, path, flags, mode);
}
int openat(int folder, const char* path, int flags, ...) {
  MODE_OF(flags)
  return OpenAt(folder, path, flags, mode);
}
int creat(const char* path, mode_t mode) { return OpenAt(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, mode); }

ssize_t read(int fd, void* bytes, size_t length) {
  const auto do_it = [&] { return NEXT(read)(fd, bytes, length); };
  return fd <= STDERR_FILENO ? do_it() : Faulty("read", do_it, &length);
}
ssize_t pread(int fd, void* bytes, size_t length, off_t offset) {
  return Faulty(
      "read", [&] { return NEXT(pread)(fd, bytes, length, offset); }, &length);
}
ssize_t write(int fd, const void* bytes, size_t length) {
  const auto do_it = [&] { return NEXT(write)(fd, bytes, length); };
  return fd <= STDERR_FILENO ? do_it() : Faulty("write", do_it, &length);
}
ssize_t pwrite(int fd, const void* bytes, size_t length, off_t offset) {
  return Faulty(
      "write", [&] { return NEXT(pwrite)(fd, bytes, length, offset); }, &length);
}
ssize_t writev(int fd, const iovec* parts, int count) {
  const auto do_it = [&] { return NEXT(writev)(fd, parts, count); };
  return fd <= STDERR_FILENO ? do_it() : Faulty("write", do_it);
}

int fsync(int fd) {
  return Faulty("sync", [&] { return NEXT(fsync)(fd); });
}
int fdatasync(int fd) {
  return Faulty("sync", [&] { return NEXT(fdatasync)(fd); });
}
int ftruncate(int fd, off_t length) noexcept {
  return Faulty("truncate", [&] { return NEXT(ftruncate)(fd, length); });
}
int fchmod(int fd, mode_t mode) noexcept {
  return Faulty("chmod", [&] { return NEXT(fchmod)(fd, mode); });
}
int flock(int fd, int operation) noexcept {
  return Faulty("lock", [&] { return NEXT(flock)(fd, operation); });
}

int rename(const char* from, const char* to) noexcept {
  return Faulty("rename", [&] { return NEXT(rename)(from, to); });
}
int renameat(int from_folder, const char* from, int to_folder, const char* to) noexcept {
  return Faulty("rename", [&] { return NEXT(renameat)(from_folder, from, to_folder, to); });
}
int mkdir(const char* path, mode_t mode) noexcept {
  return Faulty("mkdir", [&] { return NEXT(mkdir)(path, mode); });
}
int mkdirat(int folder, const char* path, mode_t mode) noexcept {
  return Faulty("mkdir", [&] { return NEXT(mkdirat)(folder, path, mode); });
}
int unlink(const char* path) noexcept {
  return Faulty("remove", [&] { return NEXT(unlink)(path); });
}
int unlinkat(int folder, const char* path, int flags) noexcept {
  return Faulty("remove", [&] { return NEXT(unlinkat)(folder, path, flags); });
}
int rmdir(const char* path) noexcept {
  return Faulty("remove", [&] { return NEXT(rmdir)(path); });
}
int remove(const char* path) noexcept {
  return Faulty("remove", [&] { return NEXT(remove)(path); });
}

// What programs call that ask for large files, which on 64-bit systems is the same.
int open64(const char* path, int flags, ...) __attribute__((alias("open")));
int openat64(int folder, const char* path, int flags, ...) __attribute__((alias("openat")));
int creat64(const char* path, mode_t mode) __attribute__((alias("creat")));
ssize_t pread64(int fd, void* bytes, size_t length, off64_t offset) __attribute__((alias("pread")));
ssize_t pwrite64(int fd, const void* bytes, size_t length, off64_t offset) __attribute__((alias("pwrite")));
int ftruncate64(int fd, off64_t length) noexcept __attribute__((alias("ftruncate")));
}
