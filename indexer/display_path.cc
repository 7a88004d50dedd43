#include "indexer/display_path.h"

#include <unistd.h>

#include <array>
#include <climits>
#include <cstdlib>

#include "corpus/error.h"

namespace article_search {

std::string DefaultIndexPath() {
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string(value != nullptr ? value : "");
  };
  if (std::string path = variable("ARTICLE_SEARCH_INDEX"); !path.empty()) return path;
  std::string data = variable("XDG_DATA_HOME");
  // The XDG base directory specification: a relative path is to be ignored.
  if (data.empty() || data.front() != '/') {
    const std::string home = variable("HOME");
    if (home.empty()) {
      throw Error(ErrorCode::kUsage,
                  "there is no place for the index: HOME is not set; name a file with -i FILE or in "
                  "ARTICLE_SEARCH_INDEX");
    }
    data = home + "/.local/share";
  }
  return data + "/article-search/article.idx";
}

std::string CurrentFolder() {
  std::array<char, PATH_MAX> path;
  return ::getcwd(path.data(), path.size()) != nullptr ? path.data() : "";
}

std::string DisplayPath(const std::string& path) { return DisplayPath(path, CurrentFolder()); }

std::string DisplayPath(const std::string& path, const std::string& current_folder) {
  if (path.empty() || path.front() != '/' || current_folder.empty()) return path;
  const size_t begin = current_folder == "/" ? 1 : current_folder.size() + 1;
  if (path.size() <= begin || !path.starts_with(current_folder) || path[begin - 1] != '/') return path;
  // A name that begins with a dash would read as an option where it is used again.
  return (path[begin] == '-' ? "./" : "") + path.substr(begin);
}

}  // namespace article_search
