// The headings above each block.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/blocks.h"

namespace article_search {

// Walks the blocks of an article from the top; the rules are in docs/paragraphs.md.
class HeadingTrail {
 public:
  // `blocks` must outlive the trail and have their kinds.
  HeadingTrail(std::string_view text, const std::vector<Block>& blocks);

  // The headings above block `i`, outermost first; to be called for each block in turn.
  const std::vector<std::string>& Enter(size_t i);

  // For each block: it is a title, heading or question with something below. Whole once all blocks were entered.
  const std::vector<bool>& has_content_below() const { return has_content_below_; }

 private:
  void Push(size_t i);
  void PopWhile(const auto& condition);

  std::string_view text_;
  const std::vector<Block>& blocks_;
  std::vector<size_t> open_;        // the headings above
  std::vector<std::string> names_;  // theirs
  size_t entering_;                 // a heading to be pushed when the next block is entered
  bool after_heading_ = false;      // nothing but captions and boilerplate since the last heading
  std::vector<size_t> titles_;
  std::vector<bool> has_content_below_;
};

}  // namespace article_search
