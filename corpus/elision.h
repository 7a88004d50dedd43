// What an apostrophe within a word does, by language.
#pragma once

#include <string_view>

namespace article_search {

enum class ApostropheRule {
  kRemove,   // any language not below: o’zbek, ozbek
  kEnglish,  // and 's at the end goes
  kFrench,   // elided articles and pronouns before the apostrophe go: l’Europe, europe
  kItalian,
  kCatalan,
};

// Whether a name from indexer/language.h is that of a stemmer for English.
bool IsEnglish(std::string_view language);

// `language`: likewise.
ApostropheRule ApostropheRuleOf(std::string_view language);

// True for an elided word (folded, without its apostrophe) that is no part of the word behind it: "l", "qu", "dell".
bool IsElided(ApostropheRule rule, std::string_view word);

}  // namespace article_search
