// What was typed on searcher's command line, and what it means.
#pragma once

#include <string>
#include <vector>

#include "indexer/command_line.h"
#include "searcher/batch.h"
#include "searcher/searcher.h"
#include "searcher/terminal.h"

namespace article_search {

struct SearcherOptions {
  enum class Action { kSearch, kHelp, kVersion, kGenerate };
  enum class Format { kText, kJson, kTsv, kTrec, kGrep, kHtml };
  Action action = Action::kSearch;
  std::string query;    // the words, joined by spaces
  std::string queries;  // a file of queries instead, "-" for standard input; or empty
  QueriesFormat queries_format = QueriesFormat::kAuto;
  std::vector<std::string> indexes;  // of one index all shards, as for Searcher; none: the default one
  uint32_t remote_timeout_ms = kDefaultRemoteTimeout;
  SearchOptions search;
  Format format = Format::kText;
  std::vector<std::string> fields;  // of a hit, for kJson and kTsv; empty: all, or the usual ones
  When color = When::kAuto;
  When hyperlink = When::kAuto;
  bool count_only = false;
  bool quiet = false;
  std::string generate;  // of kGenerate: what
};

// Throws Error kUsage with one line that names the option at fault.
SearcherOptions ParseSearcherOptions(int argc, const char* const argv[]);

// The one place where options are declared. The choices of an option are in the order of the enum they stand for.
const CommandLine& SearcherCommandLine();

}  // namespace article_search
