// From JSON Lines to articles: an article a line, {"id": …, "title": …, "text": …}.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "corpus/article.h"
#include "corpus/error.h"

namespace article_search {

inline constexpr size_t kMaxJsonText = 1 << 20;  // bytes of a text that are one paragraph

// Takes the bytes of a file piece by piece and calls `on_article` for every line that is not blank, in order. "text" is
// a string and required; "title" is a string, "id" a string or a number (kept as it is written), "language" a string,
// and all three may be missing; half of a surrogate pair (\ud83d) is U+FFFD; other keys are passed over. The text is
// one kBody paragraph as it stands, whose `line` is the line of the file, whose `column` is 1 (where within its line a
// text stands tells nobody anything), and whose `begin` and `end` are bytes of the text (Article::offsets_in_text). A
// text of more than kMaxJsonText bytes is cut into several, each of them as long as may be, as a block of a text file
// is at kMaxParagraphBytes; a title or an id of more than kMaxParagraphBytes is an error. With `split` the text is read
// as an article of its own instead (ReadArticle). Where that gives no paragraph, the title is one, of the kind kTitle,
// and `begin` and `end` are bytes of the title.
//
// The bytes are UTF-8. A line that is none of this goes to `on_error` (kNotText, naming the path and the line's
// number), which may throw; else it is left out. Keeps a line that has begun in memory.
class JsonLinesReader {
 public:
  JsonLinesReader(std::string path, bool split, std::function<void(const Article&)> on_article,
                  std::function<void(const Error&)> on_error);
  ~JsonLinesReader();

  void Read(std::string_view bytes);
  // At the end of the file, whose last line need not end with a newline.
  void Finish();

 private:
  struct State;
  void ReadLine(std::string_view line);

  std::string path_;
  bool split_;
  std::function<void(const Article&)> on_article_;
  std::function<void(const Error&)> on_error_;
  std::string begun_;
  uint64_t number_ = 0;  // of the last line
  std::unique_ptr<State> state_;
};

}  // namespace article_search
