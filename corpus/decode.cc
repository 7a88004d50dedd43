#include "corpus/decode.h"

#include <unicode/ucnv.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <utility>

#include "corpus/article_reader.h"
#include "corpus/ascii.h"
#include "corpus/charset_detection.h"
#include "corpus/error.h"
#include "corpus/utf8.h"

namespace article_search {
namespace {

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

[[noreturn]] void ThrowBinary(const std::string& path) {
  throw Error(ErrorCode::kNotText,
              path + ": binary data, not text; if it is text in UTF-16 or UTF-32, name that with --encoding");
}

// What UTF-8 makes of some bytes.
struct Utf8Check {
  size_t first_invalid = std::string_view::npos;
  uint64_t sequences = 0;  // well-formed ones of two bytes or more
  uint64_t invalid = 0;    // ill-formed ones
};

Utf8Check CheckUtf8(std::string_view bytes) {
  Utf8Check check;
  const char* const data = bytes.data();
  const size_t size = bytes.size();
  size_t at = 0;
  while (at < size) {
    uint64_t word;
    if (size - at >= sizeof word) {
      std::memcpy(&word, data + at, sizeof word);
      if ((word & 0x8080808080808080u) == 0) {
        at += sizeof word;
        continue;
      }
    }
    if (IsAscii(data[at])) {
      ++at;
      continue;
    }
    const size_t begin = at;
    if (NextCodePoint(bytes, &at) != kIllFormed) {
      ++check.sequences;
    } else {
      ++check.invalid;
      check.first_invalid = std::min(check.first_invalid, begin);
    }
  }
  return check;
}

// Control characters that no text has.
bool HasControls(std::string_view bytes) {
  return std::any_of(bytes.begin(), bytes.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && (byte < '\t' || byte > '\r') && byte != 0x1A && byte != 0x1B;
  });
}

bool IsUtf16Or32(UConverterType type) {
  switch (type) {
    case UCNV_UTF16:
    case UCNV_UTF16_BigEndian:
    case UCNV_UTF16_LittleEndian:
    case UCNV_UTF32:
    case UCNV_UTF32_BigEndian:
    case UCNV_UTF32_LittleEndian:
      return true;
    default:
      return false;
  }
}

bool KeepsState(UConverterType type) {
  if (IsUtf16Or32(type)) return false;
  switch (type) {
    case UCNV_SBCS:
    case UCNV_DBCS:
    case UCNV_MBCS:
    case UCNV_LATIN_1:
    case UCNV_US_ASCII:
    case UCNV_UTF8:
    case UCNV_CESU8:
      return false;
    default:
      return true;
  }
}

// Throws Error kUsage where there is none of that name that we read.
UConverterType TypeOf(const std::string& encoding) {
  UErrorCode status = U_ZERO_ERROR;
  const Converter converter(ucnv_open(encoding.c_str(), &status));
  if (U_FAILURE(status)) {
    throw Error(ErrorCode::kUsage, "unknown encoding '" + encoding + "': give a name that ICU knows, such as " +
                                       "windows-1251 or Shift_JIS");
  }
  const UConverterType type = ucnv_getType(converter.get());
  if (KeepsState(type)) {
    throw Error(ErrorCode::kUsage, "the encoding '" + encoding +
                                       "' switches between character sets and has no fixed places in a file: " +
                                       "convert the file first, e.g. iconv -f " + encoding + " -t UTF-8");
  }
  return type;
}

// What ICU has for bytes that a Windows code page does not define, and no text has; but for NEL, a line end.
bool IsC1Control(UChar32 c) { return c >= 0x80 && c < 0xA0 && c != 0x85; }

std::string AtByte(const std::string& path, uint64_t offset) { return path + ": byte " + std::to_string(offset); }

}  // namespace

// Fills a DecodedText.
class Decoder {
 public:
  Decoder(std::string_view bytes, const std::string& path) : bytes_(bytes), path_(path) {}

