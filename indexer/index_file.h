// The index as a file: a single-file glass database, then the sources it was made from, then a footer of our own, since
// glass has no checksums and opens an empty file as an empty database. docs/index-format.md has the layout.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "corpus/export.h"

namespace ARTICLE_SEARCH_EXPORT article_search {

// The footer: what is known of an index without opening the database in it.
struct IndexInfo {
  uint32_t format_version = 0;         // of docs/index-format.md
  std::string rules;                   // RuleSetId() of the program that wrote it
  std::string icu;                     // IcuVersion() likewise
  std::vector<std::string> languages;  // of the articles, names of FindLanguage, sorted
  std::string language;                // the one that most articles have
  std::string generation;              // 32 hexadecimal digits that change with the content
  uint64_t articles = 0;               // those without a paragraph, too
  uint64_t paragraphs = 0;             // those that can be hits: Xapian documents
  uint64_t words = 0;                  // word tokens of those paragraphs
  uint64_t terms = 0;                  // distinct terms, all prefixes
  uint32_t shard = 1;                  // of the shards of one index, which all have the same `generation`, from 1;
  uint32_t shards = 1;                 //   the counts above are those of all of them together
  uint64_t database_length = 0;        // bytes
  uint64_t database_checksum = 0;      // XXH3, 64 bits
  uint64_t sources_length = 0;         // bytes
  uint64_t sources_checksum = 0;       // XXH3, 64 bits
};

// An abbreviation that an article defines.
struct DefinedAbbreviation {
  std::string short_form;     // folded as Token::text
  std::string long_form;      // as it stands in the text
  std::string long_form_key;  // LongFormKey of it
};

// What the index has of a file: what an update must know of one that it does not read again, or that is gone.
struct FileContents {
  uint64_t articles = 0;                           // as in IndexInfo, and so are the next two
  uint64_t paragraphs = 0;                         // documents
  uint64_t words = 0;                              // of these
  std::map<std::string, uint64_t> languages;       // of the articles that have paragraphs: so many
  std::vector<DefinedAbbreviation> abbreviations;  // in order; of those with the same key, the first of each short form
};

// A file that went into the index.
struct SourceFile {
  std::string path;           // absolute, or "-"
  uint64_t size = 0;          // bytes
  int64_t mtime_ns = 0;       // when it was last modified, in nanoseconds since 1970
  uint64_t content_hash = 0;  // XXH3, 64 bits
  FileContents contents;      // what became of it
};

// What the index was made from, so that it can be made again.
struct IndexSources {
  std::vector<std::string> roots;  // the paths that the user gave, made absolute, or "-"
  std::string language;            // kAutoLanguage, or a name of FindLanguage: of articles that do not name their own
  std::string encoding;            // as given, or empty
  std::string input_format;        // "text", "jsonl", or empty: by the ending of each file's name
  bool split = false;              // texts of JSON Lines are split into paragraphs
  bool keep_going = false;         // as in BuildOptions
  uint64_t bad_lines = 0;          // of JSON Lines, that were left out under keep_going
  std::string made_by;             // the versions of the program that wrote it and of Xapian
  int64_t built_at = 0;            // seconds since 1970
  std::vector<SourceFile> files;   // in the order in which they were read
};

// Up to this many bytes of database, the whole checksum is checked at every open.
inline constexpr uint64_t kCheckedAtOpen = 16 * 1024 * 1024;

// Throws Error kIncompatibleIndex where the index called `name` was made by other rules or another ICU than this
// program's.
void CheckRules(const IndexInfo& info, const std::string& name);

// An open index file whose footer has been checked. Threads may call const methods of one at the same time, but for
// DuplicateDescriptor: all descriptors that it makes share their place in the file.
class IndexFile {
 public:
  // Throws Error: kNotFound, kUnreadable, kNotAnIndex (also for an empty file), kIncompatibleIndex (a format version
  // that this program does not know), kDamagedIndex (lengths or a checksum do not agree).
  // `check_database`: also the whole checksum, up to kCheckedAtOpen. `set`: the file that names this one among the
  // shards of an index, where one does: it is what messages say to build again.
  static IndexFile Open(const std::string& path, bool check_database = true, const std::string& set = "");
  ~IndexFile();
  IndexFile(IndexFile&& other) noexcept;
  IndexFile& operator=(IndexFile&&) = delete;

  // The footer.
  const IndexInfo& info() const { return info_; }
  // As it was given to Open.
  const std::string& path() const { return path_; }

  // CheckRules of the footer.
  void CheckRules() const { article_search::CheckRules(info_, index_); }

  // Throws kDamagedIndex where the part with the sources is damaged; the rest may be sound.
  IndexSources ReadSources() const;

  // Reads the whole database and throws kDamagedIndex where its checksum differs.
  void CheckDatabase() const;

  // The same as a question, which a signal handler may ask. What can't be read is not known to be damaged.
  bool IsDamaged() const noexcept;

  // What is said of a database whose checksum is wrong.
  std::string DamageMessage() const;

  // Whether another file stands at the path by now; false where there is none.
  bool IsReplaced() const;

  // A new descriptor at the database's first byte, for Xapian::Database(fd), which closes it.
  int DuplicateDescriptor() const;

 private:
  IndexFile(std::string path, std::string index, int fd) : path_(std::move(path)), index_(std::move(index)), fd_(fd) {}
  std::string path_;
  std::string index_;  // of which it is a shard, or itself
  int fd_;
  IndexInfo info_;
};

// True where the file at `path` is an index of ours, of whatever format version, damaged or not. Throws Error
// kUnreadable where that can't be found out.
bool LooksLikeIndex(const std::string& path);

// Appends sources and footer to the glass database in the file at `path`; fills the lengths and checksums of `info`.
// Does not sync. Throws Error kUnreadable.
void AppendFooter(const std::string& path, const IndexSources& sources, IndexInfo* info);

}  // namespace article_search
