// Many queries from one stream.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace article_search {

enum class QueriesFormat {
  kAuto,   // kTsv where every line is `id TAB query`, else kText
  kText,   // a query a line
  kTsv,    // id TAB query
  kJsonl,  // {"id": string or number, "query": string}; "id" may be missing
};

struct BatchQuery {
  std::string id;  // may be empty under kText
  std::string text;
};

// The query on a line (without its newline). Under kTsv a line without a tab is a query without an id. kAuto is kText.
// Throws Error kUsage where a line under kJsonl is no such object.
BatchQuery ParseQueryLine(std::string_view line, QueriesFormat format);

// What kAuto means for a whole file: kTsv or kText.
QueriesFormat DetectQueriesFormat(std::string_view file);

// Reads lines from the descriptor until its end, and calls `on_line` for each as soon as it is there, without its "\n"
// or "\r\n". A line of more than kMaxQueryLine bytes is cut. Throws Error kUnreadable.
void ForEachLine(int fd, const std::string& name, const std::function<void(std::string_view)>& on_line);
inline constexpr size_t kMaxQueryLine = 1 << 20;

}  // namespace article_search
