// 1. The core: of all runs of matches that fit into the length, the one with the most evidence (the sum of the weights
//    of the distinct leaves in it, plus a little for repetitions in prose), by two pointers over the sorted matches;
//    the shortest of equals, then the first.
// 2. The frame: the sentences (or lines) that hold the core, if they fit; then more of them after and before, while
//    they fit; lines only as far as others with as much of the query. If they don't fit, words around the core, a third
//    of the room before it, the rest after.
// 3. The text: clean, with the ranges carried along.
#include "searcher/snippet.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "corpus/ascii.h"
#include "corpus/utf8.h"
#include "indexer/clean_text.h"

namespace article_search {
namespace {

constexpr std::string_view kEllipsis = "…";
// What a repetition of a leaf counts for in prose, and up to how many.
constexpr double kRepetition = 0.1;
constexpr uint32_t kMaxRepetitions = 3;

using Span = TextSpan;

// White space, and control characters, which stand between words where they stand at all.
bool IsSpace(char32_t c) { return c < ' ' || (c >= 0x7F && c < 0xA0) || IsWhiteSpace(c); }

Span Trimmed(std::string_view text, Span span) {
  for (size_t next = span.begin; span.begin < span.end && IsSpace(NextCharacter(text, &next));) span.begin = next;
  while (span.begin < span.end) {
    size_t last = span.end - 1;
    while (last > span.begin && IsTrailByte(text[last])) --last;
    size_t next = last;
    if (!IsSpace(NextCharacter(text, &next))) break;
    span.end = last;
  }
  return span;
}

std::vector<Span> Lines(std::string_view text) {
  std::vector<Span> lines;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
    const Span line = Trimmed(text, {begin, end});
    if (line.begin < line.end) lines.push_back(line);
    begin = end + 1;
  }
  return lines;
}

std::vector<Span> Sentences(std::string_view text, Analyzer* analyzer) {
  // A line break ends a sentence by UAX #29, and not in a paragraph that was wrapped hard.
  std::string unwrapped;
  std::string_view line = text;
  for (const char line_break : {'\n', '\r'}) {
    for (size_t at = 0; (at = line.find(line_break, at)) != std::string_view::npos;) {
      if (unwrapped.empty()) line = unwrapped = text;
      unwrapped[at] = ' ';
    }
  }
  const std::vector<uint32_t> bounds = analyzer->SentenceBounds(line);
  std::vector<Span> sentences;
  sentences.reserve(bounds.size());
  for (size_t i = 0; i + 1 < bounds.size(); ++i) {
    const Span sentence = Trimmed(text, {bounds[i], bounds[i + 1]});
    if (sentence.begin < sentence.end) sentences.push_back(sentence);
  }
  return sentences;
}

// What is shown of a text, and whether more of its sentence or line stands on either side.
struct Frame {
  Span span;
  bool cut_before = false;
  bool cut_after = false;
};

// The text and the choices made about it.
class SnippetMaker {
 public:
  SnippetMaker(std::string_view text, bool keeps_lines, const std::vector<Match>& matches,
               const std::vector<double>& weights, const AnalysedText& analysed, Analyzer* analyzer,
               const SnippetOptions& options)
      : text_(text),
        keeps_lines_(keeps_lines),
        matches_(matches),
        weights_(weights),
        analysed_(analysed),
        analyzer_(analyzer),
        length_(std::max<size_t>(options.length, 1)),
        room_(length_ > 2 ? length_ - 2 : length_) {}

  // The best run of matches that are not in `used`; false where none is left.
  bool FindCore(const std::vector<Span>& used, Span* core) const;
  // The frame around a core. It grows into nothing that is `used`.
  Frame FindFrame(Span core, const std::vector<Span>& used) const;
  // What is shown whole if it fits: sentences, or lines where they are kept apart.
  const std::vector<Span>& Units() const;
  MarkedText Render(Frame frame) const;

