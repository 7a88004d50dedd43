// An update makes what a rebuild makes, to the byte.
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "indexer/index_builder.h"
#include "indexer/verify.h"
#include "tests/indexer/thrown_error.h"
#include "tests/support/compare_databases.h"
#include "tests/support/temp_dir.h"

// Xapian 1.4.22 deletes an object of Database::check by its base's size.
// NOLINTNEXTLINE
extern "C" [[gnu::visibility("default")]] const char* __asan_default_options() { return "new_delete_type_mismatch=0"; }

namespace article_search {
namespace {

namespace fs = std::filesystem;

// Texts with headings, abbreviations that several files define in several ways, copies, and words that come and go.
class Author {
 public:
  explicit Author(unsigned seed) : random_(seed) {}

  uint64_t Draw(uint64_t below) { return random_() % below; }

  std::string Sentence() {
    static const std::vector<std::string> kParts = {"Eurasian Economic Union (EAEU)",
                                                    "eurasian economic unions (EAEU)",
                                                    "EAEU (Eurasian Economic Union)",
                                                    "World Health Organization (WHO)",
                                                    "the U.S. re-opened",
                                                    "Zürich",
                                                    "東京都",
                                                    "Қазақстан",
                                                    "Die Häuser und die Straßen der Stadt"};
    std::string text;
    for (uint64_t left = 1 + Draw(30); left > 0; --left) {
      text += Draw(9) == 0 ? kParts[Draw(kParts.size())] : "w" + std::to_string(Draw(1 + Draw(400)));
      text += left == 1 ? "." : " ";
    }
    return text;
  }

  std::string Prose() {
    std::string text;
    for (uint64_t left = Draw(8); left > 0; --left) {
      text += Draw(4) == 0   ? "## Ports of w" + std::to_string(Draw(40))
              : Draw(9) == 0 ? std::string("The same in many places, word for word.")
                             : Sentence();
      text += "\n\n";
    }
    return text;
  }

  std::string Lines() {
    std::string lines;
    for (uint64_t left = Draw(12); left > 0; --left) {
      const uint64_t form = Draw(6);
      lines += form == 0   ? R"({"text":""})"
               : form == 1 ? R"({"language":"de","title":"Titel","text":")" + Sentence() + "\"}"
                           : R"({"id":)" + std::to_string(left) + R"(,"text":")" + Sentence() + "\"}";
      lines += "\n";
    }
    return lines;
  }

 private:
  std::mt19937 random_;
};

class UpdateTest : public testing::Test {
 protected:
  UpdateTest() { folder_.MakeFolder("articles"); }

  BuildReport BuildAt(const std::string& index, BuildOptions options) const {
    options.index = index;
    return BuildIndex(options);
  }
  // With all defaults, unless told otherwise.
  BuildReport Rebuild(BuildOptions options = {}) const {
    options.paths = {folder_ / "articles"};
    return BuildAt(index_, std::move(options));
  }
  BuildReport Update(BuildOptions options = {}) const {
    options.update = true;
    return BuildAt(index_, std::move(options));
  }

  // The bytes of an index but for the time at which it was made.
  std::string Timeless(const std::string& index) const {
    const IndexFile file = IndexFile::Open(index);
    IndexInfo info = file.info();
    IndexSources sources = file.ReadSources();
    sources.built_at = 0;
    return Sealed(ReadBytes(index).substr(0, info.database_length), sources, info);
  }
  // An index of that database and footer, but for lengths and checksums.
  std::string Sealed(const std::string& database, const IndexSources& sources, IndexInfo info) const {
    const std::string path = folder_ / "sealed";
    WriteBytes(path, database);
    AppendFooter(path, sources, &info);
    return ReadBytes(path);
  }

  // That the index is what a rebuild makes.
  void ExpectAsRebuilt(BuildOptions options = {}) const {
    options.paths = {folder_ / "articles"};
    BuildAt(folder_ / "other.idx", std::move(options));
    EXPECT_TRUE(Timeless(index_) == Timeless(folder_ / "other.idx"));
  }

