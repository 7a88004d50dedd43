#include "searcher/index_reader.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <sstream>
#include <string_view>
#include <utility>

#include "indexer/schema.h"
#include "indexer/shard_stub.h"

namespace article_search {
namespace {

// False where it is none.
template <typename Number>
bool ReadNumber(std::string_view text, Number* number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *number);
  return error == std::errc() && end == text.data() + text.size();
}

struct Address {
  std::string host;
  uint16_t port = 0;
};

// An address of IPv6 stands in brackets.
Address ParseServer(const std::string& name) {
  const std::string_view text = std::string_view(name).substr(kServerPrefix.size());
  const size_t colon = text.rfind(':');
  Address address;
  if (colon == std::string_view::npos || colon == 0 || !ReadNumber(text.substr(colon + 1), &address.port) ||
      address.port == 0) {
    throw Error(ErrorCode::kUsage, "a server is " + std::string(kServerPrefix) + "HOST:PORT, not '" + name + "'");
  }
  address.host = text.substr(0, colon);
  if (address.host.starts_with('[') && address.host.ends_with(']')) {
    address.host = address.host.substr(1, address.host.size() - 2);
  }
  return address;
}

std::string ShardName(const IndexInfo& info) {
  return "shard " + std::to_string(info.shard) + " of " + std::to_string(info.shards);
}

// What a footer would say, but for the counts.
IndexInfo ReadMetadata(const Xapian::Database& database, const std::string& name) {
  const auto get = [&](std::string_view key) { return database.get_metadata(std::string(key)); };
  IndexInfo info;
  const std::string format = get(kMetaFormat);
  if (format.empty()) {
    throw Error(ErrorCode::kNotAnIndex, name + " serves something else than an index of this program");
  }
  if (format != std::to_string(kFormatVersion)) {
    throw Error(ErrorCode::kIncompatibleIndex, name + " serves index format " + format +
                                                   ", and this program reads format " + std::to_string(kFormatVersion) +
                                                   "; build its index again with indexer");
  }
  info.rules = get(kMetaRules);
  info.icu = get(kMetaIcu);
  info.language = get(kMetaMainLanguage);
  std::istringstream languages(get(kMetaLanguage));
  for (std::string language; languages >> language;) info.languages.push_back(language);
  info.generation = get(kMetaGeneration);
  const std::string shard = get(kMetaShard);
  const size_t slash = std::min(shard.find('/'), shard.size());
  if (!ReadNumber(std::string_view(shard).substr(0, slash), &info.shard) ||
      !ReadNumber(std::string_view(shard).substr(std::min(slash + 1, shard.size())), &info.shards)) {
    throw Error(ErrorCode::kDamagedIndex, name + " serves a damaged index: it does not say which shard it is");
  }
  return info;
}

}  // namespace

IndexReader::IndexReader(const std::vector<std::string>& names, uint32_t timeout_ms) : timeout_ms_(timeout_ms) {
  if (names.empty()) throw Error(ErrorCode::kUsage, "no index was named");
  for (const std::string& name : names) OpenNamed(name);
  CheckSet();
  std::sort(shards_.begin(), shards_.end(), [](const auto& a, const auto& b) { return a->info.shard < b->info.shard; });
  if (shards_.size() == 1) {
    database_ = shards_.front()->database;
  } else {
    for (const auto& shard : shards_) database_.add_database(shard->database);
  }
  const IndexInfo& info = shards_.front()->info;
  languages_ = info.languages;
  std::stable_partition(languages_.begin(), languages_.end(),
                        [&](const std::string& language) { return language == info.language; });
}

void IndexReader::OpenNamed(const std::string& name) {
  if (name.starts_with(kServerPrefix)) return OpenServer(name);
  std::optional<std::vector<std::string>> shards;
  try {
    return OpenFile(name);
  } catch (const Error& error) {
    if (error.code() == ErrorCode::kNotAnIndex) shards = ReadShardStub(name);
    if (!shards) throw;
  }
  OpenStub(name, *shards);
}

void IndexReader::OpenStub(const std::string& path, const std::vector<std::string>& names) {
  Stub& stub = stubs_.emplace_back(Stub{path, {}});
  ::stat(path.c_str(), &stub.status);
  for (const std::string& name : names) {
    name.starts_with(kServerPrefix) ? OpenServer(name) : OpenFile(name, path);
  }
}

void IndexReader::OpenFile(const std::string& path, const std::string& set) {
  auto shard = std::make_unique<Shard>();
  shard->name = path;
  shard->file = std::make_shared<IndexFile>(IndexFile::Open(path, /*check_database=*/true, set));
  shard->file->CheckRules();
  shard->info = shard->file->info();
  try {
    shard->database = Xapian::Database(shard->file->DuplicateDescriptor());
  } catch (const Xapian::Error& error) {
    shard->file->CheckDatabase();
    throw Error(ErrorCode::kDamagedIndex,
                path + " can't be read: " + error.get_msg() + "; check it with: indexer --verify " + path);
  }
  shards_.push_back(std::move(shard));
}

void IndexReader::OpenServer(const std::string& name) {
  const Address address = ParseServer(name);
  auto shard = std::make_unique<Shard>();
  shard->name = name;
  shard->context = "remote:tcp(" + address.host + ":" + std::to_string(address.port) + ")";
  is_remote_ = true;
  try {
    shard->database = Xapian::Remote::open(address.host, address.port, timeout_ms_, timeout_ms_);
    shard->info = ReadMetadata(shard->database, name);
  } catch (const Xapian::Error& error) {
    throw ServerFailure(name, error);
  }
  CheckRules(shard->info, name);
  shards_.push_back(std::move(shard));
}

