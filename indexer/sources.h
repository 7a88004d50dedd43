// From the paths that a user names to the files that are read.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "corpus/error.h"

namespace article_search {

// Files with these endings (in any case) are taken from a folder; a file that is named itself is taken whatever its
// name.
inline constexpr const char* kJsonLinesExtension = ".jsonl";
inline constexpr const char* kArticleExtensions[] = {
    ".txt", ".text", ".md", ".markdown", ".rst", ".rest", kJsonLinesExtension};

struct SourceList {
  std::vector<std::string> roots;   // the paths as given, made absolute; "-" stays
  std::vector<std::string> files;   // absolute; within a folder in the order of their bytes; each file once
  std::vector<std::string> missed;  // those of which `on_error` was told
};

// Folders are walked, hidden entries (a leading dot) left out; symbolic links are followed, and a file or folder that
// has been seen is not seen again, so that loops end. "-" is standard input. `on_error` is called for a path that is
// missing (kNotFound) or can't be read (kUnreadable); it may throw to end the walk.
SourceList FindSources(const std::vector<std::string>& paths, const std::function<void(const Error&)>& on_error);

// Whether each line of a file is an article, by the name of an input format, or where that is empty by the file's own.
bool IsJsonLines(const std::string& path, const std::string& input_format = "");

// An absolute path for `path`, without "." and ".."; links are followed only where there is a "..". Throws Error
// kNotFound where the current folder is gone.
std::string AbsolutePath(const std::string& path);

}  // namespace article_search
