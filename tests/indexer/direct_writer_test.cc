// The oracle of the direct writer: what it writes is what Xapian's API writes, to the last posting, and does not depend
// on threads or memory.
//
// ARTICLE_SEARCH_LARGE_CORPUS names a file or folder to compare on besides.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <ostream>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "corpus/utf8.h"
#include "indexer/index_builder.h"
#include "indexer/index_writer.h"
#include "indexer/verify.h"
#include "tests/support/compare_databases.h"
#include "tests/support/temp_dir.h"

// Xapian 1.4.22 deletes an object of Database::check by its base's size.
// NOLINTNEXTLINE
extern "C" [[gnu::visibility("default")]] const char* __asan_default_options() { return "new_delete_type_mismatch=0"; }

namespace article_search {
namespace {

constexpr uint64_t kLittleMemory = 64 * 1024;  // bytes: every batch is a run of its own

std::string JsonLine(const std::string& text) {
  std::string line = R"({"text":")";
  for (const char c : text) {
    if (c == '"' || c == '\\') line.push_back('\\');
    line.push_back(c == '\n' ? ' ' : c);
  }
  return line + "\"}\n";
}

// Words as frequent as in a language: the n-th one a fraction 1/n as often as the first.
std::string ZipfText(std::mt19937* random, size_t words, size_t vocabulary) {
  std::uniform_real_distribution<double> exponent(0, std::log(static_cast<double>(vocabulary)));
  std::string text;
  for (size_t i = 0; i < words; ++i) {
    const auto rank = static_cast<uint64_t>(std::exp(exponent(*random)));
    text += "w" + std::to_string(rank * 7919 % 100'003) + (i % 11 == 10 ? ". " : i % 17 == 16 ? "-" : " ");
  }
  return text;
}

std::string Documents(size_t count, const std::function<std::string(size_t)>& text) {
  std::string lines;
  for (size_t i = 0; i < count; ++i) lines += JsonLine(text(i));
  return lines;
}

std::string Repeated(const std::string& text, size_t times) {
  std::string all;
  for (size_t i = 0; i < times; ++i) all += text;
  return all;
}

struct Texts {
  std::string name;
  std::string file;  // its ending says how it is read
  std::string content;
};
void PrintTo(const Texts& texts, std::ostream* out) { *out << texts.name; }

std::vector<Texts> AllTexts() {
  std::mt19937 random(20261124);
  std::string spread;
  for (size_t i = 0; i < 20'000; ++i)
    spread += random() % 3 == 0 ? "often " : "w" + std::to_string(random() % 500) + " ";
  std::string letters;
  for (size_t i = 0; i < 20'000; ++i) {
    const auto letter = static_cast<int32_t>(0xA0 + random() % (i % 2 == 0 ? 0x700 : 0x1FF00));
    if (letter < 0xD800 || letter > 0xDFFF) AppendUtf8(letter, &letters);
    if (random() % 6 == 0) letters += random() % 9 == 0 ? "\n\n" : " ";
  }
  std::string unicode;
  for (size_t i = 0; i < 2'000; ++i) {
    constexpr const char* kWords[] = {"\U00010400\U00010401",
                                      "\U00020000\U00020001",
                                      "😀",
                                      "Zürich",
                                      "東京都",
                                      "ไทยแลนด์",
                                      "Қазақстан",
                                      "U.S.",
                                      "re-use"};
    unicode += kWords[random() % 9];
    unicode += random() % 5 == 0 ? "\n\n" : " ";
  }
  return {
      {"OneWord", "a.txt", "word"},
      {"OneLetterDocuments", "a.jsonl",
       Documents(3, [](size_t i) { return std::string(1, static_cast<char>('a' + i)); })},
      {"NoWords", "a.jsonl", Documents(5, [](size_t) { return "--- ... ---"; })},
      {"SomeWithoutWords", "a.jsonl", Documents(50, [](size_t i) { return i % 3 == 0 ? "word here" : "--- ..."; })},
      {"LongTerms", "a.jsonl",
       Documents(40, [](size_t i) { return Repeated("x", 235 + i) + " " + Repeated("ü", 110 + i); })},
      {"ThousandsOfPositions", "a.jsonl", Documents(3, [&](size_t) { return spread; })},
      {"MoreThanAChunk", "a.jsonl",
       Documents(9'000, [](size_t i) { return "the same and " + std::to_string(i % 77) + " u" + std::to_string(i); })},
      {"NumbersOfThreeBytes", "a.jsonl", Documents(40'000, [](size_t i) { return i % 1000 == 0 ? "rare" : "all"; })},
      {"HugeParagraph", "a.jsonl", Documents(3, [&](size_t i) { return ZipfText(&random, i * 60'000 + 1, 30'000); })},
      {"Zipf", "a.jsonl", Documents(3'000, [&](size_t i) { return ZipfText(&random, i % 97, 20'000); })},
      {"AnyLetters", "a.txt", letters},
      {"Unicode", "a.txt", unicode},
      {"Headings", "a.md",
       Repeated("# Ports\n\nThe ports.\n\n## Of the Sea\n\n### Deep water\n\nThe U.S. port, by the sea.\n\n"
                "Eurasian Economic Union (EAEU) ports.\n\n",
                200)},
  };
}

class DirectWriterTest : public testing::Test {
 protected:
  BuildOptions Options(const std::string& name, const std::string& path) const {
    BuildOptions options;
    options.index = folder_ / name;
    options.paths = {path};
    options.threads = 1;
    return options;
  }

  // The database that is in an index, as bytes.
  static std::string DatabaseOf(const std::string& index) {
    return ReadBytes(index).substr(0, IndexFile::Open(index).info().database_length);
  }

  void ExpectSame(const std::string& path) {
    BuildOptions by_xapian = Options("xapian.idx", path);
    by_xapian.by_xapian = true;
    const IndexInfo expected = BuildIndex(by_xapian).info;
    const IndexInfo info = BuildIndex(Options("direct.idx", path)).info;
    EXPECT_EQ(info.terms, expected.terms);
    EXPECT_EQ(info.words, expected.words);
    EXPECT_EQ(info.paragraphs, expected.paragraphs);
    VerifyIndex(folder_ / "direct.idx");  // what xapian-check does, among other things
    EXPECT_EQ(DifferenceOfDatabases(folder_ / "xapian.idx", folder_ / "direct.idx", 1), "");

    const std::string database = DatabaseOf(folder_ / "direct.idx");
    for (const unsigned threads : {1U, 2U, 5U}) {
      BuildOptions options = Options("other.idx", path);
      options.threads = threads;
      options.memory = kLittleMemory;
      BuildIndex(options);
      EXPECT_TRUE(DatabaseOf(folder_ / "other.idx") == database) << threads << " threads and little memory";
    }
  }

  TempDir folder_;
};

class DirectWriterTextsTest : public DirectWriterTest, public testing::WithParamInterface<Texts> {};

TEST_P(DirectWriterTextsTest, WritesWhatXapianWrites) {
  ExpectSame(folder_.Write(GetParam().file, GetParam().content));
}

INSTANTIATE_TEST_SUITE_P(All, DirectWriterTextsTest, testing::ValuesIn(AllTexts()),
                         [](const auto& texts) { return texts.param.name; });

TEST_F(DirectWriterTest, TheRunsThatAreMergedBeforehandChangeNothing) {
  std::mt19937 random(11);
  Article article;
  article.path = "a.txt";
  for (uint32_t i = 0; i < 30'000; ++i) {  // many batches
    Paragraph& paragraph = article.paragraphs.emplace_back();
    paragraph.ordinal = i + 1;
    paragraph.text = "the number " + std::to_string(i) + ": " + ZipfText(&random, i % 7, 2'000);
  }
  std::vector<std::string> databases;
  for (const auto& [memory, max_runs] : {std::pair(kDefaultMemory, size_t{256}), std::pair(kLittleMemory, size_t{256}),
                                         std::pair(kLittleMemory, size_t{2}), std::pair(kLittleMemory, size_t{5})}) {
    const TempDir work;
    WriterOptions options;
    options.folder = work / "";
    options.path = work / "database";
    options.memory = memory;
    options.max_runs = max_runs;
    IndexWriter writer(options);
    writer.Add(article, "english");
    writer.EndFile();
    EXPECT_EQ(writer.Finish("0123456789abcdef0123456789abcdef").paragraphs, 30'000U);
    databases.push_back(ReadBytes(options.path));
  }
  for (const std::string& database : databases) EXPECT_TRUE(database == databases.front());
}

TEST_F(DirectWriterTest, WritesWhatXapianWritesOfTheBundledArticle) { ExpectSame(TEST_SOURCE_DIR "/corpus/articles"); }

TEST_F(DirectWriterTest, WritesWhatXapianWritesOfTheRealArticle) {
  const std::string path = TEST_SOURCE_DIR "/../shared/article/article.txt";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "the real article is not here";
  ExpectSame(path);
}

TEST_F(DirectWriterTest, WritesWhatXapianWritesOfALargeCorpus) {
  const char* path = std::getenv("ARTICLE_SEARCH_LARGE_CORPUS");
  if (path == nullptr) GTEST_SKIP() << "ARTICLE_SEARCH_LARGE_CORPUS names none";
  ExpectSame(path);
}

}  // namespace
}  // namespace article_search
