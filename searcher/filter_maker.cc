#include "searcher/filter_maker.h"

#include <algorithm>
#include <string_view>

#include "corpus/ascii.h"
#include "corpus/string_list.h"
#include "indexer/schema.h"
#include "searcher/path_pattern.h"
#include "searcher/remarks.h"

namespace article_search {

void FilterMaker::Begin(std::vector<std::string>* warnings) {
  warnings_ = warnings;
  paths_ = 0;
  unmatched_.clear();
}

QueryNode FilterMaker::Make(const Lexeme& lexeme) {
  QueryNode filter;
  filter.type = QueryNode::Type::kFilter;
  if (lexeme.type == LexemeType::kKind) {
    const std::string kind = ToAsciiLower(lexeme.text);
    filter.filters.push_back("kind:" + kind);
    filter.filter_terms.push_back(std::string(kKindPrefix) + kind);
    return filter;
  }
  if (is_full()) {
    AddRemark("the query has more than " + std::to_string(kMaxPaths) + " path:; the rest was left out", warnings_);
    return {};
  }
  ++paths_;
  // A quotation mark in a path is any character, so that the pattern can be written in quotes.
  std::string text(lexeme.text);
  std::replace(text.begin(), text.end(), '"', '?');
  filter.filters.push_back("path:\"" + text + "\"");
  const PathPattern pattern(text);
  vocabulary_->ForEachPath([&](std::string_view path, const std::string& term) {
    if (pattern.Matches(path)) filter.filter_terms.push_back(term);
  });
  std::sort(filter.filter_terms.begin(), filter.filter_terms.end());
  filter.filter_terms.erase(std::unique(filter.filter_terms.begin(), filter.filter_terms.end()),
                            filter.filter_terms.end());
  if (filter.filter_terms.empty()) unmatched_.insert(filter.filters.front());
  return filter;
}

void FilterMaker::SayUnmatched() const {
  if (unmatched_.empty()) return;
  AddRemark("no article's path matches " + Quote(Joined(unmatched_, ", ")), warnings_);
}

}  // namespace article_search
