// The index as a file, and what a reader makes of one that is damaged, foreign or of another time.
#include "indexer/index_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xapian.h>
#include <xxhash.h>

#include <filesystem>
#include <functional>
#include <random>
#include <string>

#include "corpus/analyzer.h"
#include "indexer/index_builder.h"
#include "indexer/pack.h"
#include "indexer/schema.h"
#include "indexer/verify.h"
#include "tests/indexer/thrown_error.h"
#include "tests/support/temp_dir.h"

// Xapian's check deletes its tables by a base class, which AddressSanitizer reports where it is on.
// NOLINTNEXTLINE
extern "C" [[gnu::visibility("default")]] const char* __asan_default_options() { return "new_delete_type_mismatch=0"; }

namespace article_search {
namespace {

constexpr size_t kTailLength = 20;

class IndexFileTest : public testing::Test {
 protected:
  IndexFileTest() {
    BuildOptions options;
    options.index = index_;
    options.paths = {folder_.Write("ports.txt",
                                   "Ports\n\nAktau and Kuryk are ports on the sea, and ships call there.\n\n"
                                   "Grain and oil leave from here every day of the year.\n")};
    options.language = "en";
    options.encoding = "UTF-8";
    info_ = BuildIndex(options).info;
    bytes_ = ReadBytes(index_);
  }

  // What a searcher and a rebuild do with a file, in order.
  static ThrownError Read(const std::string& path) {
    return ErrorOf([&] {
      const IndexFile file = IndexFile::Open(path);
      file.CheckRules();
      file.ReadSources();
    });
  }
  ThrownError ReadBytesAsIndex(const std::string& bytes) const {
    WriteBytes(folder_ / "other.idx", bytes);
    return Read(folder_ / "other.idx");
  }

  size_t FooterLength() const {
    return Unpacker(std::string_view(bytes_).substr(bytes_.size() - kTailLength)).Fixed32();
  }
  // The file with its footer changed and all checksums right.
  std::string WithFooter(const std::function<void(std::string*)>& change) const {
    const size_t begin = bytes_.size() - kTailLength - FooterLength();
    std::string footer = bytes_.substr(begin, FooterLength());
    change(&footer);
    std::string out = bytes_.substr(0, begin) + footer;
    PackFixed32(static_cast<uint32_t>(footer.size()), &out);
    PackFixed64(XXH3_64bits(footer.data(), footer.size()), &out);
    return out + "ARTSRCH\n";
  }
  // Replaces a string of the footer, which stands behind its length.
  std::string WithString(const std::string& old_value, const std::string& value) const {
    return WithFooter([&](std::string* footer) {
      std::string old_packed;
      std::string packed;
      PackString(old_value, &old_packed);
      PackString(value, &packed);
      const size_t at = footer->find(old_packed);
      ASSERT_NE(at, std::string::npos) << old_value;
      footer->replace(at, old_packed.size(), packed);
    });
  }

