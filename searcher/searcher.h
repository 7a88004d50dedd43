// Searches an index: the way from a query to a SearchResult.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/export.h"
#include "indexer/index_file.h"
#include "searcher/hit.h"
#include "searcher/query_options.h"
#include "searcher/snippet_options.h"

namespace ARTICLE_SEARCH_EXPORT article_search {

// What is searched for, and what is told of it.
struct SearchOptions {
  // The order of hits.
  enum class Sort {
    kRelevance,  // the best first
    kPosition,   // by article and paragraph, both tiers together
  };
  uint64_t limit = 10;           // hits; 0: none, just the count
  uint64_t offset = 0;           // hits to skip
  Sort sort = Sort::kRelevance;  // the order of hits
  bool count_all = false;        // the total is exact however large it is
  // False: hits have rank, score, tier and their place only, neither snippets nor matches; much faster.
  bool details = true;
  bool suggest = true;            // look for what was meant by words that match nothing
  bool autocorrect = false;       // and, where it is sure, search that instead
  bool expand = false;            // search for words of the best paragraphs, too (WithFeedback)
  bool explain = false;           // hits have the shares of their scores
  uint32_t context = 0;           // hits have as many neighbours before and after them
  SnippetOptions snippets;        // how much of a paragraph is shown
  QueryOptions query;             // how the query is read
  bool group_by_article = false;  // of each article the best paragraph only; totals count articles
  // A query that would read more entries of the index's lists than this is refused.
  uint64_t max_postings = 100'000'000;
};

// What is said of a query in which there is nothing to search for.
inline constexpr const char* kNoWordsWarning = "there is no word in the query";

// Up to this many matches are counted exactly without count_all.
inline constexpr uint64_t kCountedExactly = 1000;

// How long a server may take for an answer by default, in milliseconds.
inline constexpr uint32_t kDefaultRemoteTimeout = 10'000;

// An open index. Not for use by two threads at once; any number of Searchers may read the same file, also while it is
// rebuilt.
class Searcher {
 public:
  // Throws Error as IndexFile::Open and IndexFile::CheckRules do.
  explicit Searcher(const std::string& index);
  // The shards of one index, in any order: index files, files that name them (as `indexer --shards` writes), and
  // servers, "tcp://HOST:PORT", where xapian-tcpsrv serves one. The answers are those of one index. A server that does
  // not answer in time is an error. Throws Error also kUnreachable; kNotFound where a shard is missing;
  // kIncompatibleIndex where these are not the shards of one index. Ignores SIGPIPE where there is a server.
  explicit Searcher(const std::vector<std::string>& shards, uint32_t remote_timeout_ms = kDefaultRemoteTimeout);
  ~Searcher();
  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;

  // Answers a query: ranked by BM25 over the paragraph and its nearest heading, with bonuses for words in the headings
  // further out and for words near one another (docs/ranking.md); captions and boilerplate after everything else; ties
  // in the order of articles and paragraphs. Where nothing matches, what no paragraph has is looked for in titles and
  // in headings further out, and a warning says so. Any string is a query. Throws Error kDamagedIndex where the index
  // can't be read, kUsage where the query is beyond `max_postings`, and kUnreachable where a server is gone; the next
  // call connects anew.
  SearchResult Search(std::string_view query, const SearchOptions& options);

  // What it was given.
  const std::vector<std::string>& names() const;
  // The index files that it reads, until Refresh: none of a server.
  std::vector<std::shared_ptr<const IndexFile>> files() const;

  // Whether another file has taken the place of one by now: an index, or a file that names shards. Cheap: a system call
  // or two a file. A server's new index is seen when the server is started anew.
  bool IsReplaced() const;
  // Opens the index anew where it IsReplaced. True where it did. What is there but can't be searched (made by another
  // version, damaged) is left alone, and the searcher goes on with what it has.
  bool Refresh();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace article_search
