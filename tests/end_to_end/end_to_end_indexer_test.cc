// indexer as a process: its options, messages and exit statuses, and that it never harms what is there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "tests/end_to_end/programs.h"

namespace article_search {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;
using testing::StartsWith;

constexpr const char* kArticle =
    "# Rivers and Railways\n\nThe river crosses the steppe near the border.\n\n## Trade Routes\n\n"
    "Caravans carried silk, and railways carry coal.\n";

class IndexerTest : public testing::Test {
 protected:
  std::string index() const { return folder_ / "article.idx"; }
  const TempDir& folder() const { return folder_; }

  // An index of an article, and its bytes, to be compared later.
  void BuildOldIndex() {
    article_ = folder_.Write("sources/article.md", kArticle);
    BuildIndexOf(index(), {article_});
    old_bytes_ = ReadBytes(index());
  }
  const std::string& article() const { return article_; }

  // The old index is there byte for byte, and nothing was left beside it.
  void ExpectUntouched() const {
    EXPECT_TRUE(ReadBytes(index()) == old_bytes_) << "the old index was changed";
    for (const std::string& name : NamesIn(folder_.path())) {
      EXPECT_FALSE(name.starts_with(".article.idx")) << name << " was left behind";
    }
  }

  std::vector<std::string> PathsOf(const std::string& query) const {
    std::vector<std::string> paths;
    const Json answer = SearchJson(index(), {"-n", "1000", "--sort", "position", query});
    for (const Json& hit : answer.at("hits")) paths.push_back(hit.at("path"));
    return paths;
  }
  int64_t Total(const std::string& query) const { return SearchJson(index(), {query}).at("total"); }

 private:
  TempDir folder_;
  std::string article_;
  std::string old_bytes_;
};

TEST_F(IndexerTest, OneLineAtTheEnd) {
  const std::string article = folder().Write("article.md", kArticle);
  const CommandResult result = RunIndexer({"-i", index(), article});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.out, "");
  EXPECT_THAT(result.err, MatchesRegex("indexer: 1 article, 2 paragraphs, 1[0-9] words, [0-9]+ distinct terms in "
                                       "[0-9]+\\.[0-9]+ s: /.*/article\\.idx\n"));
  EXPECT_THAT(NamesIn(folder().path()), ElementsAre("article.idx", "article.md"));
}

TEST_F(IndexerTest, QuietSaysNothing) {
  const std::string article = folder().Write("article.md", kArticle);
  for (const std::string option : {"--quiet", "-q"}) ExpectQuiet(RunIndexer({option, "-i", index(), article}), 0);
  EXPECT_EQ(Total("caravans"), 1);
}

TEST_F(IndexerTest, HelpAndVersion) {
  for (const std::string option : {"--help", "-h", "--version"}) {
    const CommandResult result = RunIndexer({option});
    ExpectQuiet(result, 0);
    EXPECT_THAT(result.out, HasSubstr("indexer"));
  }
  for (const std::string name : {"--index", "--language", "--encoding", "--keep-going", "--quiet", "--list-paragraphs",
                                 "--format", "--verify", "--help", "--version"}) {
    EXPECT_THAT(RunIndexer({"--help"}).out, HasSubstr(name));
  }
}

TEST_F(IndexerTest, DefaultIndex) {
  const std::string article = folder().Write("article.md", kArticle);
  const auto run = [&](const std::map<std::string, std::string>& environment, const std::string& expected) {
    SCOPED_TRACE(expected);
    Command build = IndexerCommand({"-q", article});
    build.environment = environment;
    ExpectQuiet(RunCommand(build), 0);
    EXPECT_TRUE(fs::is_regular_file(expected));
    Command search = SearcherCommand({"--count", "caravans"});
    search.environment = environment;
    const CommandResult found = RunCommand(search);
    ExpectQuiet(found, 0);
    EXPECT_EQ(found.out, "1\n");
    fs::remove_all(expected);
  };
  const std::string home = folder().MakeFolder("home");
  const std::string data = folder() / "data";
  const std::string in_home = home + "/.local/share/article-search/article.idx";
  const std::string named = folder() / "named.idx";
  run({{"HOME", home}}, in_home);
  run({{"HOME", home}, {"XDG_DATA_HOME", data}}, data + "/article-search/article.idx");
  run({{"XDG_DATA_HOME", data}}, data + "/article-search/article.idx");
  run({{"HOME", home}, {"XDG_DATA_HOME", ""}}, in_home);
  run({{"HOME", home}, {"XDG_DATA_HOME", "relative"}}, in_home);
  run({{"HOME", home}, {"XDG_DATA_HOME", data}, {"ARTICLE_SEARCH_INDEX", named}}, named);
  run({{"HOME", home}, {"ARTICLE_SEARCH_INDEX", ""}}, in_home);
}

