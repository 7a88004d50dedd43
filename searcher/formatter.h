// Renders a search result as text, which is UTF-8. One formatter a file; all from the same data; all thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "corpus/export.h"
#include "searcher/hit.h"
#include "searcher/terminal.h"

namespace ARTICLE_SEARCH_EXPORT article_search {

// How FormatText lays out.
struct TextStyle {
  bool color = false;  // escape sequences for colours; matches are marked by them alone
  size_t width = 0;    // columns to wrap at; 0: each snippet on one line, as a pipe wants it
  std::optional<Location> links_from = std::nullopt;  // places are hyperlinks (OSC 8) to files that are seen from there
};

// For people: heading trail, path:line, the snippet with its matches marked, and the number of hits at the end; that
// line alone where `hits` is empty. Ends in a newline; empty where nothing matches. No control character, no bidi
// control and no ill-formed UTF-8 of an article, path or query reaches the output.
std::string FormatText(const SearchResult& result, const TextStyle& style);

// For programs: docs/output-schema.md. One object on one line, with a newline at the end. `fields`: the keys that hits
// have, of JsonFields(); empty: all.
std::string FormatJson(const SearchResult& result, const std::vector<std::string>& fields = {});
// Every key that a hit may have.
std::vector<std::string> JsonFields();

// For spreadsheets and line-wise tools: a line of names, then a line a hit, its values with tabs between, escaped as
// docs/output-schema.md says. `fields`: the columns, of TsvFields(), in their order; empty: the usual ones. Throws
// Error kUsage for a field that is none.
std::string FormatTsv(const SearchResult& result, const std::vector<std::string>& fields);
// Every column that there is.
std::vector<std::string> TsvFields();

// What stands in its place where the query could not be answered.
std::string FormatJsonError(const QueryId& id, ErrorCode code, const std::string& message);

// For evaluation: a line `qid Q0 docno rank score tag` a hit, the scores strictly falling; qid is the query's id, else
// 1; docno the article's id, else path#paragraph. Empty where there is no hit.
std::string FormatTrec(const SearchResult& result);

}  // namespace article_search
