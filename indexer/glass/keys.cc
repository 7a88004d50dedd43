#include "indexer/glass/keys.h"

#include <array>
#include <bit>

#include "corpus/error.h"
#include "indexer/pack.h"

namespace article_search::glass {
namespace {

// What is not a term begins with a zero byte and one of these.
constexpr std::string_view kMetadata("\0\xc0", 2);
constexpr std::string_view kValueStatistics("\0\xd0", 2);
constexpr std::string_view kValueChunk("\0\xd8", 2);
constexpr std::string_view kDocumentLengths("\0\xe0", 2);

[[noreturn]] void ImpossibleKey() { throw Error(ErrorCode::kDamagedIndex, "the index is damaged: an impossible key"); }

// A zero byte is followed by this, so that the one that ends a string sorts before it.
constexpr char kZeroFollower = '\xff';

void AppendZerosDoubled(std::string_view text, std::string* key) {
  if (text.find('\0') == std::string_view::npos) {
    key->append(text);
    return;
  }
  for (const char c : text) {
    key->push_back(c);
    if (c == '\0') key->push_back(kZeroFollower);
  }
}

}  // namespace

char* WriteSortable(uint32_t number, char* out) {
  if (number < 0x8000) {
    *out++ = static_cast<char>(number >> 8);
    *out++ = static_cast<char>(number);
    return out;
  }
  // `length` bytes in all: as many one bits, less two, at the top, a zero bit, and seven bits a byte for the number.
  const int length = (32 + 5 - std::countl_zero(number)) / 7;
  const auto marker = static_cast<uint64_t>(static_cast<uint8_t>(0xff << (10 - length)));
  const uint64_t marked = number | marker << (8 * (length - 1));
  for (int i = length - 1; i >= 0; --i) *out++ = static_cast<char>(marked >> (8 * i));
  return out;
}

void AppendSortable(uint32_t number, std::string* key) {
  std::array<char, kMaxSortableNumber> bytes{};
  key->append(bytes.data(), WriteSortable(number, bytes.data()));
}

void AppendSortable(std::string_view text, std::string* key) {
  AppendZerosDoubled(text, key);
  key->push_back('\0');
}

uint32_t TakeSortableNumber(std::string_view* key) {
  if (key->empty()) ImpossibleKey();
  const auto ones = static_cast<size_t>(std::countl_one(static_cast<uint8_t>(key->front())));
  const size_t length = ones + 2;
  if (length > 5 || length > key->size()) ImpossibleKey();
  uint64_t number = 0;
  for (size_t i = 0; i < length; ++i) number = number << 8 | static_cast<uint8_t>((*key)[i]);
  number &= (uint64_t{1} << (7 * length + 1)) - 1;
  if (number > UINT32_MAX) ImpossibleKey();
  key->remove_prefix(length);
  return static_cast<uint32_t>(number);
}

std::string_view TakeSortableText(std::string_view* key) {
  size_t end = key->find('\0');
  while (end != std::string_view::npos && end + 1 < key->size() && (*key)[end + 1] == kZeroFollower) {
    end = key->find('\0', end + 1);
  }
  if (end == std::string_view::npos) ImpossibleKey();
  const std::string_view text = key->substr(0, end + 1);
  key->remove_prefix(end + 1);
  return text;
}

bool TakeSortableText(std::string_view text, std::string_view* key) {
  if (!key->starts_with(text) || (key->size() > text.size() && (*key)[text.size()] == kZeroFollower)) return false;
  key->remove_prefix(text.size());
  return true;
}

std::string WithZerosSingle(std::string_view text) {
  if (text.find('\0') == std::string_view::npos) return std::string(text);
  std::string single;
  for (size_t i = 0; i < text.size(); ++i) {
    single.push_back(text[i]);
    if (text[i] == '\0') ++i;
  }
  return single;
}

bool IsPostingsKey(std::string_view key) {
  return !key.starts_with('\0') || key.starts_with(kDocumentLengths) || (key.size() > 1 && key[1] == kZeroFollower);
}

std::string MetadataKey(std::string_view name) { return std::string(kMetadata).append(name); }

std::string ValueStatisticsKey(uint32_t slot) {
  std::string key(kValueStatistics);
  for (; slot != 0; slot >>= 8) key.push_back(static_cast<char>(slot));
  return key;
}

std::string ValueChunkKey(uint32_t slot, uint32_t first_document) {
  std::string key(kValueChunk);
  PackUint(slot, &key);
  AppendSortable(first_document, &key);
  return key;
}

std::string PostingsKey(std::string_view term) {
  if (term.empty()) return std::string(kDocumentLengths);
  std::string key;
  AppendZerosDoubled(term, &key);
  return key;
}

std::string PostingsKey(std::string_view term, uint32_t first_document) {
  std::string key;
  if (term.empty()) {
    key = kDocumentLengths;
  } else {
    AppendSortable(term, &key);
  }
  AppendSortable(first_document, &key);
  return key;
}

std::string DocumentDataKey(uint32_t document) {
  std::string key;
  AppendSortable(document, &key);
  return key;
}

}  // namespace article_search::glass
