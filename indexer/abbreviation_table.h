// The abbreviations that the articles of an index define, both ways, as its metadata keeps them.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/analyzer.h"
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

// Collects them while an index is built.
class AbbreviationTable {
 public:
  // `short_form` folded as Token::text; `long_form` as it stands in the text of `document`. Of long forms with the same
  // key the one of the first document is kept, in whatever order they come.
  void Add(uint32_t document, const std::string& short_form, const std::string& long_form,
           const std::string& long_form_key);

  void Add(const AbbreviationTable& other);

  // Calls `set` with the name and the value of each piece of metadata, in a fixed order.
  void Write(const std::function<void(const std::string& name, const std::string& value)>& set) const;

 private:
  struct LongForm {
    uint32_t document;
    std::string text;
  };
  std::map<std::string, std::map<std::string, LongForm>> long_forms_;  // by short form, then by key
  std::map<std::string, std::set<std::string>> short_forms_;           // by key
};

}  // namespace article_search
