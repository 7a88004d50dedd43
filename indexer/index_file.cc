#include "indexer/index_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <utility>

#include "corpus/analyzer.h"
#include "corpus/error.h"
#include "corpus/string_list.h"
#include "indexer/clean_text.h"
#include "indexer/file_io.h"
#include "indexer/pack.h"
#include "indexer/schema.h"

namespace article_search {
namespace {

// The file's last bytes: the footer's length (4), its XXH3 checksum (8), the magic (8).
constexpr std::string_view kMagic = "ARTSRCH\n";
constexpr uint64_t kTailLength = 4 + 8 + 8;
constexpr uint64_t kMaxFooterLength = 64 * 1024;

uint64_t HashOf(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

// Of the file's first `length` bytes. Nothing where they can't be read: errno says why, 0 that the file is shorter. For
// signal handlers too: no memory is allocated.
std::optional<uint64_t> HashOf(int fd, uint64_t length) noexcept {
  XXH3_state_t state;
  XXH3_64bits_reset(&state);
  std::array<char, 32 * 1024> chunk;
  for (uint64_t done = 0; done < length;) {
    const ssize_t n =
        ::pread(fd, chunk.data(), std::min<uint64_t>(chunk.size(), length - done), static_cast<off_t>(done));
    if (n < 0 && errno == EINTR) continue;
    if (n == 0) errno = 0;
    if (n <= 0) return std::nullopt;
    XXH3_64bits_update(&state, chunk.data(), static_cast<size_t>(n));
    done += static_cast<uint64_t>(n);
  }
  return XXH3_64bits_digest(&state);
}

std::string PackFooter(const IndexInfo& info) {
  std::string out;
  PackFixed32(info.format_version, &out);
  PackString(info.rules, &out);
  PackString(info.icu, &out);
  PackString(info.language, &out);
  PackUint(info.languages.size(), &out);
  for (const std::string& language : info.languages) PackString(language, &out);
  PackString(info.generation, &out);
  PackUint(info.articles, &out);
  PackUint(info.paragraphs, &out);
  PackUint(info.words, &out);
  PackUint(info.terms, &out);
  PackFixed64(info.database_length, &out);
  PackFixed64(info.database_checksum, &out);
  PackFixed64(info.sources_length, &out);
  PackFixed64(info.sources_checksum, &out);
  if (info.shards > 1) {
    PackUint(info.shard, &out);
    PackUint(info.shards, &out);
  }
  return out;
}

IndexInfo UnpackFooter(std::string_view bytes, const std::string& path) {
  Unpacker in(bytes);
  IndexInfo info;
  info.format_version = in.Fixed32();
  if (info.format_version != kFormatVersion) {
    throw Error(ErrorCode::kIncompatibleIndex, path + " has index format " + std::to_string(info.format_version) +
                                                   ", and this program reads format " + std::to_string(kFormatVersion) +
                                                   "; build it again with indexer, naming its articles");
  }
  info.rules = in.String();
  info.icu = in.String();
  info.language = in.String();
  const uint64_t languages = in.Count();
  for (uint64_t i = 0; i < languages; ++i) info.languages.emplace_back(in.String());
  info.generation = in.String();
  info.articles = in.Uint();
  info.paragraphs = in.Uint();
  info.words = in.Uint();
  info.terms = in.Uint();
  info.database_length = in.Fixed64();
  info.database_checksum = in.Fixed64();
  info.sources_length = in.Fixed64();
  info.sources_checksum = in.Fixed64();
  if (!in.at_end()) {
    info.shard = in.Uint32();
    info.shards = in.Uint32();
  }
  return info;
}

void PackContents(const FileContents& contents, std::string* out) {
  PackUint(contents.articles, out);
  PackUint(contents.paragraphs, out);
  PackUint(contents.words, out);
  PackUint(contents.languages.size(), out);
  for (const auto& [language, articles] : contents.languages) {
    PackString(language, out);
    PackUint(articles, out);
  }
  PackUint(contents.abbreviations.size(), out);
  for (const DefinedAbbreviation& abbreviation : contents.abbreviations) {
    PackString(abbreviation.short_form, out);
    PackString(abbreviation.long_form, out);
    PackString(abbreviation.long_form_key, out);
  }
}

FileContents UnpackContents(Unpacker* in) {
  FileContents contents;
  contents.articles = in->Uint();
  contents.paragraphs = in->Uint();
  contents.words = in->Uint();
  for (uint64_t left = in->Count(); left > 0; --left) {
    std::string language(in->String());
    contents.languages[std::move(language)] = in->Uint();
  }
  contents.abbreviations.resize(in->Count());
  for (DefinedAbbreviation& abbreviation : contents.abbreviations) {
    abbreviation.short_form = in->String();
    abbreviation.long_form = in->String();
    abbreviation.long_form_key = in->String();
  }
  return contents;
}

std::string PackSources(const IndexSources& sources) {
  std::string out;
  PackUint(sources.roots.size(), &out);
  for (const std::string& root : sources.roots) PackString(root, &out);
  PackString(sources.language, &out);
  PackString(sources.encoding, &out);
  PackString(sources.input_format, &out);
  PackUint(sources.split ? 1 : 0, &out);
  PackUint(sources.keep_going ? 1 + sources.bad_lines : 0, &out);
  PackString(sources.made_by, &out);
  PackFixed64(static_cast<uint64_t>(sources.built_at), &out);
  PackUint(sources.files.size(), &out);
  for (const SourceFile& file : sources.files) {
    PackString(file.path, &out);
    PackUint(file.size, &out);
    PackFixed64(static_cast<uint64_t>(file.mtime_ns), &out);
    PackFixed64(file.content_hash, &out);
    PackContents(file.contents, &out);
  }
  return out;
}

IndexSources UnpackSources(std::string_view bytes) {
  Unpacker in(bytes);
  IndexSources sources;
  const uint64_t roots = in.Count();
  for (uint64_t i = 0; i < roots; ++i) sources.roots.emplace_back(in.String());
  sources.language = in.String();
  sources.encoding = in.String();
  sources.input_format = in.String();
  sources.split = in.Uint() != 0;
  const uint64_t keep_going = in.Uint();
  sources.keep_going = keep_going != 0;
  sources.bad_lines = keep_going == 0 ? 0 : keep_going - 1;
  sources.made_by = in.String();
  sources.built_at = static_cast<int64_t>(in.Fixed64());
  const uint64_t files = in.Count();
  sources.files.reserve(files);
  for (uint64_t i = 0; i < files; ++i) {
    SourceFile file;
    file.path = in.String();
    file.size = in.Uint();
    file.mtime_ns = static_cast<int64_t>(in.Fixed64());
    file.content_hash = in.Fixed64();
    file.contents = UnpackContents(&in);
    sources.files.push_back(std::move(file));
  }
  return sources;
}

Error NotAnIndex(const std::string& path, const std::string& why) {
  return Error(ErrorCode::kNotAnIndex, path + " is not an index of this program: " + why);
}

}  // namespace

IndexFile::IndexFile(IndexFile&& other) noexcept
    : path_(std::move(other.path_)),
      index_(std::move(other.index_)),
      fd_(std::exchange(other.fd_, -1)),
      info_(std::move(other.info_)) {}

IndexFile::~IndexFile() {
  if (fd_ >= 0) ::close(fd_);
}

IndexFile IndexFile::Open(const std::string& path, bool check_database, const std::string& set) {
  // O_NONBLOCK: opening a FIFO must not wait for a writer.
  IndexFile file(path, set.empty() ? path : set, ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
  if (file.fd_ < 0) {
    if (IsMissing(errno)) {
      throw Error(ErrorCode::kNotFound,
                  file.index_ == path
                      ? "there is no index at " + path + "; make one with: indexer -i " + path + " ARTICLE..."
                      : path + ", a shard of " + set + ", is missing; rebuild that with: indexer -i " + set);
    }
    ThrowErrno("cannot open the index", path);
  }
  struct stat status {};
  if (::fstat(file.fd_, &status) != 0) ThrowErrno("cannot open the index", path);
  if (!S_ISREG(status.st_mode)) throw NotAnIndex(path, S_ISDIR(status.st_mode) ? "it is a folder" : "it is not a file");
  const auto size = static_cast<uint64_t>(status.st_size);
  if (size == 0) throw NotAnIndex(path, "it is empty");
  const std::string too_short = "it has no footer (another kind of file, or an index that was cut short)";
  if (size < kTailLength) throw NotAnIndex(path, too_short);
  const std::string tail = ReadAt(file.fd_, size - kTailLength, kTailLength, path);
  if (!tail.ends_with(kMagic)) throw NotAnIndex(path, too_short);
  Unpacker in(tail);
  const uint64_t footer_length = in.Fixed32();
  const uint64_t footer_checksum = in.Fixed64();
  if (footer_length > kMaxFooterLength || footer_length + kTailLength > size) {
    throw Error(ErrorCode::kDamagedIndex, path + " is damaged: its footer has an impossible length; rebuild it");
  }
  const std::string footer = ReadAt(file.fd_, size - kTailLength - footer_length, footer_length, path);
  if (HashOf(footer) != footer_checksum) {
    throw Error(ErrorCode::kDamagedIndex, path + " is damaged: its footer's checksum is wrong; rebuild it");
  }
  file.info_ = UnpackFooter(footer, path);
  const IndexInfo& info = file.info_;
  if (info.database_length > size || info.sources_length > size ||
      info.database_length + info.sources_length + footer_length + kTailLength != size) {
    throw Error(ErrorCode::kDamagedIndex, path + " is damaged: its length is not what its footer says; rebuild it");
  }
  if (check_database && info.database_length <= kCheckedAtOpen) file.CheckDatabase();
  return file;
}

void CheckRules(const IndexInfo& info, const std::string& name) {
  if (info.rules != RuleSetId()) {
    throw Error(ErrorCode::kIncompatibleIndex, name + " was made by other rules for words (" + CleanLine(info.rules) +
                                                   "; here " + RuleSetId() + "); rebuild it with: indexer -i " + name);
  }
  if (info.icu != IcuVersion()) {
    throw Error(ErrorCode::kIncompatibleIndex, name + " was made with ICU " + CleanLine(info.icu) +
                                                   ", and this is ICU " + IcuVersion() +
                                                   "; rebuild it with: indexer -i " + name);
  }
}

IndexSources IndexFile::ReadSources() const {
  const std::string bytes = ReadAt(fd_, info_.database_length, info_.sources_length, path_);
  if (HashOf(bytes) != info_.sources_checksum) {
    throw Error(ErrorCode::kDamagedIndex, path_ +
                                              " is damaged: the list of its sources has a wrong checksum; "
                                              "build it again, naming its articles");
  }
  return UnpackSources(bytes);
}

void IndexFile::CheckDatabase() const {
  const std::optional<uint64_t> hash = HashOf(fd_, info_.database_length);
  if (!hash && errno != 0) ThrowErrno("cannot read", path_);
  if (hash == info_.database_checksum) return;
  std::string message = DamageMessage();
  try {
    if (Contains(ReadSources().roots, "-")) message += " ARTICLE... (it was made from standard input)";
  } catch (const Error&) {  // a rebuild will say so
  }
  throw Error(ErrorCode::kDamagedIndex, message);
}

bool IndexFile::IsDamaged() const noexcept {
  const std::optional<uint64_t> hash = HashOf(fd_, info_.database_length);
  return hash ? *hash != info_.database_checksum : errno == 0;
}

std::string IndexFile::DamageMessage() const {
  return path_ + " is damaged: its checksum is wrong; rebuild " + (index_ == path_ ? "it" : index_) +
         " with: indexer -i " + index_;
}

bool IndexFile::IsReplaced() const {
  struct stat there {};
  struct stat here {};
  if (::stat(path_.c_str(), &there) != 0 || ::fstat(fd_, &here) != 0) return false;
  return there.st_dev != here.st_dev || there.st_ino != here.st_ino;
}

int IndexFile::DuplicateDescriptor() const {
  const int fd = ::fcntl(fd_, F_DUPFD_CLOEXEC, 3);
  if (fd < 0) ThrowErrno("cannot open the index", path_);
  ::lseek(fd, 0, SEEK_SET);
  return fd;
}

bool LooksLikeIndex(const std::string& path) {
  const FileDescriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
  if (!fd.ok() && IsMissing(errno)) return false;
  struct stat status {};
  if (!fd.ok() || ::fstat(fd.get(), &status) != 0) ThrowErrno("cannot open the index", path);
  if (!S_ISREG(status.st_mode)) return false;
  const auto size = static_cast<uint64_t>(status.st_size);
  return size >= kTailLength && ReadAt(fd.get(), size - kMagic.size(), kMagic.size(), path) == kMagic;
}

void AppendFooter(const std::string& path, const IndexSources& sources, IndexInfo* info) {
  const FileDescriptor fd(::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW));
  struct stat status {};
  if (!fd.ok() || ::fstat(fd.get(), &status) != 0) ThrowErrno("cannot open", path);
  info->database_length = static_cast<uint64_t>(status.st_size);
  const std::optional<uint64_t> hash = HashOf(fd.get(), info->database_length);
  if (!hash && errno == 0) throw Error(ErrorCode::kUnreadable, path + " was cut short while it was written");
  if (!hash) ThrowErrno("cannot read", path);
  info->database_checksum = *hash;
  const std::string packed_sources = PackSources(sources);
  info->sources_length = packed_sources.size();
  info->sources_checksum = HashOf(packed_sources);
  const std::string footer = PackFooter(*info);
  std::string out = packed_sources + footer;
  PackFixed32(static_cast<uint32_t>(footer.size()), &out);
  PackFixed64(HashOf(footer), &out);
  out += kMagic;
  if (::lseek(fd.get(), 0, SEEK_END) < 0) ThrowErrno("cannot write", path);
  WriteAll(fd.get(), out, path);
}

}  // namespace article_search
