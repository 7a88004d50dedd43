#include "searcher/terminal.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace article_search {
namespace {

std::vector<std::string> Wrap(const std::string& text, size_t first_width, size_t width) {
  std::vector<std::string> lines;
  for (const Range& line : WrapLine(text, first_width, width)) {
    lines.push_back(text.substr(line.begin, line.end - line.begin));
  }
  return lines;
}

std::vector<std::string> Wrap(const std::string& text, size_t width) { return Wrap(text, width, width); }

using Lines = std::vector<std::string>;

TEST(DisplayWidth, CountsColumnsAndNotBytes) {
  const std::vector<std::pair<std::string, size_t>> cases = {
      {"", 0},
      {"abc", 3},
      {"Zürich", 6},
      {"Zu\u0308rich", 6},         // decomposed
      {"e\u0301\u0323\u0304", 1},  // several marks on a letter
      {"日本語", 6},
      {"ＡＢ", 4},  // full width
      {"ｱｲ", 2},    // half width
      {"が", 2},
      {"か\u3099", 2},  // the same, decomposed
      {"한국", 4},
      {"\u1112\u1161\u11AB", 2},  // 한 in jamo
      {"😀", 2},
      {"👍🏽", 2},         // with a skin tone
      {"👩\u200D👩\u200D👧", 2},  // a family, joined
      {"🇰🇿", 2},               // a flag: two regional indicators
      {"🇰🇿🇰🇿", 4},
      {"❤", 1},
      {"❤\uFE0F", 2},        // the same, as an emoji
      {"1\uFE0F\u20E3", 2},  // keycap
      {"a\uFE0F", 1},        // no emoji
      {"नि", 2},             // a letter and a spacing mark
      {"বা", 2},             // the same, of those that Unicode has extend a cluster
      {"ｱﾞ", 2},             // half-width kana and its mark
      {"\U0001F3FD", 2},     // a skin tone alone
      {"☝\U0001F3FD", 2},    // on an emoji of one column
      {"\u06DD\u0661", 2},   // an Arabic sign around a number
      {"กำ", 2},
      {"a\u200Bb", 2},  // zero-width space
      {"… › –", 5},
      {"\xFF", 1},      // stands for U+FFFD
      {"\xE6\x97", 1},  // likewise, one for both
  };
  for (const auto& [text, width] : cases) EXPECT_EQ(DisplayWidth(text), width) << text;
}

TEST(GraphemeAt, KeepsClustersWhole) {
  for (const std::string cluster : {"a", "é", "e\u0301\u0323", "👩\u200D👩\u200D👧", "🇰🇿", "1\uFE0F\u20E3", "한",
                                    "\u1112\u1161\u11AB", "नि", "\xFF"}) {
    const std::string text = "x" + cluster + "y";
    EXPECT_EQ(GraphemeAt(text, 1).length, cluster.size()) << cluster;
  }
  EXPECT_EQ(GraphemeAt("🇰🇿🇩🇪", 0).length, std::string("🇰🇿").size());
}

TEST(WrapLine, BreaksAtSpaces) {
  EXPECT_EQ(Wrap("", 10), Lines());
  EXPECT_EQ(Wrap("   ", 10), Lines());
  EXPECT_EQ(Wrap("one", 10), Lines({"one"}));
  EXPECT_EQ(Wrap("one two three", 7), Lines({"one two", "three"}));
  EXPECT_EQ(Wrap("one two three", 8), Lines({"one two", "three"}));
  EXPECT_EQ(Wrap("one two three", 13), Lines({"one two three"}));
  EXPECT_EQ(Wrap("one two three", 3, 7), Lines({"one", "two", "three"}));
  EXPECT_EQ(Wrap("one two three", 3, 9), Lines({"one", "two three"}));
  EXPECT_EQ(Wrap("  one   two  ", 3), Lines({"one", "two"}));
  EXPECT_EQ(Wrap("24\u00A0000 tons", 6), Lines({"24\u00A0000", "tons"}));
}

TEST(WrapLine, BreaksWordsOnlyWhereTheyAreLongerThanALine) {
  EXPECT_EQ(Wrap("abcdefgh", 3), Lines({"abc", "def", "gh"}));
  EXPECT_EQ(Wrap("ab cdefgh", 6), Lines({"ab", "cdefgh"}));
  EXPECT_EQ(Wrap("ab cdefghi", 6), Lines({"ab cde", "fghi"}));
  EXPECT_EQ(Wrap("abc", 0), Lines({"a", "b", "c"}));
}

TEST(WrapLine, BreaksAfterHyphensBetweenLetters) {
  EXPECT_EQ(Wrap("multi-vector", 8), Lines({"multi-", "vector"}));
  EXPECT_EQ(Wrap("24 tons/year", 9), Lines({"24", "tons/year"}));
  EXPECT_EQ(Wrap("in 2019-2023", 9), Lines({"in", "2019-2023"}));
  EXPECT_EQ(Wrap("a range -x", 9), Lines({"a range", "-x"}));
}

TEST(WrapLine, BreaksBetweenIdeographsButKeepsTheirPunctuation) {
  EXPECT_EQ(Wrap("日本語の文章", 4), Lines({"日本", "語の", "文章"}));
  EXPECT_EQ(Wrap("日本語の文章", 5), Lines({"日本", "語の", "文章"}));
  EXPECT_EQ(Wrap("日本語。文章", 6), Lines({"日本", "語。文", "章"}));
  EXPECT_EQ(Wrap("日本「文章」", 6), Lines({"日本", "「文", "章」"}));
  EXPECT_EQ(Wrap("データベース", 4), Lines({"デー", "タ", "ベー", "ス"}));
  EXPECT_EQ(Wrap("한국어 문장", 6), Lines({"한국어", "문장"}));
  EXPECT_EQ(Wrap("한국 문장들", 8), Lines({"한국", "문장들"}));
}

TEST(WrapLine, NeverSplitsAGrapheme) {
  EXPECT_EQ(Wrap("e\u0301e\u0301e\u0301", 2), Lines({"e\u0301e\u0301", "e\u0301"}));
  EXPECT_EQ(Wrap("😀😀😀", 3), Lines({"😀", "😀", "😀"}));
  EXPECT_EQ(Wrap("👩\u200D👩\u200D👧👍🏽", 2), Lines({"👩\u200D👩\u200D👧", "👍🏽"}));
  EXPECT_EQ(Wrap("🇰🇿🇩🇪", 1), Lines({"🇰🇿", "🇩🇪"}));  // wider than the line, and still whole
}

// For random text: nothing but spaces is lost, no line is too wide, and lines begin and end between graphemes.
TEST(WrapLine, LosesNothingAtAnyWidth) {
  const std::vector<std::string> pieces = {
      "a",  "word", " ", "  ", "日", "本", "。", "「",     "が",   "か\u3099",      "e\u0301", "😀",      "👍🏽",
      "🇰🇿", "한국", "-", "/",  "—",  "नि", "กำ", "\u200B", "\xFF", "1\uFE0F\u20E3", "\u0301",  "\u200D", "24,000"};
  std::mt19937 random(20240501);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (size_t i = random() % 40; i > 0; --i) text += pieces[random() % pieces.size()];
    std::vector<bool> boundary(text.size() + 1);
    for (size_t at = 0; at < text.size(); at += GraphemeAt(text, at).length) boundary[at] = true;
    boundary[text.size()] = true;
    const size_t width = 1 + random() % 30;
    size_t at = 0;
    for (const Range& line : WrapLine(text, width, width)) {
      ASSERT_LT(line.begin, line.end) << text;
      ASSERT_TRUE(boundary[line.begin] && boundary[line.end]) << text;
      for (; at < line.begin; ++at) ASSERT_EQ(text[at], ' ') << text;
      const std::string shown = text.substr(line.begin, line.end - line.begin);
      const size_t first = GraphemeAt(shown, 0).length;
      if (first < shown.size()) {
        ASSERT_LE(DisplayWidth(shown), width) << text;
      }
      ASSERT_FALSE(shown.substr(0, first) == " " || shown.ends_with(' ')) << text;  // a space with a mark is no space
      at = line.end;
    }
    for (; at < text.size(); ++at) ASSERT_EQ(text[at], ' ') << text;
  }
}

