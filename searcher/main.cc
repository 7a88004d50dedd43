// searcher: answers a query from an index. Prints, and picks the exit status; the work is in the libraries.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <exception>
#include <functional>
#include <iostream>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "corpus/error.h"
#include "corpus/version.h"
#include "indexer/clean_text.h"
#include "indexer/command_line_text.h"
#include "indexer/display_path.h"
#include "indexer/file_io.h"
#include "searcher/batch.h"
#include "searcher/damage_guard.h"
#include "searcher/formatter.h"
#include "searcher/options.h"
#include "searcher/remarks.h"
#include "searcher/searcher.h"
#include "searcher/terminal.h"

namespace article_search {
namespace {

constexpr int kHits = 0;
constexpr int kNoHits = 1;
constexpr int kFailed = 2;

void Say(const std::string& line) { std::cerr << "searcher: " << CleanLine(line) << "\n"; }

void Print(std::string_view text) { WriteAll(STDOUT_FILENO, text, "standard output"); }

// Answers on their way to standard output. Those of lines that have all been read go out together, since every write
// wakes whoever reads; but none waits for more than a millisecond's answers, or for a line to come.
class AnswerStream {
 public:
  void Add(std::string_view answer) {
    if (answer.size() >= kMostBytes) {
      Flush();
      return Print(answer);
    }
    const auto now = std::chrono::steady_clock::now();
    if (pending_.empty()) first_ = now;
    pending_ += answer;
    if (pending_.size() >= kMostBytes || now - first_ >= std::chrono::milliseconds(1)) Flush();
  }
  void Flush() {
    if (!pending_.empty()) Print(pending_);
    pending_.clear();
  }

