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
// have, of JsonFields(); empty: all. `room`: a string that is no longer wanted, such as the answer before, whose memory
// is used for this one.
std::string FormatJson(const SearchResult& result, const std::vector<std::string>& fields = {}, std::string room = {});
// Every key that a hit may have.
std::vector<std::string> JsonFields();

// For spreadsheets and line-wise tools: a line of names, then a line a hit, its values with tabs between, escaped as
// docs/output-schema.md says. `fields`: the columns, of TsvFields(), in their order; empty: the usual ones.
// `with_names`: false leaves out the line of names, for what follows in a table of many results. Throws Error kUsage
// for a field that is none.
std::string FormatTsv(const SearchResult& result, const std::vector<std::string>& fields, bool with_names = true);
// Every column that there is, or those that there are without `fields`.
std::vector<std::string> TsvFields(bool usual_only = false);
// The column that tells the results of a table apart: the query's id.
inline constexpr const char* kTsvQueryId = "query_id";

// For editors: a line `path:line:column:text` for every line of a file that has a match, at its first one, or for the
// first line of a paragraph that none of its own words made match. docs/output-schema.md says more.
std::string FormatGrep(const SearchResult& result);

// For people: a page of HTML that stands alone, without scores. The query, the count, warnings and suggestion, and the
// hits as FormatText shows them. Nothing of an article, path or query can be anything but text in it.
std::string FormatHtml(const SearchResult& result);

// What stands in its place where the query could not be answered.
std::string FormatJsonError(const QueryId& id, ErrorCode code, const std::string& message);

// For evaluation: a line `qid Q0 docno rank score tag` a hit, the scores strictly falling; qid is the query's id, else
// 1; docno the article's id, else path#paragraph. Empty where there is no hit.
std::string FormatTrec(const SearchResult& result);

}  // namespace article_search
