// What glass/'s readers read is what its writers wrote.
#include <fcntl.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "corpus/error.h"
#include "indexer/file_io.h"
#include "indexer/glass/keys.h"
#include "indexer/glass/postlist_reader.h"
#include "indexer/glass/postlist_writer.h"
#include "indexer/glass/table_reader.h"
#include "tests/indexer/thrown_error.h"
#include "tests/support/temp_dir.h"

namespace article_search::glass {
namespace {

TEST(GlassKeysTest, WhatWasAppendedIsTaken) {
  for (const uint32_t number :
       {0U, 1U, 0x7fffU, 0x8000U, 0x3f'ffffU, 0x40'0000U, 0x1fff'ffffU, 0x2000'0000U, UINT32_MAX}) {
    std::string key;
    const std::string text("a\0b\0", 4);
    AppendSortable(text, &key);
    AppendSortable(number, &key);
    std::string_view rest = key;
    std::string_view taken = TakeSortableText(&rest);
    taken.remove_suffix(1);
    EXPECT_EQ(WithZerosSingle(taken), text);
    EXPECT_EQ(TakeSortableNumber(&rest), number);
    EXPECT_EQ(rest, "");
  }
}

TEST(GlassKeysTest, ATextIsNotTakenForTheBeginningOfAnother) {
  std::string key;
  AppendSortable("a", &key);
  const std::string a = key;
  AppendSortable(7, &key);
  std::string_view rest = key;
  EXPECT_TRUE(TakeSortableText(a, &rest));
  EXPECT_EQ(TakeSortableNumber(&rest), 7U);
  for (const std::string& text : {std::string("a\0b", 3), std::string("ab"), std::string("b")}) {
    std::string other;
    AppendSortable(text, &other);
    rest = other;
    EXPECT_FALSE(TakeSortableText(a, &rest));
    EXPECT_EQ(rest, other);
  }
}

TEST(GlassKeysTest, WhatIsNoKeyIsDamage) {
  for (const std::string& key : {std::string(), std::string("\1"), std::string("\x80\0", 2), std::string(9, '\xff'),
                                 std::string("\xef\xff\xff\xff\xff")}) {
    std::string_view rest = key;
    EXPECT_EQ(ErrorOf([&] { TakeSortableNumber(&rest); }).code, ErrorCode::kDamagedIndex) << key;
  }
  std::string_view endless("a\0\xff", 3);
  EXPECT_EQ(ErrorOf([&] { TakeSortableText(&endless); }).code, ErrorCode::kDamagedIndex);
}

class GlassTableTest : public testing::Test {
 protected:
  // A table behind `before` blocks of something else.
  TableRoot Write(uint32_t before, const std::vector<std::pair<std::string, std::string>>& entries) {
    BlockFile file(path_, BlockFile::Use::kTemporary);
    for (uint32_t i = 0; i < before; ++i) file.Append(std::string(kBlockSize, 'x'));
    TableWriter writer(&file);
    for (const auto& [key, tag] : entries) writer.Add(key, tag);
    writer.FinishLeaves();
    const TableRoot root = writer.Finish(before, &file);
    file.Append(std::string(kBlockSize, 'x'));
    file.Flush();
    return root;
  }
  FileDescriptor Open() const { return FileDescriptor(::open(path_.c_str(), O_RDONLY | O_CLOEXEC)); }

  TempDir folder_;
  std::string path_ = folder_ / "table";
};

TEST_F(GlassTableTest, EntriesComeInOrder) {
  std::vector<std::pair<std::string, std::string>> entries;
  for (uint32_t i = 1; i < 3'000; ++i) {
    entries.emplace_back(DocumentDataKey(i), std::string(i % 1'000 == 7 ? 100'000 : i % 97 * 30, static_cast<char>(i)));
  }
  const TableRoot root = Write(3, entries);
  EXPECT_GT(root.level, 0U);
  const FileDescriptor fd = Open();
  TableReader reader(fd.get(), path_, 3, root);
  for (const auto& [key, tag] : entries) {
    ASSERT_TRUE(reader.Next());
    EXPECT_EQ(reader.key(), key);
    EXPECT_TRUE(reader.tag() == tag);
  }
  EXPECT_FALSE(reader.Next());
  EXPECT_FALSE(reader.Next());
}

TEST_F(GlassTableTest, AnEmptyTableHasNoEntries) {
  const TableRoot root = Write(1, {});
  const FileDescriptor fd = Open();
  EXPECT_FALSE(TableReader(fd.get(), path_, 1, root).Next());
}

TEST_F(GlassTableTest, EntriesThatAreMissingAreDamage) {
  TableRoot root = Write(1, {{"a", "1"}, {"b", "2"}});
  const FileDescriptor fd = Open();
  ++root.entries;
  TableReader reader(fd.get(), path_, 1, root);
  EXPECT_TRUE(reader.Next());
  EXPECT_TRUE(reader.Next());
  EXPECT_EQ(ErrorOf([&] { reader.Next(); }).code, ErrorCode::kDamagedIndex);
}

TEST_F(GlassTableTest, ListsOfPostingsAreReadBack) {
  const std::vector<std::string> terms = {"", "a", std::string("a\0b", 3), "b"};
  TableRoot root;
  {
    BlockFile file(path_, BlockFile::Use::kTemporary);
    TableWriter table(&file);
    PostlistWriter postlist(&table);
    postlist.AddMetadata("name", "value");
    postlist.AddValueStatistics(0, 1, "v", "v");
    postlist.AddValue(0, 1, "v");
    postlist.EndValues();
    for (const std::string& term : terms) {
      postlist.BeginTerm(term, 5'000, 1);
      for (uint32_t i = 1; i <= 5'000; ++i) postlist.AddPosting(i * 40'000, i % 300);
      postlist.EndTerm();
    }
    table.FinishLeaves();
    root = table.Finish(0, &file);
    file.Flush();
  }
  const FileDescriptor fd = Open();
  PostlistReader reader(TableReader(fd.get(), path_, 0, root));
  for (const std::string& term : terms) {
    ASSERT_TRUE(reader.NextList());
    EXPECT_EQ(reader.term(), term);
    uint32_t document = 0;
    uint32_t wdf = 0;
    for (uint32_t i = 1; i <= 5'000; ++i) {
      ASSERT_TRUE(reader.NextPosting(&document, &wdf));
      ASSERT_EQ(document, i * 40'000);
      ASSERT_EQ(wdf, i % 300);
    }
    EXPECT_FALSE(reader.NextPosting(&document, &wdf));
  }
  EXPECT_FALSE(reader.NextList());
}

}  // namespace
}  // namespace article_search::glass
