#include "searcher/batch.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <nlohmann/json.hpp>

#include "corpus/error.h"
#include "indexer/file_descriptor.h"

namespace article_search {

namespace {

BatchQuery ParseJsonLine(std::string_view line) {
  const auto object = nlohmann::json::parse(line, nullptr, false);
  if (object.is_discarded() || !object.is_object()) throw Error(ErrorCode::kUsage, "not a JSON object");
  const auto query = object.find("query");
  if (query == object.end() || !query->is_string()) throw Error(ErrorCode::kUsage, "no \"query\" that is a string");
  const auto id = object.find("id");
  if (id == object.end() || id->is_null()) return {"", query->get<std::string>()};
  if (id->is_string()) return {id->get<std::string>(), query->get<std::string>()};
  if (id->is_number_integer()) return {id->dump(), query->get<std::string>()};
  throw Error(ErrorCode::kUsage, "an \"id\" that is neither a string nor a whole number");
}

}  // namespace

BatchQuery ParseQueryLine(std::string_view line, QueriesFormat format) {
  if (format == QueriesFormat::kJsonl) return ParseJsonLine(line);
  const size_t tab = format == QueriesFormat::kTsv ? line.find('\t') : std::string_view::npos;
  if (tab == std::string_view::npos) return {"", std::string(line)};
  return {std::string(line.substr(0, tab)), std::string(line.substr(tab + 1))};
}

QueriesFormat DetectQueriesFormat(std::string_view file) {
  bool any = false;
  while (!file.empty()) {
    const size_t end = std::min(file.find('\n'), file.size());
    const std::string_view line = file.substr(0, end);
    file.remove_prefix(std::min(end + 1, file.size()));
    if (line.empty()) continue;
    const size_t tab = line.find('\t');
    if (tab == 0 || tab == std::string_view::npos || line.substr(0, tab).find(' ') != std::string_view::npos) {
      return QueriesFormat::kText;
    }
    any = true;
  }
  return any ? QueriesFormat::kTsv : QueriesFormat::kText;
}

void ForEachLine(int fd, const std::string& name, const std::function<void(std::string_view)>& on_line) {
  std::string pending;
  std::string chunk(1 << 16, '\0');
  const auto emit = [&](std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    on_line(line.substr(0, kMaxQueryLine));
  };
  for (;;) {
    const ssize_t n = ::read(fd, chunk.data(), chunk.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) ThrowErrno("cannot read the queries in", name);
    if (n == 0) break;
    std::string_view fresh(chunk.data(), static_cast<size_t>(n));
    for (size_t end = fresh.find('\n'); end != std::string_view::npos; end = fresh.find('\n')) {
      if (pending.empty()) {
        emit(fresh.substr(0, end));
      } else {
        pending.append(fresh.substr(0, end));
        emit(pending);
        pending.clear();
      }
      fresh.remove_prefix(end + 1);
    }
    // What is cut in the end need not be kept.
    if (pending.size() <= kMaxQueryLine) pending.append(fresh);
  }
  if (!pending.empty()) emit(pending);
}

}  // namespace article_search
