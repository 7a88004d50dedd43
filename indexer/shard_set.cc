#include "indexer/shard_set.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <system_error>

#include "corpus/error.h"
#include "indexer/file_replacement.h"
#include "indexer/index_writer.h"
#include "indexer/old_index.h"
#include "indexer/shard_stub.h"

namespace article_search {
namespace {

namespace fs = std::filesystem;

// Digits of the generation in a file's name.
constexpr size_t kNameDigits = 12;

std::string ShardPath(const std::string& target, const IndexInfo& info, uint32_t shard) {
  return target + "." + info.generation.substr(0, kNameDigits) + "." + std::to_string(shard) + "-of-" +
         std::to_string(info.shards);
}

// Whether `name` is one that ShardPath makes for a target called `stem`.
bool IsShardName(std::string_view name, std::string_view stem) {
  if (!name.starts_with(stem)) return false;
  name.remove_prefix(stem.size());
  const auto take = [&name](std::string_view characters, size_t most) {
    const size_t length = std::min(name.find_first_not_of(characters), name.size());
    name.remove_prefix(std::min(length, most));
    return length > 0 && length <= most;
  };
  const auto take_text = [&name](std::string_view text) {
    const bool is_there = name.starts_with(text);
    if (is_there) name.remove_prefix(text.size());
    return is_there;
  };
  constexpr std::string_view kDigits = "0123456789";
  return take_text(".") && take("0123456789abcdef", kNameDigits) && take_text(".") && take(kDigits, 4) &&
         take_text("-of-") && take(kDigits, 4) && name.empty();
}

void WriteShard(const IndexFile& whole, const IndexSources& sources, const IndexInfo& info, const std::string& path,
                const std::string& like, WriterOptions options) {
  FileReplacement replacement(path);
  options.folder = replacement.temporary_folder();
  options.path = replacement.temporary_file();
  options.shard = info.shard;
  options.shards = info.shards;
  const std::unique_ptr<OldIndex> index = OldIndex::Open(whole);
  if (!index) {
    throw Error(ErrorCode::kUsage,
                "this version of Xapian writes another format than the one that can be cut into shards; build the "
                "index without --shards");
  }
  fs::create_directory(options.folder);
  const std::unique_ptr<DatabaseWriter> writer = MakeDirectWriter(options);
  uint32_t article = 0;
  uint32_t document = 1;
  for (const SourceFile& file : sources.files) {
    writer->Keep({index.get(), article, document, &file.contents}, article);
    article += static_cast<uint32_t>(file.contents.articles);
    document += static_cast<uint32_t>(file.contents.paragraphs);
  }
  writer->Finish(MetadataOf(info), info.generation);
  IndexInfo written = info;
  AppendFooter(options.path, info.shard == 1 ? sources : IndexSources(), &written);
  // A private index stays private.
  std::error_code error;
  const fs::file_status old = fs::symlink_status(like, error);
  if (fs::is_regular_file(old)) {
    fs::permissions(options.path, fs::perms::mask & ~old.permissions(), fs::perm_options::remove);
  }
  replacement.Commit();
}

Error DamagedSet(const std::string& path, const std::string& what) {
  return {ErrorCode::kDamagedIndex, path + " is damaged: " + what + "; rebuild it"};
}

}  // namespace

std::vector<std::string> FilesOfIndex(const std::string& path) {
  if (LooksLikeIndex(path)) return {path};
  std::error_code error;
  const std::optional<std::vector<std::string>> shards =
      fs::is_regular_file(path, error) ? ReadShardStub(path) : std::nullopt;
  if (!shards) return {path};  // opening it will tell what it is
  const auto server = std::find_if(shards->begin(), shards->end(),
                                   [](const std::string& shard) { return shard.starts_with(kServerPrefix); });
  if (server == shards->end()) return *shards;
  throw Error(ErrorCode::kUsage, path + " names a server, " + *server + "; this is for files, where that runs");
}

std::vector<IndexFile> OpenFiles(const std::string& path, bool check_database) {
  std::vector<IndexFile> shards;
  for (const std::string& file : FilesOfIndex(path)) {
    shards.push_back(IndexFile::Open(file, check_database, path));
    const IndexInfo& info = shards.back().info();
    if (file == path) return shards;
    if (info.shard == shards.size() && info.generation == shards.front().info().generation) continue;
    throw DamagedSet(path, file + " is not shard " + std::to_string(shards.size()) + " of it");
  }
  const uint32_t wanted = shards.front().info().shards;
  if (shards.size() == wanted) return shards;
  throw DamagedSet(path, "of " + std::to_string(wanted) + " shards there are " + std::to_string(shards.size()));
}

IndexFile OpenFirstFile(const std::string& path, bool check_database) {
  const std::string first = FilesOfIndex(path).front();
  std::error_code error;
  if (first != path && !fs::exists(first, error) && !error) {
    throw Error(ErrorCode::kNotFound, first + ", the shard of " + path +
                                          " with the list of its sources, is missing; build that again, naming them: " +
                                          "indexer -i " + path + " ARTICLE...");
  }
  IndexFile file = IndexFile::Open(first, check_database, path);
  const IndexInfo& info = file.info();
  if (info.shard == 1 && (info.shards == 1 || first != path)) return file;
  throw Error(ErrorCode::kUsage, first + " is shard " + std::to_string(info.shard) + " of " +
                                     std::to_string(info.shards) +
                                     "; give the file that names them all, the first first");
}

bool IsShard(const std::string& path) {
  try {
    return IndexFile::Open(path, /*check_database=*/false).info().shards > 1;
  } catch (const Error&) {
    return false;
  }
}

std::vector<std::string> WriteShards(const std::string& whole, const std::string& target, uint32_t shards,
                                     const WriterOptions& options) {
  const IndexFile file = IndexFile::Open(whole, /*check_database=*/false);
  IndexInfo info = file.info();
  if (info.paragraphs < shards) {
    throw Error(ErrorCode::kUsage, "--shards " + std::to_string(shards) +
                                       " is more than there are paragraphs: " + std::to_string(info.paragraphs));
  }
  if (fs::path(target).filename().string().find('\n') != std::string::npos) {
    throw Error(ErrorCode::kUsage, "--shards takes no name with a line break in it");
  }
  const IndexSources sources = file.ReadSources();
  info.shards = shards;
  std::vector<std::string> paths;
  std::vector<std::string> added;
  try {
    for (info.shard = 1; info.shard <= shards; ++info.shard) {
      if (options.check_interrupt) options.check_interrupt();
      paths.push_back(ShardPath(target, info, info.shard));
      if (!fs::exists(paths.back())) added.push_back(paths.back());
      WriteShard(file, sources, info, paths.back(), target, options);
    }
  } catch (const fs::filesystem_error& error) {
    for (const std::string& path : added) std::remove(path.c_str());
    throw Error(ErrorCode::kUnreadable, std::string("cannot write the shards: ") + error.code().message());
  } catch (...) {
    for (const std::string& path : added) std::remove(path.c_str());
    throw;
  }
  return paths;
}

void RemoveOldShards(const std::string& target, const std::vector<std::string>& kept) noexcept {
  std::error_code error;
  const fs::path path(target);
  const std::string stem = path.filename().string();
  for (const auto& entry : fs::directory_iterator(path.has_parent_path() ? path.parent_path() : ".", error)) {
    const std::string name = entry.path().filename().string();
    if (!IsShardName(name, stem)) continue;
    const bool is_kept = std::any_of(kept.begin(), kept.end(),
                                     [&](const std::string& file) { return fs::path(file).filename() == name; });
    if (!is_kept) fs::remove(entry.path(), error);
  }
}

}  // namespace article_search
