#include "indexer/shard_stub.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include "corpus/error.h"
#include "indexer/file_io.h"

namespace article_search {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFirstLine = "# The shards of an index, by article-search's indexer.\n";
constexpr uint64_t kMaxLength = 1 << 20;

// The bytes of a file that may be a stub; none of others, nor where there is none.
std::string ReadText(const std::string& path) {
  const FileDescriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
  struct stat status {};
  if (!fd.ok() && IsMissing(errno)) return "";
  if (!fd.ok() || ::fstat(fd.get(), &status) != 0) ThrowErrno("cannot read", path);
  const auto size = static_cast<uint64_t>(status.st_size);
  if (!S_ISREG(status.st_mode) || size > kMaxLength) return "";
  return ReadAt(fd.get(), 0, size, path);
}

// Beside the file itself, where `path` is a link to it.
fs::path FolderOf(const std::string& path) {
  std::error_code error;
  const bool is_link = fs::is_symlink(path, error);
  const fs::path file = is_link ? fs::canonical(path, error) : fs::path(path);
  return file.parent_path();
}

}  // namespace

std::optional<std::vector<std::string>> ReadShardStub(const std::string& path) {
  const std::string text = ReadText(path);
  const fs::path folder = FolderOf(path);
  std::vector<std::string> shards;
  size_t number = 0;
  for (std::string_view rest = text; !rest.empty();) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    const size_t space = line.find(' ');
    const std::string_view type = line.substr(0, space);
    const std::string name(space == std::string_view::npos ? "" : line.substr(space + 1));
    if (!name.empty() && (type == "auto" || type == "glass")) {
      shards.push_back((folder / name).string());
    } else if (!name.empty() && type == "remote") {
      shards.push_back(std::string(kServerPrefix) + name);
    } else if (shards.empty()) {
      return std::nullopt;
    } else {
      throw Error(ErrorCode::kNotAnIndex,
                  path + ", line " + std::to_string(number) + " is neither \"auto FILE\" nor \"remote HOST:PORT\"");
    }
  }
  if (shards.empty()) return std::nullopt;
  return shards;
}

bool IsOwnShardStub(const std::string& path) { return ReadText(path).starts_with(kFirstLine); }

void WriteShardStub(const std::string& path, const std::vector<std::string>& files) {
  std::string text(kFirstLine);
  for (const std::string& file : files) text += "auto " + fs::path(file).filename().string() + "\n";
  const FileDescriptor fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666));
  if (!fd.ok()) ThrowErrno("cannot write", path);
  WriteAll(fd.get(), text, path);
}

}  // namespace article_search
