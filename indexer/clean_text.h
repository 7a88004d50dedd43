// Text of strangers, made fit for a terminal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace article_search {

// True for a code point that must never reach a terminal from an article, a path or a query: C0 and C1 controls, DEL,
// bidi controls, line and paragraph separators, byte-order marks, unassigned noncharacters. Tab and newline are among
// them.
inline bool IsUnsafe(char32_t c) {
  if (c >= 0x20 && c < 0x7F) return false;
  return c <= 0x9F || c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF || (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

// `text` on one line: unsafe characters and runs of white space become one space, what is ill-formed U+FFFD.
std::string CleanLine(std::string_view text);

// 1234567 as 1,234,567.
std::string WithThousands(uint64_t number);

// The first `most` code points, and "…" where there are more.
std::string Shortened(const std::string& line, size_t most);

// `text` whole, on one line, with escapes for unsafe characters (\t, \n, \r, else \uXXXX or \UXXXXXXXX) and ill-formed
// bytes (\xHH), as bash's $'…' has them. With `backslashes`, \\ stands for one, so that the text can be had back.
std::string EscapeUnsafe(std::string_view text, bool backslashes = false);

// The length in bytes of what can be shown as it stands, from `at` up to `end`: printable ASCII, single spaces between.
size_t PlainRun(std::string_view text, size_t at, size_t end);

bool IsUtf8(std::string_view text);

}  // namespace article_search
