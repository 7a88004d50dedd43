// The parts of reStructuredText that are no text: labels, comments, directives that only pull something in, the fields
// at the top. The rules are in docs/paragraphs.md.
#pragma once

#include <string_view>
#include <vector>

#include "corpus/blocks.h"

namespace article_search {

// Makes boilerplate of the blocks that are nothing else. A plain text is taken for reST where a block begins as a label
// or a directive does.
void FindRestMarkup(std::string_view text, Markup markup, std::vector<Block>* blocks);

}  // namespace article_search
