// The part of a paragraph that shows best why it was found. Data: text and ranges; formatters render it.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

#include "corpus/paragraph.h"
#include "corpus/token.h"
#include "searcher/hit.h"
#include "searcher/matcher.h"
#include "searcher/snippet_options.h"

namespace article_search {

// The fragments of `text` (a paragraph) that hold the best evidence, the best first. `matches` as Matcher gives them,
// `weights` of the leaves they refer to, `tokens` of the text; `sentence_bounds` as Analyzer::SentenceBounds of a text,
// called at most once. Without a match, one fragment: the beginning.
//
// A fragment is whole sentences where they fit (in a table or list, whole lines), else it is cut between words, and `…`
// stands where it was cut; it begins and ends within no word. Its white space is collapsed; control and bidi
// characters are gone; lines of tables and lists are kept apart by "\n".
std::vector<MarkedText> MakeSnippets(std::string_view text, ParagraphKind kind, const std::vector<Match>& matches,
                                     const std::vector<double>& weights, const std::vector<Token>& tokens,
                                     const std::function<std::vector<uint32_t>(std::string_view)>& sentence_bounds,
                                     const SnippetOptions& options);

}  // namespace article_search
