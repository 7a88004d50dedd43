// Replaces a file atomically: whoever opens it sees the old content or the new one, whole, whatever dies and whenever.
//
// Lock file beside the target (flock, so that it ends with its process) → stale temporaries of a run that was killed
// are removed → the caller writes the temporary file, in the target's folder → fsync → rename → fsync of the folder.
#pragma once

#include <string>

#include "indexer/file_descriptor.h"

namespace article_search {

class FileReplacement {
 public:
  // Takes the lock. A target that is a symbolic link is replaced where it points to. Throws Error: kLocked where
  // another process is replacing the same file, kNotFound where its folder is missing, kUnreadable.
  explicit FileReplacement(const std::string& target);
  // Removes what is left of the temporaries; without Commit the target is as it was.
  ~FileReplacement();
  FileReplacement(const FileReplacement&) = delete;
  FileReplacement& operator=(const FileReplacement&) = delete;

  const std::string& target() const { return target_; }
  // Paths for the caller to create: the new content, and a folder to work in.
  const std::string& temporary_file() const { return temporary_file_; }
  const std::string& temporary_folder() const { return temporary_folder_; }

  // Puts the temporary file in the target's place. Throws Error kUnreadable, and then the target is as it was (but for
  // an error of the last step, syncing the folder, when it may already be the new one, whole).
  void Commit();

 private:
  void Lock();
  void RemoveTemporaries() noexcept;

  std::string target_;
  std::string folder_;
  std::string temporary_file_;
  std::string temporary_folder_;
  std::string lock_path_;
  FileDescriptor lock_;
};

// Removes what a process left that was killed while it was replacing the file; nothing of one that is at work.
void RemoveLeftovers(const std::string& target) noexcept;

}  // namespace article_search
