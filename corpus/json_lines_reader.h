// From JSON Lines to articles: an article a line, {"id": …, "title": …, "text": …}.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "corpus/article.h"
#include "corpus/error.h"

namespace article_search {

// Calls `on_article` for every line that is not blank, in order. "text" is a string and required; "title" is a string,
// "id" a string or a whole number, "language" a string, and all three may be missing; other keys are passed over. The
// text is one kBody paragraph as it stands, whose `line` is the line of the file, and whose `begin` and `end` are bytes
// of the text (Article::offsets_in_text). With `split` the text is read as an article of its own instead (ReadArticle).
//
// `bytes` is UTF-8. A line that is none of this goes to `on_error` (kNotText, naming the path and the line's number),
// which may throw; else it is left out. Thread-safe: keeps no state.
void ReadJsonLines(std::string_view bytes, const std::string& path, bool split,
                   const std::function<void(const Article&)>& on_article,
                   const std::function<void(const Error&)>& on_error);

}  // namespace article_search
