// Articles in several languages, from the command line.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "indexer/index_file.h"
#include "tests/end_to_end/programs.h"

namespace article_search {
namespace {

using Json = nlohmann::ordered_json;

// The file names of the hits.
std::vector<std::string> Found(const std::string& index, const std::string& query) {
  std::vector<std::string> names;
  const Json answer = SearchJson(index, {query});
  for (const Json& hit : answer.at("hits")) {
    const auto path = hit.at("path").get<std::string>();
    names.push_back(path.substr(path.rfind('/') + 1));
  }
  return names;
}

TEST(EndToEndLanguageTest, HelpNamesAuto) {
  const CommandResult result = RunIndexer({"--help"});
  EXPECT_NE(result.out.find("auto: found out for each article"), std::string::npos) << result.out;
}

TEST(EndToEndLanguageTest, AnUnknownLanguageIsSaidWithTheChoices) {
  const TempDir folder;
  const std::string article = folder.Write("a.txt", "Ships sail.\n");
  ExpectError(RunIndexer({"-i", folder / "a.idx", "--language", "klingon", article}), "indexer",
              {"'klingon'", "turkish", "or auto"});
  EXPECT_EQ(NamesIn(folder.path()), std::vector<std::string>{"a.txt"});
}

TEST(EndToEndLanguageTest, AutoIsKeptWhenTheIndexIsBuiltAgain) {
  const TempDir folder;
  const std::string index = folder / "a.idx";
  folder.Write("f/a.txt", "Die Schiffe verlassen den Hafen am Morgen und kehren am Abend zurück.\n");
  BuildIndexOf(index, {folder / "f"}, {"--language", "auto"});
  EXPECT_EQ(IndexFile::Open(index).info().languages, std::vector<std::string>{"german"});
  EXPECT_EQ(Found(index, "Schiff"), std::vector<std::string>{"a.txt"});
  folder.Write("f/b.txt", "Корабли выходят из порта утром и возвращаются вечером.\n");
  ExpectQuiet(RunIndexer({"-q", "-i", index}), 0);
  EXPECT_EQ(IndexFile::Open(index).info().languages, (std::vector<std::string>{"german", "russian"}));
  // An option of a later run goes before what was kept.
  ExpectQuiet(RunIndexer({"-q", "-i", index, "--language", "russian"}), 0);
  EXPECT_EQ(IndexFile::Open(index).info().languages, std::vector<std::string>{"russian"});
  EXPECT_EQ(Found(index, "корабль"), std::vector<std::string>{"b.txt"});
}

// The words of a query are those of any of the languages, also where it is asked what was meant.
TEST(EndToEndLanguageTest, AWordThatOneLanguageFindsIsNotQuestioned) {
  const TempDir folder;
  const std::string index = folder / "a.idx";
  BuildIndexOf(
      index,
      {folder.Write("a.jsonl",
                    "{\"language\": \"en\", \"text\": \"A plan for Europe and for its ships, and more of it.\"}\n"
                    "{\"language\": \"en\", \"text\": \"Ships are built by the sea, as they always were.\"}\n"
                    "{\"language\": \"fr\", \"text\": \"Les navires de l'Europe.\"}\n")},
      {"--language", "auto"});
  const Json answer = SearchJson(index, {"l'Europe"});
  EXPECT_GE(answer.at("total").get<int>(), 1);
  EXPECT_EQ(answer.at("suggestion"), nullptr);
  EXPECT_EQ(SearchJson(index, {"l'Eurpoe"}).at("total"), 0) << "a slip is questioned as ever";
  EXPECT_NE(SearchJson(index, {"l'Eurpoe"}).at("suggestion"), nullptr);
}

// I and ı are one letter there, İ and i another, in the article and in the query.
TEST(EndToEndLanguageTest, TurkishFoldsItsI) {
  const TempDir folder;
  const std::string index = folder / "a.idx";
  const std::string path = folder.Write("a.txt", "KIZLARI uyuyor, IRMAKLAR donuyor, İzmirliler dinliyor.\n");
  BuildIndexOf(index, {path}, {"--language", "tr"});
  const struct {
    const char* query;
    const char* marked;
  } kRows[] = {
      {"kızları", "KIZLARI"},   {"KIZLARI", "KIZLARI"},       {"ırmak", "IRMAKLAR"},     {"IRMAK", "IRMAKLAR"},
      {"ırmaklar", "IRMAKLAR"}, {"izmirliler", "İzmirliler"}, {"İZMİRLİ", "İzmirliler"}, {"İZMİRLİLER", "İzmirliler"},
  };
  for (const auto& row : kRows) {
    const Json answer = SearchJson(index, {row.query});
    ASSERT_EQ(answer.at("hits").size(), 1U) << row.query;
    ExpectHitsCutFromFile(answer, path);
    const Json& hit = answer.at("hits")[0];
    ASSERT_EQ(hit.at("matches").size(), 1U) << row.query;
    EXPECT_EQ(Cut(ReadBytes(path), hit.at("matches")[0]), row.marked) << row.query;
  }
}

TEST(EndToEndLanguageTest, EveryStemmedLanguageCanBeIndexedAndSearched) {
  const TempDir folder;
  const std::string path = folder.Write("a.txt", "Astana 2013\n");
  for (const char* code : {"ar", "hy", "eu", "ca", "da", "nl", "en", "fi", "fr", "de", "hu", "id",
                           "ga", "it", "lt", "ne", "no", "pt", "ro", "ru", "es", "sv", "ta", "tr"}) {
    BuildIndexOf(folder / "a.idx", {path}, {"--language", code});
    EXPECT_EQ(Found(folder / "a.idx", "astana"), std::vector<std::string>{"a.txt"}) << code;
  }
}

}  // namespace
}  // namespace article_search
