#include "searcher/compounds.h"

namespace article_search {

std::vector<Compound> CompoundsOf(const std::vector<Token>& tokens) {
  std::vector<Compound> compounds;
  // A compound stands among the tokens twice, at its first position and at its last.
  for (const Token& token : tokens) {
    if (token.type != TokenType::kCompound) continue;
    if (!compounds.empty() && compounds.back().begin == token.begin) {
      compounds.back().last = token.position;
    } else {
      compounds.push_back({token.begin, token.position, token.position, &token.text});
    }
  }
  return compounds;
}

}  // namespace article_search
