#include "searcher/options.h"

#include <algorithm>
#include <boost/program_options.hpp>
#include <charconv>
#include <limits>
#include <sstream>
#include <vector>

#include "corpus/error.h"
#include "indexer/clean_text.h"
#include "indexer/command_line.h"
#include "searcher/formatter.h"

namespace article_search {
namespace {

namespace po = boost::program_options;
using Strings = std::vector<std::string>;

// Numbers on the command line are taken up to here: enough for any index, and sums of two don't wrap.
constexpr uint64_t kMaxNumber = std::numeric_limits<uint32_t>::max();

// More of a paragraph than this is its whole text, which JSON has anyway.
constexpr uint64_t kMaxSnippetLength = 10'000;
constexpr uint64_t kMaxSnippets = 100;

// A thousand words, each with so many spellings, still make a query of some megabytes.
constexpr uint64_t kMaxExpansions = 10'000;
constexpr uint64_t kMaxPostings = std::numeric_limits<uint64_t>::max() / 2;

po::options_description Described() {
  po::options_description options("Options");
  // clang-format off
  options.add_options()
      ("index,i", po::value<std::string>()->value_name("FILE"),
       "the index to search (default: $ARTICLE_SEARCH_INDEX, else article-search/article.idx in $XDG_DATA_HOME or "
       "~/.local/share)")
      ("limit,n", po::value<std::string>()->value_name("N"), "show N hits at most (default: 10; 0 just counts)")
      ("offset", po::value<std::string>()->value_name("N"), "leave out the first N hits (default: 0)")
      ("sort", po::value<std::string>()->value_name("relevance|position"),
       "the best first (default), or in the order of the articles")
      ("all", po::bool_switch(), "every word must match, not any of them")
      ("literal", po::bool_switch(), "all of it is words: quotes, signs, AND and the like mean nothing")
      ("group", po::value<std::string>()->value_name("none|article"),
       "article: the best paragraph of each article only, and counts of articles")
      ("count", po::bool_switch(), "print the number of paragraphs that match, exactly, and nothing else")
      ("quiet,q", po::bool_switch(), "print nothing; the exit status tells")
      ("format", po::value<std::string>()->value_name("text|json|tsv|trec|grep|html"),
       "for people (default; with --queries json), an object on one line a query, a table with tabs, a TREC run, "
       "path:line:column:text for editors, or a page for a browser")
      ("fields", po::value<std::string>()->value_name("LIST"),
       "what json and tsv tell of a hit: names with commas between, such as path,line,snippet")
      ("queries", po::value<std::string>()->value_name("FILE"),
       "answer the queries in FILE (-: standard input), a line each, each as soon as it is read, and exit with 0; what "
       "can't be answered is said in its place")
      ("queries-format", po::value<std::string>()->value_name("auto|text|tsv|jsonl"),
       "a line is a query; or id TAB query; or an object with \"query\" and, if you like, \"id\", \"limit\", \"offset\", "
       "\"all\". auto (default): tsv where every line of FILE is that, else text")
      ("color", po::value<std::string>()->value_name("auto|always|never"),
       "colours and marks; auto (default): on a terminal, unless NO_COLOR is set or TERM is dumb")
      ("snippet-length", po::value<std::string>()->value_name("N"),
       "code points of a snippet at most (default: 240; up to 10000)")
      ("snippets", po::value<std::string>()->value_name("N"), "snippets a hit at most (default: 1; up to 100)")
      ("autocorrect", po::bool_switch(), "where a word matches nothing and another is meant, search that, and say so")
      ("expand", po::bool_switch(),
       "search a second time, with words of the best paragraphs: finds more, and other things")
      ("explain", po::bool_switch(), "show the query as understood, and what each word adds to a hit's score")
      ("no-abbreviations", po::bool_switch(),
       "do not search for what the articles' own abbreviations stand for, nor the other way round")
      ("max-expansions", po::value<std::string>()->value_name("N"),
       "the words that pre* or word~ stands for at most, the most frequent ones (default: 500)")
      ("max-postings", po::value<std::string>()->value_name("N"),
       "refuse a query that reads more entries of the index than this (default: 100000000)")
      ("help,h", po::bool_switch(), "this text")
      ("version", po::bool_switch(), "the program's version");
  // clang-format on
  return options;
}

uint64_t Number(const po::variables_map& values, const std::string& name, uint64_t fallback, uint64_t least,
                uint64_t most = kMaxNumber) {
  if (values.count(name) == 0) return fallback;
  const auto text = values[name].as<std::string>();
  uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < least || number > most) {
    throw Error(ErrorCode::kUsage, "--" + name + " takes a whole number from " + std::to_string(least) + " to " +
                                       std::to_string(most) + ", not '" + CleanLine(text) + "'");
  }
  return number;
}

// The place of the option's value among `choices`, which is also the order of the enum; 0 where it was not given.
size_t Choice(const po::variables_map& values, const std::string& name, const Strings& choices) {
  if (values.count(name) == 0) return 0;
  const auto text = values[name].as<std::string>();
  std::string all;
  for (size_t i = 0; i < choices.size(); ++i) {
    if (text == choices[i]) return i;
    all += (i == 0 ? "" : i + 1 == choices.size() ? " or " : ", ") + choices[i];
  }
  throw Error(ErrorCode::kUsage, "--" + name + " is " + all + ", not '" + CleanLine(text) + "'");
}

Strings Fields(const po::variables_map& values, SearcherOptions::Format format) {
  Strings fields;
  if (values.count("fields") == 0) return fields;
  const bool is_json = format == SearcherOptions::Format::kJson;
  if (!is_json && format != SearcherOptions::Format::kTsv) {
    throw Error(ErrorCode::kUsage, "--fields goes with --format json or tsv");
  }
  const Strings known = is_json ? JsonFields() : TsvFields();
  std::istringstream list(values["fields"].as<std::string>() + ",");
  for (std::string field; std::getline(list, field, ',');) {
    if (std::find(known.begin(), known.end(), field) == known.end()) {
      std::string all;
      for (const std::string& name : known) all += (all.empty() ? "" : ", ") + name;
      throw Error(ErrorCode::kUsage, "--fields: there is no '" + CleanLine(field) + "'; there are " + all);
    }
    if (std::find(fields.begin(), fields.end(), field) == fields.end()) fields.push_back(field);
  }
  return fields;
}

}  // namespace

