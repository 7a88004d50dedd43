#include "corpus/classify.h"

#include <algorithm>
#include <unordered_map>

#include "corpus/block_shape.h"
#include "corpus/boilerplate.h"
#include "corpus/captions.h"
#include "corpus/line_shape.h"
#include "corpus/lines.h"
#include "corpus/rest_markup.h"

namespace article_search {
namespace {

constexpr size_t kMaxHeadingRun = 2;      // headings that stand one below another
constexpr size_t kMinListRun = 3;         // lines that may be the items of a list
constexpr size_t kMinLabels = 2;          // blocks that begin as a heading does, up to a colon
constexpr size_t kMinTitleLabels = 3;     // as the title does
constexpr size_t kMinWeakRun = 3;         // signs of boilerplate that make each other strong,
constexpr size_t kMinSiteSigns = 2;       // so many of them of the better sort
constexpr size_t kMaxTitleDistance = 10;  // blocks between the two places of a title

// Of the "title:" line of the metadata at the head of a Markdown file; empty where none stands, or its value is not on
// that line.
std::string StatedTitle(std::string_view metadata) {
  constexpr std::string_view kKey = "title:";
  LineScanner scanner(metadata);
  Line line;
  while (scanner.Next(&line)) {
    const std::string_view content = metadata.substr(line.content, line.end - line.content);
    if (line.indent() > 0 || !content.starts_with(kKey)) continue;
    std::string_view value = Trim(content.substr(kKey.size()));
    if (value.empty() || std::string_view("|>[{&*!").find(value[0]) != std::string_view::npos) return "";
    const bool is_quoted = value.size() > 1 && (value[0] == '"' || value[0] == '\'') && value.back() == value[0];
    if (!is_quoted) return OneLine(value);
    std::string title = OneLine(value.substr(1, value.size() - 2));
    const char escape = value[0] == '"' ? '\\' : '\'';
    for (size_t at = title.find(escape); at != std::string::npos; at = title.find(escape, at + 1)) title.erase(at, 1);
    return title;
  }
  return "";
}

class Classifier {
 public:
  Classifier(std::string_view text, Markup markup, std::vector<Block>* blocks)
      : text_(text), markup_(markup), blocks_(*blocks), is_heading_(blocks->size(), false) {}

  std::string Run() {
    FindMarkedKinds();
    FindRestMarkup(text_, markup_, &blocks_);
    FindTablesAndLists();
    FindBoilerplate();
    FindCaptions();
    FindCandidates();
    std::string title = FindTitle();
    FindHeadings();
    FindQuestions();
    return title;
  }

 private:
  // What stands before the first colon of a block.
  struct Label {
    std::string_view first;  // the first block that it begins
    size_t count;            // of that one and those that go on with other words
  };

  std::string_view Text(const Block& block) const { return text_.substr(block.begin, block.end - block.begin); }
  bool IsAside(const Block& block) const {
    return block.kind == ParagraphKind::kCaption || block.kind == ParagraphKind::kBoilerplate;
  }
  // Nothing has been found out about it but that it is text.
  bool IsOpen(const Block& block) const {
    return block.kind == ParagraphKind::kBody && block.level == 0 && !block.is_code;
  }

  void FindMarkedKinds() {
    for (Block& block : blocks_) {
      if (block.level > 0) {
        block.kind = ParagraphKind::kHeading;
        has_marked_ = true;
      } else if (block.is_metadata) {
        block.kind = ParagraphKind::kBoilerplate;
      }
    }
  }

  void FindTablesAndLists() {
    for (Block& block : blocks_) {
      if (!IsOpen(block) || block.is_one_line) continue;
      if (LooksLikeList(Text(block))) {
        block.kind = ParagraphKind::kList;
      } else if (LooksLikeTable(Text(block))) {
        block.kind = ParagraphKind::kTable;
      }
    }
    // Items with blank lines between them, and in a file with marks even one alone.
    for (size_t i = 0; i < blocks_.size(); ++i) {
      if (!IsOpen(blocks_[i]) || ListMarkerLength(Text(blocks_[i])) == 0) continue;
      if (markup_ != Markup::kPlain || HasItemAt(i - 1, i) || HasItemAt(i + 1, i)) {
        blocks_[i].kind = ParagraphKind::kList;
      }
    }
  }

  // True where block `i` is a list item of the same sort as block `like`. Numbers count further by one.
  bool HasItemAt(size_t i, size_t like) const {
    if (i >= blocks_.size() || blocks_[i].is_code || blocks_[i].level > 0) return false;
    const std::string_view item = Text(blocks_[i]);
    if (ListMarkerLength(item) == 0) return false;
    return IsNumberMarker(item) == IsNumberMarker(Text(blocks_[like]));
  }

