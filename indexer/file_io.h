// Whole reads and writes on a file descriptor, and what is said where one fails.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "corpus/error.h"
#include "corpus/file_descriptor.h"

namespace article_search {

// "WHAT PATH: No such file or directory" for the current errno: kNotFound where that is so, else kUnreadable. `what`
// says what was tried: "cannot open the index".
Error ErrnoError(const std::string& what, const std::string& path);
[[noreturn]] void ThrowErrno(const std::string& what, const std::string& path);

// Exactly `length` bytes from `offset`; throws Error (a file that is too short: kDamagedIndex).
std::string ReadAt(int fd, uint64_t offset, uint64_t length, const std::string& path);

// All of `bytes`; throws Error kUnreadable.
void WriteAll(int fd, std::string_view bytes, const std::string& path);

// Whether a read or write failed only because nothing may be waited for on this descriptor (a program that we share the
// pipe with may have asked for that), and then waits until there is something to do: POLLIN or POLLOUT.
bool WaitedFor(int fd, int event);

// Opens /dev/null on each of the standard streams that is closed, in the direction in which it can't be used: else the
// next file that is opened would be taken for it. To be called first of all. Throws Error where that is impossible.
void GuardStandardStreams();

}  // namespace article_search
