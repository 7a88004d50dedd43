#include "corpus/rest_markup.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "corpus/line_shape.h"
#include "corpus/lines.h"
#include "corpus/string_list.h"

namespace article_search {
namespace {

constexpr size_t kTab = 8;
constexpr size_t kMaxFieldWords = 20;  // more are an abstract, if they end in a full stop

// Directives without text of their own, of docutils, Sphinx and the kernel; and one whose text is of one output format.
// Each between blanks.
constexpr std::string_view kPullDirectives =
    " autoattribute autoclass autodata autoexception autofunction automethod automodule autosummary bibliography "
    "c:namespace c:namespace-pop c:namespace-push codeauthor contents cssclass currentmodule default-domain "
    "default-role highlight highlightlang include index kernel-abi kernel-doc kernel-feat kernel-include "
    "literalinclude maintainers-include meta module moduleauthor program py:currentmodule py:module raw role "
    "rst-class section-numbering sectionauthor sectnum tabularcolumns target-notes title toctree ";
constexpr auto kCodeDirectives =
    std::to_array<std::string_view>({"code", "code-block", "parsed-literal", "sourcecode"});
// ".. note: text" is a comment by a slip.
constexpr auto kAdmonitions = std::to_array<std::string_view>(
    {"attention:", "caution:", "danger:", "error:", "hint:", "important:", "note:", "tip:", "warning:", "seealso:"});

// What stands behind the ".." of a label, a directive or the like, for its first line; nothing where the line is none.
std::string_view ConstructAt(std::string_view line) {
  if (!line.starts_with("..") || line.size() < 4 || (line[2] != ' ' && line[2] != '\t')) return {};
  return line.substr(SkipSpace(line, 2, line.size()));
}

// The name before "::", which may have a blank between; empty where there is none.
std::string DirectiveOf(std::string_view construct) {
  const size_t end = WordEnd(construct, 0);
  std::string_view name = construct.substr(0, end);
  if (name.ends_with("::")) {
    name.remove_suffix(2);
  } else if (!construct.substr(end).starts_with(" ::")) {
    return "";
  }
  const FirstSign first = FirstSignOf(name);
  return first == FirstSign::kLower || first == FirstSign::kUpper ? FoldedLine(name) : "";
}

// Of what begins with ".. ".
enum class Construct {
  kText,    // a note, a footnote, a code block
  kMarkup,  // what is below it and further in is none of its
  kBlock,   // what is below it and further in is markup as well
};

Construct ConstructOf(std::string_view line) {
  const std::string_view construct = ConstructAt(line);
  if (construct.empty()) return Construct::kBlock;
  const bool is_label = construct[0] == '_' && construct.find(':') != std::string_view::npos;
  if (is_label || construct[0] == '|') return Construct::kMarkup;
  if (construct[0] == '[') return Construct::kText;
  if (const std::string name = DirectiveOf(construct); !name.empty()) {
    const bool pulls = kPullDirectives.find(" " + name + " ") != std::string_view::npos;
    return pulls ? Construct::kBlock : Construct::kText;
  }
  const bool is_slip = Contains(kAdmonitions, FoldedLine(construct.substr(0, WordEnd(construct, 0))));
  return is_slip ? Construct::kText : Construct::kBlock;
}

// ":Author: Jane Doe"
bool IsField(std::string_view line) {
  const size_t end = line.find(':', 1);
  return line[0] == ':' && end != std::string_view::npos && end > 1 && line[1] != ' ' &&
         (end + 1 == line.size() || line[end + 1] == ' ' || line[end + 1] == '\t');
}

class RestMarkupFinder {
 public:
  RestMarkupFinder(std::string_view text, std::vector<Block>* blocks) : text_(text), blocks_(*blocks) {}

