// Damage done to an index: bits flipped, ranges zeroed, blocks swapped, ends cut off. Up to kCheckedAtOpen nothing of
// it gets as far as an answer; above it, searcher says that the index is damaged, or answers, perhaps wrongly where
// `indexer --verify` finds it damaged. It never crashes and never hangs.
//
// Of an index above that size a selection of damages is tried; with DAMAGES=all all of them, and on a second, really
// large one as well. DAMAGED_PROGRAMS is the folder of the programs, where they are not those of this build.
#include <gtest/gtest.h>
#include <xxhash.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <ostream>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "corpus/error.h"
#include "indexer/index_builder.h"
#include "indexer/index_file.h"
#include "indexer/pack.h"
#include "indexer/shard_set.h"
#include "indexer/verify.h"
#include "searcher/formatter.h"
#include "searcher/searcher.h"
#include "tests/support/run_command.h"
#include "tests/support/temp_dir.h"

// Xapian's check deletes its tables by a base class, which AddressSanitizer reports where it is on.
// NOLINTNEXTLINE
extern "C" [[gnu::visibility("default")]] const char* __asan_default_options() { return "new_delete_type_mismatch=0"; }

namespace article_search {
namespace {

constexpr size_t kBlock = 8192;
constexpr size_t kBlockHeader = 11;
constexpr size_t kTailLength = 20;
constexpr const char* kArticles = TEST_SOURCE_DIR "/corpus/articles";

// Bytes that are written over those of an index.
struct Damage {
  std::string what;
  std::vector<std::pair<size_t, std::string>> bytes;  // each at an offset
};

std::ostream& operator<<(std::ostream& out, const Damage& damage) {
  return out << damage.what << " at byte " << damage.bytes.front().first;
}

std::string Damaged(std::string index, const Damage& damage) {
  for (const auto& [at, bytes] : damage.bytes) index.replace(at, bytes.size(), bytes);
  return index;
}

// How many damages of each kind.
struct Counts {
  size_t flips;    // of a bit
  size_t headers;  // another byte in the header of a block: what misleads Xapian most
  size_t zeroed;
  size_t swapped;
};

// Damages of the first `length` bytes of an index, always the same.
std::vector<Damage> DamagesOf(const std::string& index, size_t length, const Counts& counts) {
  std::mt19937 random(17);
  std::vector<Damage> damages;
  const size_t blocks = length / kBlock;
  for (size_t i = 0; i < counts.flips; ++i) {
    const size_t at = random() % length;
    damages.push_back({"a flip", {{at, std::string(1, static_cast<char>(index[at] ^ (1 << random() % 8)))}}});
  }
  for (size_t i = 0; i < counts.headers; ++i) {
    const size_t at = random() % blocks * kBlock + random() % kBlockHeader;
    damages.push_back({"a header", {{at, std::string(1, static_cast<char>(random()))}}});
  }
  for (size_t i = 0; i < counts.zeroed; ++i) {
    const size_t at = i % 2 == 0 ? random() % blocks * kBlock : random() % length;
    const size_t size = i % 2 == 0 ? kBlock : 1 + random() % 1000;
    damages.push_back({"zeros", {{at, std::string(std::min(size, length - at), '\0')}}});
  }
  for (size_t i = 0; i < counts.swapped; ++i) {
    const size_t one = random() % blocks * kBlock;
    const size_t other = random() % blocks * kBlock;
    damages.push_back({"a swap", {{one, index.substr(other, kBlock)}, {other, index.substr(one, kBlock)}}});
  }
  std::erase_if(damages, [&](const Damage& damage) {
    return std::all_of(damage.bytes.begin(), damage.bytes.end(), [&](const auto& part) {
      return index.compare(part.first, part.second.size(), part.second) == 0;
    });
  });
  return damages;
}

std::string Program(const std::string& name) {
  const char* folder = std::getenv("DAMAGED_PROGRAMS");
  return (folder == nullptr ? std::string(TEST_BIN_DIR) : folder) + "/" + name;
}

bool TriesAll() {
  const char* damages = std::getenv("DAMAGES");
  return damages != nullptr && std::string(damages) == "all";
}

// Up to kCheckedAtOpen, in this process.
class SmallIndexTest : public testing::Test {
 protected:
  SmallIndexTest() { Build(1); }

  // In so many shards; the last one is what is damaged.
  void Build(uint32_t shards) {
    BuildOptions options;
    options.index = index_;
    options.paths = {kArticles};
    options.shards = shards;
    BuildIndex(options);
    file_ = FilesOfIndex(index_).back();
    info_ = IndexFile::Open(file_).info();
    bytes_ = ReadBytes(file_);
    answer_ = Answer();
  }

  std::string Answer() { return FormatJson(Searcher(index_).Search("uranium OR \"belt and road\"", {})); }

