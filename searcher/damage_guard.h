// What becomes of the program where Xapian is misled by a damaged index.
#pragma once

#include "indexer/index_file.h"

namespace article_search {

// An index above kCheckedAtOpen is searched without having been checked, and a damaged block of it can have Xapian
// crash, or go round in circles. So where the program crashes, or is at work for long, while this lives, the index is
// checked, from its first byte to its last: if it is damaged, the program says so and ends. If it is sound, a crash
// remains one, long work goes on, and that index is not checked again.
//
// Uses the signals of crashes and SIGALRM; one at a time. Does nothing for an index that was checked when it was
// opened.
class DamageGuard {
 public:
  // `file` must outlive it; `exit_status` is the program's where the index is damaged.
  DamageGuard(const IndexFile& file, int exit_status);
  ~DamageGuard();
  DamageGuard(const DamageGuard&) = delete;
  DamageGuard& operator=(const DamageGuard&) = delete;
};

}  // namespace article_search
