// Paragraphs as lines of text or JSON: what `indexer --list-paragraphs` prints.
#pragma once

#include <string>

#include "corpus/article.h"

namespace article_search {

// "path:line: kind: text", the text on one line, cut to about 80 characters. Control characters are left out.
std::string ListAsText(const Article& article);
// An object a line: path, paragraph, kind, line, begin, end, headings, text.
std::string ListAsJson(const Article& article);

}  // namespace article_search
