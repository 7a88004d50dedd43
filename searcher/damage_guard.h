// What becomes of the program where Xapian is misled by a damaged index.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "indexer/index_file.h"

namespace article_search {

// A file above kCheckedAtOpen is searched without having been checked, and a damaged block of it can have Xapian crash,
// or go round in circles. So where the program crashes, or is at work for long, while this lives, the files of the
// index are checked, each from its first byte to its last: if one is damaged, the program says so and ends. If they are
// sound, a crash remains one, long work goes on, and that index is not checked again.
//
// Uses the signals of crashes and SIGALRM; one at a time. Does nothing for files that were checked when they were
// opened.
class DamageGuard {
 public:
  // `exit_status` is the program's where one of the files is damaged.
  DamageGuard(std::vector<std::shared_ptr<const IndexFile>> files, int exit_status);
  ~DamageGuard();
  DamageGuard(const DamageGuard&) = delete;
  DamageGuard& operator=(const DamageGuard&) = delete;
};

// The index files among these names, and those that stubs among them name; what can't be opened is left out.
std::vector<std::shared_ptr<const IndexFile>> FilesToGuard(const std::vector<std::string>& names);

}  // namespace article_search