  static std::string ErrorOf(const std::function<void()>& function) {
    try {
      function();
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  }

  // `bytes` in the place of the index: not searched and not found sound. Only the list of sources, which no search
  // reads, may be damaged and the answer be the right one.
  void ExpectRefused(const std::string& bytes) {
    WriteBytes(file_, bytes);
    std::string answer;
    const std::string error = ErrorOf([&] { answer = Answer(); });
    if (error.empty()) {
      EXPECT_EQ(answer, answer_);
      EXPECT_NE(ErrorOf([&] { IndexFile::Open(file_).ReadSources(); }), "");
    } else {
      EXPECT_NE(error.find(file_), std::string::npos) << error;
    }
    EXPECT_NE(ErrorOf([&] { VerifyIndex(index_); }), "");
  }

  TempDir folder_;
  std::string index_ = folder_ / "a.idx";
  std::string file_;
  IndexInfo info_;
  std::string bytes_;
  std::string answer_;
};

TEST_F(SmallIndexTest, EveryByteBehindTheDatabaseCounts) {
  EXPECT_EQ(ErrorOf([&] { VerifyIndex(index_); }), "");
  for (size_t at = info_.database_length; at < bytes_.size(); ++at) {
    SCOPED_TRACE(at);
    std::string bytes = bytes_;
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << at % 8));
    ExpectRefused(bytes);
  }
}

TEST_F(SmallIndexTest, NothingOfARandomDamageIsMissed) {
  for (const Damage& damage : DamagesOf(bytes_, bytes_.size(), {TriesAll() ? 10'000U : 500U, 100, 100, 100})) {
    SCOPED_TRACE(testing::Message() << damage);
    ExpectRefused(Damaged(bytes_, damage));
  }
}

TEST_F(SmallIndexTest, NoCutIsMissed) {
  for (size_t block = 0; block * kBlock <= bytes_.size(); ++block) {
    for (const int beside : {-1, 0, 1}) {
      const size_t length = block * kBlock + static_cast<size_t>(beside);
      if (length >= bytes_.size()) continue;  // and below zero
      SCOPED_TRACE(length);
      ExpectRefused(bytes_.substr(0, length));
    }
  }
}

TEST_F(SmallIndexTest, NorOfAShard) {
  Build(3);
  for (const Damage& damage : DamagesOf(bytes_, bytes_.size(), {200, 50, 50, 50})) {
    SCOPED_TRACE(testing::Message() << damage);
    ExpectRefused(Damaged(bytes_, damage));
  }
  for (size_t length = 0; length < bytes_.size(); length += kBlock) {
    SCOPED_TRACE(length);
    ExpectRefused(bytes_.substr(0, length));
  }
}

// A text of many words, some much more frequent than others, that takes more than kCheckedAtOpen to index.
std::string LargeArticle() {
  std::mt19937 random(18);
  std::string text = "# The large article\n\n";
  for (size_t paragraph = 0; paragraph < 12'000; ++paragraph) {
    if (paragraph % 15 == 0) text += "## The uranium of part " + std::to_string(paragraph) + "\n\n";
    for (size_t word = 0; word < 60; ++word) {
      // Products of small numbers, and those seldom that are large.
      const size_t number = (random() % 200) * (random() % 200) % 30'011;
      text += (number % 97 == 0 ? "belt and road" : "k" + std::to_string(number)) + (word % 9 == 8 ? " oil " : " ");
    }
    text += paragraph % 50 == 0 ? "tons of uranium.\n\n" : "in the end.\n\n";
  }
  return text;
}

// An index that is searched without a check, by the programs: those of its damages that reach Xapian may have it crash.
class LargeIndexTest : public testing::Test {
 protected:
  static void TearDownTestSuite() {
    for (const auto& [outcome, count] : outcomes_) std::cout << outcome << ": " << count << "\n";
  }

  // In so many shards, of which the last is what is damaged. A small database with zeros behind it, to which no block
  // refers, has as many bytes as a large one.
  void MakePadded(uint32_t shards) {
    BuildOptions options;
    options.index = index_;
    options.paths = {kArticles};
    options.shards = shards;
    BuildIndex(options);
    file_ = FilesOfIndex(index_).back();
    const IndexInfo info = IndexFile::Open(file_).info();
    const std::string bytes = ReadBytes(file_);
    database_length_ = info.database_length;
    std::string database = bytes.substr(0, database_length_);
    database.resize(kCheckedAtOpen + kBlock, '\0');
    const size_t footer_length = Unpacker(std::string_view(bytes).substr(bytes.size() - kTailLength)).Fixed32();
    std::string footer = bytes.substr(bytes.size() - kTailLength - footer_length, footer_length);
    std::string old_place;
    PackFixed64(info.database_length, &old_place);
    PackFixed64(info.database_checksum, &old_place);
    std::string place;
    PackFixed64(database.size(), &place);
    PackFixed64(XXH3_64bits(database.data(), database.size()), &place);
    const size_t at = footer.find(old_place);
    ASSERT_NE(at, std::string::npos);
    footer.replace(at, place.size(), place);
    std::string tail;
    PackFixed32(static_cast<uint32_t>(footer.size()), &tail);
    PackFixed64(XXH3_64bits(footer.data(), footer.size()), &tail);
    bytes_ = database + bytes.substr(info.database_length, info.sources_length) + footer + tail + "ARTSRCH\n";
    WriteBytes(file_, bytes_);
    sound_ = Answers();
    ExpectSound();
  }

  void MakeLarge() {
    file_ = index_;
    BuildOptions options;
    options.index = index_;
    options.paths = {folder_.Write("large.md", LargeArticle())};
    database_length_ = BuildIndex(options).info.database_length;
    ASSERT_GT(database_length_, kCheckedAtOpen);
    bytes_ = ReadBytes(index_);
    sound_ = Answers();
    ExpectSound();
  }

  void ExpectSound() const {
    EXPECT_EQ(sound_.status, 0);
    EXPECT_EQ(sound_.err, "");
    EXPECT_EQ(Lines(sound_.out).size(), 9U);
    EXPECT_EQ(sound_.out.find("\"error\""), std::string::npos) << sound_.out;
  }

  CommandResult Answers() const {
    Command command;
    command.arguments = {Program("searcher"), "-i", index_, "--queries", "-", "--format", "json", "-n", "5", "-C", "1"};
    command.input =
        "uranium tons\n\"belt and road\"\nka*\nheading:uranium oil\noil NOT gas\nuranimu\nkind:table OR kind:body\n"
        "uranium NEAR tons\nthe of and in\n";
    // What Xapian reads too much of is not what is tested here; our own code is checked as ever.
    command.environment = {
        {"ASAN_OPTIONS",
         "replace_str=0:replace_intrin=0:intercept_strlen=0:intercept_strchr=0:intercept_strndup=0:detect_leaks=0"}};
    return RunCommand(command);
  }

  void Try(const Damage& damage) const {
    {
      std::fstream file(file_, std::ios::in | std::ios::out | std::ios::binary);
      for (const auto& [at, bytes] : damage.bytes) {
        file.seekp(static_cast<std::streamoff>(at)).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
      }
    }
    const CommandResult result = Answers();
    EXPECT_EQ(result.signal, 0);
    EXPECT_FALSE(result.timed_out);
    EXPECT_TRUE(result.status == 0 || result.status == 2) << result.status << " " << result.err;
    EXPECT_EQ(result.err.find("a bug"), std::string::npos) << result.err;
    if (result.status == 2) {
      EXPECT_EQ(Lines(result.err).size(), 1U) << result.err;
      EXPECT_NE(result.err.find(file_), std::string::npos) << result.err;
    }
    const bool is_error = result.status == 2 || result.out.find("\"error\"") != std::string::npos;
    ++outcomes_[is_error ? "said to be damaged" : result.out == sound_.out ? "the right answers" : "other answers"];
    if (is_error || result.out != sound_.out) {
      Command verify;
      verify.arguments = {Program("indexer"), "--verify", index_};
      verify.environment = {{"ASAN_OPTIONS", "new_delete_type_mismatch=0"}};
      EXPECT_EQ(RunCommand(verify).status, 2);
    }
    std::fstream file(file_, std::ios::in | std::ios::out | std::ios::binary);
    for (const auto& [at, bytes] : damage.bytes) {
      file.seekp(static_cast<std::streamoff>(at)).write(bytes_.data() + at, static_cast<std::streamsize>(bytes.size()));
    }
  }

  void TryAll(const Counts& counts) const {
    for (const Damage& damage : DamagesOf(bytes_, database_length_, counts)) {
      SCOPED_TRACE(testing::Message() << damage);
      Try(damage);
    }
    EXPECT_EQ(Answers().out, sound_.out) << "all damage was undone";
  }

  static inline std::map<std::string, size_t> outcomes_;

  TempDir folder_;
  std::string index_ = folder_ / "a.idx";
  std::string file_;
  std::string bytes_;
  size_t database_length_ = 0;  // without padding
  CommandResult sound_;
};

TEST_F(LargeIndexTest, DamageNeitherCrashesNorHangsASearch) {
  MakePadded(1);
  if (HasFatalFailure()) return;
  TryAll(TriesAll() ? Counts{10'000, 2'000, 500, 500} : Counts{20, 30, 5, 5});
}

TEST_F(LargeIndexTest, NeitherDoesThatOfAShard) {
  MakePadded(2);
  if (HasFatalFailure()) return;
  TryAll(TriesAll() ? Counts{2'000, 1'000, 200, 200} : Counts{10, 30, 5, 5});
}

TEST_F(LargeIndexTest, NeitherDoesThatOfManyBlocks) {
  if (!TriesAll()) GTEST_SKIP() << "takes minutes; with DAMAGES=all";
  MakeLarge();
  if (HasFatalFailure()) return;
  TryAll({2'000, 2'000, 200, 200});
}

}  // namespace
}  // namespace article_search
