// Replaces a file atomically: whoever opens it sees the old content or the new one, whole, whatever dies and whenever.
//
// Lock file beside the target (flock, so that it ends with its process) → stale temporaries of a run that was killed
// are removed → a folder that is nobody else's, beside the target → the caller writes the temporary file, in it → fsync
// → rename → fsync of the target's folder. In a folder that is shared, names beside the target may be anybody's files
// or links: none is followed, and what is made is made anew.
#pragma once

#include <string>

#include "indexer/file_io.h"

namespace article_search {

class FileReplacement {
 public:
  // Takes the lock and makes the temporary folder. A target that is a symbolic link is replaced where it points to,
  // unless somebody else put it into a folder like /tmp. Throws Error: kLocked where another process is replacing the
  // same file, kNotFound where its folder is missing, kUnreadable.
  explicit FileReplacement(const std::string& target);
  // Removes what is left of the temporaries; without Commit the target is as it was.
  ~FileReplacement();
  FileReplacement(const FileReplacement&) = delete;
  FileReplacement& operator=(const FileReplacement&) = delete;

  const std::string& target() const { return target_; }
  // A folder to work in, which only its owner may look into; and in it a path for the caller to create: the new
  // content.
  const std::string& temporary_folder() const { return temporary_folder_; }
  const std::string& temporary_file() const { return temporary_file_; }

  // Puts the temporary file in the target's place. Throws Error kUnreadable, and then the target is as it was (but for
  // an error of the last step, syncing the folder, when it may already be the new one, whole).
  void Commit();

 private:
  // ".TARGET" and `ending`, within the folder.
  std::string NameOf(const char* ending) const;
  void Lock();
  void RemoveTemporaries() noexcept;
  void CleanUp() noexcept;

  std::string target_;
  std::string name_;       // of the target, within its folder
  FileDescriptor folder_;  // of the target, whatever takes its name meanwhile
  std::string temporary_folder_;
  std::string temporary_file_;
  std::string lock_path_;
  FileDescriptor work_;  // the temporary folder
  FileDescriptor lock_;
};

// Removes what a process left that was killed while it was replacing the file; nothing of one that is at work.
void RemoveLeftovers(const std::string& target) noexcept;

}  // namespace article_search
