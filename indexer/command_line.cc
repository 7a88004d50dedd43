#include "indexer/command_line.h"

#include <charconv>
#include <utility>

#include "corpus/ascii.h"
#include "corpus/error.h"
#include "indexer/clean_text.h"

namespace article_search {
namespace {

namespace po = boost::program_options;
namespace style = po::command_line_style;

// Long options by their whole name, "--name value" or "--name=value"; short ones as "-n 5" or "-n5", switches together
// as in "-qh". Guessing is off: a script's "--lim" must not change its meaning when an option is added.
constexpr int kStyle = style::allow_long | style::long_allow_next | style::long_allow_adjacent | style::allow_short |
                       style::allow_dash_for_short | style::short_allow_next | style::short_allow_adjacent |
                       style::allow_sticky;

// "-china" is meant as a word, though it could be read as -c, -h and so on: a dash and three letters or more.
bool LooksLikeDashedWord(const std::string& argument) {
  if (argument.size() < 4 || argument[0] != '-' || argument[1] == '-') return false;
  return std::all_of(argument.begin() + 1, argument.end(), IsLetterLike);
}

// Shortened, or with a letter more, less or another, or two neighbours swapped.
bool IsNearly(std::string_view typed, std::string_view name) {
  if (typed.size() < 3) return false;
  if (name.starts_with(typed)) return true;
  while (!typed.empty() && !name.empty() && typed.front() == name.front()) {
    typed.remove_prefix(1);
    name.remove_prefix(1);
  }
  while (!typed.empty() && !name.empty() && typed.back() == name.back()) {
    typed.remove_suffix(1);
    name.remove_suffix(1);
  }
  return (typed.size() <= 1 && name.size() <= 1) ||
         (typed.size() == 2 && name.size() == 2 && typed[0] == name[1] && typed[1] == name[0]);
}

Error UnknownOption(const std::string& argument, const CommandLine& line) {
  const std::string shown = CleanLine(argument);
  const std::string typed = argument.starts_with("--") ? argument.substr(2, argument.find('=') - 2) : "";
  std::string near;
  for (const OptionGroup& group : line.groups) {
    for (const Option& option : group.options) {
      if (near.empty() && IsNearly(typed, option.name)) near = option.name;
    }
  }
  return Error(ErrorCode::kUsage, "there is no option " + shown +
                                      (near.empty() ? "" : "; did you mean --" + near + "?") +
                                      "; for a word that begins with a dash write: " + line.program + " -- " + shown);
}

// True for "-i" and "--index", not for "-q" nor "--index=FILE".
bool TakesValue(const std::string& argument, const po::options_description& all) {
  if (argument.size() < 2 || argument[0] != '-') return false;
  const std::string name = argument.starts_with("--") ? argument.substr(2) : argument;
  const po::option_description* option = all.find_nothrow(name, /*approx=*/false);
  return option != nullptr && option->semantic()->min_tokens() > 0;
}

size_t PlaceIn(const std::vector<std::string>& choices, const std::string& name, const std::string& text) {
  std::string all;
  for (size_t i = 0; i < choices.size(); ++i) {
    if (text == choices[i]) return i;
    all += (i == 0 ? "" : i + 1 == choices.size() ? " or " : ", ") + choices[i];
  }
  throw Error(ErrorCode::kUsage, "--" + name + " is " + all + ", not '" + CleanLine(text) + "'");
}

// Every value is text to Boost: what is wrong with one is said in our own words.
po::options_description Described(const CommandLine& line) {
  po::options_description described;
  const auto add = [&described](const std::string& names, const po::value_semantic* value) {
    described.add_options()(names.c_str(), value);
  };
  for (const OptionGroup& group : line.groups) {
    for (const Option& option : group.options) {
      const std::string names = option.letter == 0 ? option.name : option.name + "," + option.letter;
      if (option.value.kind == OptionValue::Kind::kNone) {
        add(names, po::bool_switch());
      } else if (option.value.repeats) {
        add(names, po::value<std::vector<std::string>>());
      } else {
        add(names, po::value<std::string>());
      }
    }
  }
  add("generate", po::value<std::string>());
  add("positional", po::value<std::vector<std::string>>());
  return described;
}

}  // namespace

OptionValue OptionValue::OneOf(std::vector<std::string> choices, std::string name) {
  if (name.empty()) {
    for (const std::string& choice : choices) name += (name.empty() ? "" : "|") + choice;
  }
  return {Kind::kChoice, std::move(name), std::move(choices)};
}

OptionValues ParseCommandLine(const std::vector<std::string>& arguments, const CommandLine& line) {
  const po::options_description all = Described(line);
  const std::string& program = line.program;
  po::positional_options_description positional;
  positional.add("positional", -1);
  po::variables_map values;
  try {
    for (size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
      if (arguments[i].starts_with("--positional") || LooksLikeDashedWord(arguments[i])) {
        // The value of the option before it ("-i -odd-name") may begin with a dash.
        if (i == 0 || !TakesValue(arguments[i - 1], all)) throw UnknownOption(arguments[i], line);
      }
    }
    po::store(po::command_line_parser(arguments).options(all).positional(positional).style(kStyle).run(), values);
    po::notify(values);
  } catch (const po::unknown_option& error) {
    throw UnknownOption(error.get_option_name(), line);
  } catch (const po::multiple_occurrences& error) {
    throw Error(ErrorCode::kUsage, error.get_option_name() + " was given twice; see " + program + " --help");
  } catch (const po::error& error) {
    throw Error(ErrorCode::kUsage, CleanLine(error.what()) + "; see " + program + " --help");
  }
  return values;
}

std::string TextOf(const OptionValues& values, const std::string& name) {
  return values.count(name) == 0 ? "" : values[name].as<std::string>();
}

std::vector<std::string> TextsOf(const OptionValues& values, const std::string& name) {
  return values.count(name) == 0 ? std::vector<std::string>() : values[name].as<std::vector<std::string>>();
}

uint64_t NumberOf(const OptionValues& values, const std::string& name, uint64_t fallback, uint64_t least,
                  uint64_t most) {
  if (values.count(name) == 0) return fallback;
  const std::string text = TextOf(values, name);
  uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < least || number > most) {
    throw Error(ErrorCode::kUsage, "--" + name + " takes a whole number from " + std::to_string(least) + " to " +
                                       std::to_string(most) + ", not '" + CleanLine(text) + "'");
  }
  return number;
}

size_t ChoiceOf(const OptionValues& values, const std::string& name, const CommandLine& line) {
  if (values.count(name) == 0) return 0;
  const std::string text = TextOf(values, name);
  for (const OptionGroup& group : line.groups) {
    for (const Option& option : group.options) {
      if (option.name == name) return PlaceIn(option.value.choices, name, text);
    }
  }
  throw Error(ErrorCode::kInternal, "--" + name + " is not declared");
}

}  // namespace article_search
