// What kind of file it is, as far as it decides whether it can be read as an article.
#pragma once

#include <string_view>

namespace article_search {

// The marks that give a text its headings.
enum class Markup { kPlain, kMarkdown, kRest };

// By the extension: .md and .markdown, .rst and .rest, else plain text.
Markup MarkupOf(std::string_view path);

// Why a text is no article: "an HTML page: make text of it first, e.g. …", likewise for XML and RTF. Empty for any
// other, also one with some tags in it. The rules are in docs/paragraphs.md.
std::string_view WhyNoArticle(std::string_view text, Markup markup);

}  // namespace article_search
