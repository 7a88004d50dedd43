// The positions of a term in a document as glass packs them: the last one, then by interpolative coding (Moffat and
// Stuiver, "Binary Interpolative Coding for Effective Index Compression", Information Retrieval 3, 2000) the ones
// between; bits fill each byte from its lowest on (glass_positionlist.cc and common/bitstream.cc of Xapian 1.4).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace article_search::glass {

// `positions` ascend strictly, and there is at least one. Replaces `*packed`.
void PackPositions(const std::vector<uint32_t>& positions, std::string* packed);

}  // namespace article_search::glass
