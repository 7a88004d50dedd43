#include "indexer/command_line.h"

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
  for (size_t i = 1; i < argument.size(); ++i) {
    const char c = argument[i];
    if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && static_cast<unsigned char>(c) < 0x80) return false;
  }
  return true;
}

Error UnknownOption(const std::string& argument, const std::string& program) {
  const std::string shown = CleanLine(argument);
  return Error(ErrorCode::kUsage, "there is no option " + shown +
                                      "; for a word that begins with a dash write: " + program + " -- " + shown);
}

// True for "-i" and "--index", not for "-q" nor "--index=FILE".
bool TakesValue(const std::string& argument, const po::options_description& all) {
  if (argument.size() < 2 || argument[0] != '-') return false;
  const std::string name = argument.starts_with("--") ? argument.substr(2) : argument;
  const po::option_description* option = all.find_nothrow(name, /*approx=*/false);
  return option != nullptr && option->semantic()->min_tokens() > 0;
}

}  // namespace

po::variables_map ParseCommandLine(const std::vector<std::string>& arguments, const po::options_description& described,
                                   const std::string& program) {
  po::options_description all;
  all.add(described).add_options()("positional", po::value<std::vector<std::string>>());
  po::positional_options_description positional;
  positional.add("positional", -1);
  po::variables_map values;
  try {
    for (size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
      if (arguments[i].starts_with("--positional") || LooksLikeDashedWord(arguments[i])) {
        // The value of the option before it ("-i -odd-name") may begin with a dash.
        if (i == 0 || !TakesValue(arguments[i - 1], all)) throw UnknownOption(arguments[i], program);
      }
    }
    po::store(po::command_line_parser(arguments).options(all).positional(positional).style(kStyle).run(), values);
    po::notify(values);
  } catch (const po::unknown_option& error) {
    throw UnknownOption(error.get_option_name(), program);
  } catch (const po::multiple_occurrences& error) {
    throw Error(ErrorCode::kUsage, error.get_option_name() + " was given twice; see " + program + " --help");
  } catch (const po::error& error) {
    throw Error(ErrorCode::kUsage, CleanLine(error.what()) + "; see " + program + " --help");
  }
  return values;
}

}  // namespace article_search
