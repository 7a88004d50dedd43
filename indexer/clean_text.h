// Text of strangers, made fit for a terminal.
#pragma once

#include <string>
#include <string_view>

namespace article_search {

// True for a code point that must never reach a terminal from an article, a path or a query: C0 and C1 controls, DEL,
// bidi controls, line and paragraph separators, byte-order marks, unassigned noncharacters. Tab and newline are among
// them.
bool IsUnsafe(char32_t c);

// `text` on one line: unsafe characters and runs of white space become one space, ill-formed bytes U+FFFD.
std::string CleanLine(std::string_view text);

// `text` whole, on one line, with escapes for unsafe characters (\t, \n, \r, else \uXXXX or \UXXXXXXXX) and ill-formed
// bytes (\xHH), as bash's $'…' has them. With `backslashes`, \\ stands for one, so that the text can be had back.
std::string EscapeUnsafe(std::string_view text, bool backslashes = false);

// Decodes the code point at `at` (which must be < text.size()) and returns its length in bytes; for an ill-formed byte
// *c is U+FFFD and the length 1.
size_t DecodeUtf8(std::string_view text, size_t at, char32_t* c);

bool IsUtf8(std::string_view text);

}  // namespace article_search
