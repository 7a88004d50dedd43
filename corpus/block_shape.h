// What a block looks like by itself, without a look at its neighbours.
#pragma once

#include <string>
#include <string_view>

namespace article_search {

// Runs of cells: tabs, pipes, columns, "key: value" lines, a flattened table below a row of header words.
bool LooksLikeTable(std::string_view block);

// Two lines or more that begin with list markers, perhaps below one that leads in.
bool LooksLikeList(std::string_view block);

// One line that could be a heading: short, no closing punctuation, begins like a title.
bool LooksLikeHeading(std::string_view block);
// The same for a title, which may be longer, may end in "?" or "!", and may be wrapped.
bool LooksLikeTitle(std::string_view block);

// One short sentence that ends in a question mark, and no line of a dialogue. It may be wrapped.
bool LooksLikeQuestion(std::string_view block);

// What stands before the first colon, where that are a few words and something follows: "Anna" of "Anna: Hello"; else
// empty.
std::string_view LabelOf(std::string_view block);
// 1 of "2. Harbours" and "2 Harbours", 3 of "2.1.4 Depths"; 0 where it begins with no number.
size_t NumberDepth(std::string_view block);
// "Dear Ms Poppins,"
bool LooksLikeSalutation(std::string_view block);

// Several lines or a long one.
bool LooksLikeParagraph(std::string_view block);
// Long enough, or closed by punctuation, to be what a heading stands above.
bool LooksLikeProse(std::string_view block);

}  // namespace article_search
