#include "indexer/glass/keys.h"

#include <array>
#include <bit>

#include "indexer/pack.h"

namespace article_search::glass {
namespace {

// What is not a term begins with a zero byte and one of these.
constexpr std::string_view kMetadata("\0\xc0", 2);
constexpr std::string_view kValueStatistics("\0\xd0", 2);
constexpr std::string_view kValueChunk("\0\xd8", 2);
constexpr std::string_view kDocumentLengths("\0\xe0", 2);

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

void AppendSortable(uint32_t number, std::string* key) {
  if (number < 0x8000) {
    const std::array<char, 2> bytes = {static_cast<char>(number >> 8), static_cast<char>(number)};
    key->append(bytes.data(), bytes.size());
    return;
  }
  // `length` bytes in all: as many one bits, less two, at the top, a zero bit, and seven bits a byte for the number.
  const int length = (32 + 5 - std::countl_zero(number)) / 7;
  const auto marker = static_cast<uint64_t>(static_cast<uint8_t>(0xff << (10 - length)));
  const uint64_t marked = number | marker << (8 * (length - 1));
  std::array<char, 8> bytes{};
  for (int i = 0; i < length; ++i) {
    bytes[static_cast<size_t>(i)] = static_cast<char>(marked >> (8 * (length - 1 - i)));
  }
  key->append(bytes.data(), static_cast<size_t>(length));
}

void AppendSortable(std::string_view text, std::string* key) {
  AppendZerosDoubled(text, key);
  key->push_back('\0');
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

std::string PositionsKey(std::string_view term, uint32_t document) {
  std::string key;
  AppendSortable(term, &key);
  AppendSortable(document, &key);
  return key;
}

std::string DocumentDataKey(uint32_t document) {
  std::string key;
  AppendSortable(document, &key);
  return key;
}

}  // namespace article_search::glass
