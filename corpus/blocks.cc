#include "corpus/blocks.h"

#include <algorithm>
#include <utility>

#include "corpus/block_shape.h"
#include "corpus/line_shape.h"
#include "corpus/lines.h"

namespace article_search {
namespace {

constexpr size_t kLongLine = 120;       // columns; nobody wraps by hand at more
constexpr size_t kShortLine = 80;       // columns; a heading among long lines
constexpr size_t kParagraphLine = 200;  // columns; longer than most sentences
constexpr size_t kMetadataLines = 200;
constexpr size_t kMaxAtxIndent = 3;
constexpr size_t kMaxHeadingBytes = 1000;  // a longer line is no heading, whatever its marks

std::string_view Content(std::string_view text, const Line& line) {
  return text.substr(line.content, line.end - line.content);
}

bool IsCell(std::string_view line) { return line.find_first_of("\t|") != std::string_view::npos; }

// A file without a blank line between its lines, where the lines are the paragraphs: nearly all of the text stands in
// lines that nobody would wrap so or that end a sentence, and enough of it in the former, or enough lines are the
// latter.
bool EveryLineIsAParagraph(std::string_view text) {
  LineScanner scanner(text);
  Line line;
  size_t lines = 0;
  size_t sentences = 0;
  size_t columns = 0;
  size_t long_columns = 0;
  size_t whole_columns = 0;
  bool was_blank = false;
  while (scanner.Next(&line)) {
    if (line.is_blank()) {
      was_blank = true;
      continue;
    }
    if (was_blank && lines > 0) return false;
    was_blank = false;
    ++lines;
    const std::string_view content = Content(text, line);
    const size_t width = Columns(content);
    columns += width;
    if (width > kLongLine) long_columns += width;
    const bool is_sentence = EndsSentence(content);
    if (is_sentence) ++sentences;
    if (is_sentence || width > kLongLine) whole_columns += width;
  }
  return lines > 1 && whole_columns * 5 >= columns * 4 && (long_columns * 2 >= columns || sentences * 5 >= lines * 4);
}

class BlockSplitter {
 public:
  BlockSplitter(std::string_view text, Markup markup) : text_(text), markup_(markup) {}

  std::vector<Block> Run() {
    by_lines_ = EveryLineIsAParagraph(text_);
    LineScanner scanner(text_);
    Line line;
    if (markup_ == Markup::kMarkdown) SkipMetadata(&scanner);
    while (scanner.Next(&line)) {
      if (markup_ == Markup::kMarkdown && IsFence(line)) {
        if (fence_ == 0) {
          Flush();
          OpenFence(line);
          lines_.push_back(line);
        } else {
          lines_.push_back(line);
          Flush();
          fence_ = 0;
        }
      } else if (line.is_blank()) {
        Flush();
      } else {
        lines_.push_back(line);
      }
    }
    Flush();
    return std::move(blocks_);
  }

 private:
  std::string_view Content(size_t line) const { return article_search::Content(text_, lines_[line]); }

  // A Markdown file may begin with lines of "key: value" between two lines "---".
  void SkipMetadata(LineScanner* scanner) {
    LineScanner ahead = *scanner;
    Line line;
    if (!ahead.Next(&line) || line.indent() != 0 || article_search::Content(text_, line) != "---") return;
    for (size_t i = 0; i < kMetadataLines && ahead.Next(&line); ++i) {
      const std::string_view content = article_search::Content(text_, line);
      if (content == "---" || content == "...") {
        if (!lines_.empty()) {
          Emit(0, lines_.size());
          if (!blocks_.empty()) blocks_.back().is_metadata = true;
        }
        lines_.clear();
        *scanner = ahead;
        return;
      }
      if (lines_.empty() && content.find(':') == std::string_view::npos) break;
      if (!line.is_blank()) lines_.push_back(line);
    }
    lines_.clear();
  }

  // "```" or "~~~", opening or, within the code, closing.
  bool IsFence(const Line& line) const {
    const std::string_view content = article_search::Content(text_, line);
    if (line.indent() > kMaxAtxIndent || content.size() < 3 || (content[0] != '`' && content[0] != '~')) return false;
    const size_t length = std::min(content.find_first_not_of(content[0]), content.size());
    if (fence_ != 0) return content[0] == fence_ && length >= fence_length_ && length == content.size();
    return length >= 3 && content.find('`', length) == std::string_view::npos;
  }

  void OpenFence(const Line& line) {
    const std::string_view content = article_search::Content(text_, line);
    fence_ = content[0];
    fence_length_ = std::min(content.find_first_not_of(fence_), content.size());
  }