 private:
  // The length of [begin, end) in code points, white space as it is: an upper bound of the clean length. Of no meaning
  // but to be more than `limit`, where it is.
  size_t CodePoints(size_t begin, size_t end, size_t limit) const;
  // What is shorter: by lines where they are kept apart, then by bytes.
  std::pair<size_t, size_t> Extent(Span span) const {
    const auto at = [&](size_t offset) { return text_.begin() + static_cast<std::ptrdiff_t>(offset); };
    const auto breaks = [](char c) { return c == '\n' || c == '\r'; };
    const auto lines = keeps_lines_ ? std::count_if(at(span.begin), at(span.end), breaks) : 0;
    return {static_cast<size_t>(lines), span.end - span.begin};
  }
  // The frame within a unit that is too long.
  Frame FrameOfWords(Span core, Span unit) const;
  // The core with up to `spare` code points around it, a third of them before it.
  Span Widened(Span core, Span unit, size_t spare) const;
  // Where a frame ends that goes from `from` on, for up to `points` code points: between words, or within one that is
  // longer than all the room.
  size_t EndOfFrame(size_t from, Span unit, size_t points) const;
  // Whether what stands at `at`, and may be cut nowhere, is longer than all the room.
  bool IsTooLong(size_t at, Span unit) const;
  // Whether a frame may end there: at white space, and between words that touch (scripts without spaces).
  bool MayCut(size_t at) const;
  size_t LeavesIn(Span span) const;  // different ones, of matches that begin there

