// The lines of a text. LF, CRLF and a lone CR end a line, and a file may mix them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace article_search {

struct Line {
  size_t begin = 0;    // the first byte
  size_t content = 0;  // the first that is not white space
  size_t end = 0;      // behind the last that is not white space
  uint64_t number = 0;

  bool is_blank() const { return content == end; }
  size_t indent() const { return content - begin; }
};

class LineScanner {
 public:
  explicit LineScanner(std::string_view text) : text_(text) {}
  // False at the end of the text.
  bool Next(Line* line);

 private:
  std::string_view text_;
  size_t at_ = 0;
  // Where the next LF and CR stand, once known: looking again for one that is far off would take quadratic time.
  size_t lf_ = 0;
  size_t cr_ = 0;
  bool searched_ = false;
  uint64_t number_ = 0;
};

// Line ends in [begin, end).
uint64_t CountLineEnds(std::string_view text, size_t begin, size_t end);

}  // namespace article_search
