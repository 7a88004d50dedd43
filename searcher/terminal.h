// What a terminal does with text: how many columns it takes, where a line may be broken, whether colours are wanted.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/export.h"
#include "searcher/hit.h"

namespace ARTICLE_SEARCH_EXPORT article_search {

// A grapheme cluster: what a reader takes for one character, and a line break must never split.
struct Grapheme {
  size_t length = 0;  // bytes
  size_t width = 0;   // columns: 0, 1, 2, and more only for clusters of several letters
};

// The grapheme cluster that begins at `at`, which must be < text.size(). What is ill-formed stands for U+FFFD.
Grapheme GraphemeAt(std::string_view text, size_t at);

// The columns that `text`, one line without control characters, takes on a terminal. Characters whose width terminals
// disagree about (soft hyphens, spacing marks of Indic scripts) count as the wider, so that no line is too long;
// "ambiguous" East Asian characters count as one column.
size_t DisplayWidth(std::string_view text);

// Breaks one line of text into lines of at most `width` columns (at least 1), the first of `first_width`: at spaces,
// which are left out of the lines, after hyphens in words, between ideographs, and inside a word only where it is
// longer than a line. A single grapheme wider than `width` gets a line of its own. Returns the lines as ranges of
// bytes; text without anything but spaces has none.
std::vector<Range> WrapLine(std::string_view text, size_t first_width, size_t width);

// Of what is for a terminal only: kAuto where the output is one.
enum class When { kAuto, kAlways, kNever };

// Whether the descriptor `fd` is a terminal.
bool IsTerminal(int fd);

// Columns of the terminal that `fd` is: $COLUMNS where it is a positive number, else what the terminal says, else 80.
// 0 where `fd` is no terminal.
size_t TerminalWidth(int fd);

// What `choice` means for an output that is a terminal, or is none: kAuto wants colours on a terminal, unless NO_COLOR
// is set to anything but an empty string (no-color.org), or TERM is "dumb", empty or unset.
bool WantsColor(When choice, bool is_terminal);

// Likewise for hyperlinks: kAuto wants them on a terminal that gets colours, unless TERM is "dumb", empty or unset.
bool WantsHyperlinks(When choice, bool is_terminal, bool has_color);

// Where this process is: what makes a URL of a path.
struct Location {
  std::string host;    // its name
  std::string folder;  // absolute
};
// Nothing where the current folder is gone.
std::optional<Location> CurrentLocation();

// file://HOST/PATH, with every byte but letters, digits and "-._~/" as %XX, so that nothing ends an escape sequence.
// Empty for standard input ("-"), and where terminals refuse the URL because it is too long.
std::string FileUrl(const Location& location, std::string_view path);

}  // namespace article_search
