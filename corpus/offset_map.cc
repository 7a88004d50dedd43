#include "corpus/offset_map.h"

namespace article_search {

void OffsetMap::Append(uint8_t text_bytes, uint8_t file_bytes) {
  if (!runs_.empty() && runs_.back().text_bytes == text_bytes && runs_.back().file_bytes == file_bytes) {
    ++runs_.back().count;
  } else {
    runs_.push_back({1, text_bytes, file_bytes});
  }
}

uint64_t OffsetMap::ToFile(uint64_t text_offset) const {
  if (runs_.empty()) return text_offset;
  uint64_t text = 0;
  uint64_t file = 0;
  for (const Run& run : runs_) {
    const uint64_t run_text = uint64_t{run.count} * run.text_bytes;
    if (text + run_text > text_offset) {
      return file + (text_offset - text) / run.text_bytes * run.file_bytes;
    }
    text += run_text;
    file += uint64_t{run.count} * run.file_bytes;
  }
  return file;
}

}  // namespace article_search
