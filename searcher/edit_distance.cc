#include "searcher/edit_distance.h"

#include <algorithm>

#include "corpus/ascii.h"
#include "corpus/utf8.h"

namespace article_search {

EditDistance::EditDistance(std::string_view word, size_t limit) : word_(DecodeUtf8(word)), limit_(limit) {
  if (word_.size() > kBits) return;
  for (size_t i = 0; i < word_.size(); ++i) {
    const auto letter = static_cast<int32_t>(word_[i]);
    const uint64_t bit = uint64_t{1} << i;
    if (letter < 0x80) {
      ascii_[static_cast<size_t>(letter)] |= bit;
      continue;
    }
    const auto known = std::find_if(letters_.begin(), letters_.end(), [&](const auto& l) { return l.first == letter; });
    if (known == letters_.end()) {
      letters_.emplace_back(letter, bit);
    } else {
      known->second |= bit;
    }
  }
}

uint64_t EditDistance::PlacesOf(int32_t code_point) const {
  if (IsAscii(code_point)) return ascii_[static_cast<size_t>(code_point)];
  for (const auto& [letter, places] : letters_) {
    if (letter == code_point) return places;
  }
  return 0;
}

size_t EditDistance::To(std::string_view other) const {
  if (word_.size() > kBits) return ByMatrix(other);
  const size_t beyond = limit_ + 1;
  if (word_.empty()) return std::min(CountCodePoints(other), beyond);
  // Hyyrö's figure 3: differences of a column's cells down (dp, dn: +1, -1) and from the column before (hp, hn).
  const uint64_t last = uint64_t{1} << (word_.size() - 1);
  uint64_t dp = ~uint64_t{0};
  uint64_t dn = 0;
  uint64_t same = 0;           // the diagonal step costs nothing
  uint64_t places_before = 0;  // of the letter before
  size_t distance = word_.size();
  for (size_t at = 0; at < other.size();) {
    const uint64_t places = PlacesOf(NextCodePoint(other, &at));
    const uint64_t transposed = ((~same & places) << 1) & places_before;
    same = (((places & dp) + dp) ^ dp) | places | dn | transposed;
    uint64_t hp = dn | ~(same | dp);
    uint64_t hn = dp & same;
    if ((hp & last) != 0) ++distance;
    if ((hn & last) != 0) --distance;
    // Each letter that is left, of at least one byte, brings it down by one at most.
    if (distance > limit_ + (other.size() - at)) return beyond;
    hp = hp << 1 | 1;
    hn <<= 1;
    dp = hn | ~(same | hp);
    dn = hp & same;
    places_before = places;
  }
  return std::min(distance, beyond);
}

size_t EditDistance::ByMatrix(std::string_view other) const {
  std::u32string_view a = word_;
  const std::u32string decoded = DecodeUtf8(other);
  std::u32string_view b = decoded;
  if (a.size() > b.size()) std::swap(a, b);
  const size_t beyond = limit_ + 1;
  if (b.size() - a.size() > limit_) return beyond;
  // Rows of the matrix: two before, one before, this one. Only cells within the limit of the diagonal can be small
  // enough.
  std::array<std::vector<size_t>, 3> rows;
  for (auto& row : rows) row.assign(b.size() + 1, beyond);
  for (size_t j = 0; j <= std::min(b.size(), limit_); ++j) rows[1][j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    std::vector<size_t>& here = rows[2];
    const size_t first = i > limit_ ? i - limit_ : 0;
    const size_t end = std::min(b.size(), i + limit_);
    std::fill(here.begin(), here.end(), beyond);
    size_t least = beyond;
    if (first == 0) here[0] = least = std::min(i, beyond);
    for (size_t j = std::max<size_t>(first, 1); j <= end; ++j) {
      size_t cost = rows[1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      cost = std::min({cost, rows[1][j] + 1, here[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) cost = std::min(cost, rows[0][j - 2] + 1);
      here[j] = std::min(cost, beyond);
      least = std::min(least, here[j]);
    }
    // Two rows that are all beyond the limit can't lead back.
    if (least > limit_ && *std::min_element(rows[1].begin(), rows[1].end()) > limit_) return beyond;
    std::swap(rows[0], rows[1]);
    std::swap(rows[1], rows[2]);
  }
  return std::min(rows[1][b.size()], beyond);
}

}  // namespace article_search