  void FindBoilerplate() {
    std::vector<BoilerplateSign> signs(blocks_.size(), BoilerplateSign::kNone);
    for (size_t i = 0; i < blocks_.size(); ++i) {
      const Block& block = blocks_[i];
      if (block.is_code || block.is_metadata) continue;
      signs[i] = BoilerplateSignOf(Text(block));
      // A marked heading says "Search" and means it.
      if (block.level > 0 && signs[i] < BoilerplateSign::kStrong) signs[i] = BoilerplateSign::kNone;
    }
    // Who commented may stand above when.
    for (size_t i = 0; i + 1 < signs.size(); ++i) {
      if (!IsOpen(blocks_[i]) || !IsOpen(blocks_[i + 1])) continue;
      const std::string_view above = Text(blocks_[i]);
      if (!above.ends_with("says:")) continue;
      const std::string both = std::string(above).append(" ").append(Text(blocks_[i + 1]));
      if (BoilerplateSignOf(both) == BoilerplateSign::kComment) signs[i] = signs[i + 1] = BoilerplateSign::kComment;
    }
    // The others count beside a strong one, in a row of three of which two are at home around articles, or among
    // comments.
    bool has_comments = false;
    for (size_t begin = 0; begin < signs.size();) {
      size_t end = begin;
      bool strong = false;
      size_t site = 0;
      while (end < signs.size() && signs[end] != BoilerplateSign::kNone) {
        has_comments = has_comments || signs[end] == BoilerplateSign::kComment;
        strong = strong || has_comments || signs[end] >= BoilerplateSign::kShape;
        site += signs[end] == BoilerplateSign::kSite ? 1 : 0;
        ++end;
      }
      if (strong || (end - begin >= kMinWeakRun && site >= kMinSiteSigns)) {
        for (size_t i = begin; i < end; ++i) blocks_[i].kind = ParagraphKind::kBoilerplate;
      }
      begin = end + 1;
    }
  }

  void FindCaptions() {
    std::unordered_map<std::string, std::vector<size_t>> repeated;
    for (size_t i = 0; i < blocks_.size(); ++i) {
      Block& block = blocks_[i];
      if (!IsOpen(block)) continue;
      if (LooksLikeCaption(Text(block))) {
        block.kind = ParagraphKind::kCaption;
      } else if (std::string core; block.is_one_line && MayBeCaption(Text(block), &core)) {
        repeated[core].push_back(i);
      }
    }
    for (const auto& [core, places] : repeated) {
      if (places.size() < 2) continue;
      const auto is_named = [this, &word = core](size_t i) { return FoldedLine(Text(blocks_[i])) != word; };
      const auto is_placed = [this](size_t i) { return !has_marked_ && StandsBelowHeadingAndAboveText(i); };
      if (std::any_of(places.begin(), places.end(), is_named) || std::all_of(places.begin(), places.end(), is_placed)) {
        for (const size_t i : places) blocks_[i].kind = ParagraphKind::kCaption;
      }
    }
  }

  bool StandsBelowHeadingAndAboveText(size_t i) const {
    if (i == 0 || i + 1 == blocks_.size()) return false;
    const Block& above = blocks_[i - 1];
    const Block& below = blocks_[i + 1];
    return IsOpen(above) && LooksLikeTitle(Text(above)) && IsOpen(below) && LooksLikeProse(Text(below));
  }

  std::string FindTitle() {
    const size_t first = FirstOfArticle();
    if (first < blocks_.size() &&
        (has_marked_ && markup_ != Markup::kPlain ? IsMarkedTitle(first) : IsPlainTitle(first))) {
      blocks_[first].kind = ParagraphKind::kTitle;
      FindTitleAgain(first);
      return OneLine(Text(blocks_[first]));
    }
    std::string marked = MarkedTitle(first);
    if (blocks_.empty() || !blocks_[0].is_metadata || HasTitle()) return marked;
    std::string stated = StatedTitle(Text(blocks_[0]));
    return stated.empty() ? marked : stated;
  }

  bool HasTitle() const {
    return std::any_of(blocks_.begin(), blocks_.end(),
                       [](const Block& block) { return block.kind == ParagraphKind::kTitle; });
  }

  // The first block that is neither debris nor markup without words of its own.
  size_t FirstOfArticle() const {
    size_t i = 0;
    while (i < blocks_.size() && (IsAside(blocks_[i]) || IsPreamble(Text(blocks_[i])))) ++i;
    return i;
  }