 private:
  static constexpr size_t kMostBytes = size_t{1} << 16;  // a pipe holds no more
  std::string pending_;
  std::chrono::steady_clock::time_point first_;  // when the first of them was made
};

TextStyle StyleFor(const SearcherOptions& options) {
  const bool is_terminal = IsTerminal(STDOUT_FILENO);
  TextStyle style;
  style.color = WantsColor(options.color, is_terminal);
  style.width = TerminalWidth(STDOUT_FILENO);
  if (WantsHyperlinks(options.hyperlink, is_terminal, style.color)) style.links_from = CurrentLocation();
  return style;
}

// `room`: as FormatJson has it.
std::string Formatted(const SearchResult& result, const SearcherOptions& options, std::string room = {}) {
  switch (options.format) {
    case SearcherOptions::Format::kJson:
      return FormatJson(result, options.fields, std::move(room));
    case SearcherOptions::Format::kTsv:
      return FormatTsv(result, options.fields, /*with_names=*/options.queries.empty());
    case SearcherOptions::Format::kTrec:
      return FormatTrec(result);
    case SearcherOptions::Format::kGrep:
      return FormatGrep(result);
    case SearcherOptions::Format::kHtml:
      return FormatHtml(result);
    case SearcherOptions::Format::kText:
      break;
  }
  return FormatText(result, StyleFor(options));
}

std::string Listed(const std::vector<std::string>& words) {
  constexpr size_t kMost = 20;
  std::string list;
  for (size_t i = 0; i < std::min(words.size(), kMost); ++i) list += (i > 0 ? ", " : "") + words[i];
  if (words.size() > kMost) list += " and " + std::to_string(words.size() - kMost) + " more";
  return list;
}

bool IsBatchTable(const SearcherOptions& options) {
  return !options.queries.empty() && options.format == SearcherOptions::Format::kTsv;
}

bool IsRun(const SearcherOptions& options) { return options.format == SearcherOptions::Format::kTrec; }

// How the query was read, where a format has no place for it. `where`: stands before each line.
void SayHowItWasRead(const SearchResult& result, const std::string& where) {
  for (const std::string& warning : result.warnings) Say(where + warning);
  if (!result.expansion.empty()) Say(where + "added: " + Listed(result.expansion));
}

// That, and what was found of what is meant.
void SayRemarks(const SearchResult& result, const std::string& where) {
  SayHowItWasRead(result, where);
  const bool said = !result.warnings.empty() && result.warnings.back() == kNoWordsWarning;
  const bool suggests = result.suggestion && !result.autocorrected;
  const std::string suggestion = suggests ? "did you mean: " + Quote(*result.suggestion) : "";
  if (result.total == 0 && !said) {
    Say(where + "no paragraph matches: " + Quote(result.query) + (suggests ? "; " + suggestion : ""));
  } else if (suggests) {
    Say(where + suggestion);
  }
}

Searcher OpenGuarded(const std::vector<std::string>& indexes, uint32_t remote_timeout_ms) {
  const DamageGuard guard(FilesToGuard(indexes), kFailed);
  return Searcher(indexes, remote_timeout_ms);
}

Searcher OpenIndex(const SearcherOptions& options) {
  if (!options.indexes.empty()) return OpenGuarded(options.indexes, options.remote_timeout_ms);
  const std::string index = DefaultIndexPath();
  try {
    return OpenGuarded({index}, options.remote_timeout_ms);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kNotFound) throw;
    throw Error(error.code(), "there is no index yet at " + index + "; make one with: indexer ARTICLE...");
  }
}

void RefreshGuarded(Searcher* searcher) {
  if (!searcher->IsReplaced()) return;
  const DamageGuard guard(FilesToGuard(searcher->names()), kFailed);
  searcher->Refresh();
}

SearchResult SearchGuarded(Searcher* searcher, const std::string& query, const SearchOptions& options) {
  const DamageGuard guard(searcher->files(), kFailed);
  return searcher->Search(query, options);
}

// Calls `answer` with each line, as soon as it is there, and with what the lines are; `before_reading` as ForEachLine.
void ForEachQuery(const SearcherOptions& options, const std::string& name,
                  const std::function<void(std::string_view line, QueriesFormat format)>& answer,
                  const std::function<void()>& before_reading) {
  const auto answer_as_told = [&](std::string_view line) { answer(line, options.queries_format); };
  if (options.queries == "-") return ForEachLine(STDIN_FILENO, name, answer_as_told, before_reading);
  const FileDescriptor file(::open(options.queries.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.ok()) ThrowErrno("cannot read the queries in", options.queries);
  if (options.queries_format != QueriesFormat::kAuto) {
    return ForEachLine(file.get(), name, answer_as_told, before_reading);
  }
  std::string text;
  ForEachLine(file.get(), name, [&](std::string_view line) { text.append(line).push_back('\n'); });
  const QueriesFormat format = DetectQueriesFormat(text);
  // Not by reading once more: a pipe can't.
  for (std::string_view rest = text; !rest.empty();) {
    const size_t end = rest.find('\n');
    answer(rest.substr(0, end), format);
    rest.remove_prefix(end + 1);
  }
}

SearchOptions OptionsFor(const BatchRequest& request, SearchOptions options) {
  options.limit = request.limit.value_or(options.limit);
  options.offset = request.offset.value_or(options.offset);
  options.query.all = request.all.value_or(options.query.all);
  return options;
}

int SearchAll(const SearcherOptions& options) {
  Searcher searcher = OpenIndex(options);
  const std::string name = options.queries == "-" ? "standard input" : options.queries;
  uint64_t number = 0;
  std::unordered_set<std::string> ids;           // of a run, so far
  constexpr size_t kMostRoom = size_t{1} << 20;  // a larger answer is no measure for the next
  AnswerStream answers;
  std::string text;  // the last answer
  // A request that can't be answered is said in the place of its answer, or on standard error, and the next one is
  // read.
  const auto fail = [&](const QueryId& id, ErrorCode code, const std::string& message) {
    const std::string where = "line " + std::to_string(number) + ": " + message;
    if (options.format == SearcherOptions::Format::kJson) {
      answers.Add(FormatJsonError(id, code, where));
    } else {
      Say(name + ", " + where);
    }
  };
  const auto answer = [&](std::string_view line, QueriesFormat format) {
    ++number;
    BatchRequest request = ParseRequest(line, format);
    if (!request.error.empty()) return fail(request.id, ErrorCode::kUsage, request.error);
    if ((IsBatchTable(options) || IsRun(options)) && request.id.text.empty()) request.id.text = std::to_string(number);
    if (IsRun(options) && !ids.insert(request.id.text).second) {
      return fail(request.id, ErrorCode::kUsage,
                  "the id '" + Quote(request.id.text) + "' is that of an earlier line; a run has one list of each");
    }
    try {
      RefreshGuarded(&searcher);
      SearchResult result = SearchGuarded(&searcher, request.query, OptionsFor(request, options.search));
      result.id = request.id;
      if (!request.remark.empty()) result.warnings.insert(result.warnings.begin(), request.remark);
      const std::string where = name + ", line " + std::to_string(number) + ": ";
      if (IsBatchTable(options)) SayRemarks(result, where);
      if (IsRun(options)) SayHowItWasRead(result, where);
      text = Formatted(result, options, std::move(text));
    } catch (const Error& error) {
      return fail(request.id, error.code(), error.what());
    } catch (const std::bad_alloc&) {
      return fail(request.id, ErrorCode::kInternal, "out of memory");
    }
    answers.Add(text);
    if (text.capacity() > kMostRoom) text = {};
  };
  if (IsBatchTable(options)) answers.Add(FormatTsv({}, options.fields));  // the line of names, once
  ForEachQuery(options, name, answer, [&] { answers.Flush(); });
  answers.Flush();
  return kHits;
}

int Search(const SearcherOptions& options) {
  // Never destroyed, since the process ends: to free one by one what the system frees at once takes longer than to
  // rank.
  static Searcher* searcher = new Searcher(OpenIndex(options));
  const SearchResult result = SearchGuarded(searcher, options.query, options.search);
  const int status = result.total > 0 ? kHits : kNoHits;
  try {
    if (options.quiet) return status;
    if (options.count_only && options.format == SearcherOptions::Format::kText) {
      SayHowItWasRead(result, "");
      Print(std::to_string(result.total) + "\n");
      return status;
    }
    if (options.format == SearcherOptions::Format::kText || options.format == SearcherOptions::Format::kTsv ||
        options.format == SearcherOptions::Format::kGrep) {
      SayRemarks(result, "");
    }
    if (IsRun(options)) SayHowItWasRead(result, "");
    Print(Formatted(result, options));
  } catch (const Error& error) {
    // Whoever read the output has seen enough: nothing went wrong.
    if (error.code() != ErrorCode::kBrokenPipe) throw;
  }
  return status;
}

int Run(int argc, char* argv[]) {
  const SearcherOptions options = ParseSearcherOptions(argc, argv);
  switch (options.action) {
    case SearcherOptions::Action::kHelp:
      Print(HelpText(SearcherCommandLine()));
      return kHits;
    case SearcherOptions::Action::kVersion:
      Print("searcher " ARTICLE_SEARCH_VERSION "\n");
      return kHits;
    case SearcherOptions::Action::kGenerate:
      Print(Generate(SearcherCommandLine(), options.generate, std::cin));
      return kHits;
    case SearcherOptions::Action::kSearch:
      break;
  }
  return options.queries.empty() ? Search(options) : SearchAll(options);
}

}  // namespace
}  // namespace article_search

int main(int argc, char* argv[]) {
  // A reader who goes away is found out by WriteAll.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    article_search::GuardStandardStreams();
    return article_search::Run(argc, argv);
  } catch (const article_search::Error& error) {
    if (error.code() == article_search::ErrorCode::kBrokenPipe) return article_search::kHits;
    article_search::Say(error.what());
  } catch (const std::bad_alloc&) {
    article_search::Say("out of memory");
  } catch (const std::exception& error) {
    article_search::Say(std::string("a bug: ") + error.what());
  }
  return article_search::kFailed;
}
