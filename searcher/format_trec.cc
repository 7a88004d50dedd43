// A TREC run: `qid Q0 docno rank score tag`. trec_eval orders by score and breaks ties by docno, so the scores fall
// strictly: one that does not is lowered to just below the one before it. A document stands in a list once, which has
// its best paragraph: several have its id where a text of JSON Lines was cut.
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <string_view>
#include <unordered_set>

#include "corpus/utf8.h"
#include "indexer/clean_text.h"
#include "searcher/formatter.h"

namespace article_search {
namespace {

// The fields of a run are separated by white space; to some readers that is white space of any kind.
std::string OneField(const std::string& text, const std::string& fallback) {
  const std::string& field = text.empty() ? fallback : text;
  std::string out;
  for (size_t at = 0; at < field.size();) {
    const size_t begin = at;
    const char32_t c = NextCharacter(field, &at);
    const bool is_space = utf8proc_category(static_cast<utf8proc_int32_t>(c)) == UTF8PROC_CATEGORY_ZS;
    out += is_space || IsUnsafe(c) ? "_" : EscapeUnsafe(std::string_view(field).substr(begin, at - begin));
  }
  return out;
}

std::string DocumentOf(const Hit& hit) {
  if (!hit.id.empty()) return hit.id;
  // Paragraphs of JSON Lines are counted anew on each line.
  const std::string line = hit.offsets_in_text ? ":" + std::to_string(hit.line) : "";
  return hit.path + line + "#" + std::to_string(hit.paragraph);
}

}  // namespace

std::string FormatTrec(const SearchResult& result) {
  constexpr double kStep = 1e-6;
  std::string out;
  double last = 0;
  std::unordered_set<std::string> documents;
  for (const Hit& hit : result.hits) {
    const std::string docno = OneField(DocumentOf(hit), "-");
    if (!documents.insert(docno).second) continue;
    double score = hit.score;
    if (!out.empty()) score = std::min(score, last - kStep);
    last = score;
    std::array<char, 64> number{};
    std::snprintf(number.data(), number.size(), "%.6f", score);
    out += OneField(result.id.text, "1") + " Q0 " + docno + " " + std::to_string(result.offset + documents.size()) +
           " " + number.data() + " article-search\n";
  }
  return out;
}

}  // namespace article_search
