#include "searcher/remarks.h"

#include "corpus/string_list.h"
#include "indexer/clean_text.h"

namespace article_search {

std::string Quote(std::string_view words) { return Shortened(CleanLine(words), kMaxQuoted); }

void AddRemark(const std::string& line, std::vector<std::string>* lines) {
  if (lines->size() > kMaxRemarks || Contains(*lines, line)) return;
  lines->push_back(lines->size() < kMaxRemarks ? line : "there is more that was read otherwise than it looks");
}

}  // namespace article_search
