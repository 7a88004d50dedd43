#include "indexer/options.h"

#include <boost/program_options.hpp>
#include <sstream>
#include <vector>

#include "corpus/error.h"
#include "indexer/clean_text.h"
#include "indexer/command_line.h"
#include "indexer/language.h"

namespace article_search {
namespace {

namespace po = boost::program_options;
using Strings = std::vector<std::string>;

constexpr unsigned kMaxThreads = 256;
constexpr uint64_t kMaxMemory = 1 << 20;  // MiB

po::options_description Described() {
  po::options_description options("Options");
  // clang-format off
  options.add_options()
      ("index,i", po::value<std::string>()->value_name("FILE"),
       "the index to build (default: $ARTICLE_SEARCH_INDEX, else article-search/article.idx in $XDG_DATA_HOME or "
       "~/.local/share)")
      ("language", po::value<std::string>()->value_name("NAME"),
       "the language of the articles: a name (english) or an ISO code (en); it decides about word stems. auto: found "
       "out for each article. none: no stems. Default: english")
      ("encoding", po::value<std::string>()->value_name("NAME"),
       "the encoding of the files (windows-1251, Shift_JIS); default: UTF-8, UTF-16 with a byte-order mark, or else "
       "found out file by file")
      ("input-format", po::value<std::string>()->value_name("text|jsonl"),
       "jsonl: every line is an article, {\"id\":…,\"title\":…,\"language\":…,\"text\":…}; default: by the ending "
       "of each file's name")
      ("split", po::bool_switch(), "split the texts of JSON Lines into paragraphs; default: a text is a paragraph")
      ("keep-going", po::bool_switch(), "leave out files that can't be read, say so, and exit with 1")
      ("threads", po::value<unsigned>()->value_name("N"),
       "how many threads index; default: as many as there are processors. The index does not depend on it")
      ("memory", po::value<uint64_t>()->value_name("MIB"),
       "MiB that postings may take before they go to the disk (default: 256)")
      ("quiet,q", po::bool_switch(), "no progress and no summary; errors only")
      ("update", po::bool_switch(), "build the index again only where its files have changed")
      ("status", po::bool_switch(),
       "tell what an index (PATH, else the default one) was made from, and whether that has changed")
      ("list-paragraphs", po::bool_switch(), "print the paragraphs of PATH..., index nothing")
      ("format", po::value<std::string>()->value_name("text|json"), "of --list-paragraphs and --status (default: text)")
      ("verify", po::bool_switch(), "check an index (PATH, else the default one) from its first byte to its last")
      ("help,h", po::bool_switch(), "this text")
      ("version", po::bool_switch(), "the program's version");
  // clang-format on
  return options;
}

}  // namespace

IndexerOptions ParseIndexerOptions(int argc, const char* const argv[]) {
  const Strings arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
  const po::variables_map values = ParseCommandLine(arguments, Described(), "indexer");
  IndexerOptions options;
  options.quiet = values["quiet"].as<bool>();
  if (values["help"].as<bool>() || values["version"].as<bool>()) {
    options.action = values["help"].as<bool>() ? IndexerOptions::Action::kHelp : IndexerOptions::Action::kVersion;
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
  if (values.count("index") != 0) options.build.index = values["index"].as<std::string>();
  if (values.count("index") != 0 && options.build.index.empty()) {
    throw Error(ErrorCode::kUsage, "-i was given an empty name; give the name of the index file");
  }
  if (values.count("language") != 0) options.build.language = ParseLanguageOption(values["language"].as<std::string>());
  if (values.count("encoding") != 0) {
    options.build.encoding = values["encoding"].as<std::string>();
    if (options.build.encoding->empty()) throw Error(ErrorCode::kUsage, "--encoding was given an empty name");
  }
  if (values.count("input-format") != 0) {
    const auto format = values["input-format"].as<std::string>();
    if (format != "text" && format != "jsonl") {
      throw Error(ErrorCode::kUsage, "there is no input format '" + CleanLine(format) + "'; it is text or jsonl");
    }
    options.build.input_format = format;
  }
  if (values.count("threads") != 0) {
    options.build.threads = values["threads"].as<unsigned>();
    if (options.build.threads < 1 || options.build.threads > kMaxThreads) {
      throw Error(ErrorCode::kUsage, "--threads is a number from 1 to " + std::to_string(kMaxThreads));
    }
  }
  if (values.count("memory") != 0) {
    const auto memory = values["memory"].as<uint64_t>();
    if (memory < 1 || memory > kMaxMemory) {
      throw Error(ErrorCode::kUsage, "--memory is a number of MiB from 1 to " + std::to_string(kMaxMemory));
    }
    options.build.memory = memory << 20;
  }
  options.build.split = values["split"].as<bool>();
  options.build.keep_going = values["keep-going"].as<bool>();
  if (values.count("format") != 0) {
    const auto format = values["format"].as<std::string>();
    if (!list && !status) throw Error(ErrorCode::kUsage, "--format goes with --list-paragraphs or --status");
    if (format != "text" && format != "json") {
      throw Error(ErrorCode::kUsage, "there is no format '" + format + "' here; it is text or json");
    }
    options.json = format == "json";
  }
  if (list && options.build.paths.empty()) {
    throw Error(ErrorCode::kUsage, "--list-paragraphs needs a PATH: a file, a folder or -");
  }
  if ((verify || status) && options.build.paths.size() > 1) {
    throw Error(ErrorCode::kUsage, std::string(verify ? "--verify" : "--status") + " takes one index");
  }
  if (options.update && !options.build.paths.empty()) {
    throw Error(ErrorCode::kUsage, "--update takes no PATH: it reads again what the index was made from");
  }
  return options;
}

std::string IndexerHelp() {
  std::ostringstream out;
  out << "Usage: indexer [options] [PATH...]\n"
         "Builds the index of articles that searcher searches, and puts it in the old one's place in one step.\n\n"
         "PATH is a text file, JSON Lines, a folder of them (.txt .text .md .markdown .rst .rest .jsonl; not hidden\n"
         "ones), or - for standard input. Without PATH the index is built again from what it was made from, with\n"
         "the same options; where there is no index yet, from the article that comes with the program.\n\n"
      << Described()
      << "\nExit status: 0 done, 1 done but for files left out under --keep-going, 2 an error: nothing was touched.\n"
         "Of --status: 0 the files are the same, 1 they have changed, 2 an error.\n"
         "Examples:\n"
         "  indexer article.txt                   index one article\n"
         "  indexer -i notes.idx ~/notes          index a folder into a file of its own\n"
         "  indexer                               build the index again\n"
         "  indexer --update                      the same, where files have changed\n"
         "  curl -s URL | html2text | indexer -   index a web page\n";
  return out.str();
}

}  // namespace article_search
