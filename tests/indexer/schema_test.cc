#include "indexer/schema.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "corpus/analyzer.h"
#include "indexer/pack.h"
#include "indexer/terms.h"
#include "tests/indexer/thrown_error.h"

namespace article_search {
namespace {

void ExpectEqual(const ArticleRecord& a, const ArticleRecord& b) {
  EXPECT_EQ(a.path, b.path);
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(a.title, b.title);
  EXPECT_EQ(a.language, b.language);
  EXPECT_EQ(a.offsets_in_text, b.offsets_in_text);
  EXPECT_EQ(a.headings, b.headings);
}

void ExpectEqual(const ParagraphRecord& a, const ParagraphRecord& b) {
  EXPECT_EQ(a.article, b.article);
  EXPECT_EQ(a.ordinal, b.ordinal);
  EXPECT_EQ(a.kind, b.kind);
  EXPECT_EQ(a.line, b.line);
  EXPECT_EQ(a.column, b.column);
  EXPECT_EQ(a.begin, b.begin);
  EXPECT_EQ(a.end, b.end);
  EXPECT_EQ(a.headings, b.headings);
  EXPECT_EQ(a.offsets.runs(), b.offsets.runs());
  EXPECT_EQ(a.text, b.text);
  ASSERT_EQ(a.copies.size(), b.copies.size());
  for (size_t i = 0; i < a.copies.size(); ++i) {
    EXPECT_EQ(a.copies[i].ordinal, b.copies[i].ordinal);
    EXPECT_EQ(a.copies[i].line, b.copies[i].line);
    EXPECT_EQ(a.copies[i].column, b.copies[i].column);
    EXPECT_EQ(a.copies[i].begin, b.copies[i].begin);
    EXPECT_EQ(a.copies[i].end, b.copies[i].end);
  }
}

ArticleRecord FullArticle() {
  ArticleRecord record;
  record.path = "/folder/\xFF not UTF-8.txt";
  record.id = "doc-17";
  record.title = "Über Häfen";
  record.language = "german";
  record.offsets_in_text = true;
  record.headings = {"", "One", std::string(300, 'h')};
  return record;
}

ParagraphRecord FullParagraph() {
  ParagraphRecord record;
  record.article = 0xFFFFFFFF;
  record.ordinal = 300;
  record.kind = ParagraphKind::kBoilerplate;
  record.line = uint64_t{1} << 40;
  record.column = uint64_t{1} << 33;
  record.begin = uint64_t{1} << 50;
  record.end = record.begin + 12;
  record.headings = {0, 5, 1000};
  record.copies = {{301, 7, 1, 100, 112}, {302, 9, 5, 200, 213}};
  record.offsets = OffsetMap({{3, 2, 1}, {1, 1, 1}, {2, 4, 0}});
  record.text = std::string("ябц и\0 all", 15);
  return record;
}

TEST(SchemaTest, ArticlesComeBack) {
  for (const ArticleRecord& record : {ArticleRecord(), FullArticle()}) ExpectEqual(UnpackArticle(Pack(record)), record);
}

TEST(SchemaTest, ParagraphsComeBack) {
  for (const ParagraphRecord& record : {ParagraphRecord(), FullParagraph()}) {
    ExpectEqual(UnpackParagraph(Pack(record)), record);
  }
}

TEST(SchemaTest, EveryKindComesBack) {
  for (int kind = 0; kind <= static_cast<int>(ParagraphKind::kBoilerplate); ++kind) {
    ParagraphRecord record;
    record.kind = static_cast<ParagraphKind>(kind);
    EXPECT_EQ(UnpackParagraph(Pack(record)).kind, record.kind);
  }
}

TEST(SchemaTest, TruncatedRecordsThrow) {
  const std::string article = Pack(FullArticle());
  for (size_t length = 0; length < article.size(); ++length) {
    EXPECT_EQ(ErrorOf([&] { UnpackArticle(article.substr(0, length)); }).code, ErrorCode::kDamagedIndex) << length;
  }
  // The text is the rest of a record, whatever its length; all before it must be there.
  const std::string paragraph = Pack(FullParagraph());
  const size_t before_text = paragraph.size() - FullParagraph().text.size();
  for (size_t length = 0; length < before_text; ++length) {
    EXPECT_EQ(ErrorOf([&] { UnpackParagraph(paragraph.substr(0, length)); }).code, ErrorCode::kDamagedIndex) << length;
  }
}

TEST(SchemaTest, ImpossibleRecordsThrow) {
  std::string kind;
  for (const uint64_t value : {0, 1, 8, 1, 0, 0, 0, 0, 0}) PackUint(value, &kind);
  EXPECT_EQ(ErrorOf([&] { UnpackParagraph(kind); }).code, ErrorCode::kDamagedIndex);
  std::string run_of_nothing;
  for (const uint64_t value : {0, 1, 2, 1, 0, 0, 0, 0, 1, 1, 0, 1}) PackUint(value, &run_of_nothing);
  EXPECT_EQ(ErrorOf([&] { UnpackParagraph(run_of_nothing); }).code, ErrorCode::kDamagedIndex);
}

TEST(SchemaTest, PrefixesAreCapitalsAndAllDiffer) {
  std::multiset<std::string> prefixes;
  for (int field = 0; field < kFieldCount; ++field) {
    const FieldPrefixes& of = PrefixesOf(static_cast<Field>(field));
    prefixes.emplace(of.stem);
    prefixes.emplace(of.acronym);
    if (!of.word.empty()) prefixes.emplace(of.word);
  }
  prefixes.emplace(kKindPrefix);
  prefixes.emplace(kPathPrefix);
  EXPECT_EQ(prefixes.size(), 6 + 6 + 3 + 2U);
  for (const std::string& prefix : prefixes) {
    EXPECT_EQ(prefixes.count(prefix), 1U) << prefix;
    EXPECT_LE(prefix.size() + kMaxTermBytes, 245U) << prefix;
    for (const char c : prefix) EXPECT_TRUE(c >= 'A' && c <= 'Z') << prefix;
  }
  EXPECT_EQ(PrefixesOf(Field::kText).word, "");
  // "XT2" is a whole term, and no prefix begins it with a folded text to follow: "2" would need the prefix "XT".
  EXPECT_EQ(prefixes.count("XT"), 0U);
}

// A prefix is where a term's capitals end, so a text must not begin with one.
TEST(SchemaTest, FoldedTextNeverBeginsWithACapital) {
  const std::vector<std::string> texts = {
      "Zebra XH XKbody Shop A",
      "ＡＢＣ Ⓐ 🅰 🄰 ᴬᴮ ℬ ℂ 𝐀𝐁 𝔸 ₐ ℡ ㏂ ㎅ Ⅻ ⅷ",
      "Æon Œuvre Øre Łódź Ðor Þing İstanbul ẞ ǅ ǈ Ꜳ Ǆ",
      "Ä Å Ç Ñ Ö",
      "U.S. C++ F# X-ray T-shirt O’Brien",
      "ΑΒΓ АБВ ԱԲ ႠႡ ᏣᎳᎩ Ა ꭰ",
      "ﬃ ŉ ĳ ꜹ ʰ ᵃ ª º",
  };
  for (const std::string language : {"english", "turkish", "german", "french", "none"}) {
    Analyzer analyzer(language);
    TermMaker terms(language);
    for (const std::string& text : texts) {
      std::vector<Token> tokens;
      analyzer.Analyze(text, &tokens, 0, Acronyms::kAlways);
      EXPECT_FALSE(tokens.empty()) << text;
      for (const Token& token : tokens) {
        std::vector<std::string> folded = terms.Stems(token.text);
        folded.push_back(terms.Word(token.text));
        folded.push_back(token.text);
        for (const std::string& term : folded) {
          ASSERT_FALSE(term.empty()) << text;
          EXPECT_FALSE(term[0] >= 'A' && term[0] <= 'Z') << term << " of " << text << " in " << language;
        }
      }
    }
  }
}

TEST(SchemaTest, SecondTierIsCaptionsAndBoilerplate) {
  for (int kind = 0; kind <= static_cast<int>(ParagraphKind::kBoilerplate); ++kind) {
    const auto of = static_cast<ParagraphKind>(kind);
    EXPECT_EQ(IsSecondTier(of), of == ParagraphKind::kCaption || of == ParagraphKind::kBoilerplate) << kind;
  }
}

TEST(SchemaTest, ArticleSlotsSortLikeNumbers) {
  EXPECT_EQ(ArticleSlotValue(0x01020304), "\x01\x02\x03\x04");
  EXPECT_LT(ArticleSlotValue(9), ArticleSlotValue(10));
  EXPECT_LT(ArticleSlotValue(255), ArticleSlotValue(256));
}

// A term has an end to its length; paths have none to speak of.
TEST(SchemaTest, OfALongPathTheEndIsATerm) {
  EXPECT_EQ(PathTerm("/home/a.txt"), "XP/home/a.txt");
  const std::string folder = "/" + std::string(100, 'x');
  const std::string path = folder + folder + folder + "/a.txt";
  EXPECT_EQ(PathTerm(path), "XP" + folder + folder + "/a.txt");
  const std::string name(300, 'y');
  EXPECT_EQ(PathTerm("/" + name).size(), 3U) << "a name that no term can hold";
}

}  // namespace
}  // namespace article_search