  void Run() {
    bool has_title = false;
    for (size_t i = 0; i < blocks_.size(); ++i) {
      Block& block = blocks_[i];
      if (block.level > 0) {
        owner_ = Owner::kNone;
        const bool is_subtitle = i > 0 && blocks_[i - 1].level > 0;
        at_top_ = at_top_ && (!has_title || is_subtitle);
        has_title = true;
        continue;
      }
      ReadLines(block);
      if (owner_ != Owner::kNone && indent_ > owner_indent_) {
        if (owner_ == Owner::kMarkup) block.kind = ParagraphKind::kBoilerplate;
        continue;
      }
      owner_ = Owner::kNone;
      owner_indent_ = indent_;
      if (IsMarkup() || (at_top_ && IsFieldList(Text(block)))) {
        block.kind = ParagraphKind::kBoilerplate;
      } else {
        if (is_code_) owner_ = Owner::kCode;
        at_top_ = at_top_ && !ConstructAt(Text(block)).empty();
      }
    }
  }

 private:
  // Whose the blocks are that stand further in than owner_indent_.
  enum class Owner { kNone, kMarkup, kCode };

  std::string_view Text(const Block& block) const { return text_.substr(block.begin, block.end - block.begin); }

  // The lines of `block` that stand no further in than its first.
  void ReadLines(const Block& block) {
    size_t begin = block.begin;
    while (begin > 0 && text_[begin - 1] != '\n' && text_[begin - 1] != '\r') --begin;
    LineScanner scanner(text_.substr(begin, block.end - begin));
    Line line;
    lines_.clear();
    while (scanner.Next(&line)) {
      const size_t indent = IndentOf(text_.substr(begin + line.begin, line.indent()));
      if (lines_.empty()) indent_ = indent;
      if (indent <= indent_) lines_.push_back(text_.substr(begin + line.content, line.end - line.content));
    }
    const std::string_view first = lines_.empty() ? std::string_view() : lines_[0];
    is_code_ = Text(block).ends_with("::") || Contains(kCodeDirectives, DirectiveOf(ConstructAt(first)));
  }

  static size_t IndentOf(std::string_view space) {
    size_t indent = 0;
    for (const char c : space) indent = c == '\t' ? (indent / kTab + 1) * kTab : indent + 1;
    return indent;
  }

  bool IsMarkup() {
    Construct last = Construct::kText;
    for (const std::string_view line : lines_) {
      if (line != ".." && ConstructAt(line).empty()) return false;
      last = ConstructOf(line);
      if (last == Construct::kText) return false;
    }
    if (last == Construct::kBlock && lines_.back() != "..") owner_ = Owner::kMarkup;
    return !lines_.empty();
  }

  bool IsFieldList(std::string_view block) {
    if (lines_.empty() || !std::all_of(lines_.begin(), lines_.end(), IsField)) return false;
    if (EndsSentence(block) && CountWords(block) > kMaxFieldWords) return false;
    owner_ = Owner::kMarkup;
    return true;
  }

  std::string_view text_;
  std::vector<Block>& blocks_;
  std::vector<std::string_view> lines_;
  size_t indent_ = 0;     // of the block at hand
  bool is_code_ = false;  // what stands below it and further in is code
  Owner owner_ = Owner::kNone;
  size_t owner_indent_ = 0;
  bool at_top_ = true;  // nothing but markup, a title and its subtitle so far
};

}  // namespace

void FindRestMarkup(std::string_view text, Markup markup, std::vector<Block>* blocks) {
  const auto is_unmistakable = [text](const Block& block) {
    const std::string_view line = text.substr(block.begin, block.end - block.begin);
    const std::string_view construct = ConstructAt(line);
    const bool is_label = construct.starts_with('_') && construct.substr(0, WordEnd(construct, 0)).ends_with(':');
    return is_label || !DirectiveOf(construct).empty();
  };
  const bool is_rest = markup == Markup::kRest ||
                       (markup == Markup::kPlain && std::any_of(blocks->begin(), blocks->end(), is_unmistakable));
  if (is_rest) RestMarkupFinder(text, blocks).Run();
}

}  // namespace article_search
