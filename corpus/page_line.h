// Lines of a web page that tell by their shape that they are none of the article's. Part of boilerplate.cc.
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string_view>

namespace article_search {

// Each takes one line, case-folded, without the marks around it.

bool IsCommentCount(std::string_view line);     // "3 comments", "12 thoughts on ...", "comments (3)"
bool IsCommentHead(std::string_view line);      // "jane says: june 5, 2021 at 3:04 pm"
bool IsReadingTime(std::string_view line);      // "5 min read", "reading time: 5 minutes"
bool IsDateOfPage(std::string_view line);       // "posted by jane doe on 3 march 2021", "updated 5 nov 2024, 10:31 gmt"
bool IsBreadcrumb(std::string_view line);       // "home > news > asia"
bool IsShareBar(std::string_view line);         // "facebook twitter linkedin"
bool IsPublisherCredit(std::string_view line);  // "proudly powered by wordpress"
bool IsRightsNotice(std::string_view line);     // "copyright 2024 the harbour post. all rights reserved"
bool EndsInRightsReserved(std::string_view line);  // need not be folded

// "tags: trade, oil": how many names stand behind a word such as "tags:"; 0 where the line is something else.
size_t CountTags(std::string_view line);

inline constexpr size_t kMaxNameWords = 4;  // of most names

// A few words that may be the name of a person, of a category, of a page.
bool IsName(std::string_view words, size_t most);

// Without the blanks, ASCII marks and arrows of links around it.
std::string_view StripMarks(std::string_view text);

bool StartsWithAny(std::string_view text, const auto& prefixes) {
  return std::any_of(std::begin(prefixes), std::end(prefixes),
                     [text](std::string_view prefix) { return text.starts_with(prefix); });
}

bool ContainsAny(std::string_view text, const auto& words) {
  return std::any_of(std::begin(words), std::end(words),
                     [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

}  // namespace article_search
