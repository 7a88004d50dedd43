// A TREC run: `qid Q0 docno rank score tag`. trec_eval orders by score and breaks ties by docno, so the scores fall
// strictly: one that does not is lowered to just below the one before it. A document stands in a list once, which has
// its best paragraph: several have its id where a text of JSON Lines was cut.
#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <unordered_set>

#include "searcher/formatter.h"

namespace article_search {
namespace {

// The fields of a run are separated by white space.
std::string Field(const std::string& text, const std::string& fallback) {
  std::string out = text.empty() ? fallback : text;
  for (char& c : out) {
    if (static_cast<unsigned char>(c) <= ' ' || c == 0x7F) c = '_';
  }
  return out;
}

}  // namespace

std::string FormatTrec(const SearchResult& result) {
  constexpr double kStep = 1e-6;
  std::string out;
  double last = 0;
  std::unordered_set<std::string> documents;
  for (const Hit& hit : result.hits) {
    const std::string docno = hit.id.empty() ? hit.path + "#" + std::to_string(hit.paragraph) : hit.id;
    if (!documents.insert(docno).second) continue;
    double score = hit.score;
    if (!out.empty()) score = std::min(score, last - kStep);
    last = score;
    std::array<char, 64> number{};
    std::snprintf(number.data(), number.size(), "%.6f", score);
    out += Field(result.id.text, "1") + " Q0 " + Field(docno, "-") + " " + std::to_string(hit.rank) + " " +
           number.data() + " article-search\n";
  }
  return out;
}

}  // namespace article_search