  bool IsPreamble(std::string_view block) const {
    switch (markup_) {
      case Markup::kMarkdown:
        return block.starts_with("<!--") || block.starts_with("[![") || block.starts_with("![") ||
               block.starts_with("<");
      case Markup::kRest:
        return block.starts_with(".. ") || block.starts_with(":");
      case Markup::kPlain:
        return false;
    }
    return false;
  }

  bool IsMarkedTitle(size_t i) const { return blocks_[i].level == 1; }

  // Some prose must follow; and in a list of questions with their answers the first question is no title.
  bool IsPlainTitle(size_t i) const {
    if (blocks_[i].level > 0) return blocks_[i].level == 1;
    if (!IsOpen(blocks_[i]) || !LooksLikeTitle(Text(blocks_[i]))) return false;
    if (is_list_ || IsSpeech(i) || IsHeadOfLetter(i)) return false;
    if (LooksLikeQuestion(Text(blocks_[i]))) {
      for (size_t next = i + 2; next < blocks_.size() && next <= i + 3; ++next) {
        if (LooksLikeQuestion(Text(blocks_[next]))) return false;
      }
    }
    return std::any_of(blocks_.begin() + static_cast<ptrdiff_t>(i) + 1, blocks_.end(), [this](const Block& block) {
      return !IsAside(block) && block.level == 0 && (block.kind != ParagraphKind::kBody || LooksLikeProse(Text(block)));
    });
  }

  // A page's title and then the article's, with nothing but captions, boilerplate and headings between.
  void FindTitleAgain(size_t first) {
    const std::string title = FoldedLine(Text(blocks_[first]));
    for (size_t i = first + 1; i < blocks_.size() && i <= first + kMaxTitleDistance; ++i) {
      Block& block = blocks_[i];
      if (IsAside(block)) continue;
      const std::string_view text = Text(block);
      if (text.size() < 1000 && FoldedLine(text) == title) {
        block.kind = ParagraphKind::kTitle;
      } else if (block.level == 0 && LooksLikeProse(text)) {
        return;
      }
    }
  }

  // A heading of the top level that is the first block of the article, or else the only one of its level before all
  // others where these are below it: that is a title for certain. What stands further down claims nothing above it.
  std::string MarkedTitle(size_t first_block) {
    int top = 0;
    size_t first = 0;
    size_t count = 0;
    bool is_first_heading = false;
    bool seen = false;
    for (size_t i = 0; i < blocks_.size(); ++i) {
      if (blocks_[i].level == 0 || IsAside(blocks_[i])) continue;
      if (top == 0 || blocks_[i].level < top) {
        top = blocks_[i].level;
        first = i;
        count = 0;
        is_first_heading = !seen;
      }
      if (blocks_[i].level == top) ++count;
      seen = true;
    }
    if (top == 0) return "";
    const bool has_more =
        std::any_of(blocks_.begin(), blocks_.end(), [top](const Block& block) { return block.level > top; });
    const bool is_title = markup_ != Markup::kPlain && top == 1 && count == 1 && is_first_heading && has_more;
    if (is_title) blocks_[first].kind = ParagraphKind::kTitle;
    return is_title || first == first_block ? OneLine(Text(blocks_[first])) : "";
  }

  // The lines that could be headings without marks. Where they are most of the text, they are what it says: a list.
  void FindCandidates() {
    if (has_marked_ && markup_ != Markup::kPlain) return;  // the file marks its headings
    for (const Block& block : blocks_) {
      if (const std::string_view label = LabelOf(Text(block)); IsOpen(block) && !label.empty()) {
        Label& seen = labels_.try_emplace(label, Label{Text(block), 1}).first->second;
        if (seen.first != Text(block) && ++seen.count == kMinLabels) ++speakers_;
      }
    }
    size_t bytes = 0;
    size_t candidate_bytes = 0;
    size_t run = 0;
    for (size_t i = 0; i < blocks_.size(); ++i) {
      const Block& block = blocks_[i];
      is_heading_[i] = IsOpen(block) && block.is_one_line && LooksLikeHeading(Text(block));
      run = is_heading_[i] ? run + 1 : 0;
      is_list_ = is_list_ || run >= kMinListRun;
      if (IsAside(block)) continue;
      bytes += block.end - block.begin;
      if (is_heading_[i]) candidate_bytes += block.end - block.begin;
    }
    is_list_ = is_list_ && candidate_bytes * 2 >= bytes;
  }

