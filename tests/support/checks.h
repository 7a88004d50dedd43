// What must hold of whatever the libraries make of any bytes: for tests on random texts, and for fuzzers. A check
// throws std::logic_error where it does not hold, which fails a test and ends a fuzzer.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/analyzer.h"
#include "corpus/article.h"
#include "corpus/token.h"
#include "searcher/hit.h"
#include "searcher/snippet_options.h"

namespace article_search {

void Require(bool holds, std::string_view what);

// Whether no code point of `text` (UTF-8) is cut at `at`.
bool IsCodePointBound(std::string_view text, uint64_t at);

// Every paragraph of `article` is in its place in `bytes`, to the code point, lines and columns too; what is outside of
// them has no letter and no digit. `encoding`: of the bytes, as ICU knows it, one that keeps no state.
void CheckArticle(std::string_view bytes, const Article& article, const std::string& encoding);

// Tokens as Analyzer::Analyze makes them, which returned `behind`.
void CheckTokens(std::string_view text, const std::vector<Token>& tokens, uint32_t first_position, uint32_t behind);

// Whether `analyzer`, which made `tokens` of the text, makes the same when only some words are wanted, but for the
// texts of others.
void CheckWantedTokens(std::string_view text, const std::vector<Token>& tokens, Analyzer* analyzer);

// Bounds as Analyzer::SentenceBounds gives them.
void CheckSentences(std::string_view text, const std::vector<uint32_t>& bounds);

// Highlights that are within the text, apart, ascending, and on code points; the text is UTF-8.
void CheckMarks(const MarkedText& marked);

// Snippets as MakeSnippets makes them: within the bounds of `options`, without anything that a terminal obeys; and
// every mark is of a stretch of `text` that matched.
void CheckSnippets(std::string_view text, const std::vector<Range>& matched, const std::vector<MarkedText>& snippets,
                   const SnippetOptions& options);

}  // namespace article_search
