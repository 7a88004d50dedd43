// From the bytes of a file to UTF-8, keeping where every code point stood in the file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/offset_map.h"

namespace article_search {

// The text of a file. For UTF-8 it is a view of the file's own bytes, which must outlive it.
class DecodedText {
 public:
  std::string_view text() const { return is_view_ ? view_ : std::string_view(converted_); }
  const std::string& encoding() const { return encoding_; }  // ICU's name of it
  bool is_guess() const { return is_guess_; }                // nothing but the look of the bytes says that it is that
  uint64_t file_begin() const { return file_begin_; }        // bytes before the text: a byte-order mark
  const OffsetMap& offsets() const { return offsets_; }      // of the whole text, from file_begin()

 private:
  friend class Decoder;
  bool is_view_ = true;
  std::string_view view_;
  std::string converted_;
  std::string encoding_ = "UTF-8";
  bool is_guess_ = false;
  uint64_t file_begin_ = 0;
  OffsetMap offsets_;
};

// Whether the text of ordinary files has NUL bytes in that encoding; false for an empty name. Throws as Decode does.
bool IsUtf16Or32(const std::string& encoding);

// Decodes `bytes` by the rules of ReadOptions::encoding, which is `encoding`. `path` is for messages. Throws Error
// kNotText and kUsage as ReadArticle does.
DecodedText Decode(std::string_view bytes, const std::string& path, const std::string& encoding);

// Cuts an OffsetMap of a whole text into those of its paragraphs, front to back in one walk.
class OffsetCursor {
 public:
  explicit OffsetCursor(const DecodedText& decoded)
      : runs_(decoded.offsets().runs()), file_begin_(decoded.file_begin()), file_(decoded.file_begin()) {}

  struct Slice {
    uint64_t begin;
    uint64_t end;
    OffsetMap offsets;
  };
  // The bytes of the file behind [begin, end) of the text; `begin` must not lie before the end of the slice before.
  Slice Cut(uint64_t begin, uint64_t end);

 private:
  void Advance(uint64_t text_offset, std::vector<OffsetMap::Run>* out);

  const std::vector<OffsetMap::Run>& runs_;
  uint64_t file_begin_;
  size_t run_ = 0;
  uint32_t used_ = 0;  // code points of runs_[run_] that are behind us
  uint64_t text_ = 0;
  uint64_t file_;
};

}  // namespace article_search
