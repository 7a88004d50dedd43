// How a paragraph stands in the index: the prefixes of its terms, the records that are stored, the names of metadata.
// The one table that the writer and the searcher share; docs/index-format.md describes it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/offset_map.h"
#include "corpus/paragraph.h"

namespace article_search {

// Raised whenever an index of the last version could be misread by this program.
inline constexpr uint32_t kFormatVersion = 5;

// The rules by which text becomes tokens and tokens become terms. An index and a query must agree on them, and on ICU.
std::string RuleSetId();

// Where in a paragraph's surroundings a word stands. A paragraph is matched and weighed by its own words and those of
// the nearest heading above (the article's title, where no heading stands between); the rest serves queries that ask
// for it.
enum class Field : uint8_t {
  kText,         // the paragraph and the nearest heading together: weighs (BM25); positions are those of the paragraph
  kHeading,      // the nearest heading
  kHeadingOnly,  // what of the nearest heading is not in the paragraph itself
  kOuter,        // headings further out: for `heading:`
  kTitle,        // the article's title: for `title:`
  kAbove,        // headings further out, and the title where it is not the nearest: weigh a little
};
inline constexpr int kFieldCount = 6;

// A word of the nearest heading counts as often as so many of the body, in the wdf and in the document's length.
inline constexpr uint32_t kHeadingWdf = 2;

// A term is a prefix and a text. The text is folded, so it never begins with an ASCII capital, and a prefix, which is
// all capitals, is never mistaken for part of it. Letters as in Xapian's conventions: Z a stem, S a title, X our own.
struct FieldPrefixes {
  std::string_view stem;
  std::string_view acronym;
  std::string_view word;       // the folded word as written: never with positions or wdf; empty where there is none. Of
                               //   kText those of the paragraph itself, which have no prefix
  bool has_positions = false;  // stems and acronyms have
};
const FieldPrefixes& PrefixesOf(Field field);

// Terms without a weight, one for each paragraph of the kind: "XKcaption".
inline constexpr std::string_view kKindPrefix = "XK";
// Likewise for the path of the paragraph's article: PathTerm(path).
inline constexpr std::string_view kPathPrefix = "XP";
// Of a path that is too long for a term its end, from a "/" on.
std::string PathTerm(std::string_view path);
// Likewise for each of Bigrams() of the words of the paragraph and its nearest heading. They weigh and match nothing.
inline constexpr std::string_view kBigramPrefix = "XB";
// Stands in every paragraph of the second tier: captions and boilerplate.
inline constexpr std::string_view kSecondTierTerm = "XT2";
bool IsSecondTier(ParagraphKind kind);

// True where the nearest heading makes a paragraph match: not for the title itself, nor for the debris of a comment
// form, which stands below the last heading by chance.
bool MatchesByHeading(ParagraphKind kind);

// The value slot that holds the article's number (4 bytes, big-endian).
inline constexpr uint32_t kArticleSlot = 0;
std::string ArticleSlotValue(uint32_t article);

// Names of Xapian metadata.
inline constexpr std::string_view kMetaFormat = "article_search.format";
inline constexpr std::string_view kMetaRules = "article_search.rules";
inline constexpr std::string_view kMetaIcu = "article_search.icu";
inline constexpr std::string_view kMetaLanguage = "article_search.language";  // IndexInfo::languages, spaces between
inline constexpr std::string_view kMetaGeneration = "article_search.generation";
inline constexpr std::string_view kMetaMainLanguage = "article_search.main_language";
// Up to so many files are one index.
inline constexpr uint32_t kMaxShards = 1000;
inline constexpr std::string_view kMetaShard = "article_search.shard";  // "2/5": the second of five
std::string ArticleKey(uint32_t article);                               // keys sort as the numbers do

// What is stored of an article, under ArticleKey(number).
struct ArticleRecord {
  // So many articles before this one is the first of the same file; path, and language where it is empty, are the same
  // as there, and not stored again. 0: stored here.
  uint32_t back_to_first = 0;
  std::string path;  // absolute, or "-"; bytes
  std::string id;
  std::string title;
  std::string language;               // a name of FindLanguage: its paragraphs' words and stems are by its rules
  bool offsets_in_text = false;       // Article::offsets_in_text
  std::vector<std::string> headings;  // the distinct headings that its paragraphs refer to
};

// Where a copy of a paragraph stands in the same article.
struct CopyRecord {
  uint32_t ordinal = 0;
  uint64_t line = 0;
  uint64_t column = 1;
  uint64_t begin = 0;
  uint64_t end = 0;
  std::vector<uint32_t> headings = {};  // as ParagraphRecord::headings
};

// What is stored of a paragraph, as the document's data.
struct ParagraphRecord {
  uint32_t article = 0;  // 0-based number of the article
  uint32_t ordinal = 0;
  ParagraphKind kind = ParagraphKind::kBody;
  uint64_t line = 0;
  uint64_t column = 1;
  uint64_t begin = 0;
  uint64_t end = 0;
  std::vector<uint32_t> headings;  // indices into ArticleRecord::headings, outermost first
  std::vector<CopyRecord> copies;
  OffsetMap offsets;
  std::string text;
};

// The text of kHeading: the nearest headings of a paragraph and of its copies, the title for a place that has none,
// each once, a line each, in the order of the places.
std::string NearestHeadings(const ParagraphRecord& paragraph, const ArticleRecord& article);

// Packed and unpacked. Unpacking throws Error kDamagedIndex.
std::string Pack(const ArticleRecord& record);
std::string Pack(const ParagraphRecord& record);
ArticleRecord UnpackArticle(std::string_view data);
ParagraphRecord UnpackParagraph(std::string_view data);

}  // namespace article_search