void IndexReader::CheckSet() const {
  const Shard& first = *shards_.front();
  std::vector<const Shard*> by_number(std::min(first.info.shards, kMaxShards), nullptr);
  for (const auto& shard : shards_) {
    const IndexInfo& info = shard->info;
    if (info.generation != first.info.generation || info.shards != first.info.shards) {
      throw Error(ErrorCode::kIncompatibleIndex,
                  first.name + " and " + shard->name + " are not of one index: " + ShardName(first.info) +
                      ", generation " + first.info.generation + ", and " + ShardName(info) + ", generation " +
                      info.generation + "; serve shards that one indexer --shards has made");
    }
    if (info.shard == 0 || info.shard > info.shards || info.shards > kMaxShards) {
      throw Error(ErrorCode::kDamagedIndex, shard->name + " is damaged: it says that it is " + ShardName(info));
    }
    const Shard*& place = by_number[info.shard - 1];
    if (place != nullptr) {
      throw Error(ErrorCode::kIncompatibleIndex, place->name + " and " + shard->name + " are both " + ShardName(info));
    }
    place = shard.get();
  }
  for (uint32_t i = 0; i < by_number.size(); ++i) {
    if (by_number[i] != nullptr) continue;
    throw Error(ErrorCode::kNotFound, "shard " + std::to_string(i + 1) + " of " + std::to_string(by_number.size()) +
                                          " is missing: " + first.name + " is " + ShardName(first.info) +
                                          "; give all of them with -i, or the file that names them");
  }
}

std::string IndexReader::ArticleData(uint32_t number) const {
  return shards_[number % shards_.size()]->database.get_metadata(ArticleKey(number));
}

bool IndexReader::merges_files() const {
  return shards_.size() > 1 &&
         std::any_of(shards_.begin(), shards_.end(), [](const auto& shard) { return shard->file != nullptr; });
}

bool IndexReader::IsReplaced() const {
  if (stubs_.empty()) {
    return std::any_of(shards_.begin(), shards_.end(),
                       [](const auto& shard) { return shard->file && shard->file->IsReplaced(); });
  }
  return std::any_of(stubs_.begin(), stubs_.end(), [](const Stub& stub) {
    struct stat now {};
    if (::stat(stub.path.c_str(), &now) != 0) return false;
    return now.st_dev != stub.status.st_dev || now.st_ino != stub.status.st_ino ||
           now.st_mtim.tv_sec != stub.status.st_mtim.tv_sec || now.st_mtim.tv_nsec != stub.status.st_mtim.tv_nsec;
  });
}

std::vector<std::shared_ptr<const IndexFile>> IndexReader::files() const {
  std::vector<std::shared_ptr<const IndexFile>> files;
  for (const auto& shard : shards_) {
    if (shard->file) files.push_back(shard->file);
  }
  return files;
}

void IndexReader::CheckFiles() const {
  for (const auto& shard : shards_) {
    if (shard->file && shard->info.database_length > kCheckedAtOpen) shard->file->CheckDatabase();
  }
}

// By their names: Xapian's errors have no virtual function, so there is no dynamic_cast.
bool IndexReader::IsNetworkError(const Xapian::Error& error) {
  return IsTimeout(error) || std::string_view(error.get_type()) == "NetworkError";
}

bool IndexReader::IsTimeout(const Xapian::Error& error) {
  return std::string_view(error.get_type()) == "NetworkTimeoutError";
}

Error IndexReader::ServerFailure(const std::string& name, const Xapian::Error& error) const {
  if (IsTimeout(error)) {
    std::ostringstream seconds;
    seconds << timeout_ms_ / 1000.0;
    return Error(ErrorCode::kUnreachable,
                 name + " did not answer within " + seconds.str() + " s (--remote-timeout); is it a server of Xapian?");
  }
  if (IsNetworkError(error)) {
    const char* reason = error.get_error_string();
    return Error(ErrorCode::kUnreachable, name + " can't be reached: " + error.get_msg() +
                                              (reason == nullptr ? "" : std::string(" (") + reason + ")") +
                                              "; is xapian-tcpsrv running there?");
  }
  return Error(ErrorCode::kDamagedIndex,
               name + ": its index can't be read: " + error.get_msg() + "; check it there with: indexer --verify");
}

Error IndexReader::Failure(const Xapian::Error& error) const {
  const bool is_network = IsNetworkError(error);
  for (const auto& shard : shards_) {
    if (!shard->file && shard->context == error.get_context()) return ServerFailure(shard->name, error);
  }
  // Of a connection that was closed Xapian doesn't say which.
  for (const auto& shard : shards_) {
    if (!is_network || shard->file) continue;
    try {
      shard->database.keep_alive();
    } catch (const Xapian::Error&) {
      return ServerFailure(shard->name, error);
    }
  }
  if (is_network) return ServerFailure("a server", error);
  CheckFiles();
  return Error(ErrorCode::kDamagedIndex,
               name() + " can't be read: " + error.get_msg() + "; check it with: indexer --verify " + name());
}

}  // namespace article_search
