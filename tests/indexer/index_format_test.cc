// docs/index-format.md shows an article and how one of its paragraphs stands in the index: both are taken from there.
#include <gtest/gtest.h>
#include <xapian.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "indexer/index_builder.h"
#include "indexer/index_file.h"
#include "indexer/schema.h"
#include "tests/support/temp_dir.h"

namespace article_search {
namespace {

// The fenced blocks of a section of a Markdown text, without their fences.
std::vector<std::string> BlocksOfSection(const std::string& markdown, const std::string& heading) {
  std::vector<std::string> blocks;
  bool in_section = false;
  bool in_block = false;
  for (size_t at = 0; at < markdown.size();) {
    const size_t end = std::min(markdown.find('\n', at), markdown.size());
    const std::string line = markdown.substr(at, end - at);
    at = end + 1;
    if (line.starts_with("```")) {
      in_block = !in_block;
      if (in_block && in_section) blocks.emplace_back();
    } else if (in_block) {
      if (in_section) blocks.back() += line + "\n";
    } else if (line.starts_with("## ")) {
      in_section = line == heading;
    }
  }
  return blocks;
}

std::string Hex(const std::string& bytes) {
  std::string hex;
  for (const char byte : bytes) {
    char digits[3];
    std::snprintf(digits, sizeof digits, "%02x", static_cast<unsigned>(static_cast<unsigned char>(byte)));
    hex += digits;
  }
  return hex;
}

// A document as docs/index-format.md shows it. The article is in `folder`, and there in /articles.
std::string Dump(const Xapian::Database& database, Xapian::docid document, const std::string& folder) {
  std::string out =
      "document " + std::to_string(document) + ", length " + std::to_string(database.get_doclength(document)) + "\n";
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    auto posting = database.postlist_begin(*term);
    posting.skip_to(document);
    if (posting == database.postlist_end(*term) || *posting != document) continue;
    const bool in_folder = (*term).starts_with(std::string(kPathPrefix) + folder);
    out +=
        in_folder ? std::string(kPathPrefix) + "/articles" + (*term).substr(kPathPrefix.size() + folder.size()) : *term;
    out += " wdf=" + std::to_string(posting.get_wdf());
    std::string positions;
    for (auto at = database.positionlist_begin(document, *term); at != database.positionlist_end(document, *term);
         ++at) {
      positions += (positions.empty() ? " at " : ",") + std::to_string(*at);
    }
    out += positions + "\n";
  }
  const Xapian::Document stored = database.get_document(document);
  out += "slot " + std::to_string(kArticleSlot) + " = " + Hex(stored.get_value(kArticleSlot)) + "\n";
  const std::string data = stored.get_data();
  const ParagraphRecord record = UnpackParagraph(data);
  out += "data = " + Hex(data.substr(0, data.size() - record.text.size())) + " and the text\n";
  return out;
}

class IndexFormatTest : public testing::Test {
 protected:
  IndexFormatTest()
      : blocks_(BlocksOfSection(ReadBytes(TEST_SOURCE_DIR "/docs/index-format.md"), "## One paragraph as an example")) {
  }

  void SetUp() override {
    ASSERT_EQ(blocks_.size(), 2U) << "the section has an article and a dump";
    BuildOptions options;
    options.index = folder_ / "article.idx";
    options.paths = {folder_.Write("ports.md", blocks_[0])};
    info_ = BuildIndex(options).info;
  }

  std::vector<std::string> blocks_;
  TempDir folder_;
  IndexInfo info_;
};

TEST_F(IndexFormatTest, TheDocumentedParagraphIsWhatAnIndexHolds) {
  const Xapian::Database database(folder_ / "article.idx");
  ASSERT_EQ(database.get_doccount(), 1U);
  EXPECT_EQ(Dump(database, 1, folder_.path()), blocks_[1]) << "docs/index-format.md must show what the program writes";
}

TEST_F(IndexFormatTest, XapianFindsTheDocumentedMetadata) {
  const Xapian::Database database(folder_ / "article.idx");
  EXPECT_EQ(database.get_metadata("article_search.format"), std::to_string(info_.format_version));
  EXPECT_EQ(database.get_metadata("article_search.rules"), info_.rules);
  EXPECT_EQ(database.get_metadata("article_search.icu"), info_.icu);
  EXPECT_EQ(database.get_metadata("article_search.language"), "english");
  EXPECT_EQ(database.get_metadata("article_search.generation"), info_.generation);
  const ArticleRecord article = UnpackArticle(database.get_metadata(std::string("A\0\0\0\0", 5)));
  EXPECT_EQ(article.path, folder_ / "ports.md");
  EXPECT_EQ(article.title, "Ports of the Caspian Sea");
  EXPECT_EQ(article.language, "english");
  EXPECT_EQ(article.headings, std::vector<std::string>{"Aktau"});
}

TEST_F(IndexFormatTest, TheFileIsDatabaseSourcesFooterAndTail) {
  const std::string file = ReadBytes(folder_ / "article.idx");
  ASSERT_TRUE(file.ends_with("ARTSRCH\n"));
  const IndexInfo info = IndexFile::Open(folder_ / "article.idx").info();
  const auto byte = [&](size_t at) { return static_cast<size_t>(static_cast<unsigned char>(file[at])); };
  const size_t tail = file.size() - 20;
  const size_t footer_length = byte(tail) | byte(tail + 1) << 8 | byte(tail + 2) << 16 | byte(tail + 3) << 24;
  EXPECT_EQ(info.database_length + info.sources_length + footer_length, tail);
  // The footer begins with the format version, little-endian, and the sources with one root, a string behind its
  // length.
  const size_t footer = tail - footer_length;
  EXPECT_EQ(byte(footer), info.format_version);
  EXPECT_EQ(byte(footer + 1) + byte(footer + 2) + byte(footer + 3), 0U);
  const std::string root = folder_ / "ports.md";
  ASSERT_LT(root.size(), 128U);
  EXPECT_EQ(file.substr(info.database_length, 2 + root.size()),
            std::string("\x01") + static_cast<char>(root.size()) + root);
}

}  // namespace
}  // namespace article_search
