// An article: what one file (or one line of JSON Lines) holds.
#pragma once

#include <string>
#include <vector>

#include "corpus/export.h"
#include "corpus/paragraph.h"

namespace ARTICLE_SEARCH_EXPORT article_search {

// What a reader makes of one source. Plain data: threads may read one at the same time.
struct Article {
  std::string path;              // as given by the caller: bytes, not always UTF-8; "-" for standard input
  std::string id;                // the caller's own identifier (JSON Lines), else empty
  std::string title;             // UTF-8, one line; empty where the article has none
  std::string guessed_encoding;  // in which it was read, where nothing but the look of the bytes speaks for it
  std::string language;  // as the source names it (JSON Lines): "de", "German", whatever stands there; else empty
  // Offsets of paragraphs are bytes of the text as UTF-8 (JSON Lines), not of the file.
  bool offsets_in_text = false;
  std::vector<Paragraph> paragraphs;  // in file order, ordinals 1, 2, 3, …
};

}  // namespace article_search
