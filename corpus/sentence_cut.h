// Cuts a text that is too long for one paragraph.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace article_search {

// The ends of the parts of `text`, each at most `max_bytes` long, the last the text's length. A part ends where a
// sentence does; failing that, at white space; failing that, between two code points. Takes linear time.
std::vector<size_t> CutAtSentences(std::string_view text, size_t max_bytes);

}  // namespace article_search
