#include "corpus/sorted_words.h"

#include <cstddef>

namespace article_search {

bool HasWord(std::string_view list, std::string_view word) {
  size_t low = 0;  // the words from here
  for (size_t high = list.size(); low < high;) {
    const size_t middle = low + (high - low) / 2;
    const size_t space = middle == 0 ? std::string_view::npos : list.rfind(' ', middle - 1);
    const size_t begin = space == std::string_view::npos ? 0 : space + 1;
    const size_t end = list.find(' ', begin);
    const int order = list.substr(begin, end - begin).compare(word);
    if (order == 0) return true;
    if (order < 0) {
      low = end + 1;
    } else {
      high = begin;
    }
  }
  return false;
}

}  // namespace article_search
