// Many queries from one stream.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "searcher/hit.h"

namespace article_search {

enum class QueriesFormat {
  kAuto,   // kJsonl where every line is in braces, kTsv where most are `id TAB query`, else kText
  kText,   // a query a line
  kTsv,    // id TAB query
  kJsonl,  // {"id": string or whole number, "query": string, "limit": …, "offset": …, "all": …}; all but "query"
           // optional
};

inline constexpr size_t kMaxQueryLine = 1 << 20;

struct BatchRequest {
  QueryId id;
  std::string query;
  // In place of what the command line says.
  std::optional<uint64_t> limit;
  std::optional<uint64_t> offset;
  std::optional<bool> all;
  std::string error;   // why the line is no request, in words; empty: it is one
  std::string remark;  // how the line was read, where somebody may have meant it otherwise
};

// The request on a line (without its newline). Under kTsv a line without a tab is a query without an id, which is
// remarked, as is a line under kText or kTsv that begins like JSON. kAuto is kText. A line of more than kMaxQueryLine
// bytes is an error. Under kJsonl a key that is not among those above, or has a value of another type, is an error: it
// would be a wish that nobody hears.
BatchRequest ParseRequest(std::string_view line, QueriesFormat format);

// What kAuto means for a whole file.
QueriesFormat DetectQueriesFormat(std::string_view file);

// Reads lines from the descriptor until its end, and calls `on_line` for each as soon as it is there, without its "\n"
// or "\r\n". A line of more than kMaxQueryLine bytes is cut after the first one too many. `before_reading` is called
// where no whole line is left and the next read may wait long. A byte order mark of UTF-8 is skipped. Throws Error
// kUnreadable; kNotText where the first line begins with one of UTF-16.
void ForEachLine(
    int fd, const std::string& name, const std::function<void(std::string_view)>& on_line,
    const std::function<void()>& before_reading = [] {});

}  // namespace article_search
