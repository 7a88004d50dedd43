// Query trees as tests see them.
#pragma once

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "corpus/analyzer.h"
#include "indexer/terms.h"
#include "searcher/query_parser.h"
#include "tests/support/fake_vocabulary.h"
#include "tests/support/tree_text.h"

namespace article_search {

class QueryParserTest : public testing::Test {
 protected:
  // The tree of a query to an index that has the words and acronyms of `known_`.
  std::string Parse(std::string_view query, const std::string& language = "english") {
    return ToText(Tree(query, language));
  }
  // The same, as a tree; what was said stands in `warnings_`.
  QueryNode Tree(std::string_view query, const std::string& language = "english") {
    Analyzer analyzer(language);
    TermMaker terms(language);
    vocabulary_.has_term = [this](const QueryTerm& t) { return known_.count(ToText(t)) != 0; };
    QueryParser parser({{language, &analyzer, &terms}}, &vocabulary_, options_);
    warnings_.clear();
    return parser.Parse(query, &warnings_);
  }
  std::set<std::string> known_;
  QueryOptions options_;
  std::vector<std::string> warnings_;
  FakeVocabulary vocabulary_;
};

}  // namespace article_search
