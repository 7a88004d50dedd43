#include "indexer/command_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/indexer/thrown_error.h"

namespace article_search {
namespace {

namespace po = boost::program_options;
using testing::HasSubstr;
using Words = std::vector<std::string>;

po::variables_map Parse(const Words& arguments) {
  po::options_description options;
  options.add_options()("index,i", po::value<std::string>())("limit,n", po::value<int>())("quiet,q", po::bool_switch())(
      "help,h", po::bool_switch());
  return ParseCommandLine(arguments, options, "searcher");
}

// The parsed line in one string: options first, then the words.
std::string Parsed(const Words& arguments) {
  const po::variables_map values = Parse(arguments);
  std::string out;
  if (values.count("index") != 0) out += "i=" + values["index"].as<std::string>() + " ";
  if (values.count("limit") != 0) out += "n=" + std::to_string(values["limit"].as<int>()) + " ";
  if (values["quiet"].as<bool>()) out += "q ";
  if (values["help"].as<bool>()) out += "h ";
  if (values.count("positional") != 0) {
    for (const std::string& word : values["positional"].as<Words>()) out += "[" + word + "]";
  }
  return out;
}

TEST(CommandLineTest, Parses) {
  const struct {
    Words arguments;
    std::string parsed;
  } rows[] = {
      {{}, ""},
      {{"belt", "and", "road"}, "[belt][and][road]"},
      {{"-n", "5", "belt"}, "n=5 [belt]"},
      {{"belt", "-n5", "road", "-q"}, "n=5 q [belt][road]"},
      {{"--limit=5", "--index", "a b", "x"}, "i=a b n=5 [x]"},
      {{"-qh"}, "q h "},
      {{"--", "-china", "--limit", "-n"}, "[-china][--limit][-n]"},
      {{"x", "--", "y"}, "[x][y]"},
      {{"-"}, "[-]"},
      {{"-i", "-odd-name"}, "i=-odd-name "},
      {{"-i", "-odd"}, "i=-odd "},
      {{"\"a phrase\"", "50+", "a=b"}, "[\"a phrase\"][50+][a=b]"},
  };
  for (const auto& row : rows) EXPECT_EQ(Parsed(row.arguments), row.parsed) << testing::PrintToString(row.arguments);
}

TEST(CommandLineTest, Refuses) {
  const struct {
    Words arguments;
    std::string message;
  } rows[] = {
      {{"-china"}, "write: searcher -- -china"},
      {{"trade", "-nothing"}, "write: searcher -- -nothing"},
      {{"-россия"}, "write: searcher -- -россия"},
      {{"--nothing"}, "there is no option --nothing"},
      {{"-x"}, "there is no option -x"},
      {{"--lim", "5"}, "there is no option --lim"},
      {{"--quie"}, "there is no option --quie"},
      {{"--positional", "x"}, "there is no option --positional"},
      {{"--positional=x"}, "there is no option --positional"},
      {{"-n"}, "--limit"},
      {{"-n", "many"}, "many"},
      {{"-n", "1", "-n", "2"}, "--limit was given twice"},
      {{"--quiet=1"}, "--quiet"},
  };
  for (const auto& row : rows) {
    const ThrownError error = ErrorOf([&] { Parse(row.arguments); });
    EXPECT_EQ(error.code, ErrorCode::kUsage) << testing::PrintToString(row.arguments);
    EXPECT_THAT(error.message, HasSubstr(row.message));
    EXPECT_EQ(error.message.find('\n'), std::string::npos);
  }
}

TEST(CommandLineTest, MessagesAreFitForATerminal) {
  const ThrownError error = ErrorOf([] { Parse({"--\x1B[31m\nred"}); });
  EXPECT_EQ(error.code, ErrorCode::kUsage);
  EXPECT_EQ(error.message.find_first_of("\x1B\n"), std::string::npos);
}

TEST(CommandLineTest, AnEmptyWordIsAWord) { EXPECT_EQ(Parsed({"", "x"}), "[][x]"); }

}  // namespace
}  // namespace article_search