TEST_F(IndexerTest, NoHomeIsSaid) {
  const std::string article = folder().Write("article.md", kArticle);
  ExpectError(RunIndexer({article}), "indexer", {"HOME", "-i"});
}

TEST_F(IndexerTest, WithoutIndexAndPathTheBundledArticle) {
  Command command = IndexerCommand({"-q"});
  command.environment["ARTICLE_SEARCH_INDEX"] = index();
  ExpectQuiet(RunCommand(command), 0);
  EXPECT_GT(Total("kazakhstan"), 10);
  const std::string misspelt = folder() / "artcle.idx";
  ExpectError(RunIndexer({"-i", misspelt}), "indexer",
              {"no index to build again", "name the articles: indexer -i " + misspelt + " PATH..."});
  EXPECT_THAT(NamesIn(folder().path()), ElementsAre("article.idx"));
}

TEST_F(IndexerTest, StandardInput) {
  const CommandResult result = RunIndexer({"-q", "-i", index(), "-"}, "A lone paragraph about falcons.\n");
  ExpectQuiet(result, 0);
  EXPECT_THAT(PathsOf("falcons"), ElementsAre("-"));
  const std::string bytes = ReadBytes(index());
  ExpectError(RunIndexer({"-i", index()}), "indexer", {"standard input"});
  EXPECT_TRUE(ReadBytes(index()) == bytes);
  const std::string article = folder().Write("article.md", kArticle);
  ExpectQuiet(RunIndexer({"-q", "-i", index(), article, "-"}, "A lone paragraph about river falcons.\n"), 0);
  EXPECT_THAT(PathsOf("river"), ElementsAre(article, "-"));
}

TEST_F(IndexerTest, Folders) {
  folder().Write("sources/b.txt", "The word is falcon, in b.\n");
  folder().Write("sources/a.MD", "The word is falcon, in a.\n");
  folder().Write("sources/sub/deep/c.rst", "The word is falcon, in c.\n");
  folder().Write("sources/.hidden.txt", "The word is falcon, hidden.\n");
  folder().Write("sources/.hidden/d.txt", "The word is falcon, hidden.\n");
  folder().Write("sources/picture.png", std::string("\x89PNG\0falcon", 11));
  folder().Write("sources/program", std::string("\x7F"
                                                "ELF\0\0falcon",
                                                12));
  const std::string sources = folder() / "sources";
  fs::create_directory_symlink(sources, sources + "/sub/loop");
  fs::create_directory_symlink("..", sources + "/sub/deep/up");
  fs::create_symlink("b.txt", sources + "/z-again.txt");
  BuildIndexOf(index(), {sources});
  EXPECT_THAT(PathsOf("falcon"), ElementsAre(sources + "/a.MD", sources + "/b.txt", sources + "/sub/deep/c.rst"));
  // A file that is named is taken whatever its name, and each file is taken once.
  BuildIndexOf(index(), {sources + "/.hidden.txt", sources, sources + "/b.txt"});
  EXPECT_EQ(PathsOf("falcon").size(), 4U);
}

TEST_F(IndexerTest, BinariesInAFolderAreNotTaken) {
  const std::string good = folder().Write("sources/good.txt", "The word is falcon.\n");
  const std::string bytes("\0\1\2\3falcon\0\xFF\xFE", 12);
  const std::string binary = folder().Write("sources/binary.txt", bytes);
  const std::string lines = folder().Write("sources/lines.jsonl", bytes);
  const CommandResult result = RunIndexer({"-q", "-i", index(), folder() / "sources"});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.err, "indexer: " + binary +
                            ": binary data, so it was left out; if it is text in UTF-16 or UTF-32, name that with "
                            "--encoding\nindexer: " +
                            lines + ": binary data, so it was left out\n");
  EXPECT_THAT(PathsOf("falcon"), ElementsAre(good));
  EXPECT_EQ(RunIndexer({"--status", index()}).status, 0);
  EXPECT_THAT(RunIndexer({"--update", "-i", index()}).err, HasSubstr("is up to date; nothing was written"));
}

