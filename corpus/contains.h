#pragma once

#include <algorithm>
#include <iterator>
#include <string_view>

namespace article_search {

// Whether a short list of words has this one.
template <typename Words>
bool Contains(const Words& words, std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

}  // namespace article_search
