#include "searcher/term_counts.h"

#include <utility>

namespace article_search {
namespace {

// Forgotten all at once when there are more: about 2 MB.
constexpr size_t kMaxTerms = 16 * 1024;

}  // namespace

uint64_t TermCounts::Of(std::string_view term) {
  if (const auto found = counts_.find(term); found != counts_.end()) return found->second;
  if (counts_.size() >= kMaxTerms) counts_.clear();
  std::string name(term);
  const uint64_t count = database_.get_termfreq(name);
  return counts_.emplace(std::move(name), count).first->second;
}

void TermCounts::Note(std::string_view term, uint64_t count) {
  if (counts_.size() < kMaxTerms) counts_.emplace(term, count);
}

}  // namespace article_search
