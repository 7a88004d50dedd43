// A hit, on a terminal:
//
//   Title › Outer heading › Nearest heading
//   path:line (caption; also at lines 12, 40)
//       The snippet, wrapped, and its matches marked.
//
// Everything that comes from an article or a path is cleaned first, and coloured last: a line is broken as plain text,
// and each coloured part of it ends in a reset, so that nothing runs over the end of a line.
#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "corpus/string_list.h"
#include "indexer/clean_text.h"
#include "searcher/formatter.h"
#include "searcher/shown_text.h"
#include "searcher/terminal.h"

namespace article_search {
namespace {

constexpr size_t kMaxTextWidth = 100;  // longer lines are hard to read

// Parameters of the escape sequence "select graphic rendition"; readable on dark and on light backgrounds.
constexpr std::string_view kPlain;
constexpr std::string_view kQuiet = "2";
constexpr std::string_view kStrong = "1";
constexpr std::string_view kPath = "35";     // magenta
constexpr std::string_view kMatch = "1;31";  // bold red

// Clean text, of which each part has a colour.
class StyledText {
 public:
  void Append(std::string_view text, std::string_view style) {
    if (text.empty()) return;
    text_ += text;
    if (parts_.empty() || parts_.back().style != style) parts_.push_back({0, style});
    parts_.back().end = text_.size();
  }

  void Append(const MarkedText& marked, std::string_view style) {
    const std::string_view text = marked.text;
    size_t at = 0;
    for (const Range& range : marked.highlights) {
      Append(text.substr(at, range.begin - at), style);
      Append(text.substr(range.begin, range.end - range.begin), kMatch);
      at = range.end;
    }
    Append(text.substr(at), style);
  }

  const std::string& text() const { return text_; }

  void Print(const Range& range, bool color, std::string* out) const {
    size_t at = range.begin;
    for (const Part& part : parts_) {
      const size_t end = std::min<size_t>(part.end, range.end);
      if (end <= at) continue;
      const bool styled = color && !part.style.empty();
      if (styled) out->append("\x1B[").append(part.style).append("m");
      out->append(text_, at, end - at);
      if (styled) out->append("\x1B[0m");
      at = end;
    }
  }

 private:
  struct Part {
    size_t end;
    std::string_view style;
  };
  std::string text_;
  std::vector<Part> parts_;
};

class TextFormatter {
 public:
  TextFormatter(const TextStyle& style, const std::vector<Hit>& hits)
      : color_(style.color),
        links_from_(style.links_from),
        width_(std::min(style.width, kMaxTextWidth)),
        indent_(style.width == 0 || style.width >= 60 ? 4
                : style.width >= 20                   ? 2
                                                      : 0) {
    for (const Hit& hit : hits) shown_[{hit.path, hit.line, hit.paragraph}] = "a hit below";
  }

  void Add(const Hit& hit) {
    shown_[{hit.path, hit.line, hit.paragraph}] = "a hit above";
    AddTrail(hit);
    AddPlace(hit);
    if (hit.context) AddNeighbours(hit, hit.context->before);
    for (const MarkedText& snippet : hit.snippets) AddSnippet(snippet);
    if (hit.context) AddNeighbours(hit, hit.context->after);
    if (hit.shares && !hit.shares->empty()) AddShares(hit);
    out_ += "\n";
  }

  void AddQuery(const SearchResult& result) {
    if (!result.meanings) return;
    AddPlain("query: " + result.interpretation, 0);
    for (const LeafMeaning& meaning : *result.meanings) {
      std::string line = meaning.query + ": " + Joined(meaning.terms, ", ");
      if (meaning.terms.empty() && meaning.abbreviations.empty()) line += "nothing in the index";
      if (!meaning.abbreviations.empty()) {
        line += (meaning.terms.empty() ? "" : "; ") + ("abbreviation: " + Joined(meaning.abbreviations, ", "));
      }
      AddPlain(line, indent_ / 2);
    }
    out_ += "\n";
  }

  std::string Finish(const SearchResult& result) {
    StyledText count;
    count.Append(CountLine(result), kQuiet);
    AddLines(count, 0, 0);
    return std::move(out_);
  }

 private:
  void AddPlain(const std::string& text, size_t indent) {
    StyledText line;
    line.Append(Cleaned({text, {}}, false).text, kQuiet);
    AddLines(line, indent, indent + indent_);
  }

  void AddShares(const Hit& hit) {
    std::array<char, 32> number{};
    const auto rounded = [&number](double score) {
      std::snprintf(number.data(), number.size(), "%.3f", score);
      return std::string(number.data());
    };
    std::string line = "score " + rounded(hit.score) + " =";
    for (const ScoreShare& share : *hit.shares) {
      line += (&share == &hit.shares->front() ? " " : " + ") + rounded(share.score) + " " + share.query + " (" +
              share.where + ")";
    }
    AddPlain(line, indent_);
  }

