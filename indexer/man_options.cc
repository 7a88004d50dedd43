// The options as a part of a man page, in the macros of man(7), which groff and mandoc both know.
#include <string>

#include "indexer/command_line_text.h"

namespace article_search {
namespace {

constexpr size_t kLineLength = 80;

// Text in which nothing is a request or an escape; "-" and "~" stay what they are, since somebody will copy them.
std::string Escaped(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool begins_word = i == 0 || text[i - 1] == ' ';  // where a line may begin, too
    if (text[i] == '\\') {
      out += "\\e";
    } else if (text[i] == '-') {
      out += "\\-";
    } else if (text[i] == '~') {
      out += "\\(ti";
    } else if (begins_word && (text[i] == '.' || text[i] == '\'')) {
      out += std::string("\\&") + text[i];
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string Bold(std::string_view text) { return "\\fB" + Escaped(text) + "\\fR"; }

std::string ValueOf(const Option& option) {
  const OptionValue& value = option.value;
  std::string literal;
  for (const std::string& choice : value.choices) literal += (literal.empty() ? "" : "|") + choice;
  if (value.name != literal) return "\\fI" + Escaped(value.name) + "\\fR";
  std::string out;
  for (const std::string& choice : value.choices) out += (out.empty() ? "" : "|") + Bold(choice);
  return out;
}

}  // namespace

std::string ManOptions(const CommandLine& line) {
  std::string out;
  for (const OptionGroup& group : line.groups) {
    out += ".SS " + group.title + "\n";
    for (const Option& option : group.options) {
      out += ".TP\n";
      if (option.letter != 0) out += Bold(std::string{'-', option.letter}) + ", ";
      out += Bold("--" + option.name) + (option.value.name.empty() ? "" : " " + ValueOf(option)) + "\n";
      out += Wrapped(Escaped(option.description), kLineLength, 0);
    }
  }
  return out;
}

}  // namespace article_search