  TempDir folder_;
  std::string index_ = folder_ / "a.idx";
  IndexInfo info_;
  std::string bytes_;
};

TEST_F(IndexFileTest, OpenGivesTheFooter) {
  const IndexFile file = IndexFile::Open(index_);
  const IndexInfo& info = file.info();
  EXPECT_EQ(file.path(), index_);
  EXPECT_EQ(info.format_version, kFormatVersion);
  EXPECT_EQ(info.rules, RuleSetId());
  EXPECT_EQ(info.icu, IcuVersion());
  EXPECT_EQ(info.language, "english");
  EXPECT_EQ(info.languages, std::vector<std::string>{"english"});
  EXPECT_EQ(info.generation, info_.generation);
  EXPECT_EQ(info.generation.size(), 32U);
  EXPECT_EQ(info.articles, 1U);
  EXPECT_EQ(info.paragraphs, 2U);
  EXPECT_EQ(info.words, 12U + 11U);
  EXPECT_GT(info.terms, info.paragraphs);
  EXPECT_EQ(info.database_length + info.sources_length + FooterLength() + kTailLength, bytes_.size());
  EXPECT_FALSE(ErrorOf([&] { file.CheckRules(); }).code);
  EXPECT_FALSE(ErrorOf([&] { file.CheckDatabase(); }).code);
  EXPECT_FALSE(ErrorOf([&] { VerifyIndex(index_); }).code);
}

TEST_F(IndexFileTest, ReadSourcesGivesWhatItWasMadeFrom) {
  const IndexSources sources = IndexFile::Open(index_).ReadSources();
  const std::string path = folder_ / "ports.txt";
  const std::string content = ReadBytes(path);
  EXPECT_EQ(sources.roots, std::vector<std::string>{path});
  EXPECT_EQ(sources.encoding, "UTF-8");
  EXPECT_FALSE(sources.keep_going);
  EXPECT_GT(sources.built_at, 1'600'000'000);
  ASSERT_EQ(sources.files.size(), 1U);
  EXPECT_EQ(sources.files[0].path, path);
  EXPECT_EQ(sources.files[0].size, content.size());
  EXPECT_EQ(sources.files[0].content_hash, XXH3_64bits(content.data(), content.size()));
  struct stat status {};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(sources.files[0].mtime_ns, int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec);
}

TEST_F(IndexFileTest, EveryFlipBehindTheDatabaseIsNoticed) {
  ASSERT_FALSE(ReadBytesAsIndex(bytes_).code);
  std::string bytes = bytes_;
  for (size_t at = IndexFile::Open(index_).info().database_length; at < bytes.size(); ++at) {
    for (const int mask : {0x01, 0x80, 0xFF}) {
      bytes[at] = static_cast<char>(bytes[at] ^ mask);
      EXPECT_TRUE(ReadBytesAsIndex(bytes).code) << "byte " << at << " of " << bytes.size() << ", mask " << mask;
      bytes[at] = bytes_[at];
    }
  }
}

TEST_F(IndexFileTest, FlipsInTheDatabaseAreNoticed) {
  const size_t length = IndexFile::Open(index_).info().database_length;
  std::mt19937 random(17);
  std::string bytes = bytes_;
  for (int i = 0; i < 400; ++i) {
    const size_t at = random() % length;
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8));
    EXPECT_EQ(ReadBytesAsIndex(bytes).code, ErrorCode::kDamagedIndex) << at;
    bytes[at] = bytes_[at];
  }
}

TEST_F(IndexFileTest, TruncationsAndAdditionsAreNoticed) {
  std::mt19937 random(18);
  for (int i = 0; i < 200; ++i) {
    const size_t length = i < 100 ? bytes_.size() - 1 - static_cast<size_t>(i) : random() % bytes_.size();
    EXPECT_TRUE(ReadBytesAsIndex(bytes_.substr(0, length)).code) << length;
  }
  // Cut out of the middle, doubled, and something in front or behind.
  for (const std::string& bytes :
       {bytes_.substr(0, 100) + bytes_.substr(101), bytes_ + bytes_, "x" + bytes_, bytes_ + "x"}) {
    EXPECT_TRUE(ReadBytesAsIndex(bytes).code) << bytes.size();
  }
}

TEST_F(IndexFileTest, DamagedSourcesLeaveTheRestSound) {
  std::string bytes = bytes_;
  bytes[IndexFile::Open(index_).info().database_length + 3] ^= 1;
  WriteBytes(folder_ / "other.idx", bytes);
  const IndexFile file = IndexFile::Open(folder_ / "other.idx");
  EXPECT_FALSE(ErrorOf([&] { file.CheckDatabase(); }).code);
  EXPECT_EQ(ErrorOf([&] { file.ReadSources(); }).code, ErrorCode::kDamagedIndex);
  EXPECT_EQ(ErrorOf([&] { VerifyIndex(folder_ / "other.idx"); }).code, ErrorCode::kDamagedIndex);
}

TEST_F(IndexFileTest, ADamagedDatabaseIsNoticedLaterWhereOpenDoesNotLook) {
  std::string bytes = bytes_;
  bytes[100] ^= 1;
  WriteBytes(folder_ / "other.idx", bytes);
  const IndexFile file = IndexFile::Open(folder_ / "other.idx", /*check_database=*/false);
  EXPECT_EQ(ErrorOf([&] { file.CheckDatabase(); }).code, ErrorCode::kDamagedIndex);
  EXPECT_EQ(ErrorOf([&] { VerifyIndex(folder_ / "other.idx"); }).code, ErrorCode::kDamagedIndex);
}

TEST_F(IndexFileTest, WhatIsNoIndexIsRefused) {
  ASSERT_EQ(::mkfifo((folder_ / "fifo").c_str(), 0600), 0);
  Xapian::WritableDatabase database(folder_ / "glass.d", Xapian::DB_CREATE);
  database.commit();
  database.compact(folder_ / "glass.idx", Xapian::DBCOMPACT_SINGLE_FILE);
  const struct {
    std::string path;
    ErrorCode code;
  } rows[] = {
      {folder_ / "missing", ErrorCode::kNotFound},
      {index_ + "/below", ErrorCode::kNotFound},
      {folder_.Write("empty", ""), ErrorCode::kNotAnIndex},
      {folder_.Write("short", "ARTSRCH\n"), ErrorCode::kNotAnIndex},
      {folder_.Write("text", std::string(1000, 'x')), ErrorCode::kNotAnIndex},
      {folder_.MakeFolder("folder"), ErrorCode::kNotAnIndex},
      {folder_ / "fifo", ErrorCode::kNotAnIndex},
      {folder_ / "glass.idx", ErrorCode::kNotAnIndex},
      {"/dev/null", ErrorCode::kNotAnIndex},
  };
  for (const auto& row : rows) {
    const ThrownError error = Read(row.path);
    EXPECT_EQ(error.code, row.code) << row.path << ": " << error;
    EXPECT_NE(error.message.find(row.path), std::string::npos) << error;
    EXPECT_EQ(error.message.find('\n'), std::string::npos) << error;
    EXPECT_FALSE(LooksLikeIndex(row.path)) << row.path;
  }
  EXPECT_TRUE(LooksLikeIndex(index_));
}

TEST_F(IndexFileTest, AFileThatMayNotBeReadIsSaid) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read every file";
  ASSERT_EQ(::chmod(index_.c_str(), 0), 0);
  EXPECT_EQ(Read(index_).code, ErrorCode::kUnreadable);
  EXPECT_EQ(ErrorOf([&] { LooksLikeIndex(index_); }).code, ErrorCode::kUnreadable);
}

