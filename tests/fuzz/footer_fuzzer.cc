// What stands behind the database of an index, as a stranger may write it. The first byte says what the rest is: "0"
// the whole file, "1" a footer, "2" the list of sources; what it takes to be believed, lengths and checksums, is added.
#include <xxhash.h>

#include <string>

#include "corpus/error.h"
#include "indexer/index_file.h"
#include "indexer/pack.h"
#include "indexer/schema.h"
#include "tests/fuzz/target.h"
#include "tests/support/checks.h"
#include "tests/support/temp_dir.h"

namespace article_search {
namespace {

constexpr size_t kLengthsInFooter = 32;  // at its end: lengths and checksums of database and sources

uint64_t Hash(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

// An index with an empty database.
std::string FileOf(std::string_view sources, std::string_view footer_begin) {
  std::string footer(footer_begin);
  PackFixed64(0, &footer);
  PackFixed64(Hash(""), &footer);
  PackFixed64(sources.size(), &footer);
  PackFixed64(Hash(sources), &footer);
  std::string file = std::string(sources) + footer;
  PackFixed32(static_cast<uint32_t>(footer.size()), &file);
  PackFixed64(Hash(footer), &file);
  return file + "ARTSRCH\n";
}

std::string WrittenBy(const std::string& path, const IndexSources& sources, IndexInfo info) {
  WriteBytes(path, "");
  AppendFooter(path, sources, &info);
  return ReadBytes(path);
}

std::string FormatVersion() {
  std::string packed;
  PackFixed32(kFormatVersion, &packed);
  return packed;
}

std::string EmptyFooterBegin(const TempDir& folder) {
  IndexInfo info;
  info.format_version = kFormatVersion;
  info.rules = RuleSetId();
  const std::string file = WrittenBy(folder / "b.idx", {}, info);
  std::string sources;
  const IndexFile index = IndexFile::Open(folder / "b.idx");
  const size_t footer_length = Unpacker(std::string_view(file).substr(file.size() - 20)).Fixed32();
  return file.substr(index.info().sources_length, footer_length - kLengthsInFooter);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const TempDir folder;
  static const std::string empty_footer = EmptyFooterBegin(folder);
  FuzzInput input(data, size);
  const size_t what = input.Below(3);
  const std::string_view bytes = input.Rest();
  const std::string path = folder / "a.idx";
  WriteBytes(path, what == 0   ? std::string(bytes)
                   : what == 1 ? FileOf("", FormatVersion() + std::string(bytes))
                               : FileOf(bytes, empty_footer));
  Require(LooksLikeIndex(path) == (bytes.ends_with("ARTSRCH\n") && bytes.size() >= 20) || what != 0,
          "an index is known by its end");
  try {
    const IndexFile file = IndexFile::Open(path);
    if (what == 2) {
      // What was read is what is written, and read again.
      const IndexSources sources = file.ReadSources();
      const std::string written = WrittenBy(folder / "b.idx", sources, file.info());
      const IndexSources again = IndexFile::Open(folder / "b.idx").ReadSources();
      Require(WrittenBy(folder / "b.idx", again, file.info()) == written, "sources are read as they were written");
    } else {
      const std::string written = WrittenBy(folder / "b.idx", {}, file.info());
      const IndexInfo again = IndexFile::Open(folder / "b.idx").info();
      Require(WrittenBy(folder / "b.idx", {}, again) == written, "a footer is read as it was written");
      file.CheckRules();
    }
  } catch (const Error& error) {
    Require(error.code() == ErrorCode::kNotAnIndex || error.code() == ErrorCode::kIncompatibleIndex ||
                error.code() == ErrorCode::kDamagedIndex,
            "the file is at fault");
    CheckMessage(error.what());
  }
  return 0;
}

}  // namespace article_search
