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

#include "indexer/clean_text.h"
#include "searcher/formatter.h"
#include "searcher/terminal.h"

namespace article_search {
namespace {

constexpr size_t kMaxWidth = 100;  // longer lines are hard to read
constexpr size_t kListedCopies = 5;

// Parameters of the escape sequence "select graphic rendition"; readable on dark and on light backgrounds.
constexpr std::string_view kPlain;
constexpr std::string_view kQuiet = "2";
constexpr std::string_view kStrong = "1";
constexpr std::string_view kPath = "35";     // magenta
constexpr std::string_view kMatch = "1;31";  // bold red

bool IsInvisible(char32_t c) {  // of the unsafe characters: bidi controls, byte-order marks, noncharacters
  return IsUnsafe(c) && c > 0x9F && c != 0x2028 && c != 0x2029;
}

// `marked` without what must not reach a terminal: runs of white space and controls become one space, invisible
// characters go, and ill-formed bytes become U+FFFD. With `keep_lines`, "\n" stays between lines that have text, and no
// highlight of the result reaches over it.
MarkedText Clean(const MarkedText& marked, bool keep_lines) {
  MarkedText out;
  const auto append = [&out](std::string_view text, bool highlighted) {
    const uint64_t begin = out.text.size();
    out.text += text;
    if (!highlighted) return;
    if (!out.highlights.empty() && out.highlights.back().end == begin) {
      out.highlights.back().end = out.text.size();
    } else {
      out.highlights.push_back({begin, out.text.size()});
    }
  };
  const auto drop_last_space = [&out] {
    if (!out.text.ends_with(' ')) return;
    out.text.pop_back();
    if (out.highlights.empty() || out.highlights.back().end <= out.text.size()) return;
    out.highlights.back().end = out.text.size();
    if (out.highlights.back().begin == out.highlights.back().end) out.highlights.pop_back();
  };

  auto highlight = marked.highlights.begin();
  char32_t c = 0;
  for (size_t at = 0; at < marked.text.size();) {
    const size_t length = DecodeUtf8(marked.text, at, &c);
    while (highlight != marked.highlights.end() && highlight->end <= at) ++highlight;
    const bool highlighted = highlight != marked.highlights.end() && highlight->begin < at + length;
    const bool line_start = out.text.empty() || out.text.back() == '\n';
    if (keep_lines && c == '\n') {
      drop_last_space();
      if (!out.text.empty() && out.text.back() != '\n') out.text.push_back('\n');
    } else if (c == ' ' || c == 0xA0 || (IsUnsafe(c) && !IsInvisible(c))) {
      if (!line_start && out.text.back() != ' ') append(" ", highlighted);
    } else if (!IsInvisible(c)) {
      append(length == 1 && c == U'\uFFFD' ? "\uFFFD" : std::string_view(marked.text).substr(at, length), highlighted);
    }
    at += length;
  }
  drop_last_space();
  if (out.text.ends_with('\n')) out.text.pop_back();
  return out;
}

// A path as it is, spaces too, but with unsafe characters and ill-formed bytes as the escapes of a shell's $'…'.
std::string VisiblePath(const std::string& path) {
  std::string out;
  char32_t c = 0;
  for (size_t at = 0; at < path.size();) {
    const size_t length = DecodeUtf8(path, at, &c);
    const bool ill_formed = length == 1 && c == U'\uFFFD';
    if (!ill_formed && !IsUnsafe(c)) {
      out.append(path, at, length);
    } else if (c == '\n' || c == '\t') {
      out += c == '\n' ? "\\n" : "\\t";
    } else {
      for (size_t i = at; i < at + length; ++i) {
        const auto byte = static_cast<unsigned char>(path[i]);
        out += {'\\', 'x', "0123456789ABCDEF"[byte >> 4], "0123456789ABCDEF"[byte & 15]};
      }
    }
    at += length;
  }
  return out;
}

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

std::string Grouped(uint64_t number) {
  std::string digits = std::to_string(number);
  for (size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string Paragraphs(uint64_t count, bool exact) {
  return (exact ? "" : "at least ") + Grouped(count) + (count == 1 ? " paragraph" : " paragraphs");
}

std::string CountLine(const SearchResult& result) {
  const std::string total = Paragraphs(result.total, result.total_exact);
  const uint64_t first = result.offset + 1;
  const uint64_t last = result.offset + result.hits.size();
  if (result.hits.empty() || (first == 1 && last == result.total && result.total_exact)) {
    std::string line = total + (result.total == 1 ? " matches" : " match");
    if (result.hits.empty() && result.total > 0 && result.total_exact && result.offset >= result.total) {
      line += ", none of them after the first " + Grouped(result.offset);
    }
    return line;
  }
  if (first == last) return "showing no. " + Grouped(first) + " of " + total;
  return "showing " + Grouped(first) + "–" + Grouped(last) + " of " + total;
}

class TextFormatter {
 public:
  TextFormatter(const TextStyle& style, const std::vector<Hit>& hits)
      : color_(style.color),
        links_from_(style.links_from),
        width_(std::min(style.width, kMaxWidth)),
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
    if (!hit.shares.empty()) AddShares(hit);
    out_ += "\n";
  }

  void AddQuery(const SearchResult& result) {
    if (!result.meanings) return;
    AddPlain("query: " + result.interpretation, 0);
    for (const LeafMeaning& meaning : *result.meanings) {
      std::string line = meaning.query + ": " + Listed(meaning.terms);
      if (meaning.terms.empty() && meaning.abbreviations.empty()) line += "nothing in the index";
      if (!meaning.abbreviations.empty()) {
        line += (meaning.terms.empty() ? "" : "; ") + ("abbreviation: " + Listed(meaning.abbreviations));
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
  static std::string Listed(const std::vector<std::string>& terms) {
    std::string list;
    for (const std::string& term : terms) list += (list.empty() ? "" : ", ") + term;
    return list;
  }

  void AddPlain(const std::string& text, size_t indent) {
    StyledText line;
    line.Append(Clean({text, {}}, false).text, kQuiet);
    AddLines(line, indent, indent + indent_);
  }

  void AddShares(const Hit& hit) {
    std::array<char, 32> number{};
    const auto rounded = [&number](double score) {
      std::snprintf(number.data(), number.size(), "%.3f", score);
      return std::string(number.data());
    };
    std::string line = "score " + rounded(hit.score) + " =";
    for (const ScoreShare& share : hit.shares) {
      line += (&share == &hit.shares.front() ? " " : " + ") + rounded(share.score) + " " + share.query + " (" +
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
    if (MarkedText title = Clean(hit.title, false); !title.text.empty()) steps.push_back(std::move(title));
    for (const MarkedText& heading : hit.headings) {
      if (MarkedText step = Clean(heading, false); !step.text.empty()) steps.push_back(std::move(step));
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
    place.Append(VisiblePath(hit.path) + ":" + std::to_string(hit.line), kPath);
    const Range whole_place = {0, place.text().size()};
    const std::string url = links_from_ ? FileUrl(*links_from_, hit.path) : "";
    if (!url.empty()) out_ += "\x1B]8;;" + url + "\x1B\\";
    place.Print(whole_place, color_, &out_);
    if (!url.empty()) out_ += "\x1B]8;;\x1B\\";

    StyledText note;
    note.Append(Note(hit), kQuiet);
    const size_t columns = DisplayWidth(place.text()) + 1 + DisplayWidth(note.text());
    if (note.text().empty() || (width_ > 0 && columns > width_)) {
      out_ += '\n';
      AddLines(note, indent_, indent_);
    } else {
      out_ += ' ';
      const Range whole_note = {0, note.text().size()};
      note.Print(whole_note, color_, &out_);
      out_ += '\n';
    }
  }

  // What else there is to know: "(caption; id 17; also at lines 12, 40)".
  static std::string Note(const Hit& hit) {
    std::string note;
    const auto add = [&note](const std::string& part) { note += (note.empty() ? "" : "; ") + part; };
    if (hit.tier > 1) add(std::string(ToString(hit.kind)));
    if (const std::string id = Clean({hit.id, {}}, false).text; !id.empty()) add("id " + id);
    if (!hit.also.empty()) {
      std::string lines = hit.also.size() == 1 ? "also at line " : "also at lines ";
      for (size_t i = 0; i < std::min(hit.also.size(), kListedCopies); ++i) {
        lines += (i > 0 ? ", " : "") + std::to_string(hit.also[i].line);
      }
      if (hit.also.size() > kListedCopies) {
        lines += " and " + Grouped(hit.also.size() - kListedCopies) + " more";
      }
      add(lines);
    }
    return note.empty() ? note : "(" + note + ")";
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
    const MarkedText snippet = Clean(marked, true);
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
