// Queries line by line, answered from an index of the bundled article. The first byte is the format of the queries, the
// second has options of the search, the third the length of a snippet; the rest is the stream of queries.
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "corpus/utf8.h"
#include "indexer/clean_text.h"
#include "indexer/index_builder.h"
#include "searcher/batch.h"
#include "searcher/formatter.h"
#include "searcher/searcher.h"
#include "tests/fuzz/target.h"
#include "tests/support/checks.h"
#include "tests/support/temp_dir.h"

namespace article_search {
namespace {

using Json = nlohmann::json;

// An open index and the files that it was made of, all of them UTF-8.
struct Collection {
  Collection() {
    BuildOptions options;
    options.index = folder / "a.idx";
    options.paths = {TEST_SOURCE_DIR "/corpus/articles/kazakhstan-multi-vector-diplomacy.txt",
                     TEST_SOURCE_DIR "/tests/data/articles/rye-bread.md",
                     TEST_SOURCE_DIR "/tests/data/articles/tideclock.rst"};
    for (const std::string& path : options.paths) files[path.substr(path.rfind('/'))] = ReadBytes(path);
    options.threads = 1;
    BuildIndex(options);
    searcher = std::make_unique<Searcher>(options.index);
  }
  TempDir folder;
  std::map<std::string, std::string> files;
  std::unique_ptr<Searcher> searcher;
};

std::vector<std::string> LinesOf(std::string_view bytes) {
  int ends[2];
  Require(::pipe(ends) == 0, "there is a pipe");
  // A pipe holds 64 KiB; inputs are shorter.
  bytes = bytes.substr(0, 1 << 15);
  Require(::write(ends[1], bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()), "it takes the bytes");
  ::close(ends[1]);
  std::vector<std::string> lines;
  ForEachLine(ends[0], "a pipe", [&lines](std::string_view line) { lines.emplace_back(line); });
  ::close(ends[0]);

  std::string joined;
  for (const std::string& line : lines) {
    Require(line.find('\n') == std::string::npos, "a line is one line");
    joined += line + "\n";
  }
  std::string expected;
  for (const char c : std::string(bytes) + (bytes.empty() || bytes.ends_with('\n') ? "" : "\n")) {
    if (c == '\n' && expected.ends_with('\r')) expected.pop_back();
    expected.push_back(c);
  }
  Require(joined == expected, "the lines are all of the stream");
  return lines;
}

void CheckRequest(std::string_view line, QueriesFormat format, const BatchRequest& request) {
  if (format != QueriesFormat::kJsonl) {
    Require(request.error.empty(), "any line of text is a request");
    const bool has_id = format == QueriesFormat::kTsv && line.find('\t') != std::string_view::npos;
    Require((has_id ? request.id.text + "\t" : "") + request.query == line, "all of a line is id and query");
    return;
  }
  const Json object = Json::parse(line, nullptr, /*allow_exceptions=*/false);
  if (!request.error.empty()) return CheckMessage(request.error);
  Require(object.is_object() && object.at("query") == request.query, "the query is the one given");
  for (const auto& [key, value] : object.items()) {
    const bool ok = key == "query" ||
                    (key == "id" && (value.is_null() || value == request.id.text ||
                                     (request.id.is_number && value.dump() == request.id.text))) ||
                    (key == "limit" && value == *request.limit) || (key == "offset" && value == *request.offset) ||
                    (key == "all" && value == *request.all);
    Require(ok, "every key is taken for what it says");
  }
}

void CheckHit(const Hit& hit, const SearchOptions& options, const std::string& file) {
  Require(hit.begin < hit.end && hit.end <= file.size() && file.substr(hit.begin, hit.end - hit.begin) == hit.text,
          "a hit is where it is said to be");
  std::vector<Range> matched;
  for (const MatchedRange& match : hit.matches) {
    Require(match.begin == hit.begin + match.text_begin, "a match is where it is said to be");
    matched.push_back({match.text_begin, match.text_begin + (match.end - match.begin)});
  }
  CheckMarks({hit.text, matched});
  CheckSnippets(hit.text, matched, hit.snippets, options.snippets);
  CheckMarks(hit.title);
  for (const MarkedText& heading : hit.headings) CheckMarks(heading);
  if (!hit.shares) return;
  double sum = 0;
  for (const ScoreShare& share : *hit.shares) sum += share.score;
  Require(std::abs(sum - hit.score) <= 1e-6 * (1 + std::abs(hit.score)), "the shares of a score are the score");
}

void CheckResult(const SearchResult& result, const SearchOptions& options, const Collection& collection) {
  Require(result.hits.size() <= options.limit && result.total >= result.hits.size(),
          "there are no more than asked for");
  const Hit* last = nullptr;
  for (const Hit& hit : result.hits) {
    CheckHit(hit, options, collection.files.at(hit.path.substr(hit.path.rfind('/'))));
    Require(last == nullptr || last->tier < hit.tier || (last->tier == hit.tier && last->score >= hit.score),
            "the best stands first");
    last = &hit;
  }
  for (const std::string& warning : result.warnings) CheckMessage(warning);
}

// Whatever is shown has nothing in it that a terminal obeys, and JSON says what went in.
void CheckPrinted(const SearchResult& result) {
  const std::string json = FormatJson(result);
  const Json object = Json::parse(json);
  const std::string id =
      object.contains("id") ? object["id"].is_string() ? object["id"].get<std::string>() : object["id"].dump() : "";
  Require(!IsUtf8(result.id.text) || id == result.id.text, "an answer has the id of its query");
  Require(!IsUtf8(result.query) || object.at("query") == result.query, "and the query itself");
  Require(object.at("hits").size() == result.hits.size(), "and all hits");
  for (const std::string& text : {json, FormatText(result, {}), FormatText(result, {false, 30}), FormatGrep(result)}) {
    for (size_t at = 0; at < text.size();) {
      const char32_t c = NextCharacter(text, &at);
      Require(c == '\n' || !IsUnsafe(c), "nothing is printed that a terminal obeys");
    }
  }
  Require(IsUtf8(FormatHtml(result)), "a page is UTF-8");
  FormatTsv(result, {});
  FormatTrec(result);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const Collection collection;
  FuzzInput input(data, size);
  QueriesFormat format = static_cast<QueriesFormat>(input.Below(4));
  const size_t flags = input.Below(64);
  SearchOptions options;
  options.limit = 5;
  options.expand = (flags & 1) != 0;
  options.explain = (flags & 2) != 0;
  options.context = (flags & 4) != 0 ? 1 : 0;
  options.query.all = (flags & 8) != 0;
  options.query.literal = (flags & 16) != 0;
  options.autocorrect = (flags & 32) != 0;
  options.snippets.length = 20 + 8 * input.Below(32);

  if (format == QueriesFormat::kAuto) format = DetectQueriesFormat(input.Rest());
  for (const std::string& line : LinesOf(input.Rest())) {
    const BatchRequest request = ParseRequest(line, format);
    CheckRequest(line, format, request);
    if (!request.error.empty()) {
      Require(Json::parse(FormatJsonError(request.id, ErrorCode::kUsage, request.error)).contains("error"),
              "an error is JSON, too");
      continue;
    }
    SearchOptions search = options;
    search.limit = std::min<uint64_t>(request.limit.value_or(search.limit), 20);
    search.offset = request.offset.value_or(0);
    search.query.all = request.all.value_or(search.query.all);
    SearchResult result = collection.searcher->Search(request.query, search);
    result.id = request.id;
    CheckResult(result, search, collection);
    CheckPrinted(result);
  }
  return 0;
}

}  // namespace article_search
