// The part of SearchOptions that is about snippets.
#pragma once

#include <cstddef>

#include "corpus/export.h"

namespace ARTICLE_SEARCH_EXPORT article_search {

// How much of a paragraph is shown.
struct SnippetOptions {
  size_t length = 240;  // code points at most, the ellipses included; a single word that is longer is cut
  size_t count = 1;     // fragments at most, at least 1
};

}  // namespace article_search
