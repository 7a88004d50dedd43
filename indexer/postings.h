// From a text's tokens to what is posted of it in one field.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
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
  const Token* token = nullptr;
  size_t index = 0;   // of the token
  uint32_t stem = 0;  // kStem: which of TermMaker::Stems
  uint32_t wdf = 0;   // in the body; 0 in other fields
};

// The term, without its prefix.
std::string TextOf(const Posting& posting, TermMaker* terms);

// Calls `post` with every Posting of the tokens, in order; `count_stems` tells how many stems the token of an index
// has. Returns the number of words (a compound's parts count).
template <typename CountStems, typename Post>
uint32_t ForEachPosting(const std::vector<Token>& tokens, CountStems count_stems, Post post) {
  uint32_t words = 0;
  uint32_t last_compound_end = 0;
  const size_t count = tokens.size();
  for (size_t index = 0; index < count; ++index) {
    const Token& token = tokens[index];
    if (token.type == TokenType::kAcronym) {
      post(Posting{Posting::Form::kAcronym, &token, index, 0, 1});
      continue;
    }
    uint32_t wdf = 1;
    if (token.type == TokenType::kCompound) {
      // It stands at two positions and is counted once.
      if (last_compound_end == token.end) wdf = 0;
      last_compound_end = token.end;
    } else {
      ++words;
    }
    const auto stems = static_cast<uint32_t>(count_stems(index));
    for (uint32_t stem = 0; stem < stems; ++stem) {
      post(Posting{Posting::Form::kStem, &token, index, stem, stem == 0 ? wdf : 0});
    }
    post(Posting{Posting::Form::kWord, &token, index, 0, 0});
  }
  return words;
}

}  // namespace article_search
