#include "searcher/options.h"

#include <algorithm>
#include <limits>
#include <sstream>
#include <vector>

#include "corpus/error.h"
#include "corpus/string_list.h"
#include "indexer/command_line.h"
#include "searcher/formatter.h"
#include "searcher/remarks.h"

namespace article_search {
namespace {

using Strings = std::vector<std::string>;

// Numbers on the command line are taken up to here: enough for any index, and sums of two don't wrap.
constexpr uint64_t kMaxNumber = std::numeric_limits<uint32_t>::max();

// Less has no room for most words, and more of a paragraph is its whole text, which JSON has anyway.
constexpr uint64_t kMinSnippetLength = 20;
constexpr uint64_t kMaxSnippetLength = 10'000;
constexpr uint64_t kMaxSnippets = 100;
constexpr uint64_t kMaxContext = 20;  // more is a page to be read in the article itself

// A thousand words, each with so many spellings, still make a query of some megabytes.
constexpr uint64_t kMaxExpansions = 10'000;
constexpr uint64_t kMaxRemoteTimeout = 3600;  // seconds
constexpr uint64_t kMaxPostings = std::numeric_limits<uint64_t>::max() / 2;

CommandLine MakeCommandLine() {
  using V = OptionValue;
  CommandLine line;
  line.program = "searcher";
  line.before =
      "Usage: searcher [options] [--] WORDS...\n"
      "       searcher [options] --queries FILE\n"
      "Searches the index that indexer made and prints the paragraphs that match, the\nbest first.\n\n"
      "Any of the WORDS may match; more of them, and rarer ones, rank higher. \"A\n"
      "phrase\" in double quotes matches as it stands (in a shell: '\"belt and road\"').\n"
      "+word must match, -word must not; AND, OR, NOT in capitals and brackets work as\n"
      "one expects. a NEAR/5 b, \"loose phrase\"~3, pre*, wom?n, word~ (one edit),\n"
      "=Exact, title: heading: body: before a word, kind:table, path:notes. Whatever\nelse there is is text.\n";
  line.groups = {
      {"What is searched",
       {{"index", 'i', V::Files("FILE"),
         "the index to search (default: $ARTICLE_SEARCH_INDEX, else article-search/article.idx in $XDG_DATA_HOME or "
         "~/.local/share); may be given several times, a shard each, or tcp://HOST:PORT for one that xapian-tcpsrv "
         "serves"},
        {"remote-timeout", 0, V::Text("SECONDS"), "how long to wait for a server's answer (default: 10; up to 3600)"},
        {"queries", 0, V::File("FILE"),
         "answer the queries in FILE (-: standard input), a line each, each as soon as it is read, and exit with 0; "
         "what can't be answered is said in its place in json, else on standard error"},
        {"queries-format", 0, V::OneOf({"auto", "text", "tsv", "jsonl"}),
         "what a line of FILE is; text: a query; tsv: id TAB query; jsonl: an object with \"query\" and, if you like, "
         "\"id\", \"limit\", \"offset\", \"all\"; auto (default): jsonl where every line of a file is in braces, tsv "
         "where most have an id and a tab, else text; on standard input text"}}},
      {"How the query is understood",
       {{"all", 0, {}, "every word must match, not any of them"},
        {"literal", 0, {}, "all of it is words; quotes, signs, AND and the like mean nothing"},
        {"autocorrect", 0, {}, "where a word matches nothing and another is surely meant, search that, and say so"},
        {"expand", 0, {}, "search a second time, with words of the best paragraphs; finds more, and other things"},
        {"no-abbreviations",
         0,
         {},
         "do not search for what the articles' own abbreviations stand for, nor the other way round"},
        {"max-expansions", 0, V::Text("N"),
         "the words that pre* or word~ stands for at most, the most frequent ones (default: 500)"},
        {"max-postings", 0, V::Text("N"),
         "refuse a query that reads more entries of the index than this (default: 100000000)"}}},
      {"Which hits",
       {{"limit", 'n', V::Text("N"), "show N hits at most (default: 10; 0 just counts)"},
        {"offset", 0, V::Text("N"), "leave out the first N hits (default: 0)"},
        {"sort", 0, V::OneOf({"relevance", "position"}),
         "in which order; relevance: the best first (default); position: as they stand in the articles"},
        {"group", 0, V::OneOf({"none", "article"}),
         "what a hit is; none: a paragraph (default); article: the best paragraph of an article, and articles are "
         "counted"},
        {"count",
         0,
         {},
         "print the number of paragraphs that match, exactly, and nothing else; with --format json \"total\" has it"},
        {"quiet", 'q', {}, "print nothing; the exit status tells"}}},
      {"How they are shown",
       {{"format", 0, V::OneOf({"text", "json", "tsv", "trec", "grep", "html"}),
         "what is printed; text: for people (default); json: an object on one line a query (default with --queries); "
         "tsv: a table with tabs; trec: a TREC run; grep: path:line:column:text for editors; html: a page for a "
         "browser"},
        {"fields", 0, V::ListOf(JsonFields(), "LIST"),
         "what json and tsv tell of a hit; names with commas between, such as path,line,snippet"},
        {"snippets", 0, V::Text("N"), "snippets a hit at most (default: 1; up to 100)"},
        {"snippet-length", 0, V::Text("N"), "code points of a snippet at most (default: 240; 20 to 10000)"},
        {"context", 'C', V::Text("N"),
         "the N paragraphs before and after each hit in its article, too (default: 0; up to 20)"},
        {"color", 0, V::OneOf({"auto", "always", "never"}),
         "colours and marks; auto (default): on a terminal, unless NO_COLOR is set or TERM is dumb"},
        {"hyperlink", 0, V::OneOf({"auto", "always", "never"}),
         "make each hit's place a link to its file; auto (default): on a terminal with colours"},
        {"explain", 0, {}, "show the query as understood, and what each word adds to a hit's score"},
        {"help", 'h', {}, "print the options, and exit"},
        {"version", 0, {}, "print the version, and exit"}}}};
  line.after =
      "Exit status: 0 something matches, 1 nothing does, 2 an error.\n"
      "Examples:\n"
      "  searcher uranium exports              search the default index\n"
      "  searcher -n 3 '\"belt and road\" rail'  a phrase, and a word\n"
      "  searcher --format json eaeu | jq .    for a script\n"
      "  searcher -- russia -china             without china; -word goes after --\n";
  return line;
}

Strings NamedFields(const OptionValues& values, SearcherOptions::Format format) {
  Strings fields;
  if (values.count("fields") == 0) return fields;
  const bool is_json = format == SearcherOptions::Format::kJson;
  if (!is_json && format != SearcherOptions::Format::kTsv) {
    throw Error(ErrorCode::kUsage, "--fields goes with --format json or tsv");
  }
  const Strings known = is_json ? JsonFields() : TsvFields();
  std::istringstream list(TextOf(values, "fields") + ",");
  for (std::string field; std::getline(list >> std::ws, field, ',');) {
    field.erase(field.find_last_not_of(" \t") + 1);
    if (!Contains(known, field)) {
      throw Error(ErrorCode::kUsage, "--fields: there is no '" + Quote(field) + "'; there are " + Joined(known, ", "));
    }
    if (!Contains(fields, field)) fields.push_back(field);
  }
  return fields;
}

// The columns of a table begin with the query that a line answers, unless its place was chosen.
Strings Fields(const OptionValues& values, const SearcherOptions& options) {
  Strings fields = NamedFields(values, options.format);
  if (options.queries.empty() || options.format != SearcherOptions::Format::kTsv) return fields;
  if (fields.empty()) fields = TsvFields(/*usual_only=*/true);
  if (std::find(fields.begin(), fields.end(), kTsvQueryId) == fields.end()) fields.insert(fields.begin(), kTsvQueryId);
  return fields;
}

SearchOptions ReadSearch(const OptionValues& values, const CommandLine& line) {
  SearchOptions search;
  search.limit = NumberOf(values, "limit", search.limit, 0, kMaxNumber);
  search.offset = NumberOf(values, "offset", search.offset, 0, kMaxNumber);
  search.snippets.length =
      NumberOf(values, "snippet-length", search.snippets.length, kMinSnippetLength, kMaxSnippetLength);
  search.snippets.count = NumberOf(values, "snippets", search.snippets.count, 1, kMaxSnippets);
  search.sort = static_cast<SearchOptions::Sort>(ChoiceOf(values, "sort", line));
  search.group_by_article = ChoiceOf(values, "group", line) == 1;
  search.autocorrect = values["autocorrect"].as<bool>();
  search.expand = values["expand"].as<bool>();
  search.explain = values["explain"].as<bool>();
  search.max_postings = NumberOf(values, "max-postings", search.max_postings, 1, kMaxPostings);
  search.query.all = values["all"].as<bool>();
  search.query.literal = values["literal"].as<bool>();
  search.query.abbreviations = !values["no-abbreviations"].as<bool>();
  search.query.max_expansions = NumberOf(values, "max-expansions", search.query.max_expansions, 1, kMaxExpansions);
  search.context = static_cast<uint32_t>(NumberOf(values, "context", 0, 0, kMaxContext));
  return search;
}

void ReadQueries(const OptionValues& values, const CommandLine& line, SearcherOptions* options) {
  if (values.count("queries") != 0) {
    options->queries = TextOf(values, "queries");
    if (options->queries.empty()) throw Error(ErrorCode::kUsage, "--queries was given an empty name");
    if (!options->query.empty()) throw Error(ErrorCode::kUsage, "give words or --queries, not both");
    if (options->count_only || options->quiet) throw Error(ErrorCode::kUsage, "--count and -q go without --queries");
    options->queries_format = static_cast<QueriesFormat>(ChoiceOf(values, "queries-format", line));
    if (values.count("format") == 0) options->format = SearcherOptions::Format::kJson;
    if (options->format != SearcherOptions::Format::kJson && options->format != SearcherOptions::Format::kTsv &&
        options->format != SearcherOptions::Format::kTrec) {
      throw Error(ErrorCode::kUsage, "--queries goes with --format json, tsv or trec");
    }
  } else if (values.count("queries-format") != 0) {
    throw Error(ErrorCode::kUsage, "--queries-format goes with --queries");
  }
}

// What a format has no place for is refused, not left out without a word.
void CheckHasPlace(const OptionValues& values, const SearcherOptions& options) {
  using Format = SearcherOptions::Format;
  const auto check = [&](const char* option, bool asks, const std::vector<Format>& formats, const char* names) {
    if (asks && std::find(formats.begin(), formats.end(), options.format) == formats.end()) {
      throw Error(ErrorCode::kUsage, std::string(option) + " goes with --format " + names);
    }
  };
  check("--context", options.search.context > 0, {Format::kText, Format::kJson}, "text or json");
  check("--explain", options.search.explain, {Format::kText, Format::kJson}, "text or json");
  check("--snippets", options.search.snippets.count > 1, {Format::kText, Format::kJson, Format::kHtml},
        "text, json or html");
  check("--snippet-length", values.count("snippet-length") != 0,
        {Format::kText, Format::kJson, Format::kHtml, Format::kTsv}, "text, json, html or tsv");
  check("--count", options.count_only, {Format::kText, Format::kJson}, "text or json");
  if (!options.count_only) return;
  for (const char* option : {"limit", "offset", "sort", "fields", "context", "snippets", "snippet-length"}) {
    if (values.count(option) != 0) {
      throw Error(ErrorCode::kUsage, std::string("--") + option + " goes without --count, which shows no hits");
    }
  }
  if (options.search.explain && options.format == Format::kText) {
    throw Error(ErrorCode::kUsage, "--explain goes without --count, unless with --format json");
  }
}

}  // namespace

SearcherOptions ParseSearcherOptions(int argc, const char* const argv[]) {
  const Strings arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
  const CommandLine& line = SearcherCommandLine();
  const OptionValues values = ParseCommandLine(arguments, line);
  SearcherOptions options;
  if (values["help"].as<bool>() || values["version"].as<bool>()) {
    options.action = values["help"].as<bool>() ? SearcherOptions::Action::kHelp : SearcherOptions::Action::kVersion;
    return options;
  }
  if (values.count("generate") != 0) {
    options.action = SearcherOptions::Action::kGenerate;
    options.generate = TextOf(values, "generate");
    return options;
  }
  if (values.count("index") != 0) {
    options.indexes = TextsOf(values, "index");
    for (const std::string& index : options.indexes) {
      if (index.empty()) throw Error(ErrorCode::kUsage, "-i was given an empty name; give an index file");
    }
  }
  options.remote_timeout_ms = static_cast<uint32_t>(
      1000 * NumberOf(values, "remote-timeout", kDefaultRemoteTimeout / 1000, 1, kMaxRemoteTimeout));
  options.search = ReadSearch(values, line);
  options.format = static_cast<SearcherOptions::Format>(ChoiceOf(values, "format", line));
  options.color = static_cast<When>(ChoiceOf(values, "color", line));
  options.hyperlink = static_cast<When>(ChoiceOf(values, "hyperlink", line));
  options.count_only = values["count"].as<bool>();
  options.quiet = values["quiet"].as<bool>();
  if (options.count_only || options.quiet) options.search.limit = 0;
  options.search.count_all = options.count_only;
  if (values.count("positional") != 0) {
    for (const std::string& word : values["positional"].as<Strings>()) {
      options.query += (options.query.empty() ? "" : " ") + word;
    }
  }
  ReadQueries(values, line, &options);
  CheckHasPlace(values, options);
  options.fields = Fields(values, options);
  options.search.details = options.format != SearcherOptions::Format::kTrec;
  options.search.suggest = options.search.details && !options.count_only && !options.quiet;
  if (!options.queries.empty()) return options;
  if (values.count("positional") == 0) {
    throw Error(ErrorCode::kUsage, "no words to search for; usage: searcher [options] [--] WORDS... (see --help)");
  }
  return options;
}

const CommandLine& SearcherCommandLine() {
  static const CommandLine kLine = MakeCommandLine();
  return kLine;
}

}  // namespace article_search
