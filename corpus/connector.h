// What may join two pieces of text into a word: an apostrophe, a hyphen, a dot, the end of a line behind a hyphen.
#pragma once

#include <cstdint>
#include <string_view>

namespace article_search {

// What stands between a segment and the next, where that is a single character (format characters aside).
enum class Connector : uint8_t { kNone, kApostrophe, kHyphen, kUnderscore, kDot, kComma, kGroupSpace };

// The connector that text[begin, end) is; kNone for more than one, but for a hyphen and the end of its line.
Connector ConnectorAt(std::string_view text, uint32_t begin, uint32_t end);

// What a code point is by itself.
Connector ConnectorOf(int32_t c);

// Format characters that are part of a word when inside one, and of nothing at its end.
bool IsInvisible(int32_t c);

}  // namespace article_search
