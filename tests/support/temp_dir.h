// A folder that lives as long as a test.
#pragma once

#include <string>
#include <string_view>

namespace article_search {

class TempDir {
 public:
  TempDir();
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  const std::string& path() const { return path_; }
  // The path of `name` in the folder.
  std::string operator/(std::string_view name) const { return path_ + "/" + std::string(name); }

  // Writes a file, with the folders above it; returns its path.
  std::string Write(std::string_view name, std::string_view content) const;
  // Makes a folder, with those above it; returns its path.
  std::string MakeFolder(std::string_view name) const;

 private:
  std::string path_;
};

// The bytes of a file; throws std::runtime_error where it can't be read.
std::string ReadBytes(const std::string& path);
void WriteBytes(const std::string& path, std::string_view content);

}  // namespace article_search
