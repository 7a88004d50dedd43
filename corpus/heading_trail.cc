#include "corpus/heading_trail.h"

#include "corpus/line_shape.h"

namespace article_search {
namespace {

constexpr size_t kNoHeading = static_cast<size_t>(-1);

}  // namespace

HeadingTrail::HeadingTrail(std::string_view text, const std::vector<Block>& blocks)
    : text_(text), blocks_(blocks), entering_(kNoHeading), has_content_below_(blocks.size(), false) {}

void HeadingTrail::PopWhile(const auto& condition) {
  while (!open_.empty() && condition(open_.back())) {
    open_.pop_back();
    names_.pop_back();
  }
}

void HeadingTrail::Push(size_t i) {
  open_.push_back(i);
  names_.push_back(OneLine(text_.substr(blocks_[i].begin, blocks_[i].end - blocks_[i].begin)));
}

const std::vector<std::string>& HeadingTrail::Enter(size_t i) {
  if (entering_ != kNoHeading) Push(entering_);
  entering_ = kNoHeading;
  const Block& block = blocks_[i];
  switch (block.kind) {
    case ParagraphKind::kTitle:
      PopWhile([](size_t) { return true; });
      titles_.push_back(i);
      after_heading_ = false;
      break;
    case ParagraphKind::kHeading:
    case ParagraphKind::kQuestion:
      if (block.level > 0) {
        PopWhile(
            [this, &block](size_t above) { return blocks_[above].level == 0 || blocks_[above].level >= block.level; });
      } else if (block.kind == ParagraphKind::kQuestion) {
        // It takes the place of the question before and leaves the heading of both.
        size_t question = 0;
        while (question < open_.size() &&
               (blocks_[open_[question]].kind != ParagraphKind::kQuestion || blocks_[open_[question]].level > 0)) {
          ++question;
        }
        PopWhile([this, question](size_t) { return open_.size() > question; });
      } else if (!after_heading_) {
        PopWhile([this](size_t above) { return blocks_[above].level == 0; });
      }
      entering_ = i;
      after_heading_ = block.kind == ParagraphKind::kHeading;
      break;
    case ParagraphKind::kBoilerplate:
      // It stands below a heading by chance, and is not found through it.
      for (const size_t above : titles_) has_content_below_[above] = true;
      break;
    case ParagraphKind::kCaption:
      for (const size_t above : open_) has_content_below_[above] = true;
      for (const size_t above : titles_) has_content_below_[above] = true;
      break;
    default:
      after_heading_ = false;
      for (const size_t above : open_) has_content_below_[above] = true;
      for (const size_t above : titles_) has_content_below_[above] = true;
  }
  return names_;
}

}  // namespace article_search
