// Articles, written by the direct writer and by Xapian's API. The first byte is how they are marked up, the second the
// language; the rest is articles, with U+001E between.
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "corpus/article_reader.h"
#include "corpus/error.h"
#include "indexer/index_writer.h"
#include "tests/fuzz/target.h"
#include "tests/support/checks.h"
#include "tests/support/compare_databases.h"
#include "tests/support/temp_dir.h"

namespace article_search {
namespace {

constexpr uint64_t kLittleMemory = 1024;  // bytes: every batch is a run of its own

// What was written, but for the database.
std::string WriteIndex(const TempDir& folder, const std::string& name, const std::vector<Article>& articles,
                       const std::string& language, uint64_t memory, IndexWriter::Kind kind) {
  std::filesystem::remove_all(folder / name);
  std::filesystem::remove_all(folder / "work");
  WriterOptions options;
  options.folder = folder / "work";
  std::filesystem::create_directory(options.folder);
  options.path = folder / name;
  options.memory = memory;
  options.max_runs = 2;
  IndexWriter writer(options, kind);
  for (const Article& article : articles) {
    writer.Add(article, language);
    writer.EndFile();
  }
  const WriterCounts counts = writer.Finish("0123456789abcdef0123456789abcdef");
  std::string written = std::to_string(counts.articles) + " articles, " + std::to_string(counts.paragraphs) +
                        " paragraphs, " + std::to_string(counts.words) + " words, " + std::to_string(counts.terms) +
                        " terms";
  for (const FileContents& file : counts.files) {
    written += "\n" + std::to_string(file.paragraphs) + " " + std::to_string(file.words);
    for (const DefinedAbbreviation& abbreviation : file.abbreviations) written += " " + abbreviation.short_form;
  }
  return written;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const TempDir folder;
  FuzzInput input(data, size);
  const std::string path = std::vector<std::string>{"a.txt", "a.md", "a.rst"}[input.Below(3)];
  const std::string language = std::vector<std::string>{"english", "german", "none", "russian"}[input.Below(4)];
  std::vector<Article> articles;
  for (std::string_view rest = input.Rest(); !rest.empty();) {
    const std::string_view bytes = rest.substr(0, rest.find('\x1E'));
    rest.remove_prefix(std::min(bytes.size() + 1, rest.size()));
    try {
      articles.push_back(ReadArticle(bytes, path, {}));
    } catch (const Error&) {
      // no text
    }
  }
  constexpr uint64_t kMemory = 1 << 20;
  const std::string expected = WriteIndex(folder, "xapian", articles, language, kMemory, IndexWriter::Kind::kXapian);
  Require(WriteIndex(folder, "direct", articles, language, kMemory, IndexWriter::Kind::kFastest) == expected,
          "both count the same");
  const std::string difference = DifferenceOfDatabases(folder / "xapian", folder / "direct", 1);
  Require(difference.empty(), "both write the same: " + difference);
  WriteIndex(folder, "other", articles, language, kLittleMemory, IndexWriter::Kind::kFastest);
  Require(ReadBytes(folder / "other") == ReadBytes(folder / "direct"), "it does not depend on memory");
  return 0;
}

}  // namespace article_search
