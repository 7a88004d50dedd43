// What a search found: data for formatters, without a word about how it is shown.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "corpus/export.h"
#include "corpus/paragraph.h"

namespace ARTICLE_SEARCH_EXPORT article_search {

// A half-open range of bytes [begin, end).
struct Range {
  uint64_t begin = 0;  // of the first byte
  uint64_t end = 0;    // after the last byte
  friend bool operator==(const Range&, const Range&) = default;
};

// Text with parts of it marked.
struct MarkedText {
  std::string text;               // UTF-8
  std::vector<Range> highlights;  // bytes of `text`, on code point bounds, ascending and apart
};

// What matched in a paragraph's own text: bytes of the file.
struct MatchedRange : Range {
  uint64_t text_begin = 0;  // the same place in bytes of Hit::text
  uint64_t line = 0;        // on which it begins, as Hit::line and Hit::column
  uint64_t column = 0;      // likewise
  friend bool operator==(const MatchedRange&, const MatchedRange&) = default;
};

// Another place in the same article where the paragraph stands word for word.
struct Copy {
  uint32_t paragraph = 0;  // its ordinal in the article, from 1
  uint64_t line = 0;       // of the file, from 1
  uint64_t column = 0;     // on that line, as Hit::column
  uint64_t begin = 0;      // bytes of the file: [begin, end)
  uint64_t end = 0;        // likewise
  std::vector<MarkedText> headings =
      {};  // above that place, as Hit::headings; a word in the nearest may be what matched
};

// A part of a hit's score.
struct ScoreShare {
  std::string query;  // the word, phrase or NEAR that it comes from
  std::string where;  // "body", "heading" (the nearest), "above" (headings further out, and the title), "title" (for
                      //   `title:`), "nearness" (of words that stand close together), "bigrams" (pairs of characters)
  double score = 0;   // in the units of Hit::score
};

// What a word or phrase of the query stands for in the index.
struct LeafMeaning {
  std::string query;               // as in the interpretation
  bool is_added = false;           // nobody typed it
  std::vector<std::string> terms;  // stems, a phrase's with spaces between; the words of a wildcard or a fuzzy word
  std::vector<std::string> abbreviations;  // likewise, what it abbreviates or what abbreviates it
};

// Another paragraph of a hit's article. Its members are as those of a hit.
struct Neighbour {
  uint32_t paragraph = 0;                     // 1-based ordinal in the article
  ParagraphKind kind = ParagraphKind::kBody;  // what it is within its article
  uint64_t line = 0;                          // 1-based
  uint64_t column = 0;                        // 1-based, in bytes of the line as UTF-8
  uint64_t begin = 0;                         // bytes of the file or the text
  uint64_t end = 0;                           // likewise
  std::vector<std::string> headings;          // outermost first
  std::string text;                           // UTF-8
  std::string beginning;                      // of the text, as long as a snippet and as clean
};

// What stands around a hit, in the order of the article.
struct HitContext {
  std::vector<Neighbour> before;  // the nearest last
  std::vector<Neighbour> after;   // the nearest first
};

// A paragraph that matches.
struct Hit {
  uint32_t rank = 0;     // 1-based, over all pages
  double score = 0;      // more is better; to be compared within one query and tier only
  int tier = 1;          // 1, or 2 for captions and boilerplate, which come after everything else
  std::string path;      // relative to the current folder when below it, else absolute; "-" for standard input; bytes
  std::string id;        // the article's own id (JSON Lines), or empty
  std::string language;  // of the article: a name of FindLanguage
  MarkedText title;      // of the article; its text is empty where there is none
  std::vector<MarkedText> headings;           // outermost first; the last is the nearest
  ParagraphKind kind = ParagraphKind::kBody;  // what it is within its article
  uint32_t paragraph = 0;                     // 1-based ordinal in the article
  uint64_t line = 0;                          // 1-based
  uint64_t column = 0;                        // 1-based, in bytes of the line as UTF-8; 1 for JSON Lines
  bool offsets_in_text = false;               // JSON Lines: begin, end and matches are bytes of `text`, not of the file
  uint64_t begin = 0;                 // bytes of the file, in its own encoding: file[begin:end] is the paragraph
  uint64_t end = 0;                   // likewise
  std::string text;                   // the paragraph, UTF-8, its line breaks as in the file
  std::vector<MarkedText> snippets;   // the best first; at least one. White space is collapsed, and control characters
                                      //   are gone; "\n" stands only between the lines of a table or list
  std::vector<MatchedRange> matches;  // what matched in the paragraph's own text
  std::vector<Copy> also;             // copies of it, which are no hits of their own
  std::optional<HitContext> context;  // where it was asked for
  // Of the score, where they were asked for; their sum is the score.
  std::optional<std::vector<ScoreShare>> shares;
};

// Of a query in a batch, as it was given.
struct QueryId {
  std::string text;        // empty: none
  bool is_number = false;  // a whole number, in decimal
};

// The answer to a query. Plain data.
struct SearchResult {
  QueryId id;                  // in a batch
  std::string query;           // as given
  std::string interpretation;  // as understood: a query that means the same, with everything explicit
  std::optional<std::vector<LeafMeaning>> meanings;  // of its words and phrases, where they were asked for
  std::vector<std::string> expansion;                // words that were added to the query, where that was asked for
  // A query that differs in words which match nothing, and which matches; nothing where every word matches.
  std::optional<std::string> suggestion;
  bool autocorrected = false;         // the suggestion was searched, and not the query
  bool groups_articles = false;       // hits and `total` are of articles, each with its best paragraph
  uint64_t total = 0;                 // paragraphs that match
  bool total_exact = true;            // false: `total` is a lower bound
  uint64_t offset = 0;                // hits skipped before the first of `hits`
  std::vector<Hit> hits;              // in the order of SearchOptions::sort
  std::vector<std::string> warnings;  // a line each: what was dropped, completed or cut
};

}  // namespace article_search
