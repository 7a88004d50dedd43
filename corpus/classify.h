// From blocks to kinds. The rules are in docs/paragraphs.md, one by one; in doubt a block is body.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/blocks.h"

namespace article_search {

// Sets the kind of each block; returns the title of the article, one line, empty where it has none.
std::string Classify(std::string_view text, Markup markup, std::vector<Block>* blocks);

}  // namespace article_search
