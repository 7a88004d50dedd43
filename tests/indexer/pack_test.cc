#include "indexer/pack.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <string_view>

#include "tests/indexer/thrown_error.h"

namespace article_search {
namespace {

constexpr uint64_t kMax = std::numeric_limits<uint64_t>::max();

std::string Packed(uint64_t value) {
  std::string out;
  PackUint(value, &out);
  return out;
}

TEST(PackTest, UintsAreLeb128) {
  const struct {
    uint64_t value;
    std::string_view bytes;
  } rows[] = {
      {0, std::string_view("\x00", 1)},
      {1, "\x01"},
      {0x7F, "\x7F"},
      {0x80, "\x80\x01"},
      {300, "\xAC\x02"},
      {0x3FFF, "\xFF\x7F"},
      {0x4000, "\x80\x80\x01"},
      {0xFFFFFFFF, "\xFF\xFF\xFF\xFF\x0F"},
      {kMax, "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(Packed(row.value), row.bytes) << row.value;
    Unpacker in(row.bytes);
    EXPECT_EQ(in.Uint(), row.value);
    EXPECT_TRUE(in.at_end()) << row.value;
  }
}

TEST(PackTest, EveryBitWidthComesBack) {
  for (unsigned bits = 0; bits < 64; ++bits) {
    for (const uint64_t value : {uint64_t{1} << bits, (uint64_t{1} << bits) - 1}) {
      const std::string bytes = Packed(value);
      Unpacker in(bytes);
      EXPECT_EQ(in.Uint(), value);
      EXPECT_TRUE(in.at_end());
    }
  }
}

TEST(PackTest, FixedIntegersAreLittleEndian) {
  std::string out;
  PackFixed32(0x12345678, &out);
  PackFixed64(0x8000000000000001, &out);
  EXPECT_EQ(out, std::string("\x78\x56\x34\x12\x01\0\0\0\0\0\0\x80", 12));
  Unpacker in(out);
  EXPECT_EQ(in.Fixed32(), 0x12345678U);
  EXPECT_EQ(in.Fixed64(), 0x8000000000000001U);
  EXPECT_TRUE(in.at_end());
}

TEST(PackTest, StringsKeepEveryByte) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all.push_back(static_cast<char>(byte));
  for (const std::string& text : {std::string(), std::string("a"), all, std::string(100'000, 'x')}) {
    std::string out;
    PackString(text, &out);
    out += "behind";
    Unpacker in(out);
    EXPECT_EQ(in.String(), text);
    EXPECT_EQ(in.Rest(), "behind");
    EXPECT_TRUE(in.at_end());
  }
}

// A record with everything in it.
std::string Record() {
  std::string out;
  PackUint(1'000'000, &out);
  PackUint(77, &out);
  PackString("some text", &out);
  PackFixed32(5, &out);
  PackFixed64(6, &out);
  return out;
}

void ReadRecord(std::string_view bytes) {
  Unpacker in(bytes);
  EXPECT_EQ(in.Uint(), 1'000'000U);
  EXPECT_EQ(in.Uint32(), 77U);
  EXPECT_EQ(in.String(), "some text");
  EXPECT_EQ(in.Fixed32(), 5U);
  EXPECT_EQ(in.Fixed64(), 6U);
}

TEST(PackTest, EveryTruncationThrows) {
  const std::string record = Record();
  ReadRecord(record);
  for (size_t length = 0; length < record.size(); ++length) {
    EXPECT_EQ(ErrorOf([&] { ReadRecord(std::string_view(record).substr(0, length)); }).code, ErrorCode::kDamagedIndex)
        << length;
  }
}

TEST(PackTest, NumbersTooLargeForTheirTypeThrow) {
  const std::string too_long = "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01";
  const std::string too_large = "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x02";
  const std::string endless(64, '\x80');
  for (const std::string& bytes : {too_long, too_large, endless}) {
    EXPECT_EQ(ErrorOf([&] { Unpacker(bytes).Uint(); }).code, ErrorCode::kDamagedIndex);
  }
  EXPECT_EQ(Unpacker(Packed(0xFFFFFFFF)).Uint32(), 0xFFFFFFFF);
  EXPECT_EQ(ErrorOf([&] { Unpacker(Packed(0x100000000)).Uint32(); }).code, ErrorCode::kDamagedIndex);
}

TEST(PackTest, LengthsAndCountsBeyondTheBytesThrow) {
  for (const uint64_t length : {uint64_t{4}, uint64_t{1} << 32, kMax - 1, kMax}) {
    const std::string bytes = Packed(length) + "abc";
    EXPECT_EQ(ErrorOf([&] { Unpacker(bytes).String(); }).code, ErrorCode::kDamagedIndex) << length;
    EXPECT_EQ(ErrorOf([&] { Unpacker(bytes).Count(); }).code, ErrorCode::kDamagedIndex) << length;
  }
  EXPECT_EQ(Unpacker(Packed(3) + "abc").Count(), 3U);
}

}  // namespace
}  // namespace article_search
