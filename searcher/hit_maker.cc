#include "searcher/hit_maker.h"

#include <algorithm>
#include <iterator>

#include "corpus/lines.h"
#include "indexer/display_path.h"
#include "searcher/snippet.h"

namespace article_search {
namespace {

std::vector<MarkedText> Unmarked(const std::vector<std::string_view>& headings) {
  std::vector<MarkedText> marked;
  marked.reserve(headings.size());
  for (const std::string_view heading : headings) marked.push_back({std::string(heading), {}});
  return marked;
}

// A heading that is the title, too, is marked as both: ranges that overlap become one.
void AddRanges(const std::vector<Range>& ranges, MarkedText* text) {
  std::vector<Range> all;
  std::merge(text->highlights.begin(), text->highlights.end(), ranges.begin(), ranges.end(), std::back_inserter(all),
             [](const Range& a, const Range& b) { return a.begin < b.begin; });
  text->highlights.clear();
  for (const Range& range : all) {
    if (!text->highlights.empty() && range.begin < text->highlights.back().end) {
      text->highlights.back().end = std::max(text->highlights.back().end, range.end);
    } else {
      text->highlights.push_back(range);
    }
  }
}

// Deals out the ranges that matched in `nearest` (NearestHeadings, a line each) to the headings of the hit and of its
// copies that these lines are; to the title, where it is one.
void MarkNearest(std::string_view nearest, const std::vector<Range>& ranges, Hit* hit) {
  const auto mark = [&](MarkedText* heading) {
    size_t begin = 0;
    while (begin < nearest.size()) {
      const size_t end = std::min(nearest.find('\n', begin), nearest.size());
      if (nearest.substr(begin, end - begin) == heading->text) break;
      begin = end + 1;
    }
    std::vector<Range> own;
    for (const Range& range : ranges) {
      if (range.begin >= begin && range.end <= begin + heading->text.size()) {
        own.push_back({range.begin - begin, range.end - begin});
      }
    }
    AddRanges(own, heading);
  };
  mark(hit->headings.empty() ? &hit->title : &hit->headings.back());
  for (Copy& copy : hit->also) {
    if (!copy.headings.empty()) mark(&copy.headings.back());
    if (copy.headings.empty() && !hit->headings.empty()) mark(&hit->title);
  }
}

// Where `ranges` of the paragraph's text stand in the file. A text from a line of JSON Lines stands on one line.
std::vector<MatchedRange> MatchedRanges(const ParagraphRecord& record, const std::vector<Range>& ranges,
                                        bool on_one_line) {
  std::vector<MatchedRange> matched;
  matched.reserve(ranges.size());
  LineScanner lines(record.text);
  Line here;
  Line next;
  bool has_next = !on_one_line && lines.Next(&here) && lines.Next(&next);
  for (const Range& range : ranges) {
    while (has_next && next.begin <= range.begin) {
      here = next;
      has_next = lines.Next(&next);
    }
    const uint64_t before = on_one_line ? 0 : here.number - 1;
    // Only a part of the first line may be the paragraph's.
    const uint64_t first_column = before == 0 ? record.column : 1;
    matched.push_back(
        {{record.begin + record.offsets.ToFile(range.begin), record.begin + record.offsets.ToFile(range.end)},
         range.begin,
         record.line + before,
         first_column + (on_one_line ? 0 : range.begin - here.begin)});
  }
  return matched;
}

}  // namespace

void SetPlace(const StoredParagraph& paragraph, const std::string& current_folder, Hit* hit) {
  const ParagraphRecord& record = *paragraph.record;
  hit->path = DisplayPath(paragraph.article->path, current_folder);
  hit->id = paragraph.article->id;
  hit->language = paragraph.article->language;
  hit->offsets_in_text = paragraph.article->offsets_in_text;
  hit->kind = record.kind;
  hit->paragraph = record.ordinal;
  hit->line = record.line;
  hit->column = record.column;
  hit->begin = record.begin;
  hit->end = record.end;
}

void AddDetails(const StoredParagraph& paragraph, const ParagraphMatch& match, const std::vector<double>& weights,
                Analyzer* analyzer, const SnippetOptions& options, Hit* hit) {
  const ParagraphRecord& record = *paragraph.record;
  const ArticleRecord& article = *paragraph.article;
  hit->title.text = article.title;
  hit->headings = Unmarked(paragraph.headings);
  for (const CopyRecord& copy : record.copies) {
    hit->also.push_back(
        {copy.ordinal, copy.line, copy.column, copy.begin, copy.end, Unmarked(HeadingsOf(article, copy.headings))});
  }
  AddRanges(ToRanges<Range>(match.title), &hit->title);
  for (size_t i = 0; i < match.outer.size(); ++i) AddRanges(ToRanges<Range>(match.outer[i]), &hit->headings[i]);
  if (!paragraph.nearest_heading.empty()) {
    MarkNearest(paragraph.nearest_heading, ToRanges<Range>(match.nearest_heading), hit);
  }
  hit->snippets = MakeSnippets(record.text, record.kind, match.body, weights, *match.text, analyzer, options);
  hit->matches = MatchedRanges(record, ToRanges<Range>(match.body), article.offsets_in_text);
  hit->text = record.text;
}

}  // namespace article_search
