// Paths for people. Thread-safe as long as nobody changes the environment or the current folder.
#pragma once

#include <string>

#include "corpus/export.h"

namespace ARTICLE_SEARCH_EXPORT article_search {

// `path` as people write it: relative to the current folder when below it, else as it is.
std::string DisplayPath(const std::string& path);

// The same for many paths: `current_folder` is CurrentFolder().
std::string DisplayPath(const std::string& path, const std::string& current_folder);

// Absolute; empty where there is none any more.
std::string CurrentFolder();

// $ARTICLE_SEARCH_INDEX, else article-search/article.idx in $XDG_DATA_HOME or ~/.local/share. Throws Error kUsage where
// none of these is set.
std::string DefaultIndexPath();

}  // namespace article_search