// Whoever believes that it is another kind of file may remove an index that is sound.
TEST_F(IndexFileTest, AFileThatCannotBeOpenedIsNotTakenForAnotherKindOfFile) {
  const std::string loop = folder_ / "loop";
  std::filesystem::create_symlink(loop, loop);
  const ThrownError error = ErrorOf([&] { LooksLikeIndex(loop); });
  EXPECT_EQ(error.code, ErrorCode::kUnreadable);
  EXPECT_NE(error.message.find(loop), std::string::npos) << error;
}

TEST_F(IndexFileTest, AnotherFormatVersionIsIncompatible) {
  const ThrownError error = ReadBytesAsIndex(WithFooter([](std::string* footer) { (*footer)[0] = 1; }));
  EXPECT_EQ(error.code, ErrorCode::kIncompatibleIndex);
  EXPECT_NE(error.message.find("format 1,"), std::string::npos) << error;
  // Whatever a later version keeps behind its number.
  const ThrownError later =
      ReadBytesAsIndex(WithFooter([](std::string* footer) { *footer = std::string("\x77\0\0\0?", 5); }));
  EXPECT_EQ(later.code, ErrorCode::kIncompatibleIndex);
  EXPECT_TRUE(LooksLikeIndex(folder_ / "other.idx")) << "a rebuild may replace it";
}

TEST_F(IndexFileTest, OtherRulesAreIncompatibleAndTheHintSaysWhatToDo) {
  for (const std::string& bytes : {WithString(RuleSetId(), "words-0+terms-0"), WithString(IcuVersion(), "60.1"),
                                   WithString(RuleSetId(), "a\nb"), WithString(IcuVersion(), "a\nb")}) {
    const ThrownError error = ReadBytesAsIndex(bytes);
    EXPECT_EQ(error.code, ErrorCode::kIncompatibleIndex);
    EXPECT_EQ(error.message.find('\n'), std::string::npos) << error;
    EXPECT_NE(error.message.find("rebuild it with: indexer -i " + folder_ / "other.idx"), std::string::npos) << error;
    EXPECT_FALSE(ErrorOf([&] { IndexFile::Open(folder_ / "other.idx").ReadSources(); }).code) << "a rebuild needs them";
  }
}

TEST_F(IndexFileTest, AFooterThatEndsTooEarlyIsDamage) {
  for (size_t length = 4; length < FooterLength(); ++length) {
    EXPECT_EQ(ReadBytesAsIndex(WithFooter([&](std::string* footer) { footer->resize(length); })).code,
              ErrorCode::kDamagedIndex)
        << length;
  }
}

TEST_F(IndexFileTest, LengthsThatDoNotAddUpAreDamage) {
  // The last 32 bytes: database length and checksum, sources length and checksum.
  for (const size_t from_end : {32, 16}) {
    for (const uint64_t value : {uint64_t{0}, uint64_t{1}, uint64_t{1} << 40, ~uint64_t{0}}) {
      const auto error = ReadBytesAsIndex(WithFooter([&](std::string* footer) {
        std::string packed;
        PackFixed64(value, &packed);
        footer->replace(footer->size() - from_end, 8, packed);
      }));
      EXPECT_EQ(error.code, ErrorCode::kDamagedIndex) << from_end << " " << value;
    }
  }
}

TEST_F(IndexFileTest, XapianOpensTheFileItself) {
  const Xapian::Database database(index_);
  EXPECT_EQ(database.get_doccount(), 2U);
  EXPECT_EQ(database.get_metadata(std::string(kMetaFormat)), std::to_string(kFormatVersion));
  EXPECT_EQ(database.get_metadata(std::string(kMetaGeneration)), info_.generation);
  EXPECT_EQ(database.get_metadata(std::string(kMetaLanguage)), "english");
  EXPECT_TRUE(database.term_exists("Zport"));
}

TEST_F(IndexFileTest, AnOpenFileOutlivesItsReplacement) {
  const IndexFile file = IndexFile::Open(index_);
  ASSERT_EQ(::unlink(index_.c_str()), 0);
  WriteBytes(index_, "another");
  EXPECT_FALSE(ErrorOf([&] { file.CheckDatabase(); }).code);
  EXPECT_EQ(Xapian::Database(file.DuplicateDescriptor()).get_doccount(), 2U);
  EXPECT_EQ(Xapian::Database(file.DuplicateDescriptor()).get_doccount(), 2U) << "each descriptor begins at the start";
}

}  // namespace
}  // namespace article_search