  // A time that differs from all before, whatever the clock's resolution.
  void Write(const std::string& name, const std::string& content) {
    folder_.Write("articles/" + name, content);
    Touch(name);
  }
  void Touch(const std::string& name) {
    fs::last_write_time(folder_ / "articles/" + name, fs::file_time_type::clock::now() + std::chrono::hours(++clock_));
  }

  TempDir folder_;
  std::string index_ = folder_ / "a.idx";
  int clock_ = 0;
};

// What is done to a folder between one update and the next.
class Editor {
 public:
  Editor(unsigned seed, std::string folder) : author_(seed), folder_(std::move(folder)) {}

  // `write` and `touch` take a file's name. Returns how many files stay as they were.
  template <typename Write, typename Touch>
  uint64_t Edit(Write write, Touch touch) {
    std::map<std::string, bool> is_same;
    for (const auto& entry : fs::directory_iterator(folder_)) is_same[entry.path().filename().string()] = true;
    for (uint64_t left = author_.Draw(5); left > 0 || is_same.size() < 3; left -= left > 0 ? 1 : 0) {
      const std::string name = is_same.empty() ? "" : std::next(is_same.begin(), Any(is_same.size()))->first;
      switch (is_same.size() < 3 ? 0 : author_.Draw(5)) {
        case 0:
        case 1: {
          const std::string file =
              std::string(1, static_cast<char>('a' + author_.Draw(12))) + kEndings[author_.Draw(4)];
          write(file, file.ends_with("l") ? author_.Lines() : author_.Prose());
          is_same[file] = false;
          break;
        }
        case 2:
          fs::remove(folder_ + "/" + name);
          is_same.erase(name);
          break;
        case 3: {
          const std::string to =
              std::string(1, static_cast<char>('a' + author_.Draw(12))) + "-moved" + name.substr(name.find('.'));
          if (is_same.contains(to)) break;
          fs::rename(folder_ + "/" + name, folder_ + "/" + to);
          is_same.erase(name);
          is_same[to] = false;
          break;
        }
        default:
          touch(name);
      }
    }
    uint64_t same = 0;
    for (const auto& [name, stays] : is_same) same += stays ? 1 : 0;
    return same;
  }

  uint64_t Draw(uint64_t below) { return author_.Draw(below); }

 private:
  static constexpr const char* kEndings[] = {".txt", ".md", ".jsonl", ".jsonl"};
  std::ptrdiff_t Any(size_t below) { return static_cast<std::ptrdiff_t>(author_.Draw(below)); }

  Author author_;
  std::string folder_;
};

class UpdateHistoryTest : public UpdateTest, public testing::WithParamInterface<unsigned> {};

TEST_P(UpdateHistoryTest, EndsWhereARebuildEnds) {
  Editor editor(GetParam(), folder_ / "articles");
  const auto edit = [&] {
    const uint64_t same = editor.Edit([this](const auto& name, const auto& content) { Write(name, content); },
                                      [this](const auto& name) { Touch(name); });
    if (!fs::exists(folder_ / "articles/always.txt")) Write("always.txt", "So that there is a paragraph.\n");
    return same;
  };
  edit();
  BuildOptions how;
  if (GetParam() % 3 == 1) how.language = "auto";
  how.split = GetParam() % 3 == 2;
  Rebuild(how);
  for (int step = 0; step < 12; ++step) {
    const uint64_t same = edit();
    BuildOptions options;
    options.threads = static_cast<unsigned>(1 + editor.Draw(3));
    options.memory = editor.Draw(2) == 0 ? kDefaultMemory : 1;
    const BuildReport report = Update(options);
    EXPECT_GE(report.kept, same) << "step " << step << "; a file may have been written as it was";
    ExpectAsRebuilt(how);
    ASSERT_FALSE(HasFailure()) << "step " << step;
  }
  VerifyIndex(index_);
  EXPECT_EQ(DifferenceOfDatabases(index_, folder_ / "other.idx", GetParam()), "") << "and so the hits";
}

INSTANTIATE_TEST_SUITE_P(Seeds, UpdateHistoryTest, testing::Range(0U, 12U));