SearcherOptions ParseSearcherOptions(int argc, const char* const argv[]) {
  const Strings arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
  const po::variables_map values = ParseCommandLine(arguments, Described(), "searcher");
  SearcherOptions options;
  if (values["help"].as<bool>() || values["version"].as<bool>()) {
    options.action = values["help"].as<bool>() ? SearcherOptions::Action::kHelp : SearcherOptions::Action::kVersion;
    return options;
  }
  if (values.count("index") != 0) {
    options.index = values["index"].as<std::string>();
    if (options.index.empty()) throw Error(ErrorCode::kUsage, "-i was given an empty name; give an index file");
  }
  options.search.limit = Number(values, "limit", options.search.limit, 0);
  options.search.offset = Number(values, "offset", options.search.offset, 0);
  options.search.snippets.length =
      Number(values, "snippet-length", options.search.snippets.length, 1, kMaxSnippetLength);
  options.search.snippets.count = Number(values, "snippets", options.search.snippets.count, 1, kMaxSnippets);
  options.search.sort = static_cast<SearchOptions::Sort>(Choice(values, "sort", {"relevance", "position"}));
  options.search.group_by_article = Choice(values, "group", {"none", "article"}) == 1;
  options.search.autocorrect = values["autocorrect"].as<bool>();
  options.search.expand = values["expand"].as<bool>();
  options.search.explain = values["explain"].as<bool>();
  options.search.max_postings = Number(values, "max-postings", options.search.max_postings, 1, kMaxPostings);
  options.search.query.all = values["all"].as<bool>();
  options.search.query.literal = values["literal"].as<bool>();
  options.search.query.abbreviations = !values["no-abbreviations"].as<bool>();
  options.search.query.max_expansions =
      Number(values, "max-expansions", options.search.query.max_expansions, 1, kMaxExpansions);
  options.format =
      static_cast<SearcherOptions::Format>(Choice(values, "format", {"text", "json", "tsv", "trec", "grep", "html"}));
  options.color = static_cast<ColorChoice>(Choice(values, "color", {"auto", "always", "never"}));
  options.count_only = values["count"].as<bool>();
  options.quiet = values["quiet"].as<bool>();
  if (options.count_only || options.quiet) options.search.limit = 0;
  options.search.count_all = options.count_only;
  if (values.count("positional") != 0) {
    for (const std::string& word : values["positional"].as<Strings>()) {
      options.query += (options.query.empty() ? "" : " ") + word;
    }
  }
  if (values.count("queries") != 0) {
    options.queries = values["queries"].as<std::string>();
    if (options.queries.empty()) throw Error(ErrorCode::kUsage, "--queries was given an empty name");
    if (!options.query.empty()) throw Error(ErrorCode::kUsage, "give words or --queries, not both");
    if (options.count_only || options.quiet) throw Error(ErrorCode::kUsage, "--count and -q go without --queries");
    options.queries_format =
        static_cast<QueriesFormat>(Choice(values, "queries-format", {"auto", "text", "tsv", "jsonl"}));
    if (values.count("format") == 0) options.format = SearcherOptions::Format::kJson;
    if (options.format != SearcherOptions::Format::kJson && options.format != SearcherOptions::Format::kTsv &&
        options.format != SearcherOptions::Format::kTrec) {
      throw Error(ErrorCode::kUsage, "--queries goes with --format json, tsv or trec");
    }
  } else if (values.count("queries-format") != 0) {
    throw Error(ErrorCode::kUsage, "--queries-format goes with --queries");
  }
  options.fields = Fields(values, options.format);
  // Which query a line of the table answers stands first, unless its place was chosen.
  if (!options.queries.empty() && options.format == SearcherOptions::Format::kTsv) {
    if (options.fields.empty()) options.fields = TsvFields(/*usual_only=*/true);
    if (std::find(options.fields.begin(), options.fields.end(), kTsvQueryId) == options.fields.end()) {
      options.fields.insert(options.fields.begin(), kTsvQueryId);
    }
  }
  options.search.details = options.format != SearcherOptions::Format::kTrec;
  options.search.suggest = options.search.details && !options.count_only && !options.quiet;
  if (!options.queries.empty()) return options;
  if (options.query.find_first_not_of(" \t\r\n\f\v") == std::string::npos) {
    throw Error(ErrorCode::kUsage, "no words to search for; usage: searcher [options] [--] WORDS... (see --help)");
  }
  return options;
}

std::string SearcherHelp() {
  std::ostringstream out;
  out << "Usage: searcher [options] [--] WORDS...\n"
         "       searcher [options] --queries FILE\n"
         "Searches the index that indexer made and prints the paragraphs that match, the best first.\n\n"
         "Any of the WORDS may match; more of them, and rarer ones, rank higher. \"A phrase\" in double quotes\n"
         "matches as it stands (in a shell: '\"belt and road\"'). +word must match, -word must not; AND, OR, NOT in\n"
         "capitals and brackets work as one expects. a NEAR/5 b, \"loose phrase\"~3, pre*, wom?n, word~ (one edit),\n"
         "=Exact, title: heading: body: before a word, kind:table, path:notes. Whatever else there is is text.\n\n"
      << Described()
      << "\nExit status: 0 something matches, 1 nothing does, 2 an error.\n"
         "Examples:\n"
         "  searcher uranium exports              search the default index\n"
         "  searcher -n 3 '\"belt and road\" rail'  a phrase, and a word\n"
         "  searcher --format json eaeu | jq .    for a script\n"
         "  searcher -- russia -china             without china; a word with a dash goes behind --\n";
  return out.str();
}

}  // namespace article_search