  DecodedText Run(const std::string& encoding) {
    const UConverterType type = encoding.empty() ? UCNV_UTF8 : TypeOf(encoding);
    if (const ByteOrderMark* const mark = FindByteOrderMark(bytes_)) {
      ByMark(*mark);
    } else if (IsUtf16Or32(type)) {
      Convert(encoding, 0);
    } else {
      if (LooksBinary(bytes_) || bytes_.find('\0') != std::string_view::npos) ThrowBinary(path_);
      const Utf8Check check = ViewUtf8(0);
      const bool is_utf8 = check.invalid == 0 && (check.sequences > 0 || type == UCNV_UTF8);
      if (!is_utf8) ByName(encoding, type, check);
    }
    return std::move(result_);
  }

 private:
  void ByMark(const ByteOrderMark& mark) {
    if (mark.encoding != kUtf8) {
      Convert(std::string(mark.encoding), mark.bytes.size());
      return;
    }
    if (bytes_.find('\0') != std::string_view::npos) ThrowBinary(path_);
    const Utf8Check check = ViewUtf8(mark.bytes.size());
    if (check.invalid > 0) ThrowDamaged(check.first_invalid);
  }

  // Of what is not Unicode by itself. `encoding` may be empty.
  void ByName(const std::string& encoding, UConverterType type, const Utf8Check& check) {
    if (encoding.empty()) {
      Guess(check);
    } else if (type == UCNV_UTF8) {
      ThrowInvalid(check.first_invalid, encoding);
    } else {
      Convert(encoding, 0);
    }
  }

  // Makes the text a view of the bytes, offsets counted in the file.
  Utf8Check ViewUtf8(size_t mark) {
    result_.view_ = bytes_.substr(mark);
    result_.file_begin_ = mark;
    Utf8Check check = CheckUtf8(result_.view_);
    if (check.invalid > 0) check.first_invalid += mark;
    return check;
  }

  void Guess(const Utf8Check& check) {
    if (check.sequences >= check.invalid) ThrowDamaged(check.first_invalid);
    if (HasControls(bytes_)) ThrowBinary(path_);
    const CharsetDetection detection = DetectCharset(bytes_, check.first_invalid);
    if (detection.encoding.empty()) {
      ThrowUnclear(check.first_invalid, detection.guess == kUtf8 ? "" : detection.guess);
    }
    result_.is_guess_ = true;
    not_utf8_ = check.first_invalid;
    Convert(detection.encoding, 0);
  }

  [[noreturn]] void ThrowDamaged(uint64_t offset) const {
    throw Error(ErrorCode::kNotText,
                AtByte(path_, offset) + " is not valid UTF-8, though the rest of the file is: mend it" +
                    (result_.file_begin_ > 0 ? "" : ", or name its encoding with --encoding NAME"));
  }

  // `guess`: what it may be; may be empty.
  [[noreturn]] void ThrowUnclear(uint64_t offset, const std::string& guess) const {
    throw Error(ErrorCode::kNotText, AtByte(path_, offset) + " is not valid UTF-8 and the encoding is not clear" +
                                         (guess.empty() ? "" : " (perhaps " + guess + ")") +
                                         ": name it with --encoding NAME");
  }

  [[noreturn]] void ThrowInvalid(uint64_t offset, const std::string& encoding) const {
    if (result_.is_guess_) ThrowUnclear(not_utf8_, "");
    throw Error(ErrorCode::kNotText,
                AtByte(path_, offset) + " is not valid " + encoding + ": give another --encoding NAME");
  }

