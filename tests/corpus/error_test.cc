#include "corpus/error.h"

#include <gtest/gtest.h>

namespace article_search {
namespace {

TEST(ErrorTest, EveryCodeHasTheNameThatProgramsRead) {
  const std::pair<ErrorCode, std::string_view> rows[] = {
      {ErrorCode::kUsage, "usage"},
      {ErrorCode::kNotFound, "not_found"},
      {ErrorCode::kUnreadable, "unreadable"},
      {ErrorCode::kNotText, "not_text"},
      {ErrorCode::kNoParagraphs, "no_paragraphs"},
      {ErrorCode::kNotAnIndex, "not_an_index"},
      {ErrorCode::kIncompatibleIndex, "incompatible_index"},
      {ErrorCode::kDamagedIndex, "damaged_index"},
      {ErrorCode::kLocked, "locked"},
      {ErrorCode::kBrokenPipe, "broken_pipe"},
      {ErrorCode::kInterrupted, "interrupted"},
      {ErrorCode::kInternal, "internal"},
  };
  for (const auto& [code, name] : rows) EXPECT_EQ(ToString(code), name);
}

}  // namespace
}  // namespace article_search
