// A paragraph: the unit that is indexed, found and shown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/export.h"
#include "corpus/offset_map.h"

namespace ARTICLE_SEARCH_EXPORT article_search {

// What a paragraph is within its article. The rules that decide are in docs/paragraphs.md; in doubt it is kBody.
enum class ParagraphKind : uint8_t {
  kTitle,
  kHeading,
  kBody,
  kQuestion,
  kList,
  kTable,
  kCaption,
  kBoilerplate,
};
inline constexpr size_t kParagraphKindCount = 8;  // how many there are

// "title", "heading", … as in the output and in `kind:` queries.
std::string_view ToString(ParagraphKind kind);
// The kind of that name, in small letters; nothing where there is none.
std::optional<ParagraphKind> ParseParagraphKind(std::string_view name);

// Plain data.
struct Paragraph {
  uint32_t ordinal = 0;                       // 1-based, within the article, counting paragraphs of every kind
  ParagraphKind kind = ParagraphKind::kBody;  // what it is within the article
  uint64_t line = 0;                          // 1-based line of the file on which the paragraph begins
  uint64_t column = 1;  // where on that line: 1-based, in bytes of the line as UTF-8, a byte-order mark not counted
  uint64_t begin = 0;   // the half-open range of bytes [begin, end) of the file as it is on disk, in its own encoding,
  uint64_t end = 0;     //   without the white space around the paragraph and without markup such as "## " or underlines
  std::string text;     // those bytes as UTF-8, unchanged otherwise: line breaks within the paragraph are kept
  OffsetMap offsets;    // from bytes of `text` to bytes of the file after `begin`

  // The headings above, outermost first, the nearest last, each one line (white space collapsed). Never the title. A
  // question above its answer is a heading. A heading's own trail does not hold the heading itself.
  std::vector<std::string> headings;

  // A title, heading or question with something below it: it is found through the paragraphs below, not by itself.
  bool has_content_below = false;
};

}  // namespace article_search
