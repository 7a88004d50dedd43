#include "tests/end_to_end/programs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace article_search {

using Json = nlohmann::ordered_json;

namespace {

Command Program(const std::string& path, const std::vector<std::string>& arguments) {
  Command command;
  command.arguments = {path};
  command.arguments.insert(command.arguments.end(), arguments.begin(), arguments.end());
  return command;
}

}  // namespace

Command IndexerCommand(const std::vector<std::string>& arguments) { return Program(kIndexer, arguments); }
Command SearcherCommand(const std::vector<std::string>& arguments) { return Program(kSearcher, arguments); }

CommandResult RunIndexer(const std::vector<std::string>& arguments, const std::string& input) {
  Command command = IndexerCommand(arguments);
  command.input = input;
  return RunCommand(command);
}

// Xapian's own check deletes an object as of another size than it was made, which AddressSanitizer takes for an error.
CommandResult RunVerify(const std::vector<std::string>& arguments) {
  Command command = IndexerCommand(arguments);
  command.environment["ASAN_OPTIONS"] = "new_delete_type_mismatch=0";
  return RunCommand(command);
}

CommandResult RunSearcher(const std::vector<std::string>& arguments) { return RunCommand(SearcherCommand(arguments)); }

void BuildIndexOf(const std::string& index, const std::vector<std::string>& paths,
                  const std::vector<std::string>& options) {
  std::vector<std::string> arguments = {"--quiet", "-i", index};
  arguments.insert(arguments.end(), options.begin(), options.end());
  arguments.insert(arguments.end(), paths.begin(), paths.end());
  ExpectQuiet(RunIndexer(arguments), 0);
}

Json SearchJson(const std::string& index, const std::vector<std::string>& arguments) {
  std::vector<std::string> all = {"-i", index, "--format", "json"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  const CommandResult result = RunSearcher(all);
  EXPECT_EQ(result.signal, 0);
  EXPECT_EQ(result.err, "");
  EXPECT_EQ(Lines(result.out).size(), 1U) << result.out;
  EXPECT_TRUE(result.out.ends_with('\n'));
  Json answer = Json::parse(result.out, nullptr, /*allow_exceptions=*/false);
  EXPECT_TRUE(answer.is_object()) << result.out;
  if (!answer.is_object()) throw std::runtime_error("no JSON: " + result.out + result.err);
  EXPECT_EQ(result.status, answer.at("total") > 0 ? 0 : 1);
  return answer;
}

void ExpectError(const CommandResult& result, const std::string& program, const std::vector<std::string>& parts) {
  EXPECT_EQ(result.status, 2) << result.err;
  EXPECT_EQ(result.signal, 0);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(Lines(result.err).size(), 1U) << result.err;
  EXPECT_TRUE(result.err.starts_with(program + ": ")) << result.err;
  EXPECT_TRUE(result.err.ends_with('\n'));
  EXPECT_EQ(result.err.find("a bug"), std::string::npos) << result.err;
  for (const std::string& part : parts) {
    EXPECT_NE(result.err.find(part), std::string::npos) << "'" << part << "' is missing in: " << result.err;
  }
}

void ExpectQuiet(const CommandResult& result, int status) {
  EXPECT_EQ(result.status, status);
  EXPECT_EQ(result.signal, 0);
  EXPECT_EQ(result.err, "");
}

std::string Cut(const std::string& text, const Json& range) {
  const auto begin = range.at("begin").get<size_t>();
  const auto end = range.at("end").get<size_t>();
  if (begin >= end || end > text.size()) {
    ADD_FAILURE() << "no range of the text: " << range;
    return "";
  }
  return text.substr(begin, end - begin);
}

void ExpectHitsCutFromFile(const Json& answer, const std::string& path) {
  const std::string file = ReadBytes(path);
  for (const Json& hit : answer.at("hits")) {
    EXPECT_EQ(Cut(file, hit), hit.at("text").get<std::string>());
    EXPECT_EQ(hit.at("line").get<int64_t>(),
              1 + std::count(file.begin(), file.begin() + hit.at("begin").get<std::ptrdiff_t>(), '\n'));
    // What is marked in the snippet was cut from a match, and the other way round where the snippet is the paragraph.
    std::string matched;
    for (const Json& match : hit.at("matches")) matched += Cut(file, match) + "|";
    const auto text = hit.at("snippet").at("text").get<std::string>();
    for (const Json& highlight : hit.at("snippet").at("highlights")) {
      EXPECT_NE(matched.find(Cut(text, highlight)), std::string::npos)
          << "'" << Cut(text, highlight) << "' is marked, and matched is only: " << matched;
    }
    EXPECT_EQ(matched.empty(), hit.at("snippet").at("highlights").empty());
  }
}

std::vector<std::string> NamesIn(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace article_search
