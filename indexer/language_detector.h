// Which language a text is written in.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "corpus/article.h"

namespace article_search {

// What of a text is looked at: its first so many bytes.
inline constexpr size_t kMaxDetectedBytes = 64 * 1024;

// The language that most of `text` (UTF-8, well-formed or not) is in, as a name of FindLanguage; empty where that can't
// be told: a text of a few words or of none, or a language that FindLanguage does not know. English words stand in
// texts of all languages, so that English with more than a little of another one is the other. One of about 80
// languages, by CLD2 (D. Sites, Compact Language Detector 2: naive Bayes over groups of four letters; the script alone
// where it has one language). docs/decisions/0008-language-detection.md has its accuracy. Thread-safe: keeps no state.
std::string DetectLanguage(std::string_view text);

// The same of an article's paragraphs, without captions and boilerplate, or with them where there is nothing else.
std::string DetectLanguage(const Article& article);

}  // namespace article_search
