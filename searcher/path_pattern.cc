#include "searcher/path_pattern.h"

#include <unicode/uchar.h>

#include <vector>

#include "corpus/utf8.h"
#include "searcher/wildcard.h"

namespace article_search {
namespace {

// Letters without case; what is no UTF-8 as it is.
std::string Folded(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    const size_t at = i;
    const int32_t c = NextCodePoint(text, &i);
    if (c == kIllFormed) {
      folded += text.substr(at, i - at);
    } else {
      AppendUtf8(static_cast<char32_t>(u_foldCase(c, U_FOLD_CASE_DEFAULT)), &folded);
    }
  }
  return folded;
}

}  // namespace

PathPattern::PathPattern(std::string_view pattern) : from_root_(pattern.starts_with('/')) {
  while (pattern.starts_with("./")) pattern.remove_prefix(2);
  while (pattern.starts_with('/')) pattern.remove_prefix(1);
  while (pattern.ends_with('/')) pattern.remove_suffix(1);
  // One star says what several do.
  for (const char c : Folded(pattern)) {
    if (c != '*' || !pattern_.ends_with('*')) pattern_.push_back(c);
  }
}

bool PathPattern::Matches(std::string_view path) const {
  if (pattern_.empty()) return from_root_;
  const std::string folded = Folded(path);
  const std::string_view text = folded;
  std::vector<size_t> begins;
  std::vector<size_t> ends;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('/', begin), text.size());
    if (end > begin) {
      begins.push_back(begin);
      ends.push_back(end);
    }
    begin = end + 1;
  }
  for (size_t i = 0; i < begins.size() && (i == 0 || !from_root_); ++i) {
    for (size_t j = i; j < ends.size(); ++j) {
      if (MatchesWildcard(pattern_, text.substr(begins[i], ends[j] - begins[i]))) return true;
    }
  }
  return false;
}

}  // namespace article_search
