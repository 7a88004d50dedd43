// What was typed on searcher's command line, and what it means.
#pragma once

#include <string>
#include <vector>

#include "searcher/batch.h"
#include "searcher/searcher.h"
#include "searcher/terminal.h"

namespace article_search {

struct SearcherOptions {
  enum class Action { kSearch, kHelp, kVersion };
  enum class Format { kText, kJson, kTsv, kTrec, kGrep, kHtml };
  Action action = Action::kSearch;
  std::string query;    // the words, joined by spaces
  std::string queries;  // a file of queries instead, "-" for standard input; or empty
  QueriesFormat queries_format = QueriesFormat::kAuto;
  std::string index;  // empty: the default one
  SearchOptions search;
  Format format = Format::kText;
  std::vector<std::string> fields;  // of a hit, for kJson and kTsv; empty: all, or the usual ones
  ColorChoice color = ColorChoice::kAuto;
  bool count_only = false;
  bool quiet = false;
};

// Throws Error kUsage with one line that names the option at fault.
SearcherOptions ParseSearcherOptions(int argc, const char* const argv[]);

std::string SearcherHelp();

}  // namespace article_search