// Files that were found and left out are no reason to look for them elsewhere.
TEST_F(IndexerTest, WithoutAnArticleTheReasonIsSaid) {
  const std::string reason = "(no article files were found)";
  const CommandResult none = RunIndexer({"-i", index(), folder().MakeFolder("empty")});
  ExpectError(none, "indexer", {"there is not a single paragraph in ", reason});
  folder().Write("binaries/binary.txt", std::string("\0\1", 2));
  const std::string page = folder().Write("page.html.txt", "<!doctype html><title>A falcon</title>\n");
  for (const std::string& path : {folder() / "binaries", page}) {
    const CommandResult left_out = RunIndexer({"--keep-going", "-i", index(), path});
    EXPECT_EQ(left_out.status, 2);
    EXPECT_THAT(left_out.err, HasSubstr("there is not a single paragraph in " + path + ", so nothing was indexed\n"));
  }
  ExpectError(RunIndexer({"-i", index(), "-"}), "indexer", {"not a single paragraph in standard input, so"});
}

TEST_F(IndexerTest, AnIndexIsNoArticle) {
  const std::string other = folder() / "other.idx";
  ASSERT_EQ(RunIndexer({"-q", "-i", other, folder().Write("a.txt", "A falcon.\n")}).status, 0);
  ExpectError(RunIndexer({"-i", index(), other}), "indexer",
              {other + " is an index of this program, not an article; to build it again: indexer -i " + other});
}

TEST_F(IndexerTest, WithoutPathItIsBuiltAgain) {
  const std::string sources = folder().MakeFolder("sources");
  folder().Write("sources/one.txt", "Here is a falcon.\n");
  BuildIndexOf(index(), {sources});
  EXPECT_EQ(Total("falcon"), 1);
  folder().Write("sources/one.txt", "Here is an eagle.\n");
  folder().Write("sources/two.txt", "Here is another eagle.\n");
  const CommandResult again = RunIndexer({"-i", index()});
  EXPECT_EQ(again.status, 0);
  EXPECT_THAT(again.err, HasSubstr("2 articles, 2 paragraphs"));
  EXPECT_EQ(Total("falcon"), 0);
  EXPECT_EQ(Total("eagle"), 2);
  // --keep-going is remembered too.
  const CommandResult with_missing = RunIndexer({"-q", "-i", index(), "--keep-going", sources, sources + "/three.txt"});
  EXPECT_EQ(with_missing.status, 1);
  EXPECT_EQ(RunIndexer({"-q", "-i", index()}).status, 1);
  EXPECT_EQ(Total("eagle"), 2);
  folder().Write("sources/three.txt", "Here is a third eagle.\n");
  EXPECT_EQ(RunIndexer({"-q", "-i", index()}).status, 0);
  EXPECT_EQ(Total("eagle"), 3);
}

TEST_F(IndexerTest, OtherSourcesThanBeforeAreSaid) {
  const std::string other = folder().Write("other.md", "Another text about something else.\n");
  BuildOldIndex();
  EXPECT_EQ(RunIndexer({"-i", index()}).err.find("until now"), std::string::npos);
  const CommandResult replaced = RunIndexer({"-i", index(), other, article()});
  EXPECT_EQ(replaced.status, 0);
  EXPECT_THAT(replaced.err, EndsWith(": " + index() + " (until now an index of " + article() + ")\n"));
  EXPECT_EQ(RunIndexer({"-i", index(), article(), other}).err.find("until now"), std::string::npos);
  const CommandResult piped = RunIndexer({"-i", index(), "-"}, "A third text, through a pipe.\n");
  EXPECT_THAT(piped.err, EndsWith(" (until now an index of " + article() + " and 1 more)\n"));
  EXPECT_THAT(RunIndexer({"-i", index(), other}).err, EndsWith(" (until now an index of standard input)\n"));
  ExpectQuiet(RunIndexer({"-q", "-i", index(), article()}), 0);
}