TEST_F(UpdateTest, LongListsAndTextsAndLargeNumbersAreTakenOver) {
  std::string lines;
  for (int i = 0; i < 40'000; ++i) {
    lines += R"({"text":"the same and the u)" + std::to_string(i % 999) + "\"}\n";
  }
  std::string text;
  for (int i = 0; i < 30'000; ++i) text += "often w" + std::to_string(i % 700) + " ";
  Write("b.jsonl", lines);
  Write("c.txt", text);
  Write("d.txt", "The end.\n");
  Rebuild();
  EXPECT_EQ(Update().kept, 3U) << "all of them";
  ExpectAsRebuilt();
  Write("a.txt", "One before them all.\n\nAnd the same.\n");
  Write("d.txt", "The other end.\n");
  EXPECT_EQ(Update().kept, 2U);
  ExpectAsRebuilt();
}

// Of the documents that are gone nothing may stay, not even what they shared with others.
TEST_F(UpdateTest, WhatAGoneFileDefinedFirstIsAsTheNextOneSaysIt) {
  Write("a.txt", "The Eurasian Economic Union (EAEU) and the World Health Organization (WHO).\n");
  Write("b.txt", "The eurasian economic unions (EAEU) are several.\n");
  Rebuild();
  fs::remove(folder_ / "articles/a.txt");
  EXPECT_EQ(Update().kept, 1U);
  ExpectAsRebuilt();
  EXPECT_EQ(IndexFile::Open(index_).ReadSources().files.at(0).contents.abbreviations.at(0).long_form,
            "eurasian economic unions");
}

TEST_F(UpdateTest, WhereNothingIsLeftTheOldIndexStays) {
  Write("a.txt", "A paragraph.\n");
  Rebuild();
  const std::string before = ReadBytes(index_);
  Write("a.txt", "\n");
  EXPECT_EQ(ErrorOf([&] { Update(); }).code, ErrorCode::kNoParagraphs);
  EXPECT_EQ(ReadBytes(index_), before);
}

// Files whose order is not that of the index are read again.
TEST_F(UpdateTest, AnotherOrderOfFilesIsARebuilds) {
  const std::vector<std::string> paths = {folder_.Write("1/a.txt", "First.\n"), folder_.Write("2/b.txt", "Second.\n")};
  folder_.Write("3/c.txt", "Third.\n");
  fs::create_directory_symlink(folder_ / "1", folder_ / "articles/x");
  fs::create_directory_symlink(folder_ / "2", folder_ / "articles/y");
  BuildOptions options;
  options.paths = {folder_ / "articles/y", folder_ / "articles"};
  BuildAt(index_, options);
  // Now the first root is the third folder, and what was the first is met later.
  fs::remove(folder_ / "articles/y");
  fs::create_directory_symlink(folder_ / "3", folder_ / "articles/y");
  fs::create_directory_symlink(folder_ / "2", folder_ / "articles/a");
  EXPECT_EQ(Update().kept, 1U);
  BuildAt(folder_ / "other.idx", options);
  EXPECT_TRUE(Timeless(index_) == Timeless(folder_ / "other.idx"));
}

TEST_F(UpdateTest, LinesThatCannotBeReadAreSaidAgain) {
  Write("a.jsonl", "{\"text\":\"One line.\"}\nno JSON\n");
  Write("b.txt", "A paragraph.\n");
  BuildOptions options;
  options.keep_going = true;
  EXPECT_EQ(Rebuild(options).failures, 1U);
  Write("c.txt", "Another.\n");
  const BuildReport report = Update();
  EXPECT_EQ(report.failures, 1U);
  EXPECT_EQ(report.kept, 1U);
  ExpectAsRebuilt(options);
}