  void Convert(const std::string& encoding, size_t skip) {
    UErrorCode status = U_ZERO_ERROR;
    const Converter converter(ucnv_open(encoding.c_str(), &status));
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    if (U_FAILURE(status)) {
      throw Error(ErrorCode::kInternal,
                  std::string("ICU has no converter for ") + encoding + ": " + u_errorName(status));
    }
    result_.is_view_ = false;
    result_.encoding_ = encoding;
    result_.view_ = {};
    result_.file_begin_ = bytes_.size();
    result_.converted_.reserve(bytes_.size() + bytes_.size() / 2);

    std::array<UChar, 4096> units;
    std::array<int32_t, 4096> offsets;
    const char* const data = bytes_.data();
    const char* const end = data + bytes_.size();
    const char* source = data + skip;
    uint64_t start = skip;  // of the code point at hand
    UChar lead = 0;
    do {
      UChar* target = units.data();
      const uint64_t base = static_cast<uint64_t>(source - data);
      // ICU takes 2 GiB at most; the units run out long before this limit does, so no code point is ever split by it.
      const char* const limit = source + std::min<ptrdiff_t>(end - source, 1 << 30);
      status = U_ZERO_ERROR;
      ucnv_toUnicode(converter.get(), &target, target + units.size(), &source, limit, offsets.data(), limit == end,
                     &status);
      const size_t count = static_cast<size_t>(target - units.data());
      for (size_t i = 0; i < count; ++i) {
        if (offsets[i] >= 0 && lead == 0) start = base + static_cast<uint64_t>(offsets[i]);
        // To ICU half a pair is text in CESU-8.
        if (U16_IS_TRAIL(units[i]) != (lead != 0)) ThrowInvalid(start, encoding);
        if (U16_IS_LEAD(units[i])) {
          lead = units[i];
          continue;
        }
        Add(lead != 0 ? U16_GET_SUPPLEMENTARY(lead, units[i]) : UChar32{units[i]}, start);
        lead = 0;
      }
      if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR) {
        std::array<char, 32> invalid;
        int8_t length = static_cast<int8_t>(invalid.size());
        UErrorCode ignored = U_ZERO_ERROR;
        ucnv_getInvalidChars(converter.get(), invalid.data(), &length, &ignored);
        ThrowInvalid(static_cast<uint64_t>(source - data) - static_cast<uint64_t>(length), encoding);
      }
    } while (status == U_BUFFER_OVERFLOW_ERROR || source < end);
    if (lead != 0) ThrowInvalid(start, encoding);
    FinishCodePoint(bytes_.size());
  }

  void Add(UChar32 code_point, uint64_t start) {
    if (code_point == 0) ThrowBinary(path_);
    if (result_.is_guess_ && IsC1Control(code_point)) ThrowUnclear(not_utf8_, "");
    FinishCodePoint(start);
    if (code_point == 0xFEFF && result_.converted_.empty()) return;  // a byte-order mark
    if (result_.converted_.empty()) result_.file_begin_ = start;
    const size_t before = result_.converted_.size();
    AppendUtf8(static_cast<char32_t>(code_point), &result_.converted_);
    text_bytes_ = static_cast<uint8_t>(result_.converted_.size() - before);
    start_ = start;
  }

  // The bytes of a code point end where the next one's begin.
  void FinishCodePoint(uint64_t end) {
    if (text_bytes_ != 0) result_.offsets_.Append(text_bytes_, static_cast<uint8_t>(end - start_));
    text_bytes_ = 0;
  }

  std::string_view bytes_;
  const std::string& path_;
  DecodedText result_;
  uint8_t text_bytes_ = 0;  // of the code point that is not in the map yet
  uint64_t start_ = 0;
  uint64_t not_utf8_ = 0;  // of a guess: the first byte that is not
};

bool IsUtf16Or32(const std::string& encoding) { return !encoding.empty() && IsUtf16Or32(TypeOf(encoding)); }

DecodedText Decode(std::string_view bytes, const std::string& path, const std::string& encoding) {
  return Decoder(bytes, path).Run(encoding);
}

void OffsetCursor::Advance(uint64_t text_offset, std::vector<OffsetMap::Run>* out) {
  while (text_ < text_offset && run_ < runs_.size()) {
    const OffsetMap::Run& run = runs_[run_];
    const uint64_t wanted = (text_offset - text_) / run.text_bytes;
    const uint32_t taken = static_cast<uint32_t>(std::min<uint64_t>(wanted, run.count - used_));
    if (taken == 0) break;  // not a code point boundary
    if (out != nullptr) out->push_back({taken, run.text_bytes, run.file_bytes});
    text_ += uint64_t{taken} * run.text_bytes;
    file_ += uint64_t{taken} * run.file_bytes;
    used_ += taken;
    if (used_ == run.count) {
      ++run_;
      used_ = 0;
    }
  }
}

OffsetCursor::Slice OffsetCursor::Cut(uint64_t begin, uint64_t end) {
  if (runs_.empty()) return {file_begin_ + begin, file_begin_ + end, OffsetMap()};
  Advance(begin, nullptr);
  const uint64_t file_begin = file_;
  std::vector<OffsetMap::Run> runs;
  Advance(end, &runs);
  return {file_begin, file_, OffsetMap(std::move(runs))};
}

}  // namespace article_search
