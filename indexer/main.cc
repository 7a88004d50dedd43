// indexer: builds the index that searcher searches. Prints, and picks the exit status; the work is in the libraries.
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <functional>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "corpus/version.h"
#include "indexer/clean_text.h"
#include "indexer/command_line_text.h"
#include "indexer/display_path.h"
#include "indexer/file_io.h"
#include "indexer/file_replacement.h"
#include "indexer/index_builder.h"
#include "indexer/index_file.h"
#include "indexer/index_status.h"
#include "indexer/options.h"
#include "indexer/paragraph_list.h"
#include "indexer/shard_set.h"
#include "indexer/source_changes.h"
#include "indexer/verify.h"

namespace article_search {
namespace {

constexpr int kDone = 0;
constexpr int kDoneButForSome = 1;
constexpr int kStale = 1;
constexpr int kFailed = 2;

std::atomic<int> caught_signal = 0;
void OnSignal(int signal) { caught_signal = signal; }

// The handler itself can do nothing but take note.
void CheckInterrupt() {
  if (caught_signal != 0) throw Error(ErrorCode::kInterrupted, "interrupted; nothing was changed");
}

// Only a build has something to remove before it ends.
void CatchSignals() {
  struct sigaction action {};
  action.sa_handler = OnSignal;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    // What nohup, or a shell for what runs in the background, has had ignored stays ignored.
    struct sigaction inherited {};
    if (sigaction(signal, nullptr, &inherited) == 0 && inherited.sa_handler == SIG_IGN) continue;
    sigaction(signal, &action, nullptr);
  }
}

void Say(const std::string& line) { std::cerr << "indexer: " << CleanLine(line) << "\n"; }

std::string Counted(uint64_t number, const std::string& one, const std::string& many) {
  return WithThousands(number) + " " + (number == 1 ? one : many);
}

// The article that comes with the program: beside the installed program, or in the source folder it was built from.
std::string BundledArticles() {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (const char* const place : {ARTICLE_SEARCH_INSTALLED_ARTICLE_DIR, ARTICLE_SEARCH_SOURCE_ARTICLE_DIR}) {
    const fs::path articles = (folder / place).lexically_normal();
    if (fs::is_directory(articles, error)) return articles.string();
  }
  return "";
}

// One line that is written over, on a terminal only, and not more often than the eye can follow.
class ProgressLine {
 public:
  explicit ProgressLine(bool wanted) : shown_(wanted && ::isatty(STDERR_FILENO) == 1) {}
  ~ProgressLine() { Clear(); }

  void Update(uint64_t done, uint64_t of) {
    const auto now = std::chrono::steady_clock::now();
    if (!shown_ || now - last_ < std::chrono::milliseconds(100)) return;
    last_ = now;
    std::cerr << "\rindexing " << WithThousands(done) << " of " << Counted(of, "file", "files") << "\x1b[K"
              << std::flush;
    dirty_ = true;
  }
  void Clear() {
    if (dirty_) std::cerr << "\r\x1b[K" << std::flush;
    dirty_ = false;
  }

 private:
  bool shown_;
  bool dirty_ = false;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

// The files whose encoding was guessed.
class Guesses {
 public:
  void Add(const std::string& path, const std::string& encoding) {
    constexpr uint64_t kNamed = 3;
    Files& files = files_[encoding];
    if (files.count < kNamed) files.named += (files.count == 0 ? "" : ", ") + DisplayPath(path);
    if (files.count++ == kNamed) files.named += ", …";
  }
  // A line for each encoding.
  void SayAll() const {
    for (const auto& [encoding, files] : files_) {
      Say(Counted(files.count, "file was", "files were") + " read as " + encoding + " (" + files.named +
          "): if that is wrong, name the right one with --encoding");
    }
  }

