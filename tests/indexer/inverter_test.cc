#include "indexer/inverter.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
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
  void Add(const RunTerm& term, MergedPostings* postings) override {
    EXPECT_LT(term_, term.text) << "terms ascend";
    term_ = term.text;
    uint32_t documents = 0;
    uint64_t occurrences = 0;
    uint32_t last = 0;
    while (const RunPosting* posting = postings->Next()) {
      EXPECT_LT(last, posting->document) << "documents ascend";
      last = posting->document;
      ++documents;
      occurrences += posting->wdf;
      lists[term_].push_back(Shown(posting->document, posting->wdf, posting->positions));
    }
    EXPECT_EQ(documents, term.documents);
    EXPECT_EQ(occurrences, term.collection_frequency);
  }
  Lists lists;

 private:
  std::string term_;
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
    std::vector<DocumentSink::Occurrence> occurrences;
    for (size_t i = random() % 60; i > 0; --i) {
      const std::string text(1 + random() % 12, static_cast<char>('a' + random() % 4));
      const auto wdf = static_cast<uint32_t>(random() % 3);
      const auto position = static_cast<uint32_t>(1 + random() % 1000);
      const DocumentSink::Term term = inverter.Intern("X", text);
      length += wdf;
      terms["X" + text].first += wdf;
      if (random() % 2 == 0) {
        occurrences.push_back({term, DocumentSink::kNoPosition, wdf});
      } else {
        occurrences.push_back({term, position, wdf});
        terms["X" + text].second.insert(position);
      }
      if (random() % 4 == 0) inverter.Add(std::exchange(occurrences, {}));
    }
    inverter.Add(occurrences);
    for (const auto& [term, of] : terms) {
      EXPECT_EQ(inverter.HasPosition(inverter.Intern("", term)), !of.second.empty()) << term;
    }
    EXPECT_FALSE(inverter.HasPosition(inverter.Intern("", "another")));
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
  inverter.Add(std::vector{DocumentSink::Occurrence{inverter.Intern("", "word"), DocumentSink::kNoPosition, 1}});
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