  // Makes blocks of the lines collected since the last blank one.
  void Flush() {
    if (fence_ != 0) {
      const size_t before = blocks_.size();
      if (!lines_.empty()) Emit(0, lines_.size());
      if (blocks_.size() > before) blocks_.back().is_code = true;
    } else {
      for (size_t i = 0; i < lines_.size();) {
        if (const size_t taken = TakeHeading(i); taken > 0) {
          i += taken;
          continue;
        }
        size_t end = i + 1;
        while (end < lines_.size() && !InterruptsText(end)) ++end;
        EmitText(i, end);
        i = end;
      }
    }
    lines_.clear();
  }

  // In Markdown a "#" heading needs no blank line before it, nor does any where no blank lines are.
  bool InterruptsText(size_t line) const {
    if (markup_ != Markup::kMarkdown && !by_lines_) return false;
    return AtxLevel(line) > 0 || (by_lines_ && line + 1 < lines_.size() && Underlines(line + 1, line));
  }

  // The block of lines [first, last).
  Block* Emit(size_t first, size_t last) {
    Block block;
    block.begin = lines_[first].content;
    block.end = lines_[last - 1].end;
    block.line = lines_[first].number;
    block.is_one_line = last - first == 1;
    if (IsSeparator(text_.substr(block.begin, block.end - block.begin))) return nullptr;
    blocks_.push_back(block);
    return &blocks_.back();
  }

  void EmitText(size_t first, size_t last) {
    if (last - first > 1) {
      if (HasHeadingAtMargin(first, last)) {
        Emit(first, first + 1);
        return EmitText(first + 1, last);
      }
      if (by_lines_ || HasParagraphLines(first, last)) return EmitLines(first, last);
      if (markup_ == Markup::kPlain && HasIndentedParagraphs(first, last)) return EmitIndented(first, last);
    }
    Emit(first, last);
  }

  // A line in capitals, and all others further in: so man and perldoc print a section.
  bool HasHeadingAtMargin(size_t first, size_t last) const {
    if (markup_ != Markup::kPlain || by_lines_ || lines_[first].indent() > 0) return false;
    const std::string_view line = Content(first);
    if (!IsUpperCase(line) || !LooksLikeHeading(line) || IsCell(line) || line.find("  ") != std::string_view::npos)
      return false;
    for (size_t i = first + 1; i < last; ++i) {
      if (!BeginsIndented(i)) return false;
    }
    return true;
  }

  // Every line a block, but for those of a list or of a table, which stay together.
  void EmitLines(size_t first, size_t last) {
    const auto kind = [this](size_t i) { return ListMarkerLength(Content(i)) > 0 ? 1 : IsCell(Content(i)) ? 2 : 0; };
    while (first < last) {
      size_t end = first + 1;
      if (const int run = kind(first); run != 0) {
        while (end < last && kind(end) == run) ++end;
      }
      Emit(first, end);
      first = end;
    }
  }

  // Lines too long to be wrapped by hand and to be one sentence each, all of which end a sentence; between them short
  // ones, which are headings.
  bool HasParagraphLines(size_t first, size_t last) const {
    if (markup_ != Markup::kPlain) return false;
    size_t count = 0;
    size_t columns = 0;
    for (size_t i = first; i < last; ++i) {
      const size_t width = Columns(Content(i));
      if (width <= kShortLine) continue;
      if (width <= kLongLine || !EndsSentence(Content(i))) return false;
      ++count;
      columns += width;
    }
    return count > 0 && columns >= count * kParagraphLine && count * 2 >= last - first;
  }

  // Some lines are indented, most are not, and those before the indented ones end a sentence or fall short of the
  // others: the indented lines begin paragraphs.
  bool HasIndentedParagraphs(size_t first, size_t last) const {
    size_t indented = 0;
    size_t widest = 0;
    for (size_t i = first; i < last; ++i) {
      indented += BeginsIndented(i) ? 1 : 0;
      widest = std::max(widest, lines_[i].end - lines_[i].content);
    }
    if (indented == 0 || indented * 2 > last - first) return false;
    size_t inner = 0;
    size_t plausible = 0;
    for (size_t i = first + 1; i < last; ++i) {
      if (!BeginsIndented(i)) continue;
      if (ListMarkerLength(Content(i)) > 0 || IsCell(Content(i))) return false;
      ++inner;
      const std::string_view before = Content(i - 1);
      if (EndsSentence(before) || before.size() * 4 < widest * 3) ++plausible;
    }
    return inner > 0 && plausible * 4 >= inner * 3;
  }

  bool BeginsIndented(size_t line) const {
    const std::string_view space = text_.substr(lines_[line].begin, lines_[line].indent());
    return space.size() > 1 || space == "\t";
  }

  void EmitIndented(size_t first, size_t last) {
    while (first < last) {
      size_t end = first + 1;
      while (end < last && !BeginsIndented(end)) ++end;
      Emit(first, end);
      first = end;
    }
  }

