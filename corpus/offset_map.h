// Where a byte of a paragraph's UTF-8 text stands in the file that the paragraph came from.
//
// The text of a paragraph is the file's bytes [begin, end) converted to UTF-8, code point by code point. For a file
// that is UTF-8 already the map is empty and offsets are equal but for a constant. For any other encoding the map is a
// run-length list of (code points, UTF-8 bytes each, file bytes each), which is short: one run for a page of Russian.
#pragma once

#include <cstdint>
#include <vector>

#include "corpus/export.h"

namespace ARTICLE_SEARCH_EXPORT article_search {

// Plain data, but that Append keeps runs as long as possible.
class OffsetMap {
 public:
  // Code points that are alike.
  struct Run {
    uint32_t count;      // code points in the run
    uint8_t text_bytes;  // UTF-8 bytes of each
    uint8_t file_bytes;  // bytes of each in the file; 0 for one that shares its bytes with the next code point
    friend bool operator==(const Run&, const Run&) = default;
  };

  // A map without runs: that of UTF-8.
  OffsetMap() = default;
  // A map that was stored, by its runs().
  explicit OffsetMap(std::vector<Run> runs) : runs_(std::move(runs)) {}

  // Adds one code point at the end.
  void Append(uint8_t text_bytes, uint8_t file_bytes);

  // Bytes of the file from the paragraph's begin to the code point at `text_offset` (bytes of the text; must be a code
  // point boundary, or the text's length).
  uint64_t ToFile(uint64_t text_offset) const;

  // Whether there are no runs, and offsets of text and file are the same.
  bool is_identity() const { return runs_.empty(); }
  // In the order of the text.
  const std::vector<Run>& runs() const { return runs_; }

 private:
  std::vector<Run> runs_;
};

}  // namespace article_search
