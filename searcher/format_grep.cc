// As `rg --line-number --column` prints it: Vim's quickfix list, Emacs' compilation mode and the problem matchers of
// other editors take it as it is.
#include <string>
#include <string_view>

#include "indexer/clean_text.h"
#include "searcher/formatter.h"
#include "searcher/shown_text.h"

namespace article_search {
namespace {

// The line of `text` on which the byte `at` stands.
std::string_view LineOf(std::string_view text, size_t at) {
  constexpr std::string_view kLineEnds = "\r\n";
  const size_t before = at == 0 ? std::string_view::npos : text.find_last_of(kLineEnds, at - 1);
  const size_t begin = before == std::string_view::npos ? 0 : before + 1;
  return text.substr(begin, text.find_first_of(kLineEnds, at) - begin);
}

}  // namespace

std::string FormatGrep(const SearchResult& result) {
  std::string out;
  for (const Hit& hit : result.hits) {
    const std::string path = EscapeUnsafe(hit.path);
    const auto add = [&](uint64_t line, uint64_t column, uint64_t at) {
      out += path + ":" + std::to_string(line) + ":" + std::to_string(column) + ":" + CleanLine(LineOf(hit.text, at)) +
             "\n";
    };
    // What matched by its heading alone, or by a filter.
    if (hit.matches.empty()) add(hit.line, hit.column, 0);
    uint64_t last_line = 0;
    for (const MatchedRange& match : hit.matches) {
      if (match.line != last_line) add(match.line, match.column, match.text_begin);
      last_line = match.line;
    }
  }
  return out;
}

}  // namespace article_search
