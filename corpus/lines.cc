#include "corpus/lines.h"

#include <algorithm>

#include "corpus/line_shape.h"

namespace article_search {

bool LineScanner::Next(Line* line) {
  if (at_ >= text_.size()) return false;
  if (!searched_ || lf_ < at_) lf_ = std::min(text_.find('\n', at_), text_.size());
  if (!searched_ || cr_ < at_) cr_ = std::min(text_.find('\r', at_), text_.size());
  searched_ = true;
  const size_t end = std::min(lf_, cr_);
  line->begin = at_;
  line->content = SkipSpace(text_, at_, end);
  line->end = SkipSpaceBack(text_, line->content, end);
  line->number = ++number_;
  at_ = end + (end == cr_ && cr_ + 1 == lf_ && lf_ < text_.size() ? 2 : 1);
  return true;
}

uint64_t CountLineEnds(std::string_view text, size_t begin, size_t end) {
  uint64_t count = 0;
  for (size_t at = begin; at < end; ++at) {
    if (text[at] == '\n') {
      ++count;
    } else if (text[at] == '\r' && (at + 1 == text.size() || text[at + 1] != '\n')) {
      ++count;
    }
  }
  return count;
}

}  // namespace article_search
