#include "searcher/shown_text.h"

#include <algorithm>
#include <string_view>

#include "corpus/utf8.h"
#include "indexer/clean_text.h"

namespace article_search {
namespace {

constexpr size_t kListedCopies = 5;

bool IsInvisible(char32_t c) {  // of the unsafe characters: bidi controls, byte-order marks, noncharacters
  return IsUnsafe(c) && c > 0x9F && c != 0x2028 && c != 0x2029;
}

std::string Total(const SearchResult& result) {
  const std::string what = result.groups_articles ? " article" : " paragraph";
  return (result.total_exact ? "" : "at least ") + WithThousands(result.total) + what + (result.total == 1 ? "" : "s");
}

}  // namespace

MarkedText Cleaned(const MarkedText& marked, bool keep_lines) {
  MarkedText out;
  const auto append = [&out](std::string_view text, bool highlighted) {
    const uint64_t begin = out.text.size();
    out.text += text;
    if (!highlighted) return;
    if (!out.highlights.empty() && out.highlights.back().end == begin) {
      out.highlights.back().end = out.text.size();
    } else {
      out.highlights.push_back({begin, out.text.size()});
    }
  };
  const auto drop_last_space = [&out] {
    if (!out.text.ends_with(' ')) return;
    out.text.pop_back();
    if (out.highlights.empty() || out.highlights.back().end <= out.text.size()) return;
    out.highlights.back().end = out.text.size();
    if (out.highlights.back().begin == out.highlights.back().end) out.highlights.pop_back();
  };

  auto highlight = marked.highlights.begin();
  for (size_t at = 0; at < marked.text.size();) {
    while (highlight != marked.highlights.end() && highlight->end <= at) ++highlight;
    const bool has_next = highlight != marked.highlights.end();
    const bool is_in = has_next && highlight->begin <= at;
    const size_t next = !has_next ? marked.text.size() : is_in ? highlight->end : highlight->begin;
    if (const size_t plain = PlainRun(marked.text, at, std::min<size_t>(next, marked.text.size())); plain > 0) {
      append(std::string_view(marked.text).substr(at, plain), is_in);
      at += plain;
      continue;
    }
    const size_t begin = at;
    const char32_t c = NextCharacter(marked.text, &at);
    const bool highlighted = has_next && highlight->begin < at;
    const bool line_start = out.text.empty() || out.text.back() == '\n';
    if (keep_lines && c == '\n') {
      drop_last_space();
      if (!out.text.empty() && out.text.back() != '\n') out.text.push_back('\n');
    } else if (c == ' ' || c == 0xA0 || (IsUnsafe(c) && !IsInvisible(c))) {
      if (!line_start && out.text.back() != ' ') append(" ", highlighted);
    } else if (!IsInvisible(c)) {
      append(c == U'\uFFFD' ? "\uFFFD" : std::string_view(marked.text).substr(begin, at - begin), highlighted);
    }
  }
  drop_last_space();
  if (out.text.ends_with('\n')) out.text.pop_back();
  return out;
}

std::string NoteOf(const Hit& hit) {
  std::string note;
  const auto add = [&note](const std::string& part) { note += (note.empty() ? "" : "; ") + part; };
  if (hit.tier > 1) add(std::string(ToString(hit.kind)));
  if (const std::string id = Cleaned({hit.id, {}}, false).text; !id.empty()) add("id " + id);
  if (!hit.also.empty()) {
    std::string lines = hit.also.size() == 1 ? "also at line " : "also at lines ";
    for (size_t i = 0; i < std::min(hit.also.size(), kListedCopies); ++i) {
      lines += (i > 0 ? ", " : "") + std::to_string(hit.also[i].line);
    }
    if (hit.also.size() > kListedCopies) {
      lines += " and " + WithThousands(hit.also.size() - kListedCopies) + " more";
    }
    add(lines);
  }
  return note;
}

std::string CountLine(const SearchResult& result) {
  const std::string total = Total(result);
  const uint64_t first = result.offset + 1;
  const uint64_t last = result.offset + result.hits.size();
  if (result.hits.empty() || (first == 1 && last == result.total && result.total_exact)) {
    std::string line = total + (result.total == 1 ? " matches" : " match");
    if (result.hits.empty() && result.total > 0 && result.total_exact && result.offset >= result.total) {
      line += ", none of them after the first " + WithThousands(result.offset);
    }
    return line;
  }
  if (first == last) return "showing no. " + WithThousands(first) + " of " + total;
  return "showing " + WithThousands(first) + "–" + WithThousands(last) + " of " + total;
}

}  // namespace article_search
