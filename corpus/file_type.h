// What kind of file it is, as far as it decides whether it can be read as an article.
#pragma once

#include <string_view>

namespace article_search {

// The marks that give a text its headings.
enum class Markup { kPlain, kMarkdown, kRest };

// By the extension: .md and .markdown, .rst and .rest, else plain text.
Markup MarkupOf(std::string_view path);

// True for an HTML page; false for a text with some tags in it. The rules are in docs/paragraphs.md.
bool LooksLikeHtml(std::string_view text, Markup markup);

}  // namespace article_search
