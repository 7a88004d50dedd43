#include "indexer/inverter.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "indexer/glass/keys.h"
#include "indexer/glass/position_list.h"
#include "indexer/run_merge.h"
#include "tests/support/temp_dir.h"

namespace article_search {
namespace {

// A term's documents, each "DOCUMENT:WDF" and "@" with the packed positions in hexadecimal.
using Lists = std::map<std::string, std::vector<std::string>>;

std::string Shown(uint32_t document, uint32_t wdf, std::string_view positions) {
  std::string shown = std::to_string(document) + ":" + std::to_string(wdf);
  for (const char byte : positions) shown += "@" + std::to_string(static_cast<uint8_t>(byte));
  return shown;
}

class Collector : public MergeTarget {
 public:
  void BeginTerm(std::string_view term, uint32_t documents, uint64_t collection_frequency) override {
    EXPECT_LT(term_, term) << "terms ascend";
    term_ = term;
    documents_ = documents;
    left_ = collection_frequency;
    last_ = 0;
  }
  void AddPosting(const RunPosting& posting) override {
    EXPECT_LT(last_, posting.document) << "documents ascend";
    last_ = posting.document;
    --documents_;
    left_ -= posting.wdf;
    lists[term_].push_back(Shown(posting.document, posting.wdf, posting.positions));
  }
  void EndTerm() override {
    EXPECT_EQ(documents_, 0U);
    EXPECT_EQ(left_, 0U);
  }
  Lists lists;

 private:
  std::string term_;
  uint32_t documents_ = 0;
  uint64_t left_ = 0;
  uint32_t last_ = 0;
};

TEST(InverterTest, RunsOnDiskAndInMemoryMergeToWhatWasAdded) {
  std::mt19937 random(7);
  const TempDir folder;
  Lists expected;
  std::vector<std::unique_ptr<RunFile>> files;
  Inverter inverters[3];
  for (uint32_t document = 1; document <= 600; ++document) {
    Inverter& inverter = inverters[document / 20 % 3];
    if (document % 150 == 0) files.push_back(inverter.Spill(folder / ("run" + std::to_string(document))));
    inverter.BeginDocument(document);
    std::map<std::string, std::pair<uint32_t, std::set<uint32_t>>> terms;
    uint32_t length = 0;
    for (size_t i = random() % 60; i > 0; --i) {
      const std::string text(1 + random() % 12, static_cast<char>('a' + random() % 4));
      const auto wdf = static_cast<uint32_t>(random() % 3);
      const auto position = static_cast<uint32_t>(1 + random() % 1000);
      const DocumentSink::Term term = inverter.Intern("X", text);
      length += wdf;
      terms["X" + text].first += wdf;
      if (random() % 2 == 0) {
        inverter.Add(term, wdf);
      } else {
        inverter.AddAt(term, position, wdf);
        terms["X" + text].second.insert(position);
      }
    }
    EXPECT_EQ(inverter.EndDocument(), length);
    for (const auto& [term, of] : terms) {
      std::string packed;
      if (!of.second.empty()) glass::PackPositions({of.second.begin(), of.second.end()}, &packed);
      expected[term].push_back(Shown(document, of.first, packed));
    }
  }
  ASSERT_EQ(files.size(), 4U);
  std::vector<std::unique_ptr<RunCursor>> cursors;
  for (const auto& file : files) cursors.push_back(file->Cursor());
  for (Inverter& inverter : inverters) {
    inverter.Sort();
    cursors.push_back(inverter.Cursor());
  }
  Collector collector;
  MergeRuns(std::move(cursors), &collector);
  EXPECT_EQ(collector.lists, expected);
}

TEST(InverterTest, SpillingBeginsANewEpoch) {
  const TempDir folder;
  Inverter inverter;
  inverter.BeginDocument(1);
  inverter.Add(inverter.Intern("", "word"), 1);
  inverter.EndDocument();
  const uint64_t epoch = inverter.epoch();
  const auto run = inverter.Spill(folder / "run");
  EXPECT_NE(inverter.epoch(), epoch);
  EXPECT_TRUE(inverter.empty());
  EXPECT_EQ(inverter.Intern("", "other"), 0U);
}

TEST(StringTableTest, NumbersAreThoseOfTheFirstTimes) {
  Arena arena;
  StringTable table(&arena);
  std::map<std::string, uint32_t> numbers;
  std::mt19937 random(3);
  for (int i = 0; i < 20'000; ++i) {
    std::string text = std::to_string(random() % 5'000);
    if (random() % 10 == 0) text += std::string(1, '\0');
    const auto [known, is_new] = numbers.emplace(text, static_cast<uint32_t>(numbers.size()));
    ASSERT_EQ(table.Insert(text), known->second) << text;
    ASSERT_EQ(table.text(known->second), text);
  }
  EXPECT_EQ(table.size(), numbers.size());
}

TEST(GlassKeysTest, KeysSortAsWhatTheyStandFor) {
  const std::vector<uint32_t> numbers = {0,        1,        0x7f,       0x80,       0x7fff,     0x8000,
                                         0x3fffff, 0x400000, 0x1fffffff, 0x20000000, 0xfffffffe, 0xffffffff};
  for (size_t i = 0; i + 1 < numbers.size(); ++i) {
    EXPECT_LT(glass::DocumentDataKey(numbers[i]), glass::DocumentDataKey(numbers[i + 1])) << numbers[i];
  }
  using std::string_literals::operator""s;
  const std::vector<std::string> terms = {"\0"s, "\0\0"s, "\0a"s, "a", "a\0"s, "a\0b"s, "aa", "b", "\xff"};
  for (size_t i = 0; i + 1 < terms.size(); ++i) {
    EXPECT_LT(glass::PostingsKey(terms[i], 0xffffffff), glass::PostingsKey(terms[i + 1])) << i;
  }
}

}  // namespace
}  // namespace article_search
