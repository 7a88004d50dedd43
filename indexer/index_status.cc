#include "indexer/index_status.h"

#include <array>
#include <ctime>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "corpus/string_list.h"
#include "indexer/clean_text.h"
#include "indexer/display_path.h"
#include "indexer/json.h"

namespace article_search {
namespace {

std::string Time(int64_t seconds) {
  const auto time = static_cast<std::time_t>(seconds);
  std::tm fields{};
  std::array<char, 32> text{};
  if (::gmtime_r(&time, &fields) == nullptr) return std::to_string(seconds);
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &fields)};
}

// "3 hours", by the largest unit that it has.
std::string Age(int64_t seconds) {
  constexpr std::array<std::pair<int64_t, const char*>, 4> kUnits = {
      {{86'400, "day"}, {3'600, "hour"}, {60, "minute"}, {1, "second"}}};
  for (const auto& [unit, name] : kUnits) {
    if (seconds < unit && unit > 1) continue;
    return std::to_string(seconds / unit) + " " + name + (seconds / unit == 1 ? "" : "s");
  }
  return "";
}

std::string Summary(const IndexSources& sources, const SourceChanges& changes) {
  std::vector<std::string> parts;
  const auto count = [&](const std::vector<std::string>& paths, const std::string& what) {
    if (!paths.empty()) parts.push_back(std::to_string(paths.size()) + " " + what);
  };
  count(changes.changed, "changed");
  count(changes.added, "new");
  count(changes.removed, "gone");
  if (changes.other_rules) parts.emplace_back("made by other rules");
  std::string summary = parts.empty() ? "fresh" : "stale: " + Joined(parts, ", ");
  if (!changes.left_out.empty()) summary += "; " + std::to_string(changes.left_out.size()) + " left out";
  if (changes.bad_lines != 0) {
    summary += "; " + std::to_string(changes.bad_lines) + (changes.bad_lines == 1 ? " line" : " lines") + " left out";
  }
  if (Contains(sources.roots, "-")) {
    summary += "; standard input can't be compared";
  }
  return summary;
}

}  // namespace

std::string StatusAsText(const std::string& path, const IndexInfo& info, const IndexSources& sources,
                         const SourceChanges& changes, int64_t now) {
  std::string out;
  const auto line = [&](const std::string& name, const std::string& value) {
    out += name + ": " + EscapeUnsafe(value) + "\n";
  };
  line("index", DisplayPath(path));
  line("state", Summary(sources, changes));
  const int64_t age = now - sources.built_at;
  line("built", Time(sources.built_at) + (age >= 0 ? " (" + Age(age) + " ago)" : ""));
  if (info.shards > 1) line("shards", std::to_string(info.shards));
  for (const std::string& root : sources.roots) line("source", DisplayPath(root));
  line("files", std::to_string(sources.files.size()));
  line("articles", std::to_string(info.articles));
  line("paragraphs", std::to_string(info.paragraphs));
  line("words", std::to_string(info.words));
  line("terms", std::to_string(info.terms));
  line("languages", Joined(info.languages, ", "));
  line("format", std::to_string(info.format_version));
  line("rules", info.rules + ", ICU " + info.icu);
  line("generation", info.generation);
  for (const std::string& file : changes.changed) line("changed", DisplayPath(file));
  for (const std::string& file : changes.added) line("new", DisplayPath(file));
  for (const std::string& file : changes.removed) line("gone", DisplayPath(file));
  for (const std::string& file : changes.left_out) line("left out", DisplayPath(file));
  return out;
}

std::string StatusAsJson(const std::string& path, const IndexInfo& info, const IndexSources& sources,
                         const SourceChanges& changes, int64_t now) {
  using Json = nlohmann::ordered_json;
  const auto paths = [](const std::vector<std::string>& of) {
    Json list = Json::array();
    for (const std::string& one : of) {
      Json entry;
      AddPath(one, &entry);
      list.push_back(std::move(entry));
    }
    return list;
  };
  Json object;
  object["format_version"] = 1;
  AddPath(path, &object);
  object["fresh"] = !changes.any();
  object["built_at"] = Time(sources.built_at);
  object["age_seconds"] = now - sources.built_at;
  object["sources"] = paths(sources.roots);
  object["shards"] = info.shards;
  object["files"] = sources.files.size();
  object["articles"] = info.articles;
  object["paragraphs"] = info.paragraphs;
  object["words"] = info.words;
  object["terms"] = info.terms;
  object["languages"] = info.languages;
  object["index_format"] = info.format_version;
  object["rules"] = info.rules;
  object["icu"] = info.icu;
  object["generation"] = info.generation;
  object["changed"] = paths(changes.changed);
  object["new"] = paths(changes.added);
  object["gone"] = paths(changes.removed);
  object["left_out"] = paths(changes.left_out);
  object["lines_left_out"] = changes.bad_lines;
  object["other_rules"] = changes.other_rules;
  return JsonLine(object) + "\n";
}

}  // namespace article_search
