// Which encoding a text is in, as far as its bytes tell.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace article_search {

inline constexpr std::string_view kUtf8 = "UTF-8";

struct ByteOrderMark {
  std::string_view bytes;
  std::string_view encoding;
};

// The one that `bytes` begin with: of UTF-8, UTF-16 or UTF-32; nullptr where there is none.
const ByteOrderMark* FindByteOrderMark(std::string_view bytes);

struct CharsetDetection {
  std::string encoding;  // believed; else empty
  std::string guess;     // the best one, believed or not
};

// Of a text without a mark that is not UTF-8, by its letters; `first_invalid`: where it is not. Only encodings of one
// byte a letter are believed.
CharsetDetection DetectCharset(std::string_view bytes, size_t first_invalid);

}  // namespace article_search
