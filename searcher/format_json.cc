// docs/output-schema.md describes what is printed here, key by key.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "indexer/clean_text.h"
#include "indexer/json.h"
#include "searcher/formatter.h"

namespace article_search {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kFormatVersion = 1;

Json RangesJson(const std::vector<Range>& ranges) {
  Json array = Json::array();
  for (const Range& range : ranges) array.push_back({{"begin", range.begin}, {"end", range.end}});
  return array;
}

Json MatchesJson(const std::vector<MatchedRange>& matches) {
  Json array = Json::array();
  for (const MatchedRange& match : matches) {
    array.push_back({{"begin", match.begin}, {"end", match.end}, {"line", match.line}, {"column", match.column}});
  }
  return array;
}

// The same text with U+FFFD for each ill-formed byte, as it is printed, and the ranges of that text.
MarkedText WellFormed(const MarkedText& marked) {
  if (IsUtf8(marked.text)) return marked;
  MarkedText out;
  std::vector<uint64_t> offsets(marked.text.size() + 1);
  char32_t c = 0;
  for (size_t at = 0; at < marked.text.size();) {
    const size_t length = DecodeUtf8(marked.text, at, &c);
    for (size_t i = 0; i < length; ++i) offsets[at + i] = out.text.size();
    if (length == 1 && c == U'\uFFFD') {
      out.text += "\uFFFD";
    } else {
      out.text.append(marked.text, at, length);
    }
    at += length;
  }
  offsets.back() = out.text.size();
  for (const Range& range : marked.highlights) {
    if (range.end < offsets.size()) out.highlights.push_back({offsets[range.begin], offsets[range.end]});
  }
  return out;
}

Json SnippetJson(const MarkedText& snippet) {
  const MarkedText text = WellFormed(snippet);
  return {{"text", text.text}, {"highlights", RangesJson(text.highlights)}};
}

void AddHeadings(const std::vector<MarkedText>& marked, Json* object) {
  Json headings = Json::array();
  Json highlights = Json::array();
  for (const MarkedText& heading : marked) {
    const MarkedText text = WellFormed(heading);
    headings.push_back(text.text);
    highlights.push_back(RangesJson(text.highlights));
  }
  (*object)["headings"] = std::move(headings);
  (*object)["heading_highlights"] = std::move(highlights);
}

Json NeighboursJson(const std::vector<Neighbour>& neighbours) {
  Json array = Json::array();
  for (const Neighbour& neighbour : neighbours) {
    array.push_back({{"headings", neighbour.headings},
                     {"kind", ToString(neighbour.kind)},
                     {"paragraph", neighbour.paragraph},
                     {"line", neighbour.line},
                     {"column", neighbour.column},
                     {"begin", neighbour.begin},
                     {"end", neighbour.end},
                     {"text", neighbour.text}});
  }
  return array;
}

Json HitJson(const Hit& hit) {
  Json object;
  object["rank"] = hit.rank;
  object["score"] = hit.score;
  object["tier"] = hit.tier;
  AddPath(hit.path, &object);
  if (!hit.id.empty()) object["id"] = hit.id;
  const MarkedText title = WellFormed(hit.title);
  object["title"] = title.text;
  object["title_highlights"] = RangesJson(title.highlights);
  AddHeadings(hit.headings, &object);
  object["kind"] = ToString(hit.kind);
  object["paragraph"] = hit.paragraph;
  object["line"] = hit.line;
  object["column"] = hit.column;
  object["begin"] = hit.begin;
  object["end"] = hit.end;
  object["offset_base"] = hit.offsets_in_text ? "text" : "file";
  object["text"] = hit.text;
  object["snippet"] = SnippetJson(hit.snippets.empty() ? MarkedText() : hit.snippets.front());
  if (hit.snippets.size() > 1) {
    Json snippets = Json::array();
    for (const MarkedText& snippet : hit.snippets) snippets.push_back(SnippetJson(snippet));
    object["snippets"] = std::move(snippets);
  }
  object["matches"] = MatchesJson(hit.matches);
  Json also = Json::array();
  for (const Copy& copy : hit.also) {
    Json object_of_copy = {{"paragraph", copy.paragraph},
                           {"line", copy.line},
                           {"column", copy.column},
                           {"begin", copy.begin},
                           {"end", copy.end}};
    AddHeadings(copy.headings, &object_of_copy);
    also.push_back(std::move(object_of_copy));
  }
  object["also"] = std::move(also);
  if (hit.context) {
    object["context"] = {{"before", NeighboursJson(hit.context->before)},
                         {"after", NeighboursJson(hit.context->after)}};
  }
  if (!hit.shares.empty()) {
    Json shares = Json::array();
    for (const ScoreShare& share : hit.shares) {
      shares.push_back({{"query", share.query}, {"where", share.where}, {"score", share.score}});
    }
    object["score_shares"] = std::move(shares);
  }
  return object;
}

void AddId(const QueryId& id, Json* object) {
  if (id.text.empty()) return;
  (*object)["id"] = id.is_number ? Json::parse(id.text) : Json(id.text);
}

// With no other keys than `fields`, where there are any.
Json Reduced(Json hit, const std::vector<std::string>& fields) {
  if (fields.empty()) return hit;
  Json reduced = Json::object();
  for (auto& [key, value] : hit.items()) {
    if (std::find(fields.begin(), fields.end(), key) != fields.end()) reduced[key] = std::move(value);
  }
  return reduced;
}

Json MeaningsJson(const std::vector<LeafMeaning>& meanings) {
  Json array = Json::array();
  for (const LeafMeaning& meaning : meanings) {
    array.push_back({{"query", meaning.query},
                     {"added", meaning.is_added},
                     {"terms", meaning.terms},
                     {"abbreviations", meaning.abbreviations}});
  }
  return array;
}

}  // namespace

std::vector<std::string> JsonFields() {
  return {"rank",        "score",
          "tier",        "path",
          "path_bytes",  "id",
          "title",       "title_highlights",
          "headings",    "heading_highlights",
          "kind",        "paragraph",
          "line",        "column",
          "begin",       "end",
          "offset_base", "text",
          "snippet",     "snippets",
          "matches",     "also",
          "context",     "score_shares"};
}

std::string FormatJson(const SearchResult& result, const std::vector<std::string>& fields) {
  Json object;
  object["format_version"] = kFormatVersion;
  AddId(result.id, &object);
  object["query"] = result.query;
  object["interpretation"] = result.interpretation;
  object["suggestion"] = result.suggestion ? Json(*result.suggestion) : Json(nullptr);
  if (result.meanings) object["explanation"] = MeaningsJson(*result.meanings);
  if (!result.expansion.empty()) object["expansion"] = result.expansion;
  object["total"] = result.total;
  object["total_exact"] = result.total_exact;
  Json hits = Json::array();
  for (const Hit& hit : result.hits) hits.push_back(Reduced(HitJson(hit), fields));
  object["hits"] = std::move(hits);
  object["warnings"] = result.warnings;
  return JsonLine(object) + "\n";
}

std::string FormatJsonError(const QueryId& id, ErrorCode code, const std::string& message) {
  Json object;
  object["format_version"] = kFormatVersion;
  AddId(id, &object);
  object["error"] = {{"code", ToString(code)}, {"message", message}};
  return JsonLine(object) + "\n";
}

}  // namespace article_search
