// British and American English: one spelling for both, so that they have one stem.
#pragma once

#include <string>
#include <string_view>

namespace article_search {

// The American spelling of an English word (folded, as Token::text) written the British way: organised, organized;
// labour, labor; catalogue, catalog. Any other word comes back as it is. The rules are in docs/analyzer.md.
std::string AmericanSpelling(std::string_view word);

}  // namespace article_search
