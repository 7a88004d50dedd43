// The part of a paragraph that shows best why it was found. Data: text and ranges; formatters render it.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "corpus/analyzer.h"
#include "corpus/paragraph.h"
#include "searcher/hit.h"
#include "searcher/matcher.h"
#include "searcher/snippet_options.h"
#include "searcher/text_analyses.h"

namespace article_search {

// Whether the lines of such a paragraph are kept apart.
bool KeepsLines(ParagraphKind kind);

// The fragments of `text` (a paragraph) that hold the best evidence, the best first. `matches` as Matcher gives them,
// `weights` of the leaves they refer to; of `analysed` the tokens need no texts. Without a match, one fragment: the
// beginning.
//
// A fragment is whole sentences where they fit (in a table or list, whole lines), else it is cut between words, and `…`
// stands where it was cut; it begins and ends within no word but one that is longer than all the room. Its white space
// is collapsed; control and bidi characters are gone; lines of tables and lists are kept apart by "\n".
std::vector<MarkedText> MakeSnippets(std::string_view text, ParagraphKind kind, const std::vector<Match>& matches,
                                     const std::vector<double>& weights, const AnalysedText& analysed,
                                     Analyzer* analyzer, const SnippetOptions& options);

}  // namespace article_search
