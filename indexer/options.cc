#include "indexer/options.h"

#include <utility>
#include <vector>

#include "corpus/error.h"
#include "indexer/clean_text.h"
#include "indexer/command_line.h"
#include "indexer/language.h"
#include "indexer/schema.h"

namespace article_search {
namespace {

using Strings = std::vector<std::string>;

constexpr unsigned kMaxThreads = 256;
constexpr uint64_t kMaxMemory = 1 << 20;  // MiB

CommandLine MakeCommandLine() {
  using V = OptionValue;
  std::vector<std::string> languages = StemmedLanguages();
  languages.insert(languages.begin(), {std::string(kAutoLanguage), "none"});
  CommandLine line;
  line.program = "indexer";
  line.takes_paths = true;
  line.before =
      "Usage: indexer [options] [PATH...]\n"
      "Builds the index of articles that searcher searches, and puts it in the old\none's place in one step.\n\n"
      "PATH is a text file, JSON Lines, a folder of them (.txt .text .md .markdown .rst\n"
      ".rest .jsonl; not hidden ones), or - for standard input. Without PATH the index\n"
      "is built again from what it was made from, with the same options; where there\n"
      "is none and no -i either, from the article that comes with the program.\n";
  line.groups = {
      {"The index",
       {{"index", 'i', V::File("FILE"),
         "the index to build (default: $ARTICLE_SEARCH_INDEX, else article-search/article.idx in $XDG_DATA_HOME or "
         "~/.local/share)"},
        {"shards", 0, V::Text("N"),
         "cut the index into N files, for as many servers; searcher takes the one that names them, or the servers "
         "(default: one file; without PATH as before)"},
        {"update",
         0,
         {},
         "bring the index up to date: read only the files that have changed, and write nothing where none has"},
        {"status",
         0,
         {},
         "tell what an index was made from, and whether that has changed; PATH is the index, else it is the default "
         "one"},
        {"verify",
         0,
         {},
         "check an index from its first byte to its last; PATH is the index, else it is the default one"}}},
      {"How articles are read",
       {{"language", 0, V::OneOf(std::move(languages), "NAME"),
         "the language of the articles (default: english); a name or an ISO code (en), it decides about word stems. "
         "auto: found out for each article. none: no stems"},
        {"encoding", 0, V::Text("NAME"),
         "the encoding (windows-1251, Shift_JIS) of the text files that are not UTF-8 and have no byte-order mark; "
         "default: found out file by file"},
        {"input-format", 0, V::OneOf({"text", "jsonl"}),
         "what the files are; jsonl: every line is an article, an object with \"text\" and, if you like, \"id\", "
         "\"title\", \"language\"; default: by the ending of each file's name"},
        {"split", 0, {}, "split the texts of JSON Lines into paragraphs; default: a text is a paragraph"},
        {"keep-going", 0, {}, "leave out files that can't be read, say so, and exit with 1"},
        {"list-paragraphs", 0, {}, "print the paragraphs of PATH..., index nothing"}}},
      {"What it takes",
       {{"threads", 0, V::Text("N"),
         "how many threads index (up to 256; default: as many as there are processors); the index does not depend on "
         "it"},
        {"memory", 0, V::Text("MIB"), "MiB that postings may take before they go to the disk (default: 256)"}}},
      {"What is printed",
       {{"format", 0, V::OneOf({"text", "json"}), "how --list-paragraphs and --status print (default: text)"},
        {"quiet", 'q', {}, "no progress and no summary; errors only"},
        {"help", 'h', {}, "print the options, and exit"},
        {"version", 0, {}, "print the version, and exit"}}}};
  line.after =
      "Exit status: 0 done, 1 done but for files left out under --keep-going, 2 an\n"
      "error: nothing was touched. Of --status: 0 the files are the same, 1 they have\nchanged, 2 an error.\n"
      "Examples:\n"
      "  indexer article.txt                   index one article\n"
      "  indexer -i notes.idx ~/notes          index a folder into a file of its own\n"
      "  indexer                               build the index again\n"
      "  indexer --update                      the same, but read only what has changed\n"
      "  curl -s URL | html2text | indexer -   index a web page\n";
  return line;
}

// What an action has no use for is refused, not taken without a word.
void CheckHasPlace(const OptionValues& values, const IndexerOptions& options) {
  using Action = IndexerOptions::Action;
  if (options.action == Action::kBuild) return;
  const bool lists = options.action == Action::kListParagraphs;
  Strings useless = {"language", "memory", "shards", "threads"};
  const Strings others = lists ? Strings{"index"} : Strings{"encoding", "input-format", "keep-going", "split"};
  useless.insert(useless.end(), others.begin(), others.end());
  for (const std::string& name : useless) {
    if (values.count(name) == 0 || values[name].defaulted()) continue;
    const char* action = lists ? "--list-paragraphs" : options.action == Action::kVerify ? "--verify" : "--status";
    throw Error(ErrorCode::kUsage, "--" + name + " has no effect with " + action + "; leave it out");
  }
}

}  // namespace

IndexerOptions ParseIndexerOptions(int argc, const char* const argv[]) {
  const Strings arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
  const CommandLine& line = IndexerCommandLine();
  const OptionValues values = ParseCommandLine(arguments, line);
  IndexerOptions options;
  options.quiet = values["quiet"].as<bool>();
  if (values["help"].as<bool>() || values["version"].as<bool>()) {
    options.action = values["help"].as<bool>() ? IndexerOptions::Action::kHelp : IndexerOptions::Action::kVersion;
    return options;
  }
  if (values.count("generate") != 0) {
    options.action = IndexerOptions::Action::kGenerate;
    options.generate = TextOf(values, "generate");
    return options;
  }
  const bool list = values["list-paragraphs"].as<bool>();
  const bool verify = values["verify"].as<bool>();
  const bool status = values["status"].as<bool>();
  options.update = values["update"].as<bool>();
  if (int{list} + int{verify} + int{status} + int{options.update} > 1) {
    throw Error(ErrorCode::kUsage, "--list-paragraphs, --status, --update and --verify exclude each other");
  }
  if (status) options.action = IndexerOptions::Action::kStatus;
  if (list) options.action = IndexerOptions::Action::kListParagraphs;
  if (verify) options.action = IndexerOptions::Action::kVerify;
  if (values.count("positional") != 0) options.build.paths = values["positional"].as<Strings>();
  for (const std::string& path : options.build.paths) {
    if (path.empty()) throw Error(ErrorCode::kUsage, "a path is empty; give a file, a folder or -");
  }
  if (values.count("index") != 0) options.build.index = TextOf(values, "index");
  if (values.count("index") != 0 && options.build.index.empty()) {
    throw Error(ErrorCode::kUsage, "-i was given an empty name; give the name of the index file");
  }
  if (values.count("language") != 0) options.build.language = ParseLanguageOption(TextOf(values, "language"));
  if (values.count("encoding") != 0) {
    options.build.encoding = TextOf(values, "encoding");
    if (options.build.encoding->empty()) throw Error(ErrorCode::kUsage, "--encoding was given an empty name");
  }
  ChoiceOf(values, "input-format", line);
  if (values.count("input-format") != 0) options.build.input_format = TextOf(values, "input-format");
  options.build.threads = static_cast<unsigned>(NumberOf(values, "threads", options.build.threads, 1, kMaxThreads));
  if (values.count("shards") != 0) {
    options.build.shards = static_cast<uint32_t>(NumberOf(values, "shards", 1, 1, kMaxShards));
  }
  options.build.memory = NumberOf(values, "memory", options.build.memory >> 20, 1, kMaxMemory) << 20;
  options.build.split = values["split"].as<bool>();
  options.build.keep_going = values["keep-going"].as<bool>();
  if (values.count("format") != 0 && !list && !status) {
    throw Error(ErrorCode::kUsage, "--format goes with --list-paragraphs or --status");
  }
  options.json = ChoiceOf(values, "format", line) == 1;
  if (list && options.build.paths.empty()) {
    throw Error(ErrorCode::kUsage, "--list-paragraphs needs a PATH: a file, a folder or -");
  }
  if ((verify || status) && options.build.paths.size() + values.count("index") > 1) {
    throw Error(ErrorCode::kUsage, std::string(verify ? "--verify" : "--status") + " takes one index");
  }
  CheckHasPlace(values, options);
  if (options.update && !options.build.paths.empty()) {
    throw Error(
        ErrorCode::kUsage,
        "--update takes no PATH: it reads again what the index was made from; for another index: indexer --update "
        "-i " +
            options.build.paths.front());
  }
  return options;
}

const CommandLine& IndexerCommandLine() {
  static const CommandLine kLine = MakeCommandLine();
  return kLine;
}

}  // namespace article_search
