#include "indexer/source_reader.h"

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>
#include <unordered_set>

#include "corpus/article_reader.h"
#include "corpus/decode.h"
#include "corpus/error.h"
#include "corpus/json_lines_reader.h"
#include "indexer/file_io.h"
#include "indexer/hash_state.h"
#include "indexer/source_changes.h"
#include "indexer/sources.h"

namespace article_search {
namespace {

// Bytes of a file in one piece of reading JSON Lines.
constexpr size_t kLinesPiece = 4 << 20;

// By pieces, until there are no more or `on_piece` returns false. The wait for input ends now and then, since a signal
// that comes just before it, or to another thread, does not end it.
void ReadStandardInput(const std::function<void()>& check_interrupt,
                       const std::function<bool(std::string_view)>& on_piece) {
  constexpr int kMilliseconds = 100;
  std::string piece(1 << 16, '\0');
  for (;;) {
    if (check_interrupt) check_interrupt();
    pollfd wanted = {STDIN_FILENO, POLLIN, 0};
    const int ready = ::poll(&wanted, 1, kMilliseconds);
    if (ready == 0 || (ready < 0 && errno == EINTR)) continue;
    const ssize_t n = ::read(STDIN_FILENO, piece.data(), piece.size());
    if (n < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (n < 0) ThrowErrno("cannot read", "standard input");
    if (n == 0 || !on_piece(std::string_view(piece).substr(0, static_cast<size_t>(n)))) return;
  }
}

// Before the bytes: a file that changes while it is read then looks changed.
void TakeTime(SourceFile* file) {
  struct stat status {};
  if (file->path != "-" && ::stat(file->path.c_str(), &status) == 0) file->mtime_ns = ModificationTime(status);
}

// The bytes of a source, and what is remembered of it.
std::string ReadSource(SourceFile* file, const std::function<void()>& check_interrupt) {
  TakeTime(file);
  std::string bytes;
  if (file->path == "-") {
    ReadStandardInput(check_interrupt, [&](std::string_view piece) {
      bytes += piece;
      return true;
    });
  } else {
    bytes = ReadFile(file->path);
  }
  file->size = bytes.size();
  file->content_hash = ContentHash(bytes);
  return bytes;
}

// The same for JSON Lines, piece by piece into `reader`; without more than a piece in memory. False where the file is
// passed over, being binary.
bool ReadLines(SourceFile* file, const std::function<void()>& check_interrupt, bool may_be_binary,
               JsonLinesReader* reader) {
  TakeTime(file);
  const HashState hash(XXH3_createState());
  XXH3_64bits_reset(hash.get());
  bool is_binary = false;
  const auto read = [&](std::string_view piece) {
    if (check_interrupt) check_interrupt();
    is_binary = may_be_binary && file->size == 0 && LooksBinary(piece);
    if (is_binary) return false;
    file->size += piece.size();
    XXH3_64bits_update(hash.get(), piece.data(), piece.size());
    reader->Read(piece);
    return true;
  };
  if (file->path == "-") {
    ReadStandardInput(check_interrupt, read);
  } else {
    ReadFileByPieces(file->path, kLinesPiece, read);
  }
  if (is_binary) return false;
  reader->Finish();
  file->content_hash = XXH3_64bits_digest(hash.get());
  return true;
}

}  // namespace

ReadCounts ReadFiles(const BuildOptions& options, const TakeFile& take,
                     const std::function<void(const Article&)>& on_article,
                     const std::function<void(const SourceFile&)>& on_source) {
  ReadCounts counts;
  const auto fail = [&](const Error& error) {
    if (!options.keep_going || error.code() == ErrorCode::kInterrupted) throw Error(error.code(), error.what());
    ++counts.failures;
    if (options.on_warning) options.on_warning(error.what());
  };
  const std::string format = options.input_format.value_or("");
  if (format == "jsonl" && options.encoding) {
    throw Error(ErrorCode::kUsage, "--encoding does not go with --input-format jsonl: JSON Lines are UTF-8");
  }
  const bool has_nul_bytes = IsUtf16Or32(options.encoding.value_or(""));
  const SourceList sources = FindSources(options.paths, fail);
  counts.found = sources.files.size();
  const std::unordered_set<std::string> named(sources.roots.begin(), sources.roots.end());
  const auto is_named = [&](const std::string& path) { return named.contains(path); };
  uint64_t done = 0;
  for (const std::string& path : sources.files) {
    if (options.check_interrupt) options.check_interrupt();
    if (options.on_file) options.on_file(done++, sources.files.size());
    SourceFile file;
    file.path = path;
    const bool json_lines = IsJsonLines(path, format);
    // Lines that can't be read are to be said again.
    if (take && !(json_lines && options.keep_going)) {
      if (std::optional<SourceFile> taken = take(path)) {
        on_source(*taken);
        continue;
      }
    }
    // What a folder holds by chance is no failure; a file that was named must be text.
    const bool may_be_binary = !is_named(path) && !has_nul_bytes;
    const auto pass_over = [&] {
      if (!options.on_warning) return;
      options.on_warning(path + ": binary data, so it was left out" +
                         (json_lines ? "" : "; if it is text in UTF-16 or UTF-32, name that with --encoding"));
    };
    if (json_lines) {
      bool began = false;  // then it is too late to leave the file out
      JsonLinesReader reader(
          path, options.split,
          [&](const Article& article) {
            began = true;
            on_article(article);
          },
          [&](const Error& error) {
            fail(error);
            ++counts.bad_lines;
          });
      try {
        if (!ReadLines(&file, options.check_interrupt, may_be_binary, &reader)) {
          pass_over();
          continue;
        }
      } catch (const Error& error) {
        if (began) throw;
        fail(error);
        continue;
      }
    } else {
      Article article;
      try {
        const std::string bytes = ReadSource(&file, options.check_interrupt);
        if (may_be_binary && LooksBinary(bytes)) {
          pass_over();
          continue;
        }
        article = ReadArticle(bytes, path, ReadOptions{options.encoding.value_or("")});
      } catch (const Error& error) {
        fail(error);
        continue;
      }
      if (options.on_guess && !article.guessed_encoding.empty()) options.on_guess(path, article.guessed_encoding);
      on_article(article);
    }
    if (on_source) on_source(file);
  }
  return counts;
}

}  // namespace article_search
