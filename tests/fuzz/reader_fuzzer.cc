// A file, of any encoding. The first byte says how it is read, the others are the file.
#include <iterator>
#include <string>
#include <string_view>

#include "corpus/article_reader.h"
#include "corpus/decode.h"
#include "corpus/error.h"
#include "tests/fuzz/target.h"
#include "tests/support/checks.h"

namespace article_search {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static constexpr struct {
    const char* path;
    const char* encoding;
  } kWays[] = {
      {"a.txt", ""},         {"a.md", ""},         {"a.rst", ""},           {"a.txt", "UTF-8"},
      {"a.txt", "UTF-16LE"}, {"a.md", "UTF-16BE"}, {"a.txt", "UTF-16"},     {"a.txt", "windows-1251"},
      {"a.rst", "KOI8-R"},   {"a.txt", "GB18030"}, {"a.txt", "Shift_JIS"},  {"a.txt", "EUC-KR"},
      {"a.txt", "Big5"},     {"a.txt", "UTF-32"},  {"a.txt", "ISO-8859-1"}, {"a.txt", "CESU-8"},
  };
  FuzzInput input(data, size);
  const auto& way = kWays[input.Below(std::size(kWays))];
  const std::string_view bytes = input.Rest();
  try {
    const Article article = ReadArticle(bytes, way.path, {way.encoding});
    std::string encoding = Decode(bytes, way.path, way.encoding).encoding();
    // Without a mark these are big-endian; that a paragraph's own first character is no mark is for the check to know.
    if (encoding == "UTF-16" || encoding == "UTF-32") encoding += "BE";
    CheckArticle(bytes, article, encoding);
  } catch (const Error& error) {
    Require(error.code() == ErrorCode::kNotText, "the bytes are at fault");
    CheckMessage(error.what());
  }
  return 0;
}

}  // namespace article_search