  std::string_view text_;
  bool keeps_lines_;
  const std::vector<Match>& matches_;
  const std::vector<double>& weights_;
  const AnalysedText& analysed_;
  Analyzer* analyzer_;
  size_t length_;
  size_t room_;  // without what is set aside for the ellipses
};

size_t SnippetMaker::CodePoints(size_t begin, size_t end, size_t limit) const {
  constexpr size_t kStep = 256;
  size_t count = 0;
  for (size_t at = begin; at < end && count <= limit; at += kStep) {
    count += CountCodePoints(text_.substr(at, std::min(kStep, end - at)));
  }
  return count;
}

bool SnippetMaker::FindCore(const std::vector<Span>& used, Span* core) const {
  // As is most usual: nothing to choose from.
  if (matches_.size() == 1) {
    *core = {matches_[0].begin, matches_[0].end};
    return used.empty();
  }
  const auto is_used = [&](const Match& match) {
    return std::any_of(used.begin(), used.end(),
                       [&](const Span& span) { return match.begin < span.end && span.begin < match.end; });
  };
  std::vector<const Match*> free;
  free.reserve(matches_.size());
  for (const Match& match : matches_) {
    if (!is_used(match)) free.push_back(&match);
  }
  if (free.empty()) return false;
  std::vector<uint32_t> seen(weights_.size(), 0);
  const auto gain = [&](uint32_t leaf, uint32_t before) {
    if (before == 0) return weights_[leaf];
    return !keeps_lines_ && before <= kMaxRepetitions ? kRepetition * weights_[leaf] : 0.0;
  };
  double evidence = 0;
  double best = -1;
  size_t first = 0;
  size_t room_used = 0;  // code points from the first match's begin to the last one's end, kept up to date
  size_t measured_to = free[0]->begin;
  for (size_t last = 0; last < free.size(); ++last) {
    const size_t end = free[last]->end;
    if (end > measured_to) {
      room_used += CodePoints(measured_to, end, SIZE_MAX - 1);
      measured_to = end;
    }
    evidence += gain(free[last]->leaf, seen[free[last]->leaf]++);
    const auto drop_first = [&] {
      evidence -= gain(free[first]->leaf, --seen[free[first]->leaf]);
      room_used -= CodePoints(free[first]->begin, std::min<size_t>(free[first + 1]->begin, measured_to), SIZE_MAX - 1);
      ++first;
    };
    while (first < last && room_used > length_) drop_first();
    // What adds nothing at the front only makes the core longer.
    while (first < last && gain(free[first]->leaf, seen[free[first]->leaf] - 1) == 0.0) drop_first();
    const double better = evidence - best;
    constexpr double kEqual = 1e-9;
    const Span here = {free[first]->begin, end};
    if (better > kEqual || (better > -kEqual && Extent(here) < Extent(*core))) {
      best = evidence;
      *core = here;
    }
  }
  return true;
}

Frame SnippetMaker::FrameOfWords(Span core, Span unit) const {
  const size_t core_length = CodePoints(core.begin, core.end, room_);
  // What the core leaves of the room is shared out. A core may be longer than it: a long phrase, or a word of thousands
  // of letters.
  const Span span = core_length > room_ ? Span{core.begin, EndOfFrame(core.begin, unit, room_)}
                                        : Widened(core, unit, room_ - core_length);
  return {Trimmed(text_, span), span.begin > unit.begin, span.end < unit.end};
}

Span SnippetMaker::Widened(Span core, Span unit, size_t spare) const {
  const auto begin_before_core = [&](size_t points) {
    size_t at = core.begin;
    while (at > unit.begin && points > 0) {
      --at;
      if (!IsTrailByte(text_[at])) --points;
    }
    while (at > 0 && at < text_.size() && IsTrailByte(text_[at])) ++at;
    size_t cut = at;
    while (cut < core.begin && !MayCut(cut)) ++cut;
    // The core may be a part of a word.
    return cut == core.begin && IsTooLong(cut, unit) ? at : cut;
  };
  Span span;
  span.begin = begin_before_core(spare / 3);
  span.end = EndOfFrame(core.end, unit, spare - CodePoints(span.begin, core.begin, spare));
  // At the end of the unit there may be room left for more before the core.
  if (span.end == unit.end && span.begin > unit.begin) {
    span.begin = begin_before_core(spare - CodePoints(core.end, span.end, spare));
  }
  return span;
}

size_t SnippetMaker::EndOfFrame(size_t from, Span unit, size_t points) const {
  size_t at = from;
  for (; at < unit.end; ++at) {
    if (!IsTrailByte(text_[at]) && points-- == 0) break;
  }
  if (at >= unit.end || IsTooLong(at, unit)) return at;
  while (at > from && !MayCut(at)) --at;
  return at;
}

bool SnippetMaker::IsTooLong(size_t at, Span unit) const {
  const size_t most = 4 * room_;  // bytes
  Span word = {at, at};
  while (word.begin > unit.begin && !MayCut(word.begin) && word.end - word.begin <= most) --word.begin;
  while (word.end < unit.end && !MayCut(word.end) && word.end - word.begin <= most) ++word.end;
  return CodePoints(word.begin, word.end, room_) > room_;
}

bool SnippetMaker::MayCut(size_t at) const {
  if (at == 0 || at >= text_.size()) return true;
  size_t before = at - 1;
  while (before > 0 && IsTrailByte(text_[before])) --before;
  size_t behind = at;
  if (IsSpace(NextCharacter(text_, &before)) || IsSpace(NextCharacter(text_, &behind))) return true;
  if (IsAscii(text_[at])) return false;
  const std::vector<Token>& tokens = analysed_.tokens;
  const auto token = std::lower_bound(tokens.begin(), tokens.end(), at,
                                      [](const Token& t, size_t position) { return t.begin < position; });
  return token != tokens.end() && token->begin == at && token != tokens.begin() && std::prev(token)->end == at;
}

size_t SnippetMaker::LeavesIn(Span span) const {
  auto match = std::lower_bound(matches_.begin(), matches_.end(), span.begin,
                                [](const Match& a, size_t at) { return a.begin < at; });
  std::set<uint32_t> leaves;
  for (; match != matches_.end() && match->begin < span.end; ++match) leaves.insert(match->leaf);
  return leaves.size();
}

const std::vector<Span>& SnippetMaker::Units() const {
  std::optional<std::vector<Span>>& units = keeps_lines_ ? analysed_.lines : analysed_.sentences;
  if (!units) {
    units = keeps_lines_ ? Lines(text_) : Sentences(text_, analyzer_);
    if (units->empty()) units->push_back({0, text_.size()});
  }
  return *units;
}

Frame SnippetMaker::FindFrame(Span core, const std::vector<Span>& used) const {
  // No text has more code points than bytes.
  const auto fits = [&](size_t begin, size_t end) {
    return end - begin <= length_ || CodePoints(begin, end, length_) <= length_;
  };
  if (!keeps_lines_ && used.empty() && fits(0, text_.size())) return {Trimmed(text_, {0, text_.size()})};
  const std::vector<Span>& units = Units();
  const auto is_used = [&used](const Span& unit) {
    return std::any_of(used.begin(), used.end(),
                       [&unit](const Span& span) { return unit.begin < span.end && span.begin < unit.end; });
  };
  size_t first = 0;
  while (first + 1 < units.size() && units[first].end <= core.begin) ++first;
  size_t last = first;
  while (last + 1 < units.size() && units[last].end < core.end) ++last;
  Span frame = {std::min(units[first].begin, core.begin), std::max(units[last].end, core.end)};
  if (!fits(frame.begin, frame.end)) return FrameOfWords(core, frame);
  // A table or list grows only as far as another of its lines has as much of the query.
  const size_t leaves = keeps_lines_ ? LeavesIn(frame) : 0;
  const auto is_wanted = [&](const Span& unit) { return leaves == 0 || LeavesIn(unit) >= leaves; };
  for (size_t i = last + 1; i < units.size() && !is_used(units[i]) && fits(frame.begin, units[i].end); ++i) {
    if (is_wanted(units[i])) frame.end = units[i].end;
  }
  for (size_t i = first; i-- > 0 && !is_used(units[i]) && fits(units[i].begin, frame.end);) {
    if (is_wanted(units[i])) frame.begin = units[i].begin;
  }
  return {frame};
}

MarkedText SnippetMaker::Render(Frame frame) const {
  const Span span = frame.span;
  MarkedText out;
  out.text.reserve(span.end - span.begin + 2 * kEllipsis.size());
  // An ellipsis needs room, too.
  if (length_ <= 2) frame.cut_before = frame.cut_after = false;
  if (frame.cut_before) out.text += kEllipsis;
  const auto marks = ToRanges<Range>(matches_);
  auto mark = marks.begin();
  while (mark != marks.end() && mark->end <= span.begin) ++mark;
  bool in_mark = false;
  bool space = false;
  bool newline = false;
  const size_t text_begin = out.text.size();
  for (size_t at = span.begin; at < span.end;) {
    if (in_mark && at >= mark->end) {
      out.highlights.back().end = out.text.size();
      in_mark = false;
      ++mark;
    }
    const size_t begin = at;
    const char32_t c = NextCharacter(text_, &at);
    if (IsSpace(c) || IsUnsafe(c)) {
      space = space || IsSpace(c);
      newline = newline || c == '\n' || c == '\r';
      continue;
    }
    if (space && out.text.size() > text_begin) out.text.push_back(newline && keeps_lines_ ? '\n' : ' ');
    space = newline = false;
    if (!in_mark && mark != marks.end() && begin >= mark->begin && begin < mark->end) {
      out.highlights.push_back({out.text.size(), out.text.size()});
      in_mark = true;
    }
    size_t end = span.end;
    if (mark != marks.end() && (in_mark || mark->begin > begin)) end = std::min(end, in_mark ? mark->end : mark->begin);
    at = std::max(at, begin + PlainRun(text_, begin, end));
    out.text.append(text_, begin, at - begin);
  }
  if (in_mark) out.highlights.back().end = out.text.size();
  if (frame.cut_after) out.text += kEllipsis;
  return out;
}

}  // namespace

bool KeepsLines(ParagraphKind kind) { return kind == ParagraphKind::kTable || kind == ParagraphKind::kList; }

std::vector<MarkedText> MakeSnippets(std::string_view text, ParagraphKind kind, const std::vector<Match>& matches,
                                     const std::vector<double>& weights, const AnalysedText& analysed,
                                     Analyzer* analyzer, const SnippetOptions& options) {
  const SnippetMaker maker(text, KeepsLines(kind), matches, weights, analysed, analyzer, options);
  std::vector<MarkedText> snippets;
  std::vector<Span> used;
  Span core;
  while (maker.FindCore(used, &core)) {
    const Frame frame = maker.FindFrame(core, used);
    // A second fragment must not show again what the first one shows.
    const bool repeats = std::any_of(
        used.begin(), used.end(), [&](const Span& u) { return frame.span.begin < u.end && u.begin < frame.span.end; });
    if (!repeats) snippets.push_back(maker.Render(frame));
    if (snippets.size() >= options.count) break;
    used.push_back(frame.span);
    core = {};
  }
  if (snippets.empty()) {
    const size_t start = maker.Units().front().begin;
    snippets.push_back(maker.Render(maker.FindFrame({start, start}, used)));
  }
  return snippets;
}

}  // namespace article_search
