// The one exception type of the libraries. Libraries throw it and never print; only the executables' main.cc turns it
// into a line on stderr and an exit status.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "corpus/export.h"

namespace ARTICLE_SEARCH_EXPORT article_search {

// What went wrong, by kinds that a caller may treat differently.
enum class ErrorCode {
  kUsage,              // the caller asked for something that does not exist: an option's value, a language, a field
  kNotFound,           // a path, or an index, that is not there
  kUnreadable,         // a file that is there and cannot be read, or written
  kNotText,            // a file whose bytes are no text that we read: binary, HTML, an unknown encoding
  kNoParagraphs,       // input without a single paragraph
  kNotAnIndex,         // a file that is no index of ours
  kIncompatibleIndex,  // an index of another format version or rule set
  kDamagedIndex,       // an index whose checksum or length is wrong
  kLocked,             // another indexer is at work on the same index
  kUnreachable,        // a server with a part of the index that is not there, does not answer, or ends in the middle
  kBrokenPipe,         // whoever read our output has stopped reading
  kInterrupted,        // the caller wished to stop
  kInternal,           // a bug, or a library that failed in a way it should not
};

// The code's name in what programs read: "usage", "not_found", "unreadable", "not_text", "no_paragraphs",
// "not_an_index", "incompatible_index", "damaged_index", "locked", "unreachable", "broken_pipe", "interrupted",
// "internal".
std::string_view ToString(ErrorCode code);

// `what()` is one line, without a trailing full stop or newline: what happened, where, and what to do about it.
class Error : public std::runtime_error {
 public:
  // `message`: what `what()` returns.
  Error(ErrorCode code, const std::string& message) : std::runtime_error(message), code_(code) {}
  // The kind of error.
  ErrorCode code() const noexcept { return code_; }

 private:
  ErrorCode code_;
};

}  // namespace article_search
