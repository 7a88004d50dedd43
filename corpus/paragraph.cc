#include "corpus/paragraph.h"

#include <array>

namespace article_search {
namespace {

constexpr std::array<std::string_view, 8> kNames = {"title", "heading", "body",    "question",
                                                    "list",  "table",   "caption", "boilerplate"};

}  // namespace

std::string_view ToString(ParagraphKind kind) { return kNames[static_cast<size_t>(kind)]; }

std::optional<ParagraphKind> ParseParagraphKind(std::string_view name) {
  for (size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<ParagraphKind>(i);
  }
  return std::nullopt;
}

}  // namespace article_search
