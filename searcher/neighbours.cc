#include "searcher/neighbours.h"

#include <algorithm>
#include <utility>

#include "corpus/error.h"
#include "corpus/word_beginnings.h"
#include "searcher/snippet.h"

namespace article_search {

// Documents stand in the order of articles and paragraphs, but a copy is stored with the first paragraph of its text,
// anywhere before it: so the whole article is read.
const std::vector<Neighbours::Place>& Neighbours::PlacesOf(uint32_t article, Xapian::docid id) {
  if (!places_.empty() && article_ == article) return places_;
  std::vector<Place> places;
  const auto add = [&](Xapian::docid at) {
    const ParagraphRecord record = UnpackParagraph(database_.get_document(at).get_data());
    if (record.article != article) return false;
    places.push_back({record.ordinal, at, -1});
    for (size_t i = 0; i < record.copies.size(); ++i) {
      places.push_back({record.copies[i].ordinal, at, static_cast<int>(i)});
    }
    return true;
  };
  for (Xapian::docid at = id; at > 0 && add(at); --at) {
  }
  for (Xapian::docid at = id + 1; at <= database_.get_lastdocid() && add(at); ++at) {
  }
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.ordinal < b.ordinal; });
  places_ = std::move(places);
  article_ = article;
  return places_;
}

Neighbour Neighbours::Read(const Place& place, const ArticleRecord& article, Analyzer* analyzer,
                           const SnippetOptions& options) {
  ParagraphRecord record = UnpackParagraph(database_.get_document(place.id).get_data());
  if (place.copy >= 0) {
    CopyRecord& copy = record.copies[static_cast<size_t>(place.copy)];
    record.line = copy.line;
    record.column = copy.column;
    record.begin = copy.begin;
    record.end = copy.end;
    record.headings = std::move(copy.headings);
  }
  Neighbour neighbour;
  neighbour.paragraph = place.ordinal;
  neighbour.kind = record.kind;
  neighbour.line = record.line;
  neighbour.column = record.column;
  neighbour.begin = record.begin;
  neighbour.end = record.end;
  neighbour.text = std::move(record.text);
  const auto headings = HeadingsOf(article, record.headings);
  neighbour.headings.assign(headings.begin(), headings.end());
  AnalysedText analysed;
  const WordBeginnings none;
  analyzer->Analyze(neighbour.text, &analysed.tokens, 0, Acronyms::kUnlessAllCapitals, &none);
  const SnippetOptions beginning = {options.length, 1};
  neighbour.beginning =
      std::move(MakeSnippets(neighbour.text, neighbour.kind, {}, {}, analysed, analyzer, beginning).front().text);
  return neighbour;
}

HitContext Neighbours::Around(const StoredParagraph& paragraph, Xapian::docid id, uint32_t count, Analyzer* analyzer,
                              const SnippetOptions& options) {
  const std::vector<Place>& places = PlacesOf(paragraph.record->article, id);
  const auto here = std::lower_bound(places.begin(), places.end(), paragraph.record->ordinal,
                                     [](const Place& place, uint32_t ordinal) { return place.ordinal < ordinal; });
  if (here == places.end() || here->id != id) {
    throw Error(ErrorCode::kDamagedIndex, "the index is damaged: two paragraphs have one number; rebuild it");
  }
  const auto number = static_cast<std::ptrdiff_t>(count);
  HitContext context;
  for (auto at = here - std::min(number, here - places.begin()); at != here; ++at) {
    context.before.push_back(Read(*at, *paragraph.article, analyzer, options));
  }
  const auto end = here + 1 + std::min(number, places.end() - here - 1);
  for (auto at = here + 1; at != end; ++at) {
    context.after.push_back(Read(*at, *paragraph.article, analyzer, options));
  }
  return context;
}

}  // namespace article_search
