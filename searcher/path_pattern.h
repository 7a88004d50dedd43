// What `path:` means.
#pragma once

#include <string>
#include <string_view>

namespace article_search {

// The name of a file or a folder, or several of them with "/" between, with "*" for anything and "?" for a character;
// it matches a path that has these names one after the other: "notes", "2024/january.txt", "*.md". One that begins with
// "/" matches from the first name on. Letters match in capitals or not.
class PathPattern {
 public:
  explicit PathPattern(std::string_view pattern);

  bool Matches(std::string_view path) const;

 private:
  std::string pattern_;
  bool from_root_ = false;
};

}  // namespace article_search
