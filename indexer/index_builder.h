// A rebuild, from the paths that a user names to the new index in the old one's place.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "corpus/article.h"
#include "corpus/export.h"
#include "indexer/index_file.h"

namespace ARTICLE_SEARCH_EXPORT article_search {

// BuildOptions::memory by default, in bytes.
inline constexpr uint64_t kDefaultMemory = 256ULL << 20;

// What is built, of what, and how.
struct BuildOptions {
  std::string index;               // the index file
  std::vector<std::string> paths;  // files, folders and "-"; empty: what the existing index was made from
  // Unset: as the existing index was made where `paths` is empty, else the default.
  std::optional<std::string> language;      // as for ParseLanguageOption; default "english". An article of JSON Lines
                                            //   may name its own
  std::optional<std::string> encoding;      // default: found out, file by file
  std::optional<std::string> input_format;  // "text" or "jsonl"; default: by the ending of a file's name (.jsonl)
  bool split = false;                       // the text of a line of JSON Lines is split into paragraphs
  bool keep_going = false;                  // a file that can't be read is reported and left out
  unsigned threads = 0;                     // 0: as many as there are processors. The index does not depend on it
  uint64_t memory = kDefaultMemory;         // bytes that the inversion may take before it goes to the disk
  // The index is cut into so many files, and `index` names them; 1: it is one file. Unset: as the existing index is,
  // where `paths` is empty, else 1.
  std::optional<uint32_t> shards;
  bool update = false;     // without `paths`: what the existing index has of unchanged files is taken over from there
  bool by_xapian = false;  // written by Xapian's API: slow; the reference in tests

  // All may be empty. The last one is called by any of the build's threads, the others by the thread that called
  // BuildIndex. An Error kInterrupted that they throw ends the build.
  std::function<void(const std::string&)> on_warning;       // a line on something left out
  std::function<void(uint64_t done, uint64_t of)> on_file;  // before each file
  // For each file that is neither Unicode nor of a given encoding.
  std::function<void(const std::string& path, const std::string& encoding)> on_guess;
  std::function<void()> check_interrupt;  // called often, and while input is waited for
};

// Whether a build with `options` would read the recorded sources otherwise than the index was made.
bool ReadsOtherwise(const BuildOptions& options, const IndexSources& recorded);

// What was built.
struct BuildReport {
  IndexInfo info;         // of the new index
  std::string index;      // where it is
  uint32_t shards = 1;    // the files that it consists of
  bool stemmed = false;   // info.language has a stemmer, or is Korean, whose words lose their particles
  uint64_t failures = 0;  // files and lines left out under keep_going, and paths that are missing
  uint64_t kept = 0;      // files that an update took over
  // What the index that was replaced was of (IndexSources::roots), where that is something else.
  std::vector<std::string> other_roots;
};

// Builds the index and puts it in place atomically. Throws Error, and then the old index is untouched: kNotFound,
// kUnreadable, kNotText for sources; kUsage for an option; kNoParagraphs; kNotAnIndex where the target exists and is
// something else; kLocked. It starts threads of its own, which are gone when it returns; builds of different indexes
// may run at the same time.
//
// An update makes the same index, to the byte but for the time, as a rebuild; where the existing one is damaged, is in
// shards, or was made otherwise than this build would, it is one.
//
// The shards of the index of before stay, since servers may have them open, and those before them are removed.
BuildReport BuildIndex(const BuildOptions& options);

// Reads the articles of `options.paths` one by one, without an index; `on_source` (may be empty) is called after the
// articles of each file. Throws Error; under keep_going on_warning instead. Returns the number of failures.
uint64_t ReadArticles(const BuildOptions& options, const std::function<void(const Article&)>& on_article,
                      const std::function<void(const SourceFile&)>& on_source);

}  // namespace article_search
