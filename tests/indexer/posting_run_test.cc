#include "indexer/posting_run.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/run_merge.h"
#include "tests/support/temp_dir.h"

namespace article_search {
namespace {

struct Posting {
  uint32_t document;
  uint32_t wdf;
  std::string positions;
  friend bool operator==(const Posting&, const Posting&) = default;
};

std::vector<Posting> RandomPostings(std::mt19937* random, size_t count, size_t longest) {
  std::vector<Posting> postings;
  const auto draw = [&](size_t below) { return static_cast<uint32_t>((*random)() % below); };
  uint32_t document = 0;
  for (size_t i = 0; i < count; ++i) {
    document += 1 + draw(draw(50) == 0 ? 10'000 : 5);
    const size_t size = draw(3) == 0 ? 0 : draw(100) == 0 ? draw(longest) : draw(5);
    postings.push_back({document, draw(300), std::string(size, static_cast<char>('a' + draw(26)))});
  }
  return postings;
}

std::string Written(const std::vector<Posting>& postings) {
  std::string bytes;
  uint32_t last = 0;
  for (const Posting& posting : postings) {
    std::string one(kMaxPosting + posting.positions.size(), '\0');
    char* const end = WritePosting(posting.document - last, posting.wdf, posting.positions, one.data());
    bytes.append(one.data(), end);
    last = posting.document;
  }
  return bytes;
}

std::vector<Posting> AllOf(const RunTerm& term) {
  std::vector<Posting> postings;
  PostingReader reader(term);
  for (RunPosting posting; reader.Next(&posting);) {
    postings.push_back({posting.document, posting.wdf, std::string(posting.positions)});
  }
  return postings;
}

TEST(PostingRunTest, APostingWithOnePositionIsWrittenAsAnyOther) {
  for (const uint32_t position : {0U, 1U, 127U, 128U, 70'000U, UINT32_MAX}) {
    std::string packed(kMaxVarint, '\0');
    packed.resize(static_cast<size_t>(WriteVarint(position, packed.data()) - packed.data()));
    std::string one(kMaxPosting, '\0');
    std::string other(kMaxPosting + packed.size(), '\0');
    one.resize(static_cast<size_t>(WritePostingAt(UINT32_MAX, UINT32_MAX, position, one.data()) - one.data()));
    other.resize(static_cast<size_t>(WritePosting(UINT32_MAX, UINT32_MAX, packed, other.data()) - other.data()));
    EXPECT_EQ(one, other) << position;
  }
}

// Longer than what is read of a file at a time, and so are positions of one document.
TEST(PostingRunTest, AFileGivesBackPostingsOfAnyLength) {
  std::mt19937 random(5);
  const TempDir folder;
  std::vector<std::vector<Posting>> terms;
  for (const size_t count : {1U, 3U, 20'000U, 2U, 1U, 60'000U, 1U}) {
    terms.push_back(RandomPostings(&random, count, 100'000));
  }
  RunFile whole(folder / "whole");
  RunFile in_pieces(folder / "pieces");
  for (size_t i = 0; i < terms.size(); ++i) {
    const std::string text(1, static_cast<char>('a' + i));
    const std::string bytes = Written(terms[i]);
    whole.Append({text, static_cast<uint32_t>(terms[i].size()), i, bytes});
    in_pieces.Begin(text, static_cast<uint32_t>(terms[i].size()), i);
    for (size_t at = 0; at < bytes.size();) {
      const size_t size = std::min<size_t>(random() % 90'000, bytes.size() - at);
      in_pieces.Add(std::string_view(bytes).substr(at, size));
      at += size;
    }
    in_pieces.End();
  }
  for (RunFile* file : {&whole, &in_pieces}) {
    file->Finish();
    const auto cursor = file->Cursor();
    const auto hasty = file->Cursor();  // it reads no postings, or one
    const auto records = file->Cursor();
    RunTerm term;
    for (size_t i = 0; i < terms.size(); ++i) {
      ASSERT_TRUE(cursor->Next(&term));
      EXPECT_EQ(term.text, std::string(1, static_cast<char>('a' + i)));
      EXPECT_EQ(term.documents, terms[i].size());
      EXPECT_EQ(term.collection_frequency, i);
      EXPECT_TRUE(AllOf(term) == terms[i]) << i;
      ASSERT_TRUE(hasty->Next(&term));
      RunPosting posting;
      if (i % 2 == 0) {
        EXPECT_TRUE(PostingReader(term).Next(&posting));
        EXPECT_EQ(posting.document, terms[i].front().document);
      }
      ASSERT_TRUE(records->Next(&term));
      EXPECT_TRUE(WholePostings(term) == Written(terms[i])) << i;
    }
    EXPECT_FALSE(cursor->Next(&term));
    EXPECT_FALSE(hasty->Next(&term));
  }
}

TEST(PostingRunTest, AMergeIntoAFileHasAllPostingsInOrder) {
  std::mt19937 random(6);
  const TempDir folder;
  const std::vector<Posting> all = RandomPostings(&random, 50'000, 50'000);
  std::vector<std::unique_ptr<RunFile>> files;
  for (size_t i = 0; i < 5; ++i) {
    std::vector<Posting> part;
    for (size_t k = 0; k < all.size(); ++k) {
      if (k / 100 % 5 == i) part.push_back(all[k]);
    }
    files.push_back(std::make_unique<RunFile>(folder / std::to_string(i)));
    const std::string text = "only " + std::to_string(i);
    const std::string only = Written({all[i]});
    const std::string shared = Written(part);
    files.back()->Append({text, 1, 1, only});
    files.back()->Append({"shared", static_cast<uint32_t>(part.size()), 7, shared});
    files.back()->Finish();
  }
  std::vector<std::unique_ptr<RunCursor>> cursors;
  for (const auto& file : files) cursors.push_back(file->Cursor());
  RunFile merged(folder / "merged");
  MergeRuns(std::move(cursors), &merged);
  const auto cursor = merged.Cursor();
  RunTerm term;
  for (size_t i = 0; i < 5; ++i) {
    ASSERT_TRUE(cursor->Next(&term));
    EXPECT_EQ(term.text, "only " + std::to_string(i));
    EXPECT_TRUE(AllOf(term) == std::vector<Posting>{all[i]});
  }
  ASSERT_TRUE(cursor->Next(&term));
  EXPECT_EQ(term.text, "shared");
  EXPECT_EQ(term.documents, all.size());
  EXPECT_EQ(term.collection_frequency, 35U);
  EXPECT_TRUE(AllOf(term) == all);
  EXPECT_FALSE(cursor->Next(&term));
}

TEST(PostingRunTest, TheFileGoesWithTheObject) {
  const TempDir folder;
  auto file = std::make_unique<RunFile>(folder / "run");
  EXPECT_TRUE(std::filesystem::exists(folder / "run"));
  file.reset();
  EXPECT_FALSE(std::filesystem::exists(folder / "run"));
}

}  // namespace
}  // namespace article_search
