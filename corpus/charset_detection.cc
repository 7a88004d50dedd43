#include "corpus/charset_detection.h"

#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "corpus/article_reader.h"

namespace article_search {
namespace {

constexpr size_t kDetectorSample = 8000;  // ICU's detector looks at no more

struct CloseDetector {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

bool HasByteBetween(std::string_view bytes, unsigned char low, unsigned char high) {
  return std::any_of(bytes.begin(), bytes.end(), [low, high](char c) {
    return static_cast<unsigned char>(c) >= low && static_cast<unsigned char>(c) <= high;
  });
}

// The lines that are not all ASCII, as many as the detector reads: only they say something about the encoding.
std::string Sample(std::string_view bytes, size_t first_invalid) {
  if (bytes.size() <= kDetectorSample) return std::string(bytes);
  const size_t before = bytes.find_last_of("\n\r", first_invalid);
  size_t line = before == std::string_view::npos ? 0 : before + 1;
  if (first_invalid - line > kDetectorSample / 2) line = first_invalid - kDetectorSample / 2;
  std::string sample;
  while (line < bytes.size() && sample.size() < kDetectorSample) {
    size_t end = bytes.find_first_of("\n\r", line);
    end = end == std::string_view::npos ? bytes.size() : end + 1;
    const std::string_view part = bytes.substr(line, std::min(end - line, kDetectorSample - sample.size()));
    if (HasByteBetween(part, 0x80, 0xFF)) sample += part;
    line = end;
  }
  return sample;
}

bool IsSingleByte(std::string_view name) {
  return name.starts_with("ISO-8859-") || name.starts_with("windows-125") || name == "KOI8-R";
}

// The Windows code page that is the same but for letters and punctuation in 0x80-0x9F, where ISO has control
// characters.
std::string WindowsCounterpart(const std::string& name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kPairs = {{{"ISO-8859-1", "windows-1252"},
                                                                                    {"ISO-8859-2", "windows-1250"},
                                                                                    {"ISO-8859-7", "windows-1253"},
                                                                                    {"ISO-8859-8", "windows-1255"},
                                                                                    {"ISO-8859-8-I", "windows-1255"},
                                                                                    {"ISO-8859-9", "windows-1254"}}};
  for (const auto& [iso, windows] : kPairs) {
    if (name == iso) return std::string(windows);
  }
  return name;
}

}  // namespace

CharsetDetection DetectCharset(std::string_view bytes, size_t first_invalid) {
  CharsetDetection detection;
  const std::string sample = Sample(bytes, first_invalid);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, CloseDetector> detector(ucsdet_open(&status));
  ucsdet_setText(detector.get(), sample.data(), static_cast<int32_t>(sample.size()), &status);
  int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
  if (U_FAILURE(status) || count == 0) return detection;
  // Best first. A single-byte encoding is believed only where no other kind does better.
  const char* name = ucsdet_getName(matches[0], &status);
  const int32_t confidence = ucsdet_getConfidence(matches[0], &status);
  const int32_t next = count > 1 ? ucsdet_getConfidence(matches[1], &status) : 0;
  if (U_FAILURE(status)) return detection;
  detection.guess = name;
  if (IsSingleByte(detection.guess) && confidence >= kDetectorConfidence && confidence - next >= kDetectorMargin) {
    detection.encoding = HasByteBetween(bytes, 0x80, 0x9F) ? WindowsCounterpart(detection.guess) : detection.guess;
  }
  return detection;
}

const ByteOrderMark* FindByteOrderMark(std::string_view bytes) {
  using namespace std::string_view_literals;
  // UTF-32 before UTF-16: no text in UTF-16 begins with U+0000.
  static constexpr std::array<ByteOrderMark, 5> kMarks = {{{"\xEF\xBB\xBF"sv, kUtf8},
                                                           {"\xFF\xFE\0\0"sv, "UTF-32LE"},
                                                           {"\0\0\xFE\xFF"sv, "UTF-32BE"},
                                                           {"\xFF\xFE"sv, "UTF-16LE"},
                                                           {"\xFE\xFF"sv, "UTF-16BE"}}};
  const auto* const mark =
      std::find_if(kMarks.begin(), kMarks.end(), [bytes](const auto& m) { return bytes.starts_with(m.bytes); });
  return mark == kMarks.end() ? nullptr : mark;
}

}  // namespace article_search