TEST_F(IndexerTest, ErrorsTouchNothing) {
  BuildOldIndex();
  const std::string html =
      folder().Write("page.html", "<!DOCTYPE html>\n<html><head><title>x</title></head><body><p>x</p></body></html>\n");
  const std::string binary = folder().Write("binary", std::string("\0\1\2\3", 4));
  const std::string garbled = folder().Write("garbled.txt", "abc \xFF\xFE\xFD\x81\x8D\x8F\x90\x9D xyz\n");
  const std::string empty = folder().Write("empty.txt", "");
  const std::string blank = folder().Write("blank.txt", "\n \n\t\n");
  const std::string nothing = folder().MakeFolder("nothing");
  struct Case {
    std::vector<std::string> arguments;
    std::vector<std::string> parts;
  };
  const std::vector<Case> cases = {
      {{folder() / "missing.txt"}, {"missing.txt"}},
      {{article(), folder() / "missing.txt"}, {"missing.txt"}},
      {{article() + "/below-a-file"}, {"below-a-file"}},
      {{"/dev/null"}, {"/dev/null"}},
      {{html}, {"page.html", "HTML"}},
      {{binary}, {"binary"}},
      {{garbled}, {"garbled.txt", "--encoding"}},
      {{empty}, {"paragraph", "empty.txt"}},
      {{blank}, {"paragraph"}},
      {{nothing}, {"paragraph"}},
      {{"--language", "klingonese", article()}, {"klingonese"}},
      {{"--encoding", "no-such-encoding", article()}, {"no-such-encoding"}},
      {{"--no-such-option", article()}, {"--no-such-option"}},
      {{"--quie", article()}, {"--quie"}},
      {{"--format", "json", article()}, {"--format"}},
      {{"--list-paragraphs", "--verify", article()}, {"--list-paragraphs"}},
      {{"--list-paragraphs"}, {"PATH"}},
      {{"--list-paragraphs", "--format", "xml", article()}, {"xml"}},
      {{""}, {"empty"}},
      {{"--language"}, {"--language"}},
  };
  for (const Case& one : cases) {
    std::vector<std::string> arguments = {"-i", index()};
    arguments.insert(arguments.end(), one.arguments.begin(), one.arguments.end());
    SCOPED_TRACE(testing::PrintToString(one.arguments));
    ExpectError(RunIndexer(arguments), "indexer", one.parts);
    ExpectUntouched();
  }
  EXPECT_EQ(Total("caravans"), 1);
}

TEST_F(IndexerTest, AnUnreadableFileTouchesNothing) {
  if (::geteuid() == 0) GTEST_SKIP() << "root reads every file; /dev/null stands in for it in ErrorsTouchNothing";
  BuildOldIndex();
  const std::string secret = folder().Write("secret.txt", "Nobody reads this.\n");
  ASSERT_EQ(::chmod(secret.c_str(), 0), 0);
  ExpectError(RunIndexer({"-i", index(), secret}), "indexer", {"secret.txt"});
  ExpectUntouched();
}

TEST_F(IndexerTest, ATargetThatIsNoIndexIsLeftAlone) {
  const std::string article = folder().Write("article.md", kArticle);
  const std::string precious = folder().Write("precious.txt", "My only copy.\n");
  ExpectError(RunIndexer({"-i", precious, article}), "indexer", {"precious.txt", "not an index"});
  EXPECT_EQ(ReadBytes(precious), "My only copy.\n");
  const std::string inner = folder().Write("data/inner.txt", "My other copy.\n");
  ExpectError(RunIndexer({"-i", folder() / "data", article}), "indexer", {"data"});
  EXPECT_EQ(ReadBytes(inner), "My other copy.\n");
  ExpectError(RunIndexer({"-i", folder() / "no/such/folder/x.idx", article}), "indexer", {"no/such/folder"});
  EXPECT_FALSE(fs::exists(folder() / "no"));
  // The article itself, by a slip of the hand, and with it all that was said.
  ExpectError(RunIndexer({"-i", article}), "indexer", {"article.md"});
  EXPECT_EQ(ReadBytes(article), kArticle);
}

