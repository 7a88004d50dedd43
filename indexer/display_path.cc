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
  const std::string prefix = current_folder == "/" ? current_folder : current_folder + "/";
  // A name that begins with a dash would read as an option where it is used again.
  if (path.size() > prefix.size() && path.starts_with(prefix)) {
    const std::string relative = path.substr(prefix.size());
    return relative.front() == '-' ? "./" + relative : relative;
  }
  return path;
}

}  // namespace article_search
