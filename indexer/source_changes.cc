#include "indexer/source_changes.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <unordered_map>

#include "corpus/analyzer.h"
#include "corpus/article_reader.h"
#include "corpus/decode.h"
#include "corpus/error.h"
#include "corpus/file_descriptor.h"
#include "corpus/string_list.h"
#include "indexer/hash_state.h"
#include "indexer/schema.h"
#include "indexer/sources.h"

namespace article_search {
namespace {

// Seconds. A file that changed so shortly before it was read may have changed once more since, at what is the same time
// to the clock of its file system. (Git calls such a file "racy".) So may one whose time is in the future.
constexpr int64_t kCoarsestClock = 2;

constexpr size_t kHashedPiece = 64 * 1024;  // bytes that are read at a time

uint64_t HashOfFile(const std::string& path) {
  const HashState hash(XXH3_createState());
  XXH3_64bits_reset(hash.get());
  ReadFileByPieces(path, kHashedPiece, [&](std::string_view piece) {
    XXH3_64bits_update(hash.get(), piece.data(), piece.size());
    return true;
  });
  return XXH3_64bits_digest(hash.get());
}

bool IsBinary(const std::string& path) {
  bool is_binary = false;
  ReadFileByPieces(path, kHashedPiece, [&](std::string_view begin) {
    is_binary = LooksBinary(begin);
    return false;
  });
  return is_binary;
}

// What would become of a file that the index does not have.
enum class Fate { kRead, kPassedOver, kLeftOut };

Fate FateOf(const std::string& path, const IndexSources& sources) {
  const bool is_named = Contains(sources.roots, path);
  if (is_named && !sources.keep_going) return Fate::kRead;
  try {
    const bool is_binary = IsBinary(path);
    // A folder's binary files never are.
    if (is_binary && !is_named && !IsUtf16Or32(sources.encoding)) return Fate::kPassedOver;
    if (sources.keep_going && !IsJsonLines(path, sources.input_format)) {
      ReadArticle(ReadFile(path), path, {sources.encoding});
    }
    return Fate::kRead;
  } catch (const Error&) {
    return sources.keep_going ? Fate::kLeftOut : Fate::kRead;  // where a rebuild fails, it says why
  }
}

bool IsGone(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) != 0 && IsMissing(errno);
}

bool IsSame(const SourceFile& file, const IndexSources& sources) {
  try {
    return Unchanged(file, sources).has_value();
  } catch (const Error&) {
    return false;  // a rebuild leaves it out, or fails and says why
  }
}

}  // namespace

uint64_t ContentHash(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

int64_t ModificationTime(const struct stat& status) {
  return int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
}

std::optional<SourceFile> Unchanged(const SourceFile& recorded, const IndexSources& sources) {
  struct stat status {};
  if (::stat(recorded.path.c_str(), &status) != 0) return std::nullopt;
  if (static_cast<uint64_t>(status.st_size) != recorded.size) return std::nullopt;
  SourceFile file = recorded;
  file.mtime_ns = ModificationTime(status);
  const bool is_old = file.mtime_ns / 1'000'000'000 < sources.built_at - kCoarsestClock;
  // That a file may no longer be read does not show in its time.
  if (file.mtime_ns == recorded.mtime_ns && is_old && ::access(file.path.c_str(), R_OK) == 0) return file;
  if (HashOfFile(file.path) != file.content_hash) return std::nullopt;
  return file;
}

void CheckRebuildable(const IndexSources& sources) {
  if (std::find(sources.roots.begin(), sources.roots.end(), "-") == sources.roots.end()) return;
  throw Error(ErrorCode::kUsage,
              "the index was made from standard input, so it can't be made again by itself; name its articles");
}

SourceChanges FindChanges(const IndexInfo& info, const IndexSources& sources) {
  SourceChanges changes;
  changes.other_rules = info.rules != RuleSetId() || info.icu != IcuVersion();
  changes.bad_lines = sources.bad_lines;
  std::unordered_map<std::string, const SourceFile*> known;
  for (const SourceFile& file : sources.files) {
    if (file.path != "-") known.emplace(file.path, &file);
  }
  // What was named and is gone is a change like any other, though without --keep-going a rebuild fails for it.
  std::vector<std::string> roots;
  std::vector<std::string> gone;
  for (const std::string& root : sources.roots) {
    if (root != "-") (!sources.keep_going && IsGone(root) ? gone : roots).push_back(root);
  }
  const SourceList found = FindSources(roots, [&](const Error& error) {
    if (!sources.keep_going) throw Error(error.code(), error.what());
  });
  changes.left_out = found.missed;
  for (const std::string& path : found.files) {
    const auto file = known.find(path);
    if (file == known.end()) {
      const Fate fate = FateOf(path, sources);
      if (fate == Fate::kRead) changes.added.push_back(path);
      if (fate == Fate::kLeftOut) changes.left_out.push_back(path);
      continue;
    }
    if (!IsSame(*file->second, sources)) changes.changed.push_back(path);
    known.erase(file);
  }
  for (const SourceFile& file : sources.files) {
    if (known.contains(file.path)) changes.removed.push_back(file.path);
  }
  for (const std::string& root : gone) {  // a folder that had no file is none of these
    const bool is_said = std::any_of(changes.removed.begin(), changes.removed.end(), [&](const std::string& path) {
      return path == root || path.starts_with(root + "/");
    });
    if (!is_said) changes.removed.push_back(root);
  }
  return changes;
}

}  // namespace article_search
