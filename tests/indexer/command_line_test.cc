#include "indexer/command_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "indexer/command_line_text.h"
#include "tests/indexer/thrown_error.h"

namespace article_search {
namespace {

using testing::HasSubstr;
using Words = std::vector<std::string>;

CommandLine TestLine() {
  CommandLine line;
  line.program = "searcher";
  line.groups = {{"Some",
                  {{"index", 'i', OptionValue::File("FILE"), "the index (default: none)"},
                   {"limit", 'n', OptionValue::Text("N"), "show .N hits; 'many' by default"}}},
                 {"Others",
                  {{"sort", 0, OptionValue::OneOf({"best", "first"}), "which -n are well-known"},
                   {"quiet", 'q', {}, "say it's nothing"},
                   {"help", 'h', {}, "say all"}}}};
  return line;
}

OptionValues Parse(const Words& arguments) { return ParseCommandLine(arguments, TestLine()); }

// The parsed line in one string: options first, then the words.
std::string Parsed(const Words& arguments) {
  const OptionValues values = Parse(arguments);
  std::string out;
  if (values.count("index") != 0) out += "i=" + TextOf(values, "index") + " ";
  if (values.count("limit") != 0) out += "n=" + TextOf(values, "limit") + " ";
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
      {{"--lim", "5"}, "did you mean --limit?"},
      {{"--limt", "5"}, "did you mean --limit?; for a word"},
      {{"--limt=5"}, "did you mean --limit?"},
      {{"--lmiit"}, "did you mean --limit?"},
      {{"--limits"}, "did you mean --limit?"},
      {{"--Limit"}, "did you mean --limit?"},
      {{"--lim1tt"}, "there is no option --lim1tt; for"},
      {{"--so"}, "there is no option --so; for"},
      {{"--generat"}, "there is no option --generat; for"},
      {{"--positional", "x"}, "there is no option --positional"},
      {{"--positional=x"}, "there is no option --positional"},
      {{"-n"}, "--limit"},
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

TEST(CommandLineTest, NumbersAndChoicesAreChecked) {
  EXPECT_EQ(NumberOf(Parse({"-n", "7"}), "limit", 5, 1, 9), 7U);
  EXPECT_EQ(NumberOf(Parse({}), "limit", 5, 6, 9), 5U);
  EXPECT_EQ(ChoiceOf(Parse({"--sort", "first"}), "sort", TestLine()), 1U);
  EXPECT_EQ(ChoiceOf(Parse({}), "sort", TestLine()), 0U);
  for (const std::string number : {"many", "0", "10", "7x", "-1", "99999999999999999999999"}) {
    EXPECT_THAT(ErrorOf([&] {
                  NumberOf(Parse({"-n", number}), "limit", 5, 1, 9);
                }).message,
                HasSubstr("--limit takes a whole number from 1 to 9, not '" + number + "'"));
  }
  EXPECT_THAT(ErrorOf([] {
                ChoiceOf(Parse({"--sort", "worst"}), "sort", TestLine());
              }).message,
              HasSubstr("--sort is best or first, not 'worst'"));
}

TEST(CommandLineTest, HelpIsWrappedAtEightyColumns) {
  CommandLine line = TestLine();
  line.before = "Usage\n";
  line.after = "End\n";
  line.groups[1].options[1].description = "twenty-seven columns from the left, fifty-three of words … and more";
  EXPECT_EQ(HelpText(line),
            "Usage\n\nSome:\n"
            "  -i, --index FILE         the index (default: none)\n"
            "  -n, --limit N            show .N hits; 'many' by default\n\n"
            "Others:\n"
            "      --sort best|first    which -n are well-known\n"
            "  -q, --quiet              twenty-seven columns from the left, fifty-three of\n"
            "                           words … and more\n"
            "  -h, --help               say all\n\nEnd\n");
}

TEST(CommandLineTest, AManPageTakesNoTextForARequest) {
  std::istringstream page(".TH X 1\n.\\\" OPTIONS\n.SH END\n");
  EXPECT_EQ(Generate(TestLine(), "man", page),
            ".TH X 1\n.SS Some\n"
            ".TP\n\\fB\\-i\\fR, \\fB\\-\\-index\\fR \\fIFILE\\fR\nthe index (default: none)\n"
            ".TP\n\\fB\\-n\\fR, \\fB\\-\\-limit\\fR \\fIN\\fR\nshow \\&.N hits; \\&'many' by default\n"
            ".SS Others\n"
            ".TP\n\\fB\\-\\-sort\\fR \\fBbest\\fR|\\fBfirst\\fR\nwhich \\-n are well\\-known\n"
            ".TP\n\\fB\\-q\\fR, \\fB\\-\\-quiet\\fR\nsay it's nothing\n"
            ".TP\n\\fB\\-h\\fR, \\fB\\-\\-help\\fR\nsay all\n.SH END\n");
  EXPECT_THAT(ErrorOf([&] { Generate(TestLine(), "man", page); }).message, HasSubstr("a line for the options"));
  EXPECT_THAT(ErrorOf([&] { Generate(TestLine(), "complete-csh", page); }).message, HasSubstr("not 'complete-csh'"));
}

TEST(CommandLineTest, CompletionsShowTheFirstClauseAndQuoteIt) {
  const CommandLine line = TestLine();
  EXPECT_THAT(FishCompletion(line), HasSubstr("-s i -l index -r -F -d 'the index'\n"));
  EXPECT_THAT(FishCompletion(line), HasSubstr("-l limit -x -d 'show .N hits'\n"));
  EXPECT_THAT(FishCompletion(line), HasSubstr("-s q -l quiet -d 'say it'\\''s nothing'\n"));
  EXPECT_THAT(ZshCompletion(line), HasSubstr("'(-q --quiet)'{-q,--quiet}'[say it'\\''s nothing]' "));
  EXPECT_THAT(ZshCompletion(line), HasSubstr("'--sort=[which -n are well-known]:best|first:(best first)' "));
}

TEST(CommandLineTest, MessagesAreFitForATerminal) {
  const ThrownError error = ErrorOf([] { Parse({"--\x1B[31m\nred"}); });
  EXPECT_EQ(error.code, ErrorCode::kUsage);
  EXPECT_EQ(error.message.find_first_of("\x1B\n"), std::string::npos);
}

TEST(CommandLineTest, AnEmptyWordIsAWord) { EXPECT_EQ(Parsed({"", "x"}), "[][x]"); }

}  // namespace
}  // namespace article_search
