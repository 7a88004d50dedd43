// The hyphenated compounds of a query.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "corpus/token.h"

namespace article_search {

struct Compound {
  uint32_t begin;  // bytes
  size_t first;    // positions
  size_t last;
  const std::string* text;  // joined
};

// Those among the tokens, ascending. They point into them.
std::vector<Compound> CompoundsOf(const std::vector<Token>& tokens);

}  // namespace article_search
