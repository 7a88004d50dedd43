#include "searcher/edit_distance.h"

#include <algorithm>
#include <array>
#include <vector>

namespace article_search {

size_t EditDistance(std::u32string_view a, std::u32string_view b, size_t limit) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit) return limit + 1;
  const size_t beyond = limit + 1;
  // Rows of the matrix: two before, one before, this one. Only cells within `limit` of the diagonal can be small
  // enough.
  thread_local std::array<std::vector<size_t>, 3> rows;
  for (auto& row : rows) row.assign(b.size() + 1, beyond);
  for (size_t j = 0; j <= std::min(b.size(), limit); ++j) rows[1][j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    std::vector<size_t>& here = rows[2];
    const size_t first = i > limit ? i - limit : 0;
    const size_t last = std::min(b.size(), i + limit);
    std::fill(here.begin(), here.end(), beyond);
    size_t least = beyond;
    if (first == 0) here[0] = least = std::min(i, beyond);
    for (size_t j = std::max<size_t>(first, 1); j <= last; ++j) {
      size_t cost = rows[1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      cost = std::min({cost, rows[1][j] + 1, here[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) cost = std::min(cost, rows[0][j - 2] + 1);
      here[j] = std::min(cost, beyond);
      least = std::min(least, here[j]);
    }
    // Two rows that are all beyond the limit can't lead back.
    if (least > limit && *std::min_element(rows[1].begin(), rows[1].end()) > limit) return beyond;
    std::swap(rows[0], rows[1]);
    std::swap(rows[1], rows[2]);
  }
  return std::min(rows[1][b.size()], beyond);
}

}  // namespace article_search
