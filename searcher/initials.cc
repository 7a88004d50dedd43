#include "searcher/initials.h"

#include "corpus/ascii.h"
#include "corpus/utf8.h"

namespace article_search {
namespace {

// Past the letter that begins at `at`; `at` where none does.
size_t EndOfLetter(std::string_view text, size_t at) {
  if (at >= text.size() || !IsLetterLike(text[at])) return at;
  size_t end = at;
  return IsWhiteSpace(NextCharacter(text, &end)) ? at : end;
}

size_t PastWhiteSpace(std::string_view text, size_t at) {
  for (size_t next = at; at < text.size() && IsWhiteSpace(NextCharacter(text, &next));) at = next;
  return at;
}

}  // namespace

size_t EndOfInitials(std::string_view text, size_t at) {
  size_t end = at;
  for (size_t begin = at;;) {
    const size_t dot = EndOfLetter(text, begin);
    if (dot == begin || dot >= text.size() || text[dot] != '.') return end;
    begin = PastWhiteSpace(text, dot + 1);
    const bool ends = begin == text.size() || begin > dot + 1 ||
                      std::string_view("),;:!?").find(text[begin]) != std::string_view::npos;
    if (!ends) return end;
    end = dot + 1;
  }
}

std::string SpacedInitials(std::string_view text) {
  std::string spaced;
  size_t letters = 0;
  for (size_t at = 0; at < text.size(); at = PastWhiteSpace(text, at)) {
    const size_t end = EndOfLetter(text, at);
    if (end == at || (end < text.size() && text[end] != '.')) return "";
    if (!spaced.empty()) spaced.push_back(' ');
    spaced.append(text, at, end - at);
    ++letters;
    at = end < text.size() ? end + 1 : end;
  }
  return letters > 1 ? spaced : "";
}

}  // namespace article_search
