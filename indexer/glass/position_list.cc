#include "indexer/glass/position_list.h"

#include <bit>

#include "indexer/pack.h"

namespace article_search::glass {
namespace {

class BitWriter {
 public:
  explicit BitWriter(std::string* out) : out_(out) {}

  // A number below `bound`, in as few bits as tell it from the others: where the bound is no power of two, those in
  // the middle of the range take a bit less.
  void Write(uint32_t number, uint32_t bound) {
    auto bits = static_cast<int>(std::bit_width(bound - 1));
    uint64_t code = number;
    const auto spare = static_cast<uint32_t>((uint64_t{1} << bits) - bound);
    if (spare > 0) {
      const uint32_t middle = (bound - spare) / 2;
      if (number >= middle + spare) {
        code = (number - (middle + spare)) | uint64_t{1} << (bits - 1);
      } else if (number >= middle) {
        --bits;
      }
    }
    pending_ |= code << pending_bits_;
    for (pending_bits_ += bits; pending_bits_ >= 8; pending_bits_ -= 8) {
      out_->push_back(static_cast<char>(pending_));
      pending_ >>= 8;
    }
  }

  // What lies strictly between the positions numbered `first` and `last`, which are known: the middle one, then either
  // half.
  void WriteBetween(const std::vector<uint32_t>& positions, size_t first, size_t last) {
    while (first + 1 < last) {
      const size_t middle = first + (last - first) / 2;
      const auto lowest = static_cast<uint32_t>(positions[first] + (middle - first));
      const auto bound = static_cast<uint32_t>(positions[last] - positions[first] - (last - first) + 1);
      Write(positions[middle] - lowest, bound);
      WriteBetween(positions, first, middle);
      first = middle;
    }
  }

  void Finish() {
    if (pending_bits_ > 0) out_->push_back(static_cast<char>(pending_));
  }

 private:
  std::string* out_;
  uint64_t pending_ = 0;
  int pending_bits_ = 0;
};

}  // namespace

void PackPositions(const std::vector<uint32_t>& positions, std::string* packed) {
  packed->clear();
  PackUint(positions.back(), packed);
  if (positions.size() == 1) return;
  BitWriter bits(packed);
  bits.Write(positions.front(), positions.back());
  bits.Write(static_cast<uint32_t>(positions.size() - 2), positions.back() - positions.front());
  bits.WriteBetween(positions, 0, positions.size() - 1);
  bits.Finish();
}

}  // namespace article_search::glass