  // One line of text, wrapped: the first line `indent` columns from the left, the others `hanging`.
  void AddLines(const StyledText& text, size_t indent, size_t hanging) {
    if (text.text().empty()) return;
    std::vector<Range> lines = {{0, text.text().size()}};
    if (width_ > 0) {
      lines = WrapLine(text.text(), width_ > indent ? width_ - indent : 1, width_ > hanging ? width_ - hanging : 1);
    }
    for (const Range& line : lines) {
      out_.append(line == lines.front() ? indent : hanging, ' ');
      text.Print(line, color_, &out_);
      out_ += '\n';
    }
  }

  void AddTrail(const Hit& hit) {
    std::vector<MarkedText> steps;
    if (MarkedText title = Cleaned(hit.title, false); !title.text.empty()) steps.push_back(std::move(title));
    for (const MarkedText& heading : hit.headings) {
      if (MarkedText step = Cleaned(heading, false); !step.text.empty()) steps.push_back(std::move(step));
    }
    StyledText trail;
    for (const MarkedText& step : steps) {
      const bool nearest = &step == &steps.back();
      trail.Append(step, nearest ? kStrong : kQuiet);
      if (!nearest) trail.Append(" › ", kQuiet);
    }
    AddLines(trail, 0, indent_ / 2);
  }

  // path:line is never broken, so that it can be copied or clicked.
  void AddPlace(const Hit& hit) {
    StyledText place;
    place.Append(EscapeUnsafe(hit.path) + ":" + std::to_string(hit.line), kPath);
    const Range whole_place = {0, place.text().size()};
    const std::string url = links_from_ ? FileUrl(*links_from_, hit.path) : "";
    if (!url.empty()) out_ += "\x1B]8;;" + url + "\x1B\\";
    place.Print(whole_place, color_, &out_);
    if (!url.empty()) out_ += "\x1B]8;;\x1B\\";

    StyledText note;
    if (const std::string about = NoteOf(hit); !about.empty()) note.Append("(" + about + ")", kQuiet);
    const auto fits = [&] {
      return width_ == 0 || DisplayWidth(place.text()) + 1 + DisplayWidth(note.text()) <= width_;
    };
    if (note.text().empty() || !fits()) {
      out_ += '\n';
      AddLines(note, indent_, indent_);
    } else {
      out_ += ' ';
      const Range whole_note = {0, note.text().size()};
      note.Print(whole_note, color_, &out_);
      out_ += '\n';
    }
  }

  // "17- Heading › Text": the heading where it is another one than that of the paragraph before. What stands elsewhere
  // on the page is only named.
  void AddNeighbours(const Hit& hit, const std::vector<Neighbour>& neighbours) {
    std::string heading = hit.headings.empty() ? "" : hit.headings.back().text;
    for (const Neighbour& neighbour : neighbours) {
      const std::string own = neighbour.headings.empty() ? "" : neighbour.headings.back();
      std::string line = std::to_string(neighbour.line) + "- ";
      if (own != heading && !own.empty()) line += own + " › ";
      heading = own;
      const auto [shown, is_new] = shown_.try_emplace({hit.path, neighbour.line, neighbour.paragraph}, "shown above");
      AddPlain(line + (is_new ? neighbour.beginning : "(" + std::string(shown->second) + ")"), indent_);
    }
  }

  // The lines of a table or list stay lines; where one is wrapped, the rest of it hangs.
  void AddSnippet(const MarkedText& marked) {
    const MarkedText snippet = Cleaned(marked, true);
    const size_t hanging = snippet.text.find('\n') == std::string::npos ? indent_ : indent_ + 2;
    auto highlight = snippet.highlights.begin();
    for (size_t begin = 0; begin < snippet.text.size();) {
      const size_t end = std::min(snippet.text.find('\n', begin), snippet.text.size());
      MarkedText line{snippet.text.substr(begin, end - begin), {}};
      for (; highlight != snippet.highlights.end() && highlight->begin < end; ++highlight) {
        line.highlights.push_back({highlight->begin - begin, highlight->end - begin});
      }
      StyledText text;
      text.Append(line, kPlain);
      AddLines(text, indent_, hanging);
      begin = end + 1;
    }
  }

  const bool color_;
  const std::optional<Location> links_from_;
  const size_t width_;
  const size_t indent_;
  // Paragraphs of the page, by path, line and number, and where they are.
  std::map<std::tuple<std::string, uint64_t, uint32_t>, const char*> shown_;
  std::string out_;
};

}  // namespace

std::string FormatText(const SearchResult& result, const TextStyle& style) {
  if (result.total == 0 && result.hits.empty() && !result.meanings) return "";
  TextFormatter formatter(style, result.hits);
  formatter.AddQuery(result);
  for (const Hit& hit : result.hits) formatter.Add(hit);
  return formatter.Finish(result);
}

}  // namespace article_search
