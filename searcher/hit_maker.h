// From a paragraph and what matched in it to a hit.
#pragma once

#include <string>
#include <vector>

#include "corpus/analyzer.h"
#include "searcher/hit.h"
#include "searcher/matcher.h"
#include "searcher/snippet_options.h"
#include "searcher/stored_paragraphs.h"

namespace article_search {

// The hit's place; neither rank nor score, nor what matched. `current_folder`: CurrentFolder().
void SetPlace(const StoredParagraph& paragraph, const std::string& current_folder, Hit* hit);

// Adds text, headings, snippets and matches. `weights`: of the query's leaves.
void AddDetails(const StoredParagraph& paragraph, const ParagraphMatch& match, const std::vector<double>& weights,
                Analyzer* analyzer, const SnippetOptions& options, Hit* hit);

}  // namespace article_search