TEST_F(IndexerTest, KeepGoingLeavesOutWhatItCannotRead) {
  BuildOldIndex();
  const std::string good = folder().Write("more/good.txt", "Here is a falcon.\n");
  const std::string bad = folder().Write("more/bad.txt", "abc \xFF\xFE\xFD\x81\x8D\x8F\x90\x9D xyz\n");
  const std::string missing = folder() / "missing.txt";
  ExpectError(RunIndexer({"-i", index(), folder() / "more"}), "indexer", {"bad.txt"});
  ExpectUntouched();
  const CommandResult result = RunIndexer({"-i", index(), "-q", "--keep-going", missing, folder() / "more"});
  EXPECT_EQ(result.status, 1);
  EXPECT_EQ(result.out, "");
  const std::vector<std::string> lines = Lines(result.err);
  ASSERT_EQ(lines.size(), 2U) << result.err;
  EXPECT_THAT(lines[0], testing::AllOf(testing::StartsWith("indexer: "), HasSubstr("missing.txt")));
  EXPECT_THAT(lines[1], testing::AllOf(testing::StartsWith("indexer: "), HasSubstr("bad.txt")));
  EXPECT_THAT(PathsOf("falcon"), ElementsAre(good));
  // Nothing at all left is an error still.
  const std::string bytes = ReadBytes(index());
  const CommandResult nothing = RunIndexer({"-i", index(), "--keep-going", missing});
  EXPECT_EQ(nothing.status, 2);
  EXPECT_TRUE(ReadBytes(index()) == bytes);
}