TEST(WrapLine, TakesALongTextInItsStride) {
  const std::string text(200'000, 'x');
  EXPECT_EQ(WrapLine(text, 80, 80).size(), 2500U);
  std::string marks = "a";
  for (int i = 0; i < 100'000; ++i) marks += "\u0301";
  EXPECT_EQ(WrapLine(marks, 80, 80).size(), 1U);
}

// Sets an environment variable for the length of a scope; nullopt unsets it.
class ScopedVariable {
 public:
  ScopedVariable(const char* name, std::optional<std::string> value) : name_(name) {
    if (const char* old = std::getenv(name)) old_ = old;
    Set(value);
  }
  ~ScopedVariable() { Set(old_); }
  ScopedVariable(const ScopedVariable&) = delete;
  ScopedVariable& operator=(const ScopedVariable&) = delete;

 private:
  void Set(const std::optional<std::string>& value) const {
    if (value) {
      setenv(name_, value->c_str(), 1);
    } else {
      unsetenv(name_);
    }
  }

  const char* name_;
  std::optional<std::string> old_;
};

TEST(WantsColor, FollowsChoiceTerminalAndEnvironment) {
  struct Case {
    When choice;
    bool is_terminal;
    std::optional<std::string> no_color;
    std::optional<std::string> term;
    bool wanted;
  };
  const std::optional<std::string> unset;
  const std::vector<Case> cases = {
      {When::kAuto, true, unset, "xterm", true},   {When::kAuto, false, unset, "xterm", false},
      {When::kAuto, true, "", "xterm", true},      {When::kAuto, true, "1", "xterm", false},
      {When::kAuto, true, "0", "xterm", false},    {When::kAuto, true, unset, "dumb", false},
      {When::kAuto, true, unset, "", false},       {When::kAuto, true, unset, unset, false},
      {When::kAlways, false, "1", "dumb", true},   {When::kAlways, true, unset, unset, true},
      {When::kNever, true, unset, "xterm", false},
  };
  for (size_t i = 0; i < cases.size(); ++i) {
    const ScopedVariable no_color("NO_COLOR", cases[i].no_color);
    const ScopedVariable term("TERM", cases[i].term);
    EXPECT_EQ(WantsColor(cases[i].choice, cases[i].is_terminal), cases[i].wanted) << "case " << i;
  }
}

TEST(WantsHyperlinks, OnATerminalWithColors) {
  const ScopedVariable term("TERM", "xterm");
  EXPECT_TRUE(WantsHyperlinks(When::kAuto, /*is_terminal=*/true, /*has_color=*/true));
  EXPECT_FALSE(WantsHyperlinks(When::kAuto, true, false));
  EXPECT_FALSE(WantsHyperlinks(When::kAuto, false, true));  // --color always, in a pipe
  EXPECT_TRUE(WantsHyperlinks(When::kAlways, false, false));
  EXPECT_FALSE(WantsHyperlinks(When::kNever, true, true));
  const ScopedVariable dumb("TERM", "dumb");
  EXPECT_FALSE(WantsHyperlinks(When::kAuto, true, true));  // --color always
}

TEST(FileUrl, IsAbsoluteAndEscaped) {
  const Location here = {"my-host", "/home/a b"};
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"ports.txt", "file://my-host/home/a%20b/ports.txt"},
      {"./-ports.txt", "file://my-host/home/a%20b/-ports.txt"},
      {"/srv/港.txt", "file://my-host/srv/%E6%B8%AF.txt"},
      {"/a\x1B\\b\ac\x07\x9C", "file://my-host/a%1B%5Cb%07c%07%9C"},
      {"/50%?#;:\n~_.-", "file://my-host/50%25%3F%23%3B%3A%0A~_.-"},
      {"-", ""},
      {"/" + std::string(3000, 'x'), ""},
  };
  for (const auto& [path, url] : cases) EXPECT_EQ(FileUrl(here, path), url);
  EXPECT_EQ(FileUrl({"", "/"}, "x"), "file:///x");
  EXPECT_EQ(FileUrl({"a\x1B\\", "/"}, "x"), "file://a%1B%5C/x");
}

