// From a text to its blocks: what stands between blank lines, headings split off. The rules are in docs/paragraphs.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "corpus/file_type.h"
#include "corpus/paragraph.h"

namespace article_search {

struct Block {
  size_t begin = 0;  // bytes [begin, end) of the text, without white space around and without markup
  size_t end = 0;
  uint64_t line = 0;  // 1-based; where `begin` stands
  bool is_one_line = true;
  int level = 0;             // of a heading marked as one, 1 is the top; 0: not marked
  bool is_code = false;      // from a fenced code block
  bool is_metadata = false;  // the "---" block at the head of a Markdown file
  ParagraphKind kind = ParagraphKind::kBody;
};

// `text` is well-formed UTF-8. Blocks come in the order of the text; those of nothing but
// punctuation of ASCII are left out.
std::vector<Block> SplitIntoBlocks(std::string_view text, Markup markup);

}  // namespace article_search
