// The two programs, and what they print, for the tests that run them.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/run_command.h"
#include "tests/support/temp_dir.h"

namespace article_search {

inline const std::string kIndexer = TEST_BIN_DIR "/indexer";
inline const std::string kSearcher = TEST_BIN_DIR "/searcher";

// A run of a program, ready to be changed before it is started.
Command IndexerCommand(const std::vector<std::string>& arguments);
Command SearcherCommand(const std::vector<std::string>& arguments);

CommandResult RunIndexer(const std::vector<std::string>& arguments, const std::string& input = "");
CommandResult RunSearcher(const std::vector<std::string>& arguments);
// indexer, for `--verify` among the arguments.
CommandResult RunVerify(const std::vector<std::string>& arguments);

// Builds an index, which must succeed without a word.
void BuildIndexOf(const std::string& index, const std::vector<std::string>& paths,
                  const std::vector<std::string>& options = {});

// The answer of `searcher -i index --format json arguments...`; the run must not fail, and print one line of JSON.
nlohmann::ordered_json SearchJson(const std::string& index, const std::vector<std::string>& arguments);

// Nothing on standard output, one line on stderr that begins with "PROGRAM: ", status 2, no signal. The line holds each
// of `parts`.
void ExpectError(const CommandResult& result, const std::string& program, const std::vector<std::string>& parts = {});

// Nothing at all on stderr, and the exit status.
void ExpectQuiet(const CommandResult& result, int status);

// The hits' bytes in the file are the paragraph, and those of its matches its matched words: for a file in UTF-8.
void ExpectHitsCutFromFile(const nlohmann::ordered_json& answer, const std::string& path);

// The bytes of `text` that a range of JSON names.
std::string Cut(const std::string& text, const nlohmann::ordered_json& range);

// The names in a folder, hidden ones too, sorted.
std::vector<std::string> NamesIn(const std::string& folder);

}  // namespace article_search
