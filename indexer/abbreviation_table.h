// The abbreviations that the articles of an index define, both ways, as its metadata keeps them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/analyzer.h"
#include "indexer/index_file.h"
#include "indexer/terms.h"

namespace article_search {

// What a long form is found by: the first stems of its words but stop words, with single spaces between. Empty where
// there is none.
std::string LongFormKey(std::string_view text, std::string_view language, Analyzer* analyzer, TermMaker* terms);

// Names of metadata; empty where the name would be too long for one, and nothing is kept.
inline constexpr std::string_view kAbbreviationPrefix = "article_search.abbreviation.";
std::string LongFormsName(std::string_view short_form);      // value: long forms as they stand in a text
std::string ShortFormsName(std::string_view long_form_key);  // value: short forms, folded as Token::text

std::string PackStrings(const std::vector<std::string>& strings);
// Throws Error kDamagedIndex.
std::vector<std::string> UnpackStrings(std::string_view data);

struct AbbreviationOfDocument {
  uint32_t document;
  DefinedAbbreviation abbreviation;
};

// False for a long form of a single word, which is found by its letters already, or of stop words only, which would be
// found everywhere; and where a name would be too long.
bool IsKept(const DefinedAbbreviation& abbreviation);

// Calls `set` with the name and the value of each piece of metadata that comes of the abbreviations, which are in order
// of their documents: of long forms with the same key the first is written.
void WriteAbbreviations(const std::vector<AbbreviationOfDocument>& abbreviations,
                        const std::function<void(const std::string& name, const std::string& value)>& set);

}  // namespace article_search
