#include "searcher/brackets.h"

#include <algorithm>

#include "searcher/remarks.h"

namespace article_search {

void DropLonelyBrackets(std::vector<Lexeme>* lexemes, std::vector<std::string>* warnings) {
  if (std::none_of(lexemes->begin(), lexemes->end(), [](const Lexeme& lexeme) {
        return lexeme.type == LexemeType::kOpen || lexeme.type == LexemeType::kClose;
      })) {
    return;
  }
  std::vector<size_t> open;
  std::vector<bool> drop(lexemes->size(), false);
  bool lonely = false;
  bool deep = false;
  for (size_t i = 0; i < lexemes->size(); ++i) {
    const LexemeType type = (*lexemes)[i].type;
    if (type == LexemeType::kOpen) {
      open.push_back(i);
    } else if (type == LexemeType::kClose) {
      if (open.empty()) {
        drop[i] = lonely = true;
      } else {
        if (open.size() > kMaxNesting) drop[i] = drop[open.back()] = deep = true;
        open.pop_back();
      }
    }
  }
  for (const size_t i : open) drop[i] = lonely = true;
  if (lonely) AddRemark("a bracket has no partner, so it was read as text", warnings);
  if (deep) {
    AddRemark(
        "brackets are nested more than " + std::to_string(kMaxNesting) + " deep; the inner ones were read as text",
        warnings);
  }
  size_t i = 0;
  std::erase_if(*lexemes, [&](const Lexeme&) { return drop[i++]; });
}

}  // namespace article_search