TEST(CurrentLocation, IsAHostAndAnAbsoluteFolder) {
  const std::optional<Location> here = CurrentLocation();
  ASSERT_TRUE(here.has_value());
  EXPECT_NE(here->host, "");
  EXPECT_EQ(here->folder.substr(0, 1), "/");
}

// A terminal of `columns` columns without anybody at it.
class PseudoTerminal {
 public:
  explicit PseudoTerminal(uint16_t columns) : master_(posix_openpt(O_RDWR | O_NOCTTY)) {
    if (master_ < 0 || grantpt(master_) != 0 || unlockpt(master_) != 0) return;
    terminal_ = open(ptsname(master_), O_RDWR | O_NOCTTY);
    winsize size{};
    size.ws_row = 24;
    size.ws_col = columns;
    ioctl(master_, TIOCSWINSZ, &size);
  }
  ~PseudoTerminal() {
    if (terminal_ >= 0) close(terminal_);
    if (master_ >= 0) close(master_);
  }
  PseudoTerminal(const PseudoTerminal&) = delete;
  PseudoTerminal& operator=(const PseudoTerminal&) = delete;
  int fd() const { return terminal_; }

 private:
  int master_ = -1;
  int terminal_ = -1;
};

TEST(TerminalWidth, AsksTheEnvironmentThenTheTerminal) {
  const PseudoTerminal terminal(132);
  const PseudoTerminal unknown_size(0);
  if (terminal.fd() < 0 || unknown_size.fd() < 0) GTEST_SKIP() << "no pseudo terminal can be opened here";
  EXPECT_TRUE(IsTerminal(terminal.fd()));
  {
    const ScopedVariable columns("COLUMNS", std::nullopt);
    EXPECT_EQ(TerminalWidth(terminal.fd()), 132U);
    EXPECT_EQ(TerminalWidth(unknown_size.fd()), 80U);
  }
  {
    const ScopedVariable columns("COLUMNS", "50");
    EXPECT_EQ(TerminalWidth(terminal.fd()), 50U);
  }
  for (const char* wrong : {"", "0", "-5", "50x", " 50", "99999999999999999999999"}) {
    const ScopedVariable columns("COLUMNS", wrong);
    EXPECT_EQ(TerminalWidth(terminal.fd()), 132U) << wrong;
  }
}

TEST(TerminalWidth, IsZeroForAPipe) {
  const ScopedVariable columns("COLUMNS", "50");
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  EXPECT_FALSE(IsTerminal(ends[1]));
  EXPECT_EQ(TerminalWidth(ends[1]), 0U);
  close(ends[0]);
  close(ends[1]);
  EXPECT_FALSE(IsTerminal(-1));
  EXPECT_EQ(TerminalWidth(-1), 0U);
}

}  // namespace
}  // namespace article_search
