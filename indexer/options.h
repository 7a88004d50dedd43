// What was typed on indexer's command line, and what it means.
#pragma once

#include <string>

#include "indexer/command_line.h"
#include "indexer/index_builder.h"

namespace article_search {

struct IndexerOptions {
  enum class Action { kBuild, kListParagraphs, kVerify, kStatus, kHelp, kVersion, kGenerate };
  Action action = Action::kBuild;
  BuildOptions build;
  bool update = false;   // build only where something changed
  bool json = false;     // --list-paragraphs, --status
  bool quiet = false;    // no progress, no summary
  std::string generate;  // of kGenerate: what
};

// Throws Error kUsage with one line that names the option at fault.
IndexerOptions ParseIndexerOptions(int argc, const char* const argv[]);

// The one place where options are declared.
const CommandLine& IndexerCommandLine();

}  // namespace article_search
