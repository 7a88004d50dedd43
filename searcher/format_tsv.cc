// Tab-separated values: a line of names, then a line a hit. A tab, a newline, a carriage return and a backslash in a
// value are \t, \n, \r and \\, as PostgreSQL's COPY has them; other characters that would do something to a terminal
// are \uXXXX as in JSON (beyond U+FFFF \UXXXXXXXX), and bytes that are not UTF-8 \xHH. So a value can be had back
// whole.
#include <algorithm>
#include <array>
#include <charconv>
#include <functional>

#include "corpus/error.h"
#include "indexer/clean_text.h"
#include "searcher/formatter.h"

namespace article_search {
namespace {

struct Row {
  const SearchResult& result;
  const Hit& hit;
};

struct Column {
  const char* name;
  std::function<std::string(const Row&)> value;
  bool by_default;
};

std::string Number(double number) {
  std::array<char, 32> text{};
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() ? std::string(text.data(), end) : std::string();
}

std::string Headings(const Row& row) {
  std::string all;
  for (const MarkedText& heading : row.hit.headings) all += (all.empty() ? "" : " > ") + heading.text;
  return all;
}

// The names are those of docs/output-schema.md.
const std::vector<Column>& Columns() {
  static const std::vector<Column> kColumns = {
      {kTsvQueryId, [](const Row& row) { return row.result.id.text; }, false},
      {"query", [](const Row& row) { return row.result.query; }, false},
      {"rank", [](const Row& row) { return std::to_string(row.hit.rank); }, true},
      {"score", [](const Row& row) { return Number(row.hit.score); }, true},
      {"tier", [](const Row& row) { return std::to_string(row.hit.tier); }, false},
      {"path", [](const Row& row) { return row.hit.path; }, true},
      {"id", [](const Row& row) { return row.hit.id; }, false},
      {"title", [](const Row& row) { return row.hit.title.text; }, false},
      {"headings", Headings, false},
      {"kind", [](const Row& row) { return std::string(ToString(row.hit.kind)); }, true},
      {"paragraph", [](const Row& row) { return std::to_string(row.hit.paragraph); }, false},
      {"line", [](const Row& row) { return std::to_string(row.hit.line); }, true},
      {"column", [](const Row& row) { return std::to_string(row.hit.column); }, false},
      {"begin", [](const Row& row) { return std::to_string(row.hit.begin); }, true},
      {"end", [](const Row& row) { return std::to_string(row.hit.end); }, true},
      {"offset_base", [](const Row& row) { return std::string(row.hit.offsets_in_text ? "text" : "file"); }, false},
      {"text", [](const Row& row) { return row.hit.text; }, false},
      {"snippet",
       [](const Row& row) { return row.hit.snippets.empty() ? std::string() : row.hit.snippets.front().text; }, true},
  };
  return kColumns;
}

}  // namespace

std::string FormatTsv(const SearchResult& result, const std::vector<std::string>& fields, bool with_names) {
  std::vector<const Column*> columns;
  for (const std::string& field : fields.empty() ? TsvFields(/*usual_only=*/true) : fields) {
    const auto found =
        std::find_if(Columns().begin(), Columns().end(), [&](const Column& c) { return field == c.name; });
    if (found == Columns().end()) throw Error(ErrorCode::kUsage, "tsv has no field '" + CleanLine(field) + "'");
    columns.push_back(&*found);
  }
  std::string out;
  if (with_names) {
    for (const Column* column : columns) out.append(out.empty() ? "" : "\t").append(column->name);
    out += '\n';
  }
  for (const Hit& hit : result.hits) {
    for (size_t i = 0; i < columns.size(); ++i)
      out.append(i == 0 ? "" : "\t").append(EscapeUnsafe(columns[i]->value({result, hit}), /*backslashes=*/true));
    out += '\n';
  }
  return out;
}

std::vector<std::string> TsvFields(bool usual_only) {
  std::vector<std::string> names;
  for (const Column& column : Columns()) {
    if (column.by_default || !usual_only) names.emplace_back(column.name);
  }
  return names;
}

}  // namespace article_search