class UpdateIsARebuildTest : public UpdateTest {
 protected:
  UpdateIsARebuildTest() {
    Write("a.txt", "A paragraph of the first file.\n");
    Write("b.txt", "A paragraph of the second file.\n");
    Rebuild();
    Write("b.txt", "Another paragraph of it.\n");
  }
  // The index with another footer.
  void Reseal(const std::function<void(IndexInfo*, IndexSources*)>& change) {
    const IndexFile file = IndexFile::Open(index_);
    IndexInfo info = file.info();
    IndexSources sources = file.ReadSources();
    const std::string database = ReadBytes(index_).substr(0, info.database_length);
    change(&info, &sources);
    WriteBytes(index_, Sealed(database, sources, info));
  }
};

TEST_F(UpdateIsARebuildTest, WithOtherOptions) {
  BuildOptions options;
  options.language = "german";
  EXPECT_EQ(Update(options).kept, 0U);
  ExpectAsRebuilt(options);
  Write("b.txt", "And another.\n");
  EXPECT_EQ(Update().kept, 1U);
  ExpectAsRebuilt(options);
}

TEST_F(UpdateIsARebuildTest, OfAnIndexThatXapianWrote) {
  BuildOptions by_xapian;
  by_xapian.by_xapian = true;
  Rebuild(by_xapian);
  EXPECT_EQ(Update().kept, 0U);
  ExpectAsRebuilt();
  Write("b.txt", "And another.\n");
  EXPECT_EQ(Update(by_xapian).kept, 0U);
  BuildOptions options;
  options.paths = {folder_ / "articles"};
  BuildAt(folder_ / "other.idx", options);
  EXPECT_EQ(DifferenceOfDatabases(index_, folder_ / "other.idx", 1), "");
}

TEST_F(UpdateIsARebuildTest, OfAnotherProgramsIndex) {
  const std::vector<std::function<void(IndexInfo*, IndexSources*)>> changes = {
      [](IndexInfo* info, IndexSources*) { info->rules = "others"; },
      [](IndexInfo* info, IndexSources*) { info->icu = "1.0"; },
      [](IndexInfo* info, IndexSources*) { info->generation = std::string(32, '0'); },
      [](IndexInfo* info, IndexSources*) { ++info->paragraphs; },
      [](IndexInfo*, IndexSources* sources) { sources->made_by = "another"; },
      [](IndexInfo*, IndexSources* sources) { sources->files[0].contents.articles = 5; },
  };
  for (size_t i = 0; i < changes.size(); ++i) {
    Rebuild();
    Reseal(changes[i]);
    EXPECT_EQ(Update().kept, 0U) << "change " << i;
    ExpectAsRebuilt();
  }
  Reseal([](IndexInfo*, IndexSources*) {});
  EXPECT_EQ(Update().kept, 2U) << "an index as it was";
}

TEST_F(UpdateIsARebuildTest, OfADamagedIndex) {
  std::string bytes = ReadBytes(index_);
  bytes[bytes.find("of the first")] ^= 1;
  WriteBytes(index_, bytes);
  EXPECT_EQ(Update().kept, 0U);
  ExpectAsRebuilt();
}

// Whoever makes checksums right can make an index say anything; but that it must not crash.
TEST_F(UpdateIsARebuildTest, ADamagedIndexWithRightChecksumsDoesNoHarm) {
  std::mt19937 random(1);
  const IndexFile file = IndexFile::Open(index_);
  const IndexInfo info = file.info();
  const IndexSources sources = file.ReadSources();
  const std::string database = ReadBytes(index_).substr(0, info.database_length);
  uint64_t rebuilt = 0;
  for (int i = 0; i < 300; ++i) {
    std::string damaged = database;
    for (uint64_t left = 1 + random() % 3; left > 0; --left) {
      // Where something stands: most of a small index is gaps.
      size_t at = random() % damaged.size();
      while (damaged[at] == '\0') at = (at + 1) % damaged.size();
      damaged[at] = static_cast<char>(random());
    }
    WriteBytes(index_, Sealed(damaged, sources, info));
    try {
      rebuilt += Update().kept == 0 ? 1 : 0;
    } catch (const Error&) {  // such as a key that is too long
    }
  }
  EXPECT_GT(rebuilt, 20U) << "damage to the form is noticed";
}

}  // namespace
}  // namespace article_search
