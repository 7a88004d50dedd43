#include "searcher/batch.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <nlohmann/json.hpp>

#include "corpus/error.h"
#include "indexer/clean_text.h"
#include "indexer/file_io.h"
#include "searcher/remarks.h"

namespace article_search {

namespace {

using Json = nlohmann::json;

constexpr uint64_t kMaxNumber = std::numeric_limits<uint32_t>::max();  // as on the command line

// False where the value is none.
bool ReadId(const Json& value, QueryId* id) {
  if (!value.is_string() && !value.is_number_integer()) return value.is_null();
  id->is_number = value.is_number_integer();
  id->text = id->is_number ? value.dump() : value.get<std::string>();
  return true;
}

bool ReadNumber(const Json& value, std::optional<uint64_t>* number) {
  if (!value.is_number_unsigned() || value.get<uint64_t>() > kMaxNumber) return false;
  *number = value.get<uint64_t>();
  return true;
}

// What is wrong with it, in words; empty: nothing.
std::string ReadKey(const std::string& key, const Json& value, BatchRequest* request) {
  static const std::string kNumber = "a whole number from 0 to " + std::to_string(kMaxNumber);
  if (key == "id") return ReadId(value, &request->id) ? "" : "\"id\" is a string or a whole number";
  if (key == "query") {
    if (!value.is_string()) return "\"query\" is a string";
    request->query = value.get<std::string>();
    return "";
  }
  if (key == "limit") return ReadNumber(value, &request->limit) ? "" : "\"limit\" is " + kNumber;
  if (key == "offset") return ReadNumber(value, &request->offset) ? "" : "\"offset\" is " + kNumber;
  if (key == "all") {
    if (!value.is_boolean()) return "\"all\" is true or false";
    request->all = value.get<bool>();
    return "";
  }
  return "there is no key \"" + Quote(key) + "\"; those known are \"id\", \"query\", \"limit\", \"offset\" and \"all\"";
}

BatchRequest ParseJsonLine(std::string_view line) {
  BatchRequest request;
  // However deep: the parser does not recurse.
  const Json object = Json::parse(line, nullptr, false);
  if (object.is_discarded() || !object.is_object()) {
    request.error = "the line is not a JSON object such as {\"id\":1,\"query\":\"uranium\"}";
    return request;
  }
  // First of all the id, so that an answer of any kind has it.
  if (const auto id = object.find("id"); id != object.end()) ReadId(*id, &request.id);
  if (!object.contains("query")) request.error = "the request has no \"query\"";
  for (const auto& [key, value] : object.items()) {
    if (request.error.empty()) request.error = ReadKey(key, value, &request);
  }
  return request;
}

}  // namespace

BatchRequest ParseRequest(std::string_view line, QueriesFormat format) {
  BatchRequest request;
  if (line.size() > kMaxQueryLine) {
    request.error = "the line has more than " + std::to_string(kMaxQueryLine) + " bytes";
    return request;
  }
  if (format == QueriesFormat::kJsonl) return ParseJsonLine(line);
  const size_t tab = format == QueriesFormat::kTsv ? line.find('\t') : std::string_view::npos;
  if (tab != std::string_view::npos) {
    request.id.text = line.substr(0, tab);
    line.remove_prefix(tab + 1);
  } else if (line.starts_with("{\"")) {
    request.remark = "the line was read as words; as JSON it is read with --queries-format jsonl";
  } else if (format == QueriesFormat::kTsv && !line.empty()) {
    request.remark = "no tab is in the line, so all of it was read as the query";
  }
  request.query = line;
  return request;
}

QueriesFormat DetectQueriesFormat(std::string_view file) {
  size_t lines = 0;
  size_t in_braces = 0;
  size_t with_id = 0;
  while (!file.empty()) {
    const size_t end = std::min(file.find('\n'), file.size());
    const std::string_view line = file.substr(0, end);
    file.remove_prefix(std::min(end + 1, file.size()));
    if (line.empty()) continue;
    ++lines;
    if (line.front() == '{' && line.back() == '}') ++in_braces;
    const size_t tab = line.find('\t');
    if (tab != 0 && tab != std::string_view::npos && line.substr(0, tab).find(' ') == std::string_view::npos) ++with_id;
  }
  if (lines > 0 && in_braces == lines) return QueriesFormat::kJsonl;
  return with_id > lines / 2 ? QueriesFormat::kTsv : QueriesFormat::kText;
}

void ForEachLine(int fd, const std::string& name, const std::function<void(std::string_view)>& on_line,
                 const std::function<void()>& before_reading) {
  std::string pending;
  std::string chunk(1 << 16, '\0');
  bool is_first = true;
  const auto emit = [&](std::string_view line) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (is_first && line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
    if (is_first && (line.starts_with("\xFF\xFE") || line.starts_with("\xFE\xFF"))) {
      throw Error(ErrorCode::kNotText, "the queries in " + CleanLine(name) +
                                           " are UTF-16, by their first bytes; save them as UTF-8, as with: iconv -f "
                                           "UTF-16 -t UTF-8");
    }
    is_first = false;
    if (line.ends_with('\r')) line.remove_suffix(1);
    on_line(line.substr(0, kMaxQueryLine + 1));
  };
  for (;;) {
    before_reading();
    const ssize_t n = ::read(fd, chunk.data(), chunk.size());
    if (n < 0 && (errno == EINTR || WaitedFor(fd, POLLIN))) continue;
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
