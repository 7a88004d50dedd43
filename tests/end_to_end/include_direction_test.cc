// The arrows between the folders, which linking does not check: corpus <- indexer <- searcher.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

namespace article_search {
namespace {

namespace fs = std::filesystem;

struct SourceFile {
  std::string name;  // "corpus/analyzer.h"
  std::string content;
  std::vector<std::string> includes;  // without quotes or brackets
};

std::vector<std::string> IncludesOf(const std::string& content) {
  static const std::regex kInclude(R"(^[ \t]*#[ \t]*include[ \t]*["<]([^">\n]+)[">])", std::regex::multiline);
  std::vector<std::string> includes;
  for (std::sregex_iterator match(content.begin(), content.end(), kInclude), end; match != end; ++match) {
    includes.push_back((*match)[1]);
  }
  return includes;
}

std::vector<SourceFile> FilesOf(const std::string& folder) {
  std::vector<SourceFile> files;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(TEST_SOURCE_DIR) / folder)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".h" && extension != ".cc") continue;
    std::ifstream in(entry.path());
    SourceFile file;
    file.name = fs::relative(entry.path(), TEST_SOURCE_DIR).string();
    file.content.assign(std::istreambuf_iterator<char>(in), {});
    file.includes = IncludesOf(file.content);
    files.push_back(file);
  }
  EXPECT_GT(files.size(), 10U) << folder;
  return files;
}

void ExpectNoInclude(const SourceFile& file, const std::string& pattern) {
  const std::regex forbidden(pattern);
  for (const std::string& include : file.includes) {
    EXPECT_FALSE(std::regex_search(include, forbidden)) << file.name << " includes " << include;
  }
}

TEST(IncludeDirectionTest, IncludesAreFound) {
  EXPECT_THAT(IncludesOf("#include <xapian.h>\n  # include \"a/b.h\"  // why\n// #include <no.h>\n"),
              testing::ElementsAre("xapian.h", "a/b.h"));
}

TEST(IncludeDirectionTest, CorpusKnowsNothingAboveIt) {
  for (const SourceFile& file : FilesOf("corpus")) ExpectNoInclude(file, "^(indexer|searcher|tests)/|^xapian");
}

TEST(IncludeDirectionTest, IndexerKnowsNothingOfSearcher) {
  for (const SourceFile& file : FilesOf("indexer")) ExpectNoInclude(file, "^(searcher|tests)/");
}

TEST(IncludeDirectionTest, SearcherKnowsNothingOfTheWriter) {
  for (const SourceFile& file : FilesOf("searcher")) {
    ExpectNoInclude(file, "^indexer/(index_writer|index_builder|sources|file_replacement|options)\\.h$|^tests/");
  }
}

TEST(IncludeDirectionTest, PublicHeadersShowNeitherXapianNorIcu) {
  size_t checked = 0;
  for (const std::string folder : {"corpus", "indexer", "searcher"}) {
    for (const SourceFile& file : FilesOf(folder)) {
      const bool is_private = file.name == "searcher/query_compiler.h" ||
                              file.content.find("Private to the library") != std::string::npos;
      if (!file.name.ends_with(".h") || is_private) continue;
      ExpectNoInclude(file, "^xapian|^unicode/");
      ++checked;
    }
  }
  EXPECT_GT(checked, 20U);
}

}  // namespace
}  // namespace article_search
