// A language of the index that is searched.
#pragma once

#include <string>

#include "corpus/analyzer.h"
#include "indexer/terms.h"

namespace article_search {

// With what makes terms of its words. The pointers are not owned.
struct QueryLanguage {
  std::string name;
  Analyzer* analyzer = nullptr;
  TermMaker* terms = nullptr;
};

}  // namespace article_search
