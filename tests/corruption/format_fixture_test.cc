// Indexes as this program and those before it wrote them, kept in tests/data/indexes. The one of this format version
// answers as on the day on which it was made; those of others are refused in the documented words.
//
// When kFormatVersion changes: build, run tests/corruption/make_fixture.sh with the folder of the programs, and commit
// what it makes. What is there already stays as it is.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "corpus/analyzer.h"
#include "indexer/index_file.h"
#include "indexer/schema.h"
#include "tests/support/run_command.h"
#include "tests/support/temp_dir.h"

namespace article_search {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

const std::string kFolder = TEST_DATA_DIR "/indexes/";

std::string FixtureOf(uint32_t format) { return kFolder + "format-" + std::to_string(format); }

CommandResult RunProgram(const std::string& program, const std::vector<std::string>& arguments) {
  Command command;
  command.arguments = {TEST_BIN_DIR "/" + program};
  command.arguments.insert(command.arguments.end(), arguments.begin(), arguments.end());
  command.environment = {{"ASAN_OPTIONS", "new_delete_type_mismatch=0"}};  // in Xapian's check
  return RunCommand(command);
}

void ExpectRefused(const std::string& index, const std::string& why) {
  const CommandResult result = RunProgram("searcher", {"-i", index, "ship"});
  EXPECT_EQ(result.status, 2);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(Lines(result.err).size(), 1U);
  EXPECT_TRUE(result.err.starts_with("searcher: " + index + why)) << result.err;
}

TEST(FormatFixtureTest, TheOneOfThisFormatAnswersAsEver) {
  const std::string index = FixtureOf(kFormatVersion) + ".idx";
  ASSERT_TRUE(fs::exists(index)) << "see the top of this file for what to do when the format version is new";
  const CommandResult verified = RunProgram("indexer", {"--verify", index});
  EXPECT_EQ(verified.status, 0) << verified.err;
  const IndexInfo info = IndexFile::Open(index).info();
  ASSERT_EQ(info.rules, RuleSetId()) << "the rules are new: remove what is kept of this format, and make it again";
  if (info.icu != IcuVersion()) {
    ExpectRefused(index, " was made with ICU " + info.icu);
    GTEST_SKIP() << "this is another ICU than the index's, " << info.icu;
  }
  const CommandResult result =
      RunProgram("searcher", {"-i", index, "--queries", kFolder + "queries.txt", "--format", "json", "--sort",
                              "position", "--fields", "id,paragraph,kind,headings,line,begin,end,text"});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.err, "");
  const std::vector<std::string> answers = Lines(result.out);
  const std::vector<std::string> expected = Lines(ReadBytes(FixtureOf(kFormatVersion) + ".jsonl"));
  ASSERT_EQ(answers.size(), expected.size());
  ASSERT_GT(answers.size(), 5U);
  for (size_t i = 0; i < answers.size(); ++i) {
    const Json answer = Json::parse(answers[i]);
    const Json golden = Json::parse(expected[i]);
    EXPECT_GT(golden.at("total"), 0) << golden;
    EXPECT_EQ(answer.at("total"), golden.at("total")) << golden;
    EXPECT_EQ(answer.at("hits"), golden.at("hits")) << golden;
  }
}

TEST(FormatFixtureTest, ThoseOfOtherFormatsAreRefused) {
  size_t others = 0;
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    const fs::path& path = entry.path();
    if (path.extension() != ".idx" || path == FixtureOf(kFormatVersion) + ".idx") continue;
    ++others;
    const std::string format = path.stem().string().substr(std::string("format-").size());
    ExpectRefused(path, " has index format " + format + ", and this program reads format " +
                            std::to_string(kFormatVersion) + "; build it again with indexer, naming its articles\n");
  }
  if (others == 0) GTEST_SKIP() << "there is none of another format";
}

}  // namespace
}  // namespace article_search
