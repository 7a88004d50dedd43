// A table of options written out for people, for man and for shells.
#pragma once

#include <istream>
#include <string>
#include <string_view>

#include "indexer/command_line.h"

namespace article_search {

// `before`, the options in groups, wrapped at 80 columns, and `after`.
std::string HelpText(const CommandLine& line);

// What the build installs beside a program; `kind` is "man", "complete-bash", "complete-zsh" or "complete-fish". A man
// page is what is read from `page`, with the options in the place of its line kOptionsLine. Throws Error kUsage for any
// other kind.
std::string Generate(const CommandLine& line, std::string_view kind, std::istream& page);
inline constexpr std::string_view kOptionsLine = ".\\\" OPTIONS\n";

// The parts of Generate.
std::string ManOptions(const CommandLine& line);
std::string BashCompletion(const CommandLine& line);
std::string ZshCompletion(const CommandLine& line);
std::string FishCompletion(const CommandLine& line);

// `text` in lines of at most `width` columns, of which all but the first begin with `indent` spaces.
std::string Wrapped(const std::string& text, size_t width, size_t indent);

}  // namespace article_search
