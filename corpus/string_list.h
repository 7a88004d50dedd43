// Short lists of strings.
#pragma once

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

namespace article_search {

template <typename Strings>
bool Contains(const Strings& strings, std::string_view wanted) {
  return std::find(std::begin(strings), std::end(strings), wanted) != std::end(strings);
}

template <typename Strings>
std::string Joined(const Strings& strings, std::string_view between) {
  std::string joined;
  for (const auto& string : strings) joined.append(joined.empty() ? "" : between).append(string);
  return joined;
}

}  // namespace article_search
