#include "indexer/postings.h"

namespace article_search {

uint32_t ForEachPosting(const std::vector<Token>& tokens, TermMaker* terms,
                        const std::function<void(const Posting&)>& post) {
  uint32_t words = 0;
  uint32_t last_compound_end = 0;
  for (const Token& token : tokens) {
    uint32_t wdf = 1;
    if (token.type == TokenType::kAcronym) {
      post({Posting::Form::kAcronym, token.text, token.position, 1});
      continue;
    }
    if (token.type == TokenType::kCompound) {
      // It stands at two positions and is counted once.
      if (last_compound_end == token.end) wdf = 0;
      last_compound_end = token.end;
    } else {
      ++words;
    }
    for (const std::string& stem : terms->Stems(token.text)) {
      post({Posting::Form::kStem, stem, token.position, wdf});
      wdf = 0;
    }
    const std::string word = terms->Word(token.text);
    post({Posting::Form::kWord, word, 0, 0});
  }
  return words;
}

}  // namespace article_search
