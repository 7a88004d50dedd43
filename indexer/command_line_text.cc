#include "indexer/command_line_text.h"

#include <iterator>
#include <sstream>

#include "corpus/error.h"
#include "corpus/utf8.h"
#include "indexer/clean_text.h"

namespace article_search {
namespace {

constexpr size_t kWidth = 80;
constexpr size_t kColumn = 27;  // where descriptions begin

std::string HelpOn(const Option& option) {
  std::string names = (option.letter == 0 ? "      " : std::string("  -") + option.letter + ", ") + "--" + option.name;
  if (!option.value.name.empty()) names += " " + option.value.name;
  const size_t columns = CountCodePoints(names);
  const std::string gap =
      columns + 2 > kColumn ? "\n" + std::string(kColumn, ' ') : std::string(kColumn - columns, ' ');
  return names + gap + Wrapped(option.description, kWidth, kColumn);
}

}  // namespace

std::string Wrapped(const std::string& text, size_t width, size_t indent) {
  std::string out;
  size_t columns = indent;
  std::istringstream words(text);
  for (std::string word; words >> word; columns += CountCodePoints(word)) {
    if (columns > indent && columns + 1 + CountCodePoints(word) > width) {
      out += "\n" + std::string(indent, ' ');
      columns = indent;
    } else if (columns > indent) {
      out += ' ';
      ++columns;
    }
    out += word;
  }
  return out + "\n";
}

std::string HelpText(const CommandLine& line) {
  std::string help = line.before;
  for (const OptionGroup& group : line.groups) {
    help += "\n" + group.title + ":\n";
    for (const Option& option : group.options) help += HelpOn(option);
  }
  return help + "\n" + line.after;
}

std::string Generate(const CommandLine& line, std::string_view kind, std::istream& page) {
  if (kind == "complete-bash") return BashCompletion(line);
  if (kind == "complete-zsh") return ZshCompletion(line);
  if (kind == "complete-fish") return FishCompletion(line);
  if (kind != "man") {
    throw Error(ErrorCode::kUsage,
                "--generate is man, complete-bash, complete-zsh or complete-fish, not '" + CleanLine(kind) + "'");
  }
  std::string text(std::istreambuf_iterator<char>(page), {});
  const size_t at = text.find(kOptionsLine);
  if (at == std::string::npos) {
    throw Error(ErrorCode::kUsage, "--generate man needs a page on standard input, with a line for the options");
  }
  return text.replace(at, kOptionsLine.size(), ManOptions(line));
}

}  // namespace article_search
