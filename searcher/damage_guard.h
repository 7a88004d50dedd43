// What becomes of the program where Xapian is misled by a damaged index.
#pragma once

#include <vector>

#include "indexer/index_file.h"

namespace article_search {

// An index above kCheckedAtOpen is searched without having been checked, and a damaged block of it can have Xapian
// crash, or go round in circles. So where the program crashes, or is at work for long, while this lives, the index is
// checked, from its first byte to its last: if it is damaged, the program says so and ends with 2. If it is sound, a
// crash remains one, and long work goes on.
//
// Uses the signals of crashes and SIGALRM; one at a time. Does nothing for an index that was checked when it was
// opened.
class DamageGuard {
 public:
  // `files` must outlive it.
  explicit DamageGuard(const std::vector<const IndexFile*>& files);
  ~DamageGuard();
  DamageGuard(const DamageGuard&) = delete;
  DamageGuard& operator=(const DamageGuard&) = delete;
};

}  // namespace article_search
