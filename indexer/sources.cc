#include "indexer/sources.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "corpus/ascii.h"
#include "corpus/string_list.h"
#include "indexer/file_io.h"

namespace article_search {
namespace {

namespace fs = std::filesystem;

// In lower case, with its dot.
std::string ExtensionOf(const std::string& path) { return ToAsciiLower(fs::path(path).extension().string()); }

bool HasArticleExtension(const std::string& path) { return Contains(kArticleExtensions, ExtensionOf(path)); }

class Walk {
 public:
  Walk(SourceList* list, const std::function<void(const Error&)>& on_error) : list_(list), on_error_(on_error) {}

  void Root(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
      Miss(path, ErrnoError("cannot read", path));
    } else if (S_ISDIR(status.st_mode)) {
      if (FirstTime(status)) Folder(path);
    } else if (FirstTime(status)) {
      list_->files.push_back(path);
    }
  }

 private:
  void Miss(const std::string& path, const Error& error) {
    list_->missed.push_back(path);
    on_error_(error);
  }

  bool FirstTime(const struct stat& status) { return seen_.insert({status.st_dev, status.st_ino}).second; }

  // A link to the folder that is walked, or to one above it: what it leads to is not below the folder that was named.
  static bool IsLoop(const std::string& path, const std::string& root) {
    std::error_code error;
    if (!fs::is_symlink(path, error)) return false;
    const std::string end = fs::canonical(path, error).string() + "/";
    return !error && (fs::canonical(root, error).string() + "/").starts_with(end);
  }

  void Folder(const std::string& root) {
    // A stack of our own: the depth of a tree is somebody else's choice. Entries are pushed in reverse order.
    std::vector<std::string> stack = {root};
    while (!stack.empty()) {
      const std::string path = std::move(stack.back());
      stack.pop_back();
      struct stat status {};
      if (::stat(path.c_str(), &status) != 0) {
        // A link that leads nowhere is an error only where an article could have been.
        if (path == root || HasArticleExtension(path)) Miss(path, ErrnoError("cannot read", path));
        continue;
      }
      if (path != root) {
        if (IsLoop(path, root)) continue;
        if (!S_ISDIR(status.st_mode) && !(S_ISREG(status.st_mode) && HasArticleExtension(path))) continue;
        if (!FirstTime(status)) continue;
      }
      if (!S_ISDIR(status.st_mode)) {
        list_->files.push_back(path);
        continue;
      }
      std::error_code error;
      std::vector<std::string> names;
      for (fs::directory_iterator it(path, error), end; !error && it != end; it.increment(error)) {
        const std::string name = it->path().filename().string();
        if (name.front() != '.') names.push_back(name);
      }
      if (error) Miss(path, Error(ErrorCode::kUnreadable, "cannot read the folder " + path + ": " + error.message()));
      std::sort(names.rbegin(), names.rend());
      const std::string prefix = path.ends_with('/') ? path : path + "/";
      for (std::string& name : names) stack.push_back(std::move(name.insert(0, prefix)));
    }
  }

  SourceList* list_;
  const std::function<void(const Error&)>& on_error_;
  std::set<std::pair<dev_t, ino_t>> seen_;
};

}  // namespace

bool IsJsonLines(const std::string& path, const std::string& input_format) {
  return input_format.empty() ? ExtensionOf(path) == kJsonLinesExtension : input_format == "jsonl";
}

std::string AbsolutePath(const std::string& path) {
  std::error_code error;
  fs::path absolute = fs::absolute(path, error);
  if (error) {
    throw Error(ErrorCode::kNotFound, "cannot tell where " + path + " is: the current folder: " + error.message());
  }
  // ".." behind a symbolic link is not what it looks like, so that is left to the file system.
  if (std::find(absolute.begin(), absolute.end(), "..") != absolute.end()) {
    const fs::path resolved = fs::weakly_canonical(absolute, error);
    if (!error) absolute = resolved;
  }
  absolute = absolute.lexically_normal();
  if (!absolute.has_filename() && absolute.has_relative_path()) absolute = absolute.parent_path();
  return absolute.string();
}

SourceList FindSources(const std::vector<std::string>& paths, const std::function<void(const Error&)>& on_error) {
  SourceList list;
  Walk walk(&list, on_error);
  for (const std::string& path : paths) {
    if (path == "-") {
      if (Contains(list.roots, path)) continue;
      list.roots.push_back(path);
      list.files.push_back(path);
      continue;
    }
    // A dangling link in a folder is met by stat below and said; so is a path that does not exist.
    list.roots.push_back(AbsolutePath(path));
    walk.Root(list.roots.back());
  }
  return list;
}

}  // namespace article_search