 private:
  struct Files {
    uint64_t count = 0;
    std::string named;
  };
  std::map<std::string, Files> files_;
};

void CreateFolderOfDefaultIndex(const std::string& index) {
  std::error_code error;
  std::filesystem::create_directories(std::filesystem::path(index).parent_path(), error);
  if (error) {
    throw Error(ErrorCode::kUnreadable, "cannot make the folder of the index " + index + ": " + error.message());
  }
}

// False for whatever can't be found out: opening it will tell why.
bool Exists(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

// As a message names them.
std::string Named(const std::vector<std::string>& roots) {
  return (roots.front() == "-" ? "standard input" : DisplayPath(roots.front())) +
         (roots.size() == 1 ? "" : " and " + std::to_string(roots.size() - 1) + " more");
}

int Build(const IndexerOptions& options) {
  BuildOptions build = options.build;
  if (build.index.empty()) {
    build.index = DefaultIndexPath();
    if (std::getenv("ARTICLE_SEARCH_INDEX") == nullptr) CreateFolderOfDefaultIndex(build.index);
  }
  if (build.paths.empty() && !Exists(build.index)) {
    // Not for -i, whose name may be misspelt.
    const std::string bundled = options.build.index.empty() ? BundledArticles() : "";
    if (bundled.empty()) {
      throw Error(ErrorCode::kUsage,
                  "there is no index to build again at " + build.index + "; name the articles: indexer " +
                      (options.build.index.empty() ? "" : "-i " + options.build.index + " ") + "PATH...");
    }
    build.paths = {bundled};
  }
  ProgressLine progress(!options.quiet);
  build.on_warning = [&](const std::string& line) {
    progress.Clear();
    Say(line);
  };
  build.on_file = [&](uint64_t done, uint64_t of) { progress.Update(done, of); };
  Guesses guesses;
  build.on_guess = std::bind_front(&Guesses::Add, &guesses);
  CatchSignals();
  build.check_interrupt = CheckInterrupt;
  const auto start = std::chrono::steady_clock::now();
  const BuildReport report = BuildIndex(build);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  progress.Clear();
  if (!options.quiet) {
    guesses.SayAll();
    std::array<char, 32> time{};
    std::snprintf(time.data(), time.size(), "%.2f s", seconds.count());
    const IndexInfo& info = report.info;
    Say(Counted(info.articles, "article", "articles") + ", " + Counted(info.paragraphs, "paragraph", "paragraphs") +
        ", " + Counted(info.words, "word", "words") + ", " + Counted(info.terms, "distinct term", "distinct terms") +
        " in " + time.data() + ": " + DisplayPath(report.index) +
        (report.shards > 1 ? ", in " + std::to_string(report.shards) + " shards" : "") +
        (info.language == "none" || report.stemmed ? ""
                                                   : " (no stemmer for '" + info.language + "', words as they are)") +
        (report.other_roots.empty() ? "" : " (until now an index of " + Named(report.other_roots) + ")"));
  }
  return report.failures == 0 ? kDone : kDoneButForSome;
}

int List(const IndexerOptions& options) {
  BuildOptions build = options.build;
  build.on_warning = Say;
  Guesses guesses;
  build.on_guess = std::bind_front(&Guesses::Add, &guesses);
  const uint64_t failures = ReadArticles(
      build,
      [&](const Article& article) {
        WriteAll(STDOUT_FILENO, options.json ? ListAsJson(article) : ListAsText(article), "standard output");
      },
      nullptr);
  if (!options.quiet) guesses.SayAll();
  return failures == 0 ? kDone : kDoneButForSome;
}

// The index that an option without articles is about.
std::string IndexOf(const IndexerOptions& options) {
  if (!options.build.paths.empty()) return options.build.paths.front();
  return options.build.index.empty() ? DefaultIndexPath() : options.build.index;
}

// Its first file, where all the others are there and sound, too.
IndexFile OpenWhole(const std::string& index) {
  IndexFile first = OpenFirstFile(index, /*check_database=*/true);
  if (first.info().shards > 1) OpenFiles(index, /*check_database=*/true);
  return first;
}

int Status(const IndexerOptions& options) {
  const std::string index = IndexOf(options);
  const IndexFile file = OpenWhole(index);
  const IndexSources sources = file.ReadSources();
  const SourceChanges changes = FindChanges(file.info(), sources);
  const int64_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  if (!options.quiet) {
    try {
      WriteAll(STDOUT_FILENO,
               options.json ? StatusAsJson(index, file.info(), sources, changes, now)
                            : StatusAsText(index, file.info(), sources, changes, now),
               "standard output");
    } catch (const Error& error) {
      if (error.code() != ErrorCode::kBrokenPipe) throw;  // whoever reads has seen enough; the status tells still
    }
  }
  return changes.any() ? kStale : kDone;
}

// What has changed; nothing: it has to be built again whatever that is.
std::optional<SourceChanges> ChangesOf(const std::string& index, const BuildOptions& build) {
  try {
    const IndexFile file = OpenWhole(index);
    const IndexSources sources = file.ReadSources();
    CheckRebuildable(sources);
    const bool other_shards = build.shards && *build.shards != file.info().shards;
    if (other_shards || ReadsOtherwise(build, sources)) return std::nullopt;
    return FindChanges(file.info(), sources);
  } catch (const Error& error) {
    const bool lacks_a_shard = error.code() == ErrorCode::kNotFound && Exists(index);
    if (error.code() != ErrorCode::kDamagedIndex && !lacks_a_shard) throw;
    return std::nullopt;  // it can be built again where the list of its sources is sound
  }
}

// "2 files and 1 line"; empty where there is nothing.
std::string LeftOut(const SourceChanges& changes) {
  const std::string files = changes.left_out.empty() ? "" : Counted(changes.left_out.size(), "file", "files");
  const std::string lines = changes.bad_lines == 0 ? "" : Counted(changes.bad_lines, "line", "lines");
  return files + (files.empty() || lines.empty() ? "" : " and ") + lines;
}

int Update(const IndexerOptions& options) {
  const std::string index = IndexOf(options);
  const std::optional<SourceChanges> changes = ChangesOf(index, options.build);
  if (!changes || changes->any()) {
    IndexerOptions update = options;
    update.build.update = true;
    return Build(update);
  }
  RemoveLeftovers(index);
  const std::string left_out = LeftOut(*changes);
  if (!options.quiet) {
    Say(DisplayPath(index) + " is up to date" +
        (left_out.empty() ? "" : " but for " + left_out + " that can't be read (see --status)") +
        "; nothing was written");
  }
  return left_out.empty() ? kDone : kDoneButForSome;
}

int Verify(const IndexerOptions& options) {
  const std::string index = IndexOf(options);
  VerifyIndex(index);
  if (!options.quiet) Say(DisplayPath(index) + " is sound");
  return kDone;
}

int Run(int argc, char* argv[]) {
  const IndexerOptions options = ParseIndexerOptions(argc, argv);
  switch (options.action) {
    case IndexerOptions::Action::kHelp:
      WriteAll(STDOUT_FILENO, HelpText(IndexerCommandLine()), "standard output");
      return kDone;
    case IndexerOptions::Action::kVersion:
      WriteAll(STDOUT_FILENO, "indexer " ARTICLE_SEARCH_VERSION "\n", "standard output");
      return kDone;
    case IndexerOptions::Action::kGenerate:
      WriteAll(STDOUT_FILENO, Generate(IndexerCommandLine(), options.generate, std::cin), "standard output");
      return kDone;
    case IndexerOptions::Action::kListParagraphs:
      return List(options);
    case IndexerOptions::Action::kStatus:
      return Status(options);
    case IndexerOptions::Action::kVerify:
      return Verify(options);
    case IndexerOptions::Action::kBuild:
      break;
  }
  return options.update ? Update(options) : Build(options);
}

}  // namespace
}  // namespace article_search

int main(int argc, char* argv[]) {
  using article_search::caught_signal;
  // A reader of messages who goes away does not end a build halfway; one of standard output is found out by WriteAll.
  std::signal(SIGPIPE, SIG_IGN);
  // A file that grows past the limit is then an error like any other, and the temporaries are removed.
  std::signal(SIGXFSZ, SIG_IGN);
  int status = article_search::kFailed;
  try {
    article_search::GuardStandardStreams();
    status = article_search::Run(argc, argv);
  } catch (const article_search::Error& error) {
    if (error.code() == article_search::ErrorCode::kBrokenPipe) return article_search::kDone;
    article_search::Say(error.what());
  } catch (const std::bad_alloc&) {
    article_search::WriteAll(STDERR_FILENO, "indexer: out of memory; nothing was changed\n", "stderr");
  } catch (const std::exception& error) {
    article_search::Say(std::string("a bug: ") + error.what());
  }
  // The temporaries are gone; now end as whoever sent the signal expects.
  if (caught_signal != 0 && status == article_search::kFailed) {
    std::signal(caught_signal, SIG_DFL);
    std::raise(caught_signal);
  }
  return status;
}