// An indexer that waits for its standard input, the lock in its hands.
class WaitingIndexer {
 public:
  WaitingIndexer(const TempDir& folder, const std::string& index, const std::vector<std::string>& options = {})
      : running_(Waiting(index, options)) {
    const std::string temporary = folder / ".article.idx.tmp";
    for (int i = 0; i < 2000 && !fs::exists(temporary); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    EXPECT_TRUE(fs::exists(temporary)) << "the indexer did not start its work";
  }
  RunningCommand& running() { return running_; }

 private:
  static Command Waiting(const std::string& index, const std::vector<std::string>& options) {
    Command command = IndexerCommand({"-q", "-i", index});
    command.arguments.insert(command.arguments.end(), options.begin(), options.end());
    command.arguments.push_back("-");
    command.keep_input_open = true;
    return command;
  }
  RunningCommand running_;
};

TEST_F(IndexerTest, ASecondIndexerIsTurnedAway) {
  BuildOldIndex();
  WaitingIndexer first(folder(), index());
  ExpectError(RunIndexer({"-i", index(), article()}), "indexer", {"another indexer"});
  EXPECT_EQ(Total("caravans"), 1);  // searches go on
  first.running().CloseInput();
  // It read nothing, so it fails; and then the way is free.
  EXPECT_EQ(first.running().Wait().status, 2);
  ExpectUntouched();
  ExpectQuiet(RunIndexer({"-q", "-i", index(), article()}), 0);
}

TEST_F(IndexerTest, KilledItLeavesTheOldIndex) {
  BuildOldIndex();
  {
    WaitingIndexer killed(folder(), index());
    killed.running().Signal(SIGKILL);
    EXPECT_EQ(killed.running().Wait().signal, SIGKILL);
  }
  EXPECT_THAT(NamesIn(folder().path()), testing::Contains(testing::StartsWith(".article.idx")));
  EXPECT_EQ(Total("caravans"), 1);
  // What it left is cleared by the next run, even by one that fails.
  folder().Write(".article.idx.tmp/index", "half a file");
  ExpectError(RunIndexer({"-i", index(), folder() / "missing.txt"}), "indexer");
  ExpectUntouched();
}

TEST_F(IndexerTest, InterruptedItLeavesTheOldIndexAndNothingElse) {
  for (const std::vector<std::string>& options :
       {std::vector<std::string>{}, std::vector<std::string>{"--keep-going"}}) {
    SCOPED_TRACE(testing::PrintToString(options));
    for (const int signal : {SIGINT, SIGTERM}) {
      BuildOldIndex();
      std::vector<std::string> arguments = options;
      arguments.push_back(article());
      WaitingIndexer interrupted(folder(), index(), arguments);
      interrupted.running().Signal(signal);
      const CommandResult result = interrupted.running().Wait();
      EXPECT_EQ(result.signal, signal) << result.status << result.err;
      ExpectUntouched();
    }
  }
}

TEST_F(IndexerTest, Languages) {
  const std::string article = folder().Write("article.txt", "Die Katzen schlafen.\n\nHorses are running.\n");
  for (const std::string name : {"german", "de", "deu", "German", "de-AT"}) {
    SCOPED_TRACE(name);
    BuildIndexOf(index(), {article}, {"--language", name});
    EXPECT_EQ(Total("katze"), 1);
    EXPECT_EQ(Total("run"), 0);  // that would be English
  }
  // Without a path the language stays what it was, unless it is named.
  ExpectQuiet(RunIndexer({"-q", "-i", index()}), 0);
  EXPECT_EQ(Total("katze"), 1);
  ExpectQuiet(RunIndexer({"-q", "-i", index(), "--language", "none"}), 0);
  EXPECT_EQ(Total("katze"), 0);
  EXPECT_EQ(Total("katzen"), 1);
  // A language without a stemmer is allowed, and that is said.
  const CommandResult japanese = RunIndexer({"-i", index(), "--language", "ja", article});
  EXPECT_EQ(japanese.status, 0);
  EXPECT_THAT(japanese.err, HasSubstr("stemmer"));
  EXPECT_EQ(Lines(japanese.err).size(), 1U);
}

TEST_F(IndexerTest, Encodings) {
  // Москва, столица. Река течёт. in windows-1251.
  const std::string article =
      folder().Write("article.txt", "\xCC\xEE\xF1\xEA\xE2\xE0, \xF1\xF2\xEE\xEB\xE8\xF6\xE0.\n");
  BuildIndexOf(index(), {article}, {"--encoding", "windows-1251", "--language", "russian"});
  EXPECT_EQ(Total("Москва"), 1);
  // Without a path the encoding stays what it was.
  ExpectQuiet(RunIndexer({"-q", "-i", index()}), 0);
  EXPECT_EQ(Total("москвы"), 1);
}

// One option serves a folder of files in UTF-8 and in another encoding, and passes over what it did without it.
TEST_F(IndexerTest, AnEncodingLeavesUnicodeAlone) {
  const std::string sources = folder().MakeFolder("sources");
  folder().Write("sources/mark.txt", "\xEF\xBB\xBFZürich mit Marke.\n");
  folder().Write("sources/utf8.txt", "Zürich ohne Marke.\n");
  folder().Write("sources/binary.txt", std::string("\0\1", 2));
  for (const auto& [encoding, bytes] : std::vector<std::pair<std::string, std::string>>{
           {"windows-1251", "\xCC\xEE\xF1\xEA\xE2\xE0.\n"},          // Москва.
           {"Shift_JIS", "\x93\x8C\x8B\x9E\x82\xC5\x82\xB7.\n"}}) {  // 東京です.
    SCOPED_TRACE(encoding);
    folder().Write("sources/other.txt", bytes);
    ExpectError(RunIndexer({"-i", index(), "--list-paragraphs", folder() / "sources/other.txt"}), "indexer");
    const CommandResult built = RunIndexer({"-q", "-i", index(), "--encoding", encoding, sources});
    EXPECT_EQ(built.status, 0);
    EXPECT_THAT(Lines(built.err), ElementsAre(HasSubstr("binary.txt: binary data, so it was left out")));
    EXPECT_EQ(Total("Zürich"), 2);
    EXPECT_EQ(Total(encoding == "Shift_JIS" ? "東京" : "Москва"), 1);
    EXPECT_EQ(RunIndexer({"--status", index()}).status, 0);
  }
}

TEST_F(IndexerTest, AGuessedEncodingIsSaid) {
  // Die Straßen in München sind schön, sagte der Bürgermeister über die Brücken.
  const std::string german =
      "Die Stra\xDF"
      "en in M\xFCnchen sind sch\xF6n, sagte der B\xFCrgermeister \xFC"
      "ber die Br\xFC"
      "cken.\n";
  const std::string said = "if that is wrong, name the right one with --encoding\n";
  for (const std::string name : {"a", "b", "c", "d"}) folder().Write("sources/" + name + ".txt", german);
  folder().Write("sources/utf8.txt", "Zürich.\n");
  const std::string sources = folder() / "sources";
  const std::string one = sources + "/a.txt";
  EXPECT_THAT(RunIndexer({"-i", index(), one}).err,
              StartsWith("indexer: 1 file was read as ISO-8859-1 (" + one + "): " + said));
  const std::string all = "indexer: 4 files were read as ISO-8859-1 (" + one + ", " + sources + "/b.txt, " + sources +
                          "/c.txt, …): " + said;
  EXPECT_THAT(RunIndexer({"-i", index(), sources}).err, StartsWith(all));
  EXPECT_EQ(RunIndexer({"--list-paragraphs", sources}).err, all);
  ExpectQuiet(RunIndexer({"-q", "-i", index(), sources}), 0);
  EXPECT_EQ(RunIndexer({"-q", "--list-paragraphs", sources}).err, "");
  EXPECT_THAT(RunIndexer({"-i", index(), "--encoding", "latin1", sources}).err, Not(HasSubstr("were read as")));
}

TEST_F(IndexerTest, AnIndexBehindALinkStaysBehindIt) {
  const std::string article = folder().Write("article.md", kArticle);
  folder().MakeFolder("real");
  fs::create_symlink("real/real.idx", index());
  BuildIndexOf(folder() / "real/real.idx", {article});
  folder().Write("article.md", "Now there are falcons.\n");
  BuildIndexOf(index(), {article});
  EXPECT_TRUE(fs::is_symlink(index()));
  EXPECT_EQ(Total("falcons"), 1);
  EXPECT_THAT(NamesIn(folder() / "real"), ElementsAre("real.idx"));
}

TEST_F(IndexerTest, SourcesAreFoundAgainFromAnyFolder) {
  folder().Write("here/article.md", kArticle);
  folder().MakeFolder("there");
  Command build = IndexerCommand({"-q", "-i", "../article.idx", "article.md"});
  build.folder = folder() / "here";
  ExpectQuiet(RunCommand(build), 0);
  folder().Write("here/article.md", "Now there are falcons.\n");
  Command again = IndexerCommand({"-q", "-i", "../article.idx"});
  again.folder = folder() / "there";
  ExpectQuiet(RunCommand(again), 0);
  EXPECT_THAT(PathsOf("falcons"), ElementsAre(folder() / "here/article.md"));
  // A source that is gone is an error, and the index stays.
  fs::remove(folder() / "here/article.md");
  ExpectError(RunIndexer({"-i", index()}), "indexer", {"article.md"});
  EXPECT_EQ(Total("falcons"), 1);
}

TEST_F(IndexerTest, ListParagraphs) {
  const std::string article = folder().Write("article.md", kArticle);
  const CommandResult json = RunIndexer({"--list-paragraphs", "--format", "json", article});
  ExpectQuiet(json, 0);
  const std::vector<std::string> lines = Lines(json.out);
  ASSERT_EQ(lines.size(), 4U) << json.out;
  std::vector<std::string> kinds;
  int ordinal = 0;
  for (const std::string& line : lines) {
    const Json object = Json::parse(line);
    std::vector<std::string> keys;
    for (const auto& item : object.items()) keys.push_back(item.key());
    EXPECT_THAT(keys, ElementsAre("path", "paragraph", "kind", "line", "column", "begin", "end", "headings", "text"));
    EXPECT_EQ(object.at("path"), article);
    EXPECT_EQ(object.at("paragraph"), ++ordinal);
    EXPECT_EQ(Cut(kArticle, object), object.at("text").get<std::string>());
    kinds.push_back(object.at("kind"));
  }
  EXPECT_THAT(kinds, ElementsAre("title", "body", "heading", "body"));
  EXPECT_THAT(Json::parse(lines[3]).at("headings"), ElementsAre("Trade Routes"));
  EXPECT_EQ(Json::parse(lines[3]).at("line"), 7);

  const CommandResult text = RunIndexer({"--list-paragraphs", article, "-"}, "From \x1B[31m standard input.\n");
  ExpectQuiet(text, 0);
  EXPECT_EQ(Lines(text.out).size(), 5U);
  EXPECT_THAT(text.out, HasSubstr(article + ":3: body: The river crosses"));
  EXPECT_THAT(text.out, HasSubstr("-:1: "));
  EXPECT_EQ(text.out.find('\x1B'), std::string::npos);
  EXPECT_THAT(NamesIn(folder().path()), ElementsAre("article.md"));  // nothing was indexed
  ExpectError(RunIndexer({"--list-paragraphs", folder() / "missing.txt"}), "indexer", {"missing.txt"});

  const std::string odd = folder().Write("caf\xE9.txt", "A text.\n");
  const Json of_odd = Json::parse(RunIndexer({"--list-paragraphs", "--format", "json", odd}).out);
  EXPECT_TRUE(std::string(of_odd.at("path_bytes")).ends_with("636166e92e747874")) << of_odd;
}

TEST_F(IndexerTest, Verify) {
  BuildOldIndex();
  const CommandResult sound = RunVerify({"--verify", index()});
  EXPECT_EQ(sound.status, 0);
  EXPECT_EQ(sound.out, "");
  EXPECT_THAT(sound.err, HasSubstr("sound"));
  ExpectQuiet(RunVerify({"--verify", "--quiet", "-i", index()}), 0);
  const std::string bytes = ReadBytes(index());
  for (const size_t at :
       {size_t{0}, size_t{5000}, bytes.size() / 2, bytes.size() - 100, bytes.size() - 30, bytes.size() - 1}) {
    SCOPED_TRACE(at);
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 4);
    WriteBytes(folder() / "damaged.idx", damaged);
    ExpectError(RunVerify({"--verify", folder() / "damaged.idx"}), "indexer", {"damaged.idx"});
  }
  ExpectError(RunVerify({"--verify", article()}), "indexer", {"article.md"});
  ExpectError(RunVerify({"--verify", folder() / "none.idx"}), "indexer", {"none.idx"});
  ExpectError(RunVerify({"--verify", index(), index()}), "indexer", {"--verify"});
  ExpectError(RunVerify({"--verify", "-i", index(), index()}), "indexer", {"--verify takes one index"});
  ExpectError(RunVerify({"--status", "-i", index(), index()}), "indexer", {"--status takes one index"});
}

