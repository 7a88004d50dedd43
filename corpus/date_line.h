// Lines that are a date and nothing else: when a page was put up or changed, when a comment was made.
#pragma once

#include <string_view>

namespace article_search {

// "5 Nov 2024, 10:31 GMT", "November 5th, 2024 at 10:31 am", "2024-11-05", "5 ноября 2024 г.": a day, month and year,
// perhaps with a weekday and a time; and "2 hours ago". `folded` is one line, case-folded. Names of months are known in
// some languages.
bool IsDate(std::string_view folded);

}  // namespace article_search
