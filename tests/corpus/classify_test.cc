// Kinds, titles and heading trails: docs/paragraphs.md, rule by rule.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "corpus/article_reader.h"
#include "corpus/line_shape.h"

namespace article_search {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;

const std::string kProse =
    "This is a paragraph of an article, which says what paragraphs say, and ends, as they do, with a full stop.";

Article Read(const std::string& text, const std::string& path = "a.txt") { return ReadArticle(text, path, {}); }
Article ReadData(const std::string& name) {
  const std::string path = std::string(TEST_DATA_DIR "/articles/") + name;
  return ReadArticle(ReadFile(path), path, {});
}

// "kind+ headings | first words": "+" says that there is content below.
std::vector<std::string> Outline(const Article& article, size_t columns = 18) {
  std::vector<std::string> outline;
  for (const Paragraph& paragraph : article.paragraphs) {
    std::string line(ToString(paragraph.kind));
    if (paragraph.has_content_below) line += "+";
    for (const std::string& heading : paragraph.headings) line += " " + heading + " >";
    std::string text = OneLine(paragraph.text);
    if (text.size() > columns) text.resize(columns);
    outline.push_back(line + " | " + text);
  }
  return outline;
}

std::vector<ParagraphKind> Kinds(const Article& article) {
  std::vector<ParagraphKind> kinds;
  for (const Paragraph& paragraph : article.paragraphs) kinds.push_back(paragraph.kind);
  return kinds;
}

TEST(ClassifyTest, MarkdownRecipe) {
  const Article article = ReadData("rye-bread.md");
  EXPECT_EQ(article.title, "Rye Bread for the Patient");
  const std::string crust = "Is the crust supposed to be this hard? >";
  EXPECT_THAT(Outline(article), ElementsAreArray(std::vector<std::string>{
                                    "boilerplate | title: Rye bread f",
                                    "title+ | Rye Bread for the ",
                                    "caption | ![a dark loaf on a",
                                    "caption | *Photo: the third ",
                                    "body | Rye has little glu",
                                    "heading+ | Ingredients",
                                    "list Ingredients > | - 500 g wholegrain",
                                    "heading+ | Method",
                                    "heading+ Method > | The starter",
                                    "body Method > The starter > | Feed the starter i",
                                    "heading+ Method > | The bake",
                                    "list Method > The bake > | 1. Heat the oven t",
                                    "list Method > The bake > | 2. Bake for an hou",
                                    "body Method > The bake > | ```sh # this is no",
                                    "body Method > The bake > | preheat --to 250 `",
                                    "heading+ | Setext works too",
                                    "table Setext works too > | | Flour | Water | ",
                                    "question+ | Is the crust suppo",
                                    "body " + crust + " | Yes. It softens ov",
                                    "question+ " + crust + " | **Can I freeze it?",
                                    "body " + crust + " **Can I freeze it?** > | You can, in slices",
                                    "boilerplate " + crust + " **Can I freeze it?** > | Share this:",
                                    "boilerplate " + crust + " **Can I freeze it?** > | [Facebook](https:/",
                                    "boilerplate " + crust + " **Can I freeze it?** > | Related Posts",
                                    "boilerplate " + crust + " **Can I freeze it?** > | Leave a Reply",
                                    "boilerplate " + crust + " **Can I freeze it?** > | Your email address",
                                    "boilerplate " + crust + " **Can I freeze it?** > | Name *",
                                    "boilerplate " + crust + " **Can I freeze it?** > | Email *",
                                    "boilerplate " + crust + " **Can I freeze it?** > | Save my name, emai",
                                }));
}

TEST(ClassifyTest, RestSoftwarePage) {
  const Article article = ReadData("tideclock.rst");
  EXPECT_EQ(article.title, "tideclock");
  EXPECT_THAT(Outline(article), ElementsAreArray(std::vector<std::string>{
                                    "boilerplate | .. SPDX-License-Id",
                                    "title+ | tideclock",
                                    "body | tideclock prints t",
                                    "heading+ | Installation",
                                    "body Installation > | Install the packag",
                                    "heading+ Installation > | Requirements",
                                    "list Installation > Requirements > | * A clock that is ",
                                    "heading+ | Usage",
                                    "body Usage > | Give the name of a",
                                    "body Usage > | # tideclock Brest ",
                                    "caption Usage > | .. image:: curve.p",
                                    "heading+ Usage > | Options",
                                    "table Usage > Options > | ======== =========",
                                    "heading+ Usage > Options > | Limits",
                                    "body Usage > Options > Limits > | Storm surges are n",
                                    "heading+ | See also",
                                    "body See also > | The manual of the ",
                                }));
}

TEST(ClassifyTest, HardWrappedEssay) {
  EXPECT_THAT(Outline(ReadData("on-walking.txt")), ElementsAreArray(std::vector<std::string>{
                                                       "title+ | ON WALKING SLOWLY",
                                                       "body | BY AN IDLER",
                                                       "heading+ | CHAPTER I.",
                                                       "body CHAPTER I. > | There is a kind of",
                                                       "body CHAPTER I. > | he who walks to wa",
                                                       "caption CHAPTER I. > | [Illustration: A m",
                                                       "body CHAPTER I. > | I knew a man who c",
                                                       "heading+ | CHAPTER II.",
                                                       "body CHAPTER II. > | Leave a reply to e",
                                                       "body CHAPTER II. > | \"What do you hear?",
                                                       "body CHAPTER II. > | \"Nothing, sir,\" sa",
                                                   }));
}

TEST(ClassifyTest, OtherForms) {
  EXPECT_THAT(Outline(ReadData("lines.txt")), ElementsAreArray(std::vector<std::string>{
                                                  "title+ | Night Trains Retur",
                                                  "body | The sleeping car w",
                                                  "question+ | Who rides them?",
                                                  "body Who rides them? > | Mostly people who ",
                                                  "list Who rides them? > | - Vienna to Paris,",
                                                  "body Who rides them? > | What is missing is",
                                              }));
  EXPECT_THAT(Outline(ReadData("indented.txt")), ElementsAre("title+ | THE LIGHTHOUSE", "body | The keeper of the ",
                                                             "body | When the inspector", "body | Afterwards the kee"));
  EXPECT_THAT(Outline(ReadData("minutes-crlf.txt")),
              ElementsAre("title+ | Minutes of the All", "body | Present were eleve", "heading+ | Water",
                          "body Water > | The tap by the gat", "table Water > | Item Owner Due Tap"));
  EXPECT_THAT(Outline(ReadData("minutes-cr.txt")),
              ElementsAre("title+ | Minutes of the All", "body | Present were eleve", "heading+ | Water",
                          "body Water > | The tap by the gat"));
  using enum ParagraphKind;
  EXPECT_THAT(Kinds(ReadData("news-1251.txt")),
              ElementsAre(kTitle, kBody, kQuestion, kBody, kCaption, kBoilerplate, kBoilerplate));
  EXPECT_THAT(Kinds(ReadData("haiku-utf16.txt")), ElementsAre(kTitle, kBody, kBody));
}

// One block between a heading with its text and more text, in an article that begins with a title.
TEST(ClassifyTest, ABlockAmongText) {
  using enum ParagraphKind;
  const std::vector<std::pair<std::string, ParagraphKind>> rows = {
      // Headings: short, no closing punctuation, text below.
      {"A Harbour in Winter", kHeading},
      {"2. The second part", kHeading},
      {"PART TWO.", kHeading},
      {"第二章", kHeading},
      {"A Harbour (in Winter)", kHeading},
      {"The winter was long.", kBody},
      {"He turned around and said:", kBody},
      {"and so it ended", kBody},
      {"By Jane Doe", kBody},
      {"12 March 2020", kBody},
      {"March 3, 2021 at 10:31 am", kBody},
      {"1991", kBody},
      {"MAKE=gmake", kBody},
      {"https://example.org/path", kBody},
      {"A Line That Has No Full Stop But Goes On And On For Far More Words Than Any Heading Ever Had", kBody},
      {"[00:01:09.000] Yes and the ice", kBody},
      {"[1] A Harbour in Winter", kBody},
      {"00:01:09 Speaker Two", kBody},
      {"(0:15) The Harbour", kBody},
      {"SPEAKER 1: is thawing faster than we thought", kBody},
      {"SPEAKER 2: Yes. The permafrost", kBody},
      {"TODO: fix the race condition", kBody},
      {"CHAPTER 1: The Harbour", kHeading},
      {"1.1 \"Harbour\" means any place where ships lie", kBody},
      {"1.1 Definitions", kHeading},
      {"The harbour froze over. Nobody came", kBody},
      {"Chapter 1. The Harbour", kHeading},
      {"Chapter 1. The Harbour in Winter.", kHeading},
      {"Chapter XI.", kHeading},
      {"Part 2.", kHeading},
      {"Part 2. The harbour froze.", kBody},
      {"Chapter and verse.", kBody},
      {"The Harbour of Dr. Doe", kHeading},
      {"What Is a Harbour? A Guide", kHeading},
      {"港は凍った。誰も来ない", kBody},
      // Questions with an answer below.
      {"What is a harbour?", kQuestion},
      {"¿Qué es un puerto?", kQuestion},
      {"1. What is a harbour?", kQuestion},
      {"港とは何ですか？", kQuestion},
      {"港へ行く！何ですか？", kBody},
      {"\"What is a harbour?\"", kBody},
      {"— Где порт?", kBody},
      {"It was late. What was to be done?", kBody},
      // Lists.
      {"- bread\n- butter", kList},
      {"1. Mix.\n2. Wait.\n3. Bake.", kList},
      {"What you need:\n• bread\n• butter", kList},
      {"- bread, and that means a loaf which\nis two days old\n- butter", kList},
      {"* Prices as of 2020.", kBody},
      {"1914 was a dry year.\nSo was 1915.", kBody},
      // Tables.
      {"Name\tAge\nAnn\t3", kTable},
      {"| Name | Age |\n|------|-----|\n| Ann  | 3   |", kTable},
      {"Oil exports: 70\nGas exports: 20\nGold exports: 3", kTable},
      {"Harbour Tides Depth\nBrest twice a day 10 m\nKiel none 11 m\nCalais twice a day\n8 m", kTable},
      {"apples     3\npears     12\nplums      7", kTable},
      {"Nothing Gold Can Stay\nnature's first green is gold\nher hardest hue to hold.", kBody},
      {"The Harbour Master said\nthat the tide would turn\nwhen it was ready.", kBody},
      // Captions that name themselves.
      {"Photo: the harbour in winter", kCaption},
      {"Photo by Jane Doe", kCaption},
      {"Image credit: Jane Doe/Agency.", kCaption},
      {"(Foto: Jane Doe)", kCaption},
      {"Figure 3", kCaption},
      {"Fig. 2a: The harbour", kCaption},
      {"Figure 3. The harbour in winter.", kCaption},
      {"[Illustration]", kCaption},
      {"Рис. 4. Порт", kCaption},
      {"Figure 3 shows that the harbour was empty.", kBody},
      {"Photo albums of the harbour were for sale.", kBody},
      {"Image processing in Python", kHeading},
      {"kazakhstan diplomacy", kBody},
      {"Credits are given for the harbour.", kBody},
      {"Photo: Jane Doe/Reuters", kCaption},
      {"AP Photo/J. Doe", kCaption},
      {"(Jane Doe / AFP via Getty Images)", kCaption},
      {"Reuters/Ipsos poll: half of all harbours are empty", kHeading},
      {"TCP/IP", kHeading},
      // Boilerplate.
      {"Leave a Comment", kBoilerplate},
      {"LEAVE A REPLY", kBoilerplate},
      {"Leave a Reply Cancel reply", kBoilerplate},
      {"Your email address will not be published. Required fields are marked *", kBoilerplate},
      {"Share this:", kBoilerplate},
      {"Facebook Twitter LinkedIn Email", kBoilerplate},
      {"Facebook\nTwitter\nPrint", kBoilerplate},
      {"Share on Facebook", kBoilerplate},
      {"Home | About Us | Privacy Policy", kBoilerplate},
      {"Home\nAbout\nContact us\nSearch", kBoilerplate},
      {"Related posts", kBoilerplate},
      {"Related posts…", kBoilerplate},
      {"Previous Post: The Old Mill", kBoilerplate},
      {"Next Article → What the Mill Ground", kBoilerplate},
      {"← The Old Mill", kBoilerplate},
      {"3 Comments", kBoilerplate},
      {"We use cookies to improve your experience on our site.", kBoilerplate},
      {"This website uses cookies. By continuing to use this website you accept them.", kBoilerplate},
      {"© 2023 The Harbour Post. All rights reserved.", kBoilerplate},
      {"Schreibe einen Kommentar", kBoilerplate},
      {"Copyright 2024 The Harbour Post. All rights reserved.", kBoilerplate},
      {"The Harbour Post (c) 2024. All Rights Reserved", kBoilerplate},
      {"© Новости, 2024. ALL RIGHTS RESERVED.", kBoilerplate},
      {"Powered by WordPress", kBoilerplate},
      {"Proudly powered by WordPress | Theme: Twenty Twelve", kBoilerplate},
      {"Posted by Jane Doe on March 3, 2021", kBoilerplate},
      {"Posted on 3rd March 2021 at 10:31 am by admin", kBoilerplate},
      {"Updated 5 Nov 2024, 10:31 GMT", kBoilerplate},
      {"Last modified: 2024-11-05", kBoilerplate},
      {"Обновлено: 5 ноября 2024 г.", kBoilerplate},
      {"Publié le 5 novembre 2024 à 10h31", kBoilerplate},
      {"Posted in World | Tagged China, Russia", kBoilerplate},
      {"Posted in News, Ports and tagged trade, oil", kBoilerplate},
      {"By Jane Doe | November 5, 2024 | 3 Comments", kBoilerplate},
      {"Tags: trade, oil, Central Asia", kBoilerplate},
      {"Метки: порт, зима", kBoilerplate},
      {"Filed under: World News", kBoilerplate},
      {"5 min read", kBoilerplate},
      {"Reading time: 5 minutes", kBoilerplate},
      {"5 Nov 2024 · 3 min read", kBoilerplate},
      {"Updated 2 hours ago", kBoilerplate},
      {"jane says: 3 mo. ago", kBoilerplate},
      {"2 Hours Ago", kBody},
      {"2 Ships a Week Ago", kHeading},
      {"Share", kBody},
      {"Shares", kHeading},
      {"This article is more than 2 years old", kBoilerplate},
      {"This article is more than a summary", kHeading},
      {"Home > News > Asia", kBoilerplate},
      {"You are here: Home » World » The Old Mill Is For Sale", kBoilerplate},
      {"Previous post / Next post", kBoilerplate},
      {"Previous Post Next Post", kBoilerplate},
      {"« Previous  Next »", kBoilerplate},
      {"Read More »", kBoilerplate},
      {"Read more...", kBoilerplate},
      {"Read more: The Old Mill", kBoilerplate},
      {"Advertisement", kBoilerplate},
      {"Subscribe to our newsletter", kBoilerplate},
      {"Sign up for our free weekly newsletter and never miss a tide.", kBoilerplate},
      {"By clicking “Accept”, you agree to the use of cookies.", kBoilerplate},
      {"We use cookies. Accept Decline", kBoilerplate},
      {"Comments (3)", kBoilerplate},
      {"Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec *", kBoilerplate},
      {"jane says: June 5, 2021 at 3:04 pm", kBoilerplate},
      {"Jane Doe says:\nJune 5, 2021 at 3:04 pm", kBoilerplate},
      {"Jane Doe says:\nOn June 5, 2021 the harbour froze.", kBody},
      {"Jump to navigation\nJump to search", kBoilerplate},
      {"From Wikipedia, the free encyclopedia", kBoilerplate},
      {"This page was last edited on 5 November 2024, at 12:10 (UTC).\nText is available under a licence.",
       kBoilerplate},
      {"About us\nContact\nAdvertise\nPrivacy Policy", kBoilerplate},
      {"Related: How icebergs are born", kHeading},
      // The same words in sentences, and alone.
      {"Leave a comment on the draft treaty, the ministry asked, and thousands did.", kBody},
      {"Leave a Reply to Every Letter", kHeading},
      {"We use cookies to make the base of this cake.", kBody},
      {"Share this bread with a neighbour.", kBody},
      {"Like this:", kBody},
      {"Search", kHeading},
      {"Comments", kHeading},
      {"- name\n- email\n- website", kList},
      {"- Facebook\n- Twitter\n- YouTube", kList},
      {"Facebook and Twitter were asked to appear.", kBody},
      {"Next: The Mill", kHeading},
      {"Posted in Berlin in 1914, he learned to bake.", kBody},
      {"Copyright (c) 2007 Jane Doe", kHeading},
      {"Copyright and all rights reserved by kings", kHeading},
      {"Powered by WordPress, the site grew to a million readers.", kBody},
      {"Powered by WordPress: How a Harbour Went Online", kHeading},
      {"Powered by the Wind", kHeading},
      {"Posted by the army along the border, the guns were silent.", kBody},
      {"Posted by the army on 3 March 1916", kBody},
      {"Published in London, 1914", kBody},
      {"Updated charts of the harbour", kBody},
      {"Tags", kHeading},
      {"Tags: an introduction", kHeading},
      {"Tags: in Go, struct tags are strings.", kBody},
      {"Tags: in Go, struct tags are strings", kHeading},
      {"Related work", kHeading},
      {"Read More Books", kHeading},
      {"ADVERTISEMENT.", kHeading},
      {"Home / Work", kHeading},
      {"Homes > Harbours", kBody},
      {"Home and Search", kHeading},
      {"Join our navy", kHeading},
      {"Join our mailing list to hear of the harbour.", kBody},
      {"Join our staff, who write for nothing but a newsletter.", kBody},
      {"Home / Work / School", kHeading},
      {"Tagged: How Birds Are Followed", kHeading},
      {"- Read more\n- Home > News", kList},
  };
  for (const auto& [block, kind] : rows) {
    const Article article = Read("A Page About Harbours\n\n" + kProse + "\n\nThe First Part\n\n" + kProse + "\n\n" +
                                 block + "\n\n" + kProse);
    ASSERT_EQ(article.paragraphs.size(), 6u) << block;
    EXPECT_EQ(ToString(article.paragraphs[4].kind), ToString(kind)) << block;
    EXPECT_EQ(article.paragraphs[4].text, block);
    EXPECT_EQ(article.paragraphs[5].kind, kBody) << block;
  }
}

TEST(ClassifyTest, NothingBelowNoHeadingAndNoQuestion) {
  using enum ParagraphKind;
  EXPECT_THAT(Kinds(Read(kProse + "\n\nA Harbour in Winter")), ElementsAre(kBody, kBody));
  EXPECT_THAT(Kinds(Read(kProse + "\n\nWhat is a harbour?")), ElementsAre(kBody, kBody));
  EXPECT_THAT(Kinds(Read(kProse + "\n\nWhat is a harbour?\n\nAnd a port?\n\n" + kProse)),
              ElementsAre(kBody, kBody, kQuestion, kBody));
  EXPECT_THAT(Kinds(Read(kProse + "\n\nIs it free?\n\nYes\n\nIs it good?\n\nYes, very.")),
              ElementsAre(kBody, kQuestion, kBody, kQuestion, kBody));
  // A menu, or an address: only what stands next to the text.
  EXPECT_THAT(Kinds(Read(kProse + "\n\nHarbours\n\nRivers\n\nLakes\n\nSeas\n\n" + kProse)),
              ElementsAre(kBody, kBody, kBody, kBody, kHeading, kBody));
}

// Short lines that are what the text says.
TEST(ClassifyTest, LinesThatAreNoHeadings) {
  const std::vector<std::pair<std::string, std::vector<std::string>>> rows = {
      // Tasks: all of the text, or below an article.
      {"Renew passport\n\nCall the plumber\n\nPay invoice 4711\n\nClean the garage. It is a mess.",
       {"body | Renew", "body | Call ", "body | Pay i", "body | Clean"}},
      {"Title\n\n" + kProse + "\n\nRenew passport\n\nCall the plumber\n\nPay the invoice\n\nClean up.",
       {"title+ | Title", "body | This ", "body | Renew", "body | Call ", "body | Pay t", "body | Clean"}},
      {"Title\n\n" + kProse + "\n\nRenew passport\n\nCall the plumber\n\nClean up.",
       {"title+ | Title", "body | This ", "body | Renew", "body | Call ", "body | Clean"}},
      // Clauses with nothing between them; the last may stand above its text.
      {"Title\n\n" + kProse + "\n\n2.1 Harbours are ports\n\n2.2 Ships pay a fee\n\nIt is due.",
       {"title+ | Title", "body | This ", "body | 2.1 H", "body | 2.2 S", "body | It is"}},
      {"Title\n\n" + kProse + "\n\n2.1 Reserved\n\n2.2 Ships\n\n" + kProse,
       {"title+ | Title", "body | This ", "body | 2.1 R", "heading+ | 2.2 S", "body 2.2 Ships > | This "}},
      {"Title\n\n" + kProse + "\n\n2. Harbours\n\n2.1 Ships\n\n" + kProse,
       {"title+ | Title", "body | This ", "heading+ | 2. Ha", "heading+ 2. Harbours > | 2.1 S",
        "body 2. Harbours > 2.1 Ships > | This "}},
      {"Title\n\n" + kProse +
           "\n\n2.1 Ships are free\n\n2.2 Boats pay a fee, which is due on the first day of each of their months in "
           "the harbour.",
       {"title+ | Title", "body | This ", "body | 2.1 S", "body | 2.2 B"}},
      {"Title\n\n" + kProse + "\n\n2. The Drought\n\n1914 was a dry year.",
       {"title+ | Title", "body | This ", "heading+ | 2. Th", "body 2. The Drought > | 1914 "}},
      // Speakers say more than one thing. A title and one heading may begin alike, and a title comes again.
      {"Anna: Did you go\n\nBob: I went and it was cold, as ever.\n\nAnna: I know\n\nAnna: Good\n\nBob: Well, yes.",
       {"body | Anna:", "body | Bob: ", "body | Anna:", "body | Anna:", "body | Bob: "}},
      {"ANNA: Did you see it\n\nBOB: I did, and the keeper too.\n\nANNA: He slept\n\nBOB: Who would not?",
       {"body | ANNA:", "body | BOB: ", "body | ANNA:", "body | BOB: "}},
      {"[0:05] ANNA: Is it thawing?\n\n[0:09] BOB: Yes. And faster than we thought.", {"body | [0:05", "body | [0:09"}},
      {"Harbours: A History\n\nHarbours: A History\n\nHarbours: Ships\n\n" + kProse,
       {"title+ | Harbo", "title+ | Harbo", "body | Harbo", "body | This "}},
      // A letter.
      {"17 Cherry Tree Lane\n\nLondon\n\nDear Ms Poppins,\n\n" + kProse +
           "\n\nYours sincerely\n\nJane Doe\n\nP.S. Come soon.",
       {"body | 17 Ch", "body | Londo", "body | Dear ", "body | This ", "body | Yours", "body | Jane ",
        "body | P.S. "}},
      {"The WHO has met. Who else met?\n\n" + kProse, {"body | The W", "body | This "}},
      {"Acme Harbours, Inc. Annual Report\n\n" + kProse, {"title+ | Acme ", "body | This "}},
  };
  for (const auto& [text, outline] : rows) EXPECT_EQ(Outline(Read(text), 5), outline) << text;
}

// What `fold -s` makes of a question is the same question.
TEST(ClassifyTest, WrappedQuestions) {
  using enum ParagraphKind;
  const std::vector<std::pair<std::string, ParagraphKind>> rows = {
      {"Which are the harbours that do not freeze in a winter as long and as\ncold as this one?", kQuestion},
      {"Which are the harbours that do not freeze in a winter as long and as \r\ncold as this one?", kQuestion},
      {"Q: Which are the harbours that do not freeze in a winter as long as\nthis one, which are those "
       "that do, and how many ships lie there at\nanchor?",
       kQuestion},
      {"Was it cold? Which are the harbours that do not freeze in a winter\nas long and as cold as this one?", kBody},
      {"\"Which are the harbours that do not freeze in a winter as long and\nas cold as this one?\"", kBody},
      // Lines that break where there was room: verse.
      {std::string(72, '=') + "\nWhich are the harbours that do not freeze?", kBody},
      {"What is the harbour for,\nand who will come ashore?", kBody},
      {"Which are the harbours that do not freeze in a winter as long\nand as\ncold as this one?", kBody},
  };
  for (const auto& [block, kind] : rows) {
    const Article article = Read("A Page About Harbours\n\n" + kProse + "\n\n" + block + "\n\n" + kProse);
    ASSERT_EQ(article.paragraphs.size(), 4u) << block;
    EXPECT_EQ(ToString(article.paragraphs[2].kind), ToString(kind)) << block;
    const std::vector<std::string> trail = kind == kQuestion ? std::vector{OneLine(block)} : std::vector<std::string>{};
    EXPECT_EQ(article.paragraphs[3].headings, trail) << block;
  }
}

TEST(ClassifyTest, RepeatedCaptions) {
  using enum ParagraphKind;
  // With a caption word: wherever.
  EXPECT_THAT(Kinds(Read("Title\n\nPhoto old harbour\n\n" + kProse + "\n\nPhoto old harbour\n\n" + kProse)),
              ElementsAre(kTitle, kCaption, kBody, kCaption, kBody));
  EXPECT_EQ(Kinds(Read("Title\n\n" + kProse + "\n\nPhoto old harbour\n\n" + kProse))[2], kHeading);
  // In lower case: between a heading and its text, each time, or the rest of one with a caption word.
  EXPECT_THAT(Kinds(Read("Title\n\nold harbour\n\n" + kProse + "\n\nPart Two\n\nold harbour\n\n" + kProse)),
              ElementsAre(kTitle, kCaption, kBody, kHeading, kCaption, kBody));
  EXPECT_THAT(Kinds(Read("Title\n\nimage old harbour\n\n" + kProse + "\n\nold harbour\n\n" + kProse)),
              ElementsAre(kTitle, kCaption, kBody, kCaption, kBody));
  EXPECT_THAT(Kinds(Read("Title\n\n" + kProse + "\n\nold harbour\n\n" + kProse + "\n\nold harbour\n\n" + kProse)),
              ElementsAre(kTitle, kBody, kBody, kBody, kBody, kBody));
  // A repeated heading is a heading.
  EXPECT_THAT(Kinds(Read("Title\n\n" + kProse + "\n\nResults\n\n" + kProse + "\n\nResults\n\n" + kProse)),
              ElementsAre(kTitle, kBody, kHeading, kBody, kHeading, kBody));
}

TEST(ClassifyTest, Company) {
  using enum ParagraphKind;
  EXPECT_THAT(Kinds(Read(kProse + "\n\nLeave a Reply\n\nName *\n\nEmail *\n\nWebsite")),
              ElementsAre(kBody, kBoilerplate, kBoilerplate, kBoilerplate, kBoilerplate));
  EXPECT_THAT(Kinds(Read("Home\n\nAbout\n\nSubscribe\n\nThe Old Mill\n\n" + kProse)),
              ElementsAre(kBoilerplate, kBoilerplate, kBoilerplate, kTitle, kBody));
  EXPECT_THAT(Kinds(Read(kProse + "\n\nPosted by admin\n\nCategory: Ports\n\nRead more")),
              ElementsAre(kBody, kBoilerplate, kBoilerplate, kBoilerplate));
  EXPECT_THAT(Kinds(Read(kProse + "\n\nTags: ships, sea\n\nRelated: How icebergs are born\n\n2 Comments")),
              ElementsAre(kBody, kBoilerplate, kBoilerplate, kBoilerplate));
  // Among comments one is enough.
  EXPECT_THAT(
      Kinds(Read(kProse + "\n\nReply\n\njane says: June 5, 2021 at 3:04 pm\n\nLovely read.\n\nReply\n\n" + kProse)),
      ElementsAre(kBody, kBoilerplate, kBoilerplate, kBody, kBoilerplate, kBody));
  const std::string head = "\n\njane says:\n\nJune 5, 2021 at 3:04 pm\n\n";
  EXPECT_THAT(Kinds(Read(kProse + head + "Lovely read.\n\nReply\n\n" + kProse)),
              ElementsAre(kBody, kBoilerplate, kBoilerplate, kBody, kBoilerplate, kBody));
  EXPECT_THAT(Kinds(Read(kProse + "\n\nShe says:\n\nThe harbour froze in 2021.\n\n" + kProse)),
              ElementsAre(kBody, kBody, kBody, kBody));
  EXPECT_THAT(Kinds(Read(kProse + "\n\n2 Comments\n\nLovely read.\n\nReply\n\n" + kProse)),
              ElementsAre(kBody, kBoilerplate, kBody, kBody, kBody));
  // What is boilerplate by its shape is none where it is marked as a heading.
  EXPECT_THAT(Kinds(Read("# Manual\n\n## Read more\n\n" + kProse + "\n\n## Leave a Reply\n\n" + kProse, "a.md")),
              ElementsAre(kTitle, kHeading, kBody, kBoilerplate, kBody));
  EXPECT_THAT(Kinds(Read("# Manual\n\n## Search\n\n" + kProse + "\n\n## Comments\n\n" + kProse, "a.md")),
              ElementsAre(kTitle, kHeading, kBody, kHeading, kBody));
}

TEST(ClassifyTest, Titles) {
  using enum ParagraphKind;
  struct Row {
    std::string path, text, title;
    std::vector<ParagraphKind> kinds;
  };
  const std::string kWrapped = "Harbours of the North Sea and What Became of Them: a History in Ten\nChapters";
  const std::vector<Row> rows = {
      {"a.txt", "Title\n\n" + kProse, "Title", {kTitle, kBody}},
      {"a.txt", "Who Owns the Sea?\n\n" + kProse, "Who Owns the Sea?", {kTitle, kBody}},
      {"a.txt", "What is a sea?\n\nMuch water.\n\nWhat is a lake?\n\nLess.", "", {kQuestion, kBody, kQuestion, kBody}},
      {"a.txt", "Title\n\nThe Standfirst\n\nTITLE\n\n" + kProse, "Title", {kTitle, kBody, kTitle, kBody}},
      {"a.txt", "Hello world", "", {kBody}},
      {"a.txt", "Hello\n\nworld", "", {kBody, kBody}},
      {"a.txt", kProse + "\n\nHead\n\n" + kProse, "", {kBody, kHeading, kBody}},
      {"a.txt", "  A   Title\twith blanks  \n\n" + kProse, "A Title with blanks", {kTitle, kBody}},
      {"a.md", "# Title\n\n# Part\n\ntext", "Title", {kTitle, kHeading, kBody}},
      // What comes later claims nothing above it.
      {"a.md", "intro\n\n# Part\n\ntext\n\n# More\n\ntext", "", {kBody, kHeading, kBody, kHeading, kBody}},
      {"a.txt",
       "Port 22\nUseDNS no\n\n# Logging in\n\nAcceptEnv LANG\n\n## Keys\n\nnone.",
       "",
       {kBody, kBody, kBody, kHeading, kBody}},
      {"a.txt", "# Title\n\ntext\n\n# Part\n\ntext", "Title", {kTitle, kBody, kHeading, kBody}},
      {"a.txt", "Port 22\nUseDNS no\n\n# Allow locales\nAcceptEnv LANG\n\nUseDNS no", "", {kBody, kBody, kBody}},
      {"a.txt", "# Title\ntext\n\n## Part\ntext", "Title", {kTitle, kBody, kHeading, kBody}},
      {"a.md", "intro\n\n# Title\n\n## Part\n\ntext", "Title", {kBody, kTitle, kHeading, kBody}},
      {"a.md", "## Part\n\ntext", "Part", {kHeading, kBody}},
      {"a.md", "Bare Words\n\n" + kProse, "Bare Words", {kTitle, kBody}},
      {"a.md", "<!-- a note -->\n\n# Title\n\ntext", "Title", {kBody, kTitle, kBody}},
      {"a.rst", ".. _label:\n\nTitle\n=====\n\ntext", "Title", {kBoilerplate, kTitle, kBody}},
      {"a.txt", "Title\n=====\n\ntext.\n\nPart\n----\n\ntext.", "Title", {kTitle, kBody, kHeading, kBody}},
      // A title may be wrapped, a heading may not: too many blocks without a full stop look so.
      {"a.txt", kWrapped + "\n\n" + kProse, OneLine(kWrapped), {kTitle, kBody}},
      {"a.txt", kWrapped + "\n\n" + OneLine(kWrapped) + "\n\n" + kProse, OneLine(kWrapped), {kTitle, kTitle, kBody}},
      {"a.txt", OneLine(kWrapped) + "\n\n" + kWrapped + "\n\n" + kProse, OneLine(kWrapped), {kTitle, kTitle, kBody}},
      {"a.txt",
       "Free to copy. No warranty is given for it, so read the licence before\nthe use\n\n" + kProse,
       "",
       {kBody, kBody}},
      {"a.txt", "The Sea\nA Story\n\n" + kProse, "", {kBody, kBody}},
      {"a.txt", "Title\n\n" + kProse + "\n\n" + kWrapped + "\n\n" + kProse, "Title", {kTitle, kBody, kBody, kBody}},
      {"a.txt", "", "", {}},
      // What the metadata say counts where the text has no title.
      {"a.md", "---\ntitle: Stated\n---\n\nintro\n\n## Part\n\ntext", "Stated", {kBoilerplate, kBody, kHeading, kBody}},
      {"a.md",
       "---\ndate: 2024\ntitle: \"The \\\"Sea\\\": a story\"\n---\n\n" + kProse,
       "The \"Sea\": a story",
       {kBoilerplate, kBody}},
      {"a.md", "---\ntitle: 'The Sea''s End'\n---\n\n" + kProse, "The Sea's End", {kBoilerplate, kBody}},
      {"a.md", "---\ntitle: Stated\n---\n\n# Title\n\ntext", "Title", {kBoilerplate, kTitle, kBody}},
      {"a.md",
       "---\ntitle: Stated\n---\n\nintro\n\n# Title\n\n## Part\n\ntext",
       "Title",
       {kBoilerplate, kBody, kTitle, kHeading, kBody}},
      {"a.md", "---\ntitle: >\n  Folded\n---\n\n## Part\n\ntext", "Part", {kBoilerplate, kHeading, kBody}},
      {"a.md", "---\nsub:\n  title: Nested\n---\n\n" + kProse, "", {kBoilerplate, kBody}},
      {"a.md", "---\ntitle: Alone\n---\n", "Alone", {kBoilerplate}},
  };
  for (const Row& row : rows) {
    const Article article = Read(row.text, row.path);
    EXPECT_EQ(article.title, row.title) << row.text;
    EXPECT_EQ(Kinds(article), row.kinds) << row.text;
  }
}

TEST(ClassifyTest, RestMarkup) {
  using enum ParagraphKind;
  struct Row {
    std::string blocks;  // between a title and a text
    std::vector<ParagraphKind> kinds;
  };
  const std::vector<Row> rows = {
      // Labels, targets, substitutions, comments.
      {".. _label:", {kBoilerplate}},
      {".. _a:\n.. _the page: https://example.org/\n   page", {kBoilerplate}},
      {".. __: https://example.org/", {kBoilerplate}},
      {".. |c| replace:: copyright\n.. |x| unicode:: 0xD7", {kBoilerplate}},
      {".. Copyright Jane Doe", {kBoilerplate}},
      {".. Contents\n\n   1. Ships\n   2. Ports\n\n   3. Tides", {kBoilerplate, kBoilerplate, kBoilerplate}},
      {"..\n   a comment", {kBoilerplate}},
      {".. _label:\nA text stands here.", {kBody}},
      // Directives that pull something in, with what stands below and further in.
      {".. toctree::\n   :maxdepth: 2\n\n   ships\n   ports", {kBoilerplate, kBoilerplate}},
      {".. toctree::\n\n   ships\n\nText.", {kBoilerplate, kBoilerplate, kBody}},
      {"..  Include:: ships.txt", {kBoilerplate}},
      {".. contents:: :depth: 2", {kBoilerplate}},
      {".. highlight:: sh\n.. kernel-doc:: ships.c\n   :export:", {kBoilerplate}},
      // Those with text of their own, one by a slip.
      {".. note:: The tide turns.", {kBody}},
      {".. note ::\n\n   The tide turns.", {kBody, kBody}},
      {".. note: The tide turns.", {kBody}},
      {".. [1] The tide turns.", {kBody}},
      {".. py:function:: turn()\n\n   Turns the tide.\n\n   .. index:: tide", {kBody, kBody, kBoilerplate}},
      {".. unknown:: ships", {kBody}},
      // In code it is what the text is about.
      {".. code-block:: rst\n\n   .. toctree::", {kBody, kBody}},
      {"Write::\n\n   .. _label:", {kBody, kBody}},
      // Fields, at the top only.
      {":Author: Jane Doe\n:Date: 1914", {kBoilerplate}},
      {":Translator:\n\n  - Jane Doe\n  - John Doe", {kBoilerplate, kBoilerplate}},
      {":Abstract: The tide turns twice a day in most of the harbours of which this text, which is not a short one,\n"
       "  will speak.",
       {kBody}},
      {"Text.\n\n:port: where ships lie", {kBody, kBody}},
      {".. _a:\n\nShips\n-----\n\n:port: where ships lie", {kBoilerplate, kHeading, kBody}},
      {":port:`Brest` is a port.", {kBody}},
  };
  for (const Row& row : rows) {
    std::vector<ParagraphKind> kinds = row.kinds;
    kinds.insert(kinds.begin(), kTitle);
    kinds.push_back(kBody);
    EXPECT_EQ(Kinds(Read("Title\n=====\n\n" + row.blocks + "\n\n" + kProse, "a.rst")), kinds) << row.blocks;
  }
  // Plain text is reST where a mark is unmistakable; Markdown never is.
  const std::string text = "Title\n=====\n\n:Author: Jane\n\n.. and then it was gone.\n\n" + kProse + "\n\n";
  EXPECT_THAT(Kinds(Read(text)), ElementsAre(kTitle, kBody, kBody, kBody));
  EXPECT_THAT(Kinds(Read(text + ".. _label:\n")), ElementsAre(kTitle, kBoilerplate, kBoilerplate, kBody, kBoilerplate));
  EXPECT_THAT(Kinds(Read(text + ".. _label:\n", "a.md")), ElementsAre(kTitle, kBody, kBody, kBody, kBody));
}

TEST(ClassifyTest, HeadingTrails) {
  // Levels, skipped ones too.
  EXPECT_THAT(Outline(Read("# T\n\n## A\n\na.\n\n#### B\n\nb.\n\n### C\n\nc.\n\n## D", "a.md")),
              ElementsAre("title+ | T", "heading+ | A", "body A > | a.", "heading+ A > | B", "body A > B > | b.",
                          "heading+ A > | C", "body A > C > | c.", "heading | D"));
  // reST: the order of the styles.
  EXPECT_THAT(Outline(Read("T\n===\n\nA\n~~~\n\nB\n---\n\nb.\n\nC\n~~~\n\nc.", "a.rst")),
              ElementsAre("title+ | T", "heading+ | A", "heading+ A > | B", "body A > B > | b.", "heading+ | C",
                          "body C > | c."));
  // Plain text: one, but for those that stand directly one below another.
  EXPECT_THAT(Outline(Read("Title\n\n" + kProse + "\n\nPart  One\n\nThe Sea\n\nPhoto: waves\n\n" + kProse +
                           "\n\nThe Lake\n\n" + kProse),
                      4),
              ElementsAre("title+ | Titl", "body | This", "heading+ | Part", "heading+ Part One > | The ",
                          "caption Part One > The Sea > | Phot", "body Part One > The Sea > | This", "heading+ | The ",
                          "body The Lake > | This"));
  // Questions stay below the heading of them all.
  EXPECT_THAT(
      Outline(Read("Title\n\n" + kProse + "\n\nFAQs\n\nWhy?\n\nBecause.\n\nHow?\n\nSo.\n\nSources\n\n" + kProse), 4),
      ElementsAre("title+ | Titl", "body | This", "heading+ | FAQs", "question+ FAQs > | Why?",
                  "body FAQs > Why? > | Beca", "question+ FAQs > | How?", "body FAQs > How? > | So.", "heading+ | Sour",
                  "body Sources > | This"));
  // Only debris below, which is not found through a heading: the heading is found by itself.
  EXPECT_THAT(Outline(Read("# T\n\n## A\n\nShare this:\n\n## B", "a.md")),
              ElementsAre("title+ | T", "heading | A", "boilerplate A > | Share this:", "heading | B"));
  EXPECT_THAT(Outline(Read("# T\n\n## A", "a.md")), ElementsAre("title | T", "heading | A"));
}

// What every article about Kazakhstan with its web debris must come out as.
void ExpectDebrisFound(const std::string& path) {
  const Article article = ReadArticle(ReadFile(path), path, {});
  std::map<ParagraphKind, std::vector<std::string>> texts;
  for (const Paragraph& paragraph : article.paragraphs) texts[paragraph.kind].push_back(paragraph.text);
  using enum ParagraphKind;
  ASSERT_EQ(texts[kTitle].size(), 2u);
  EXPECT_EQ(texts[kTitle][0], article.title);
  EXPECT_EQ(texts[kTitle][1], article.title);
  EXPECT_THAT(texts[kCaption],
              ElementsAre("Photo kazakhstan diplomacy", "kazakhstan diplomacy", "Photo kazakhstan diplomacy"));
  ASSERT_EQ(texts[kTable].size(), 1u);
  EXPECT_THAT(texts[kTable][0], ::testing::HasSubstr("\nUranium exports: 24,000 tons/year\n"));
  EXPECT_EQ(texts[kQuestion].size(), 5u);
  EXPECT_THAT(texts[kBoilerplate],
              ElementsAre("Leave a Comment", "Leave a Reply",
                          "Your email address will not be published. Required fields are marked *"));
  EXPECT_THAT(texts[kHeading], ::testing::Contains("FAQs"));
  EXPECT_THAT(texts[kList], IsEmpty());
  for (const std::string& heading : texts[kHeading]) EXPECT_LT(heading.size(), 100u);
  for (const std::string& body : texts[kBody]) EXPECT_GT(body.size(), 200u) << "a short line that is no heading";
  for (const Paragraph& paragraph : article.paragraphs) {
    const bool is_above = paragraph.kind == kTitle || paragraph.kind == kHeading || paragraph.kind == kQuestion;
    EXPECT_EQ(paragraph.has_content_below, is_above) << paragraph.text;
    EXPECT_LE(paragraph.headings.size(), 2u);
    if (paragraph.kind == kQuestion) {
      EXPECT_THAT(paragraph.headings, ElementsAre("FAQs"));
    }
  }
}

TEST(ClassifyTest, BundledArticle) {
  ExpectDebrisFound(TEST_SOURCE_DIR "/corpus/articles/kazakhstan-multi-vector-diplomacy.txt");
}

// What `fold -s -w 72` makes of it, but for words that are longer.
std::string Folded(const std::string& text) {
  std::string folded;
  size_t column = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find_first_of(" \n", at), text.size() - 1) + 1;
    if (column + (end - at) > 72) {
      folded += '\n';
      column = 0;
    }
    folded += text.substr(at, end - at);
    column = folded.back() == '\n' ? 0 : column + (end - at);
    at = end;
  }
  return folded;
}

TEST(ClassifyTest, AWrappedArticleHasTheSameKinds) {
  const std::string path = TEST_SOURCE_DIR "/corpus/articles/kazakhstan-multi-vector-diplomacy.txt";
  const std::string text = ReadFile(path);
  ASSERT_NE(Folded(text), text);
  EXPECT_EQ(Outline(ReadArticle(Folded(text), path, {})), Outline(ReadArticle(text, path, {})));
}

TEST(ClassifyTest, RealArticle) {
  const std::string path = TEST_SOURCE_DIR "/../shared/article/article.txt";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "the real article is not part of the project";
  ExpectDebrisFound(path);
  const std::string text = ReadFile(path);
  const Article article = ReadArticle(text, path, {});
  EXPECT_EQ(article.paragraphs.size(), 69u);
  EXPECT_EQ(Outline(ReadArticle(Folded(text), path, {})), Outline(article));
}

}  // namespace
}  // namespace article_search
