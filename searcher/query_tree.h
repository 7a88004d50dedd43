// How nodes of a query become a tree.
#pragma once

#include <functional>
#include <vector>

#include "searcher/query.h"

namespace article_search {

// The same word or phrase, asked for in the same way.
bool IsSameLeaf(const QueryNode& a, const QueryNode& b);

// Filters with one name, as kind:list and kind:table.
bool IsSameFilter(const QueryNode& a, const QueryNode& b);

// Adds what a paragraph may match instead of the others: a word that stands there already counts once more, filters
// with one name become one.
void AddOptional(QueryNode node, std::vector<QueryNode>* optional);

// A node of `type` over the children that match anything; the child itself where there is just one. A bracket of the
// same type is taken apart.
QueryNode Combine(QueryNode::Type type, std::vector<QueryNode> children);

// Whether a word that may match is no stop word.
bool HasContentWord(const QueryNode& node);

// Takes out the stop words that nobody insisted on: they say nothing where other words do. True where one was taken
// out.
bool DropStopWords(QueryNode* node);

// Lets words and phrases that are wanted, and of which `is_nowhere` says that no paragraph has them itself or in its
// nearest heading, stand in any heading and in the title. False where there is none.
bool AddHeadings(const std::function<bool(const QueryNode& leaf)>& is_nowhere, QueryNode* node);

}  // namespace article_search