  // How many blocks begin with the words before the colon in block `i`: a speaker says more than one thing.
  size_t Labels(size_t i) const {
    const auto found = labels_.find(LabelOf(Text(blocks_[i])));
    return found == labels_.end() ? 0 : found->second.count;
  }

  // A title and one heading may begin alike, but not where others do, too.
  bool IsSpeech(size_t i) const { return Labels(i) >= (speakers_ > 1 ? kMinLabels : kMinTitleLabels); }

  // Nothing but short lines down to "Dear Ms Poppins,".
  bool IsHeadOfLetter(size_t i) const {
    for (++i; i < blocks_.size(); ++i) {
      if (!IsAside(blocks_[i]) && !IsFragment(blocks_[i]))
        return IsOpen(blocks_[i]) && LooksLikeSalutation(Text(blocks_[i]));
    }
    return false;
  }

  // Headings without marks: a run of at most kMaxHeadingRun candidates with text below. Of a longer run, which is a
  // menu, an address or a list, only the last. Above a short line there is one heading or none.
  void FindHeadings() {
    if (is_list_) return;
    for (size_t i = 0; i < blocks_.size(); ++i) {
      if (!is_heading_[i]) continue;
      // "Yes" between two questions is an answer.
      const bool is_answer = i > 0 && LooksLikeQuestion(Text(blocks_[i - 1])) &&
                             (i + 1 == blocks_.size() || LooksLikeQuestion(Text(blocks_[i + 1])));
      is_heading_[i] = IsOpen(blocks_[i]) && !is_answer && Labels(i) < kMinLabels;
    }
    std::vector<size_t> run;
    for (size_t i = 0; i < blocks_.size(); ++i) {
      const Block& block = blocks_[i];
      if (is_heading_[i]) {
        run.push_back(i);
      } else if (!IsAside(block) && !IsFragment(block)) {
        if (block.level == 0 && block.kind != ParagraphKind::kTitle) AcceptHeadings(run, block);
        run.clear();
      }
    }
  }

  // A few words that are no sentence: neither what a heading stands above nor what parts it from that.
  bool IsFragment(const Block& block) const { return IsOpen(block) && !LooksLikeProse(Text(block)); }

  void AcceptHeadings(const std::vector<size_t>& run, const Block& below) {
    if (run.empty() || (IsOpen(below) && LooksLikeSalutation(Text(below)))) return;
    // "2.1 ..." above "2.2 ..." has nothing below.
    const size_t depth = NumberDepth(Text(blocks_[run.back()]));
    const auto is_sibling = [this, depth](const Block& block) { return depth == NumberDepth(Text(block)); };
    if (IsOpen(below)) {
      if (depth > 1 && is_sibling(below)) return;
      if (run.size() > 1 && !LooksLikeParagraph(Text(below))) return;
    }
    const bool is_list = run.size() > kMaxHeadingRun || (run.size() > 1 && depth > 0 && is_sibling(blocks_[run[0]]));
    for (size_t i = is_list ? run.size() - 1 : 0; i < run.size(); ++i) blocks_[run[i]].kind = ParagraphKind::kHeading;
  }

  // Back to front: a question is one only if its answer stands directly below.
  void FindQuestions() {
    bool answer_below = false;
    for (size_t i = blocks_.size(); i-- > 0;) {
      Block& block = blocks_[i];
      if (IsAside(block)) continue;
      const bool may_be =
          IsOpen(block) || (block.kind == ParagraphKind::kHeading && IsQuestionMark(LastSign(Text(block))));
      if (answer_below && may_be && LooksLikeQuestion(Text(block))) {
        block.kind = ParagraphKind::kQuestion;
      }
      answer_below = block.kind == ParagraphKind::kBody || block.kind == ParagraphKind::kList ||
                     block.kind == ParagraphKind::kTable;
      // A question without an answer answers none.
      if (block.kind == ParagraphKind::kBody && LooksLikeQuestion(Text(block))) answer_below = false;
    }
  }

  std::string_view text_;
  Markup markup_;
  std::vector<Block>& blocks_;
  std::unordered_map<std::string_view, Label> labels_;
  size_t speakers_ = 0;           // labels of more blocks than one
  std::vector<bool> is_heading_;  // it could be one, if it has no mark
  bool is_list_ = false;          // the text is nothing but such lines, or nearly so
  bool has_marked_ = false;
};

}  // namespace

std::string Classify(std::string_view text, Markup markup, std::vector<Block>* blocks) {
  return Classifier(text, markup, blocks).Run();
}

}  // namespace article_search
