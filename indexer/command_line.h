// What both programs do with a command line: one table of options, parsed with Boost.ProgramOptions, and written out as
// help, man page and completions (command_line_text.h).
#pragma once

#include <boost/program_options.hpp>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace article_search {

// What stands behind an option.
struct OptionValue {
  enum class Kind { kNone, kText, kFile, kChoice, kList };
  Kind kind = Kind::kNone;
  std::string name;                  // as help shows it: "N", "FILE"
  std::vector<std::string> choices;  // of kChoice and kList what is completed; kList: with commas between
  bool repeats = false;              // may be given several times

  static OptionValue Text(std::string name) { return {Kind::kText, std::move(name), {}}; }
  static OptionValue File(std::string name) { return {Kind::kFile, std::move(name), {}}; }
  static OptionValue Files(std::string name) { return {Kind::kFile, std::move(name), {}, true}; }
  // One of `choices`, which stand in the place of a name; with a name, others are possible.
  static OptionValue OneOf(std::vector<std::string> choices, std::string name = "");
  static OptionValue ListOf(std::vector<std::string> choices, std::string name) {
    return {Kind::kList, std::move(name), std::move(choices)};
  }
};

struct Option {
  std::string name;  // without dashes
  char letter = 0;   // 0: none
  OptionValue value;
  // Its first clause, up to " (", ";" or ". ", is what completions show.
  std::string description;
};

struct OptionGroup {
  std::string title;
  std::vector<Option> options;
};

struct CommandLine {
  std::string program;
  std::vector<OptionGroup> groups;
  bool takes_paths = false;  // what is no option names a file
  std::string before;        // what help says before the options, and behind them
  std::string after;
};

using OptionValues = boost::program_options::variables_map;

// Parses `arguments` (argv without argv[0]); whatever is no option becomes a value of "positional". Options may stand
// after words, "--" ends them, and no option may be shortened. "generate" is an option that no help shows. Throws Error
// kUsage: an unknown option, with one that is spelled nearly so and how to say a word that begins with a dash; a
// missing value.
OptionValues ParseCommandLine(const std::vector<std::string>& arguments, const CommandLine& line);

// The text that was given, or nothing.
std::string TextOf(const OptionValues& values, const std::string& name);

// All of them, where the option may be given several times.
std::vector<std::string> TextsOf(const OptionValues& values, const std::string& name);

// The number that was given, or `fallback`. Throws Error kUsage where it is none from `least` to `most`.
uint64_t NumberOf(const OptionValues& values, const std::string& name, uint64_t fallback, uint64_t least,
                  uint64_t most);

// The place of what was given among the option's choices, which an enum may have in the same order; 0 where nothing
// was given. Throws Error kUsage where it is none of them.
size_t ChoiceOf(const OptionValues& values, const std::string& name, const CommandLine& line);

}  // namespace article_search