TEST_F(IndexerTest, OptionsWithoutEffectAreRefused) {
  BuildOldIndex();
  const auto expect = [&](const std::vector<std::string>& arguments, const std::string& option) {
    ExpectError(RunIndexer(arguments), "indexer", {option + " has no effect with " + arguments.front()});
  };
  for (const std::string action : {"--verify", "--status"}) {
    expect({action, "--language", "de", index()}, "--language");
    expect({action, "--encoding", "latin1", index()}, "--encoding");
    expect({action, "--split", index()}, "--split");
    expect({action, "--keep-going", index()}, "--keep-going");
    expect({action, "--memory", "9", index()}, "--memory");
    expect({action, "--shards", "3", index()}, "--shards");
  }
  expect({"--list-paragraphs", "--threads", "3", article()}, "--threads");
  expect({"--list-paragraphs", "-i", index(), article()}, "--index");
  expect({"--list-paragraphs", "--shards", "3", article()}, "--shards");
  ExpectUntouched();
}

TEST_F(IndexerTest, StandardInputThatDoesNotBlockIsWaitedFor) {
  Command command = IndexerCommand({"-q", "-i", index(), "-"});
  command.nonblocking = true;
  command.input = "A heron stands.\n";
  RunningCommand running(command);
  std::this_thread::sleep_for(std::chrono::milliseconds(300));  // nothing to read until it is waited for
  ExpectQuiet(running.Wait(), 0);
  EXPECT_EQ(Total("heron"), 1);
}

TEST_F(IndexerTest, AFullOutputIsAnError) {
  const std::string article = folder().Write("article.md", kArticle);
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"--help"}, std::vector<std::string>{"--list-paragraphs", article}}) {
    Command command = IndexerCommand(arguments);
    command.output = "/dev/full";
    ExpectError(RunCommand(command), "indexer");
    command.output = "";
    command.output_closed = true;
    ExpectError(RunCommand(command), "indexer");
  }
}

}  // namespace
}  // namespace article_search
