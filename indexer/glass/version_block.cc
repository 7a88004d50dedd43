#include "indexer/glass/version_block.h"

#include <xapian.h>

#include <charconv>
#include <filesystem>
#include <fstream>

#include "corpus/error.h"
#include "indexer/glass/table_format.h"
#include "indexer/pack.h"

namespace article_search::glass {
namespace {

constexpr uint32_t kCompressMin = 18;  // of docdata, termlist, spelling and synonym; the others are never compressed

// The part that says which blocks are free: none.
std::string FreeList(uint32_t end) {
  std::string list;
  PackUint(kRevision, &list);
  PackUint(end, &list);
  for (int i = 0; i < 4; ++i) PackUint(0, &list);
  return list;
}

void PackRoot(const TableRoot& root, std::string* out) {
  constexpr uint32_t kSequential = 2;
  constexpr uint32_t kFake = 1;
  PackUint(root.block, out);
  PackUint(root.level << 2 | kSequential | (root.is_empty ? kFake : 0), out);
  PackUint(root.entries, out);
  PackUint(kBlockSize >> 11, out);
  PackUint(root.compress_min, out);
  PackString(root.is_empty ? "" : FreeList(root.end), out);
}

TableRoot UnpackRoot(Unpacker* in) {
  TableRoot root;
  root.block = in->Uint32();
  const uint32_t level_and_flags = in->Uint32();
  root.level = level_and_flags >> 2;
  root.is_empty = (level_and_flags & 1) != 0;
  root.entries = in->Uint();
  in->Uint();  // the block size
  root.compress_min = in->Uint32();
  const std::string_view free = in->String();
  if (root.is_empty) return root;
  Unpacker list(free);
  list.Uint();  // the revision
  root.end = list.Uint32();
  return root;
}

}  // namespace

// The version is a date: years from 2014, months, days, in 7, 4 and 5 bits.
const std::string kMagicAndVersion =
    std::string("\x0f\x0dXapian Glass") + static_cast<char>((2016 - 2014) << 1) + static_cast<char>(3 << 5 | 14);

std::array<uint8_t, 16> IdentityOf(std::string_view generation) {
  std::array<uint8_t, 16> identity{};
  for (size_t i = 0; i < identity.size() && 2 * i + 2 <= generation.size(); ++i) {
    const char* digits = generation.data() + 2 * i;
    std::from_chars(digits, digits + 2, identity[i], 16);
  }
  return identity;
}

std::string VersionBlock(const std::array<uint8_t, 16>& identity, const Tables& tables, const Statistics& statistics) {
  TableRoot none;
  none.compress_min = kCompressMin;
  TableRoot document_data = tables.document_data;
  document_data.compress_min = kCompressMin;
  std::string block = kMagicAndVersion;
  block.append(identity.begin(), identity.end());
  PackUint(kRevision, &block);
  PackRoot(tables.postlist, &block);
  PackRoot(document_data, &block);
  PackRoot(none, &block);  // termlist
  PackRoot(tables.position, &block);
  PackRoot(none, &block);  // spelling
  PackRoot(none, &block);  // synonym
  PackUint(statistics.documents, &block);
  PackUint(0, &block);  // the last document's number less their count
  PackUint(statistics.shortest, &block);
  PackUint(statistics.highest_wdf, &block);
  PackUint(statistics.longest - statistics.highest_wdf, &block);
  PackUint(0, &block);  // the oldest changeset
  PackUint(statistics.total_length, &block);
  PackUint(0, &block);  // the highest frequency of a spelling
  block.resize(kBlockSize, '\0');
  return block;
}

std::optional<Tables> ReadVersionBlock(std::string_view block, const std::array<uint8_t, 16>& identity) {
  const size_t head = kMagicAndVersion.size() + identity.size();
  if (block.size() != kBlockSize) return std::nullopt;
  try {
    Unpacker in(block.substr(head));
    in.Uint();  // the revision
    Tables tables;
    tables.postlist = UnpackRoot(&in);
    tables.document_data = UnpackRoot(&in);
    UnpackRoot(&in);  // termlist
    tables.position = UnpackRoot(&in);
    UnpackRoot(&in);  // spelling
    UnpackRoot(&in);  // synonym
    Statistics statistics;
    statistics.documents = in.Uint32();
    in.Uint();
    statistics.shortest = in.Uint32();
    statistics.highest_wdf = in.Uint32();
    statistics.longest = statistics.highest_wdf + in.Uint32();
    in.Uint();
    statistics.total_length = in.Uint();
    // What was passed over, or is not as it should be, shows here.
    if (VersionBlock(identity, tables, statistics) == block) return tables;
  } catch (const Error&) {  // it ends too early
  }
  return std::nullopt;
}

bool XapianWritesThisVersion(const std::string& folder) {
  const std::string tiny = folder + "/version";
  std::string begin(kMagicAndVersion.size(), '\0');
  try {
    const Xapian::WritableDatabase database(tiny, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC |
                                                      Xapian::DB_NO_TERMLIST | Xapian::DB_DANGEROUS);
    std::ifstream(tiny + "/iamglass", std::ios::binary).read(begin.data(), static_cast<std::streamsize>(begin.size()));
  } catch (const Xapian::Error&) {
    begin.clear();
  }
  std::error_code ignored;
  std::filesystem::remove_all(tiny, ignored);
  return begin == kMagicAndVersion;
}

}  // namespace article_search::glass
