// How blocks and items of glass's tables look, for those who write and read them (glass_table.h of Xapian 1.4).
#pragma once

#include <cstddef>
#include <cstdint>

#include "indexer/glass/block_file.h"

namespace article_search::glass {

// A block: revision (4 bytes), level (1), free bytes between directory and items (2), free bytes in all (2), the
// directory's end (2); the directory, which has the offset (2) of each item; a gap; items. Numbers are big-endian.
inline constexpr uint32_t kRevision = 1;  // a new database's first
inline constexpr size_t kLevelAt = 4;
inline constexpr size_t kGapAt = 5;
inline constexpr size_t kFreeAt = 7;
inline constexpr size_t kDirectoryEndAt = 9;
inline constexpr size_t kDirectory = 11;
inline constexpr size_t kOffsetSize = 2;

// A leaf's item: length and flags (2 bytes), the key's length (1), the key, the number of this part of the tag (2,
// but not in the first part), the part.
inline constexpr size_t kItemHeader = 3;
inline constexpr size_t kComponentSize = 2;
inline constexpr uint16_t kFirstPart = 0x2000;
inline constexpr uint16_t kLastPart = 0x4000;
inline constexpr uint16_t kCompressed = 0x8000;
// At least four items must fit into a block.
inline constexpr size_t kMaxItem = (kBlockSize - kDirectory - 4 * kOffsetSize) / 4;

}  // namespace article_search::glass
