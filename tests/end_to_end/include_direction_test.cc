// The arrows between the folders, which linking does not check: corpus <- indexer <- searcher.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
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

// By hand: gcc 12 warns of std::regex under AddressSanitizer.
std::vector<std::string> IncludesOf(const std::string& content) {
  std::vector<std::string> includes;
  std::istringstream lines(content);
  const auto skip_space = [](const std::string& line, size_t at) {
    return std::min(line.find_first_not_of(" \t", at), line.size());
  };
  for (std::string line; std::getline(lines, line);) {
    size_t at = skip_space(line, 0);
    if (line.compare(at, 1, "#") != 0) continue;
    at = skip_space(line, at + 1);
    if (line.compare(at, 7, "include") != 0) continue;
    at = skip_space(line, at + 7);
    const size_t end = line.find_first_of("\">", at + 1);
    if (at < line.size() && end != std::string::npos) includes.push_back(line.substr(at + 1, end - at - 1));
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

// No include that begins with one of `forbidden`.
void ExpectNoInclude(const SourceFile& file, const std::vector<std::string>& forbidden) {
  for (const std::string& include : file.includes) {
    for (const std::string& prefix : forbidden) {
      EXPECT_FALSE(include.starts_with(prefix)) << file.name << " includes " << include;
    }
  }
}

TEST(IncludeDirectionTest, IncludesAreFound) {
  EXPECT_THAT(IncludesOf("#include <xapian.h>\n  # include \"a/b.h\"  // why\n// #include <no.h>\n"),
              testing::ElementsAre("xapian.h", "a/b.h"));
}

TEST(IncludeDirectionTest, CorpusKnowsNothingAboveIt) {
  for (const SourceFile& file : FilesOf("corpus")) ExpectNoInclude(file, {"indexer/", "searcher/", "tests/", "xapian"});
}

TEST(IncludeDirectionTest, IndexerKnowsNothingOfSearcher) {
  for (const SourceFile& file : FilesOf("indexer")) ExpectNoInclude(file, {"searcher/", "tests/"});
}

TEST(IncludeDirectionTest, SearcherKnowsNothingOfTheWriter) {
  for (const SourceFile& file : FilesOf("searcher")) {
    ExpectNoInclude(file, {"indexer/index_writer.h", "indexer/index_builder.h", "indexer/sources.h",
                           "indexer/file_replacement.h", "indexer/options.h", "tests/"});
  }
}

TEST(IncludeDirectionTest, PublicHeadersShowNeitherXapianNorIcu) {
  size_t checked = 0;
  for (const std::string folder : {"corpus", "indexer", "searcher"}) {
    for (const SourceFile& file : FilesOf(folder)) {
      const bool is_private =
          file.name == "searcher/query_compiler.h" || file.content.find("Private to the library") != std::string::npos;
      if (!file.name.ends_with(".h") || is_private) continue;
      ExpectNoInclude(file, {"xapian", "unicode/"});
      ++checked;
    }
  }
  EXPECT_GT(checked, 20U);
}

}  // namespace
}  // namespace article_search