  // The number of lines that a heading at `line` takes; 0 where none stands.
  size_t TakeHeading(size_t line) {
    if (const int level = AtxLevel(line); level > 0) {
      EmitAtx(line, level);
      return 1;
    }
    if (markup_ != Markup::kMarkdown && line + 2 < lines_.size() && Underlines(line + 2, line + 1) &&
        Content(line)[0] == Content(line + 2)[0] && lines_[line].indent() == lines_[line + 2].indent() &&
        AdornmentOf(Content(line)) != 0 && Content(line).size() >= Content(line + 2).size()) {
      EmitHeading(line + 1, StyleLevel(Content(line)[0], true));
      return 3;
    }
    if (line + 1 < lines_.size() && Underlines(line + 1, line) &&
        (markup_ == Markup::kMarkdown ? lines_[line].indent() <= kMaxAtxIndent
                                      : lines_[line].indent() == lines_[line + 1].indent())) {
      const char mark = Content(line + 1)[0];
      EmitHeading(line, markup_ == Markup::kMarkdown ? (mark == '=' ? 1 : 2) : StyleLevel(mark, false));
      return 2;
    }
    return 0;
  }

  void EmitHeading(size_t line, int level) {
    if (Block* block = Emit(line, line + 1)) block->level = level;
  }

  // The level of a "## Heading" line; 0 for another.
  int AtxLevel(size_t line) const {
    const std::string_view content = Content(line);
    if (markup_ == Markup::kRest || content[0] != '#') return 0;
    if (lines_[line].indent() > (markup_ == Markup::kMarkdown ? kMaxAtxIndent : 0)) return 0;
    const size_t level = std::min(content.find_first_not_of('#'), content.size());
    if (content.size() > kMaxHeadingBytes || level > 6 || level == content.size() ||
        (content[level] != ' ' && content[level] != '\t'))
      return 0;
    if (markup_ == Markup::kPlain) {
      // Comments in a listing look alike.
      const std::string_view title = Trim(content.substr(level));
      if (FirstSignOf(title) == FirstSign::kLower || EndsSentence(title) != IsQuestionMark(LastSign(title))) return 0;
      const bool is_above_text = line + 1 < lines_.size();
      if (is_above_text && Content(line + 1).substr(0, level + 1) == content.substr(0, level + 1)) return 0;
      if (level == 1 && !blocks_.empty() && (is_above_text || blocks_[0].level == 0)) return 0;
    }
    return static_cast<int>(level);
  }

  void EmitAtx(size_t line, int level) {
    Line& heading = lines_[line];
    heading.content = SkipSpace(text_, heading.content + static_cast<size_t>(level), heading.end);
    // "## Heading ##" closes what it opened.
    size_t end = heading.end;
    while (end > heading.content && text_[end - 1] == '#') --end;
    if (const size_t trimmed = SkipSpaceBack(text_, heading.content, end); trimmed < end || end == heading.content) {
      heading.end = trimmed;
    }
    if (heading.content < heading.end) EmitHeading(line, level);
  }

  bool Underlines(size_t underline, size_t title) const {
    const bool is_markdown = markup_ == Markup::kMarkdown;
    const std::string_view line = Content(underline);
    const char mark = AdornmentOf(line, is_markdown ? 2 : 3);
    if (mark == 0 || (is_markdown && mark != '=' && mark != '-')) return false;
    const std::string_view heading = Content(title);
    if (heading.size() > kMaxHeadingBytes || IsSeparator(heading)) return false;
    if (ListMarkerLength(heading) > 0) {
      // "1. Introduction" may be a heading; in Markdown a "---" below is a rule instead.
      if (!IsNumberMarker(heading) || (is_markdown && mark == '-')) return false;
    }
    if (is_markdown) return heading[0] != '>' && heading.find('|') == std::string_view::npos;
    if (heading.find("  ") != std::string_view::npos || heading.find('\t') != std::string_view::npos) return false;
    return line.size() * 4 >= Columns(heading) * 3 && !(markup_ == Markup::kPlain && LastSign(heading) == '.');
  }

  // reST gives levels to styles in the order in which they appear.
  int StyleLevel(char mark, bool overlined) {
    const auto style = std::make_pair(mark, overlined);
    const auto found = std::find(styles_.begin(), styles_.end(), style);
    if (found != styles_.end()) return static_cast<int>(found - styles_.begin()) + 1;
    styles_.push_back(style);
    return static_cast<int>(styles_.size());
  }

  std::string_view text_;
  Markup markup_;
  bool by_lines_ = false;
  std::vector<Line> lines_;
  char fence_ = 0;
  size_t fence_length_ = 0;
  std::vector<std::pair<char, bool>> styles_;
  std::vector<Block> blocks_;
};

}  // namespace

std::vector<Block> SplitIntoBlocks(std::string_view text, Markup markup) { return BlockSplitter(text, markup).Run(); }

}  // namespace article_search
