// From a text's tokens to what is posted of it in one field.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/token.h"
#include "indexer/terms.h"

namespace article_search {

struct Posting {
  enum class Form : uint8_t {
    kStem,     // with a position
    kAcronym,  // with a position
    kWord,     // without a position and without wdf
  };
  Form form = Form::kStem;
  std::string_view text;  // the term without its prefix; valid during the call
  uint32_t position = 0;
  uint32_t wdf = 0;  // in the body; 0 in other fields
};

// Calls `post` for every posting of the tokens, in order. Returns the number of words (a compound's parts count).
uint32_t ForEachPosting(const std::vector<Token>& tokens, TermMaker* terms,
                        const std::function<void(const Posting&)>& post);

}  // namespace article_search
