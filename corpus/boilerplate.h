// The lines that web pages put around an article: comment forms, share bars, navigation, cookie notices.
#pragma once

#include <string_view>

namespace article_search {

enum class BoilerplateSign {
  kNone,
  kWeak,     // a line that an article may well have ("Search", "Name"): it counts in company only
  kSite,     // so too, but most at home around articles ("Contact us", "Facebook")
  kShape,    // enough but for a marked heading: "Home > News", "Tags: trade, oil", "Read more"
  kStrong,   // "Leave a Reply", "Share this:", "Your email address will not be published."
  kComment,  // "jane says: June 5, 2021 at 3:04 pm": what follows are the readers' comments
};

// Judges a whole block; its lines are judged one by one, and each must be one. The rules are in docs/paragraphs.md.
BoilerplateSign BoilerplateSignOf(std::string_view block);

}  // namespace article_search
