// docs/output-schema.md describes what is printed here, key by key.
#include <algorithm>
#include <string_view>
#include <utility>

#include "corpus/string_list.h"
#include "corpus/utf8.h"
#include "indexer/clean_text.h"
#include "indexer/json.h"
#include "searcher/formatter.h"
#include "searcher/json_writer.h"

namespace article_search {
namespace {

constexpr unsigned kFormatVersion = 1;

void Write(const std::vector<Range>& ranges, JsonWriter* out) {
  out->BeginArray();
  for (const Range& range : ranges) {
    out->BeginObject();
    out->Key("begin");
    out->Number(range.begin);
    out->Key("end");
    out->Number(range.end);
    out->EndObject();
  }
  out->EndArray();
}

void Write(const std::vector<MatchedRange>& matches, JsonWriter* out) {
  out->BeginArray();
  for (const MatchedRange& match : matches) {
    out->BeginObject();
    out->Key("begin");
    out->Number(match.begin);
    out->Key("end");
    out->Number(match.end);
    out->Key("line");
    out->Number(match.line);
    out->Key("column");
    out->Number(match.column);
    out->EndObject();
  }
  out->EndArray();
}

void Write(const std::vector<std::string>& strings, JsonWriter* out) {
  out->BeginArray();
  for (const std::string& string : strings) out->String(string);
  out->EndArray();
}

// The ranges of a text in which U+FFFD stands for what is ill-formed, as it is printed.
std::vector<Range> HighlightsOfPrinted(const MarkedText& marked) {
  std::vector<uint64_t> offsets(marked.text.size() + 1);
  uint64_t printed = 0;
  for (size_t at = 0; at < marked.text.size();) {
    const size_t begin = at;
    const bool is_ill_formed = NextCodePoint(marked.text, &at) == kIllFormed;
    std::fill(&offsets[begin], &offsets[at], printed);
    constexpr std::string_view kReplacement = "\uFFFD";
    printed += is_ill_formed ? kReplacement.size() : at - begin;
  }
  offsets.back() = printed;
  std::vector<Range> highlights;
  for (const Range& range : marked.highlights) {
    if (range.end < offsets.size()) highlights.push_back({offsets[range.begin], offsets[range.end]});
  }
  return highlights;
}

void WriteHighlights(const MarkedText& marked, JsonWriter* out) {
  if (marked.highlights.empty() || IsUtf8(marked.text)) {
    Write(marked.highlights, out);
  } else {
    Write(HighlightsOfPrinted(marked), out);
  }
}

void Write(const MarkedText& snippet, JsonWriter* out) {
  out->BeginObject();
  out->Key("text");
  out->String(snippet.text);
  out->Key("highlights");
  WriteHighlights(snippet, out);
  out->EndObject();
}

void WriteTexts(const std::vector<MarkedText>& marked, JsonWriter* out) {
  out->BeginArray();
  for (const MarkedText& text : marked) out->String(text.text);
  out->EndArray();
}

void WriteHighlights(const std::vector<MarkedText>& marked, JsonWriter* out) {
  out->BeginArray();
  for (const MarkedText& text : marked) WriteHighlights(text, out);
  out->EndArray();
}

void Write(const Copy& copy, JsonWriter* out) {
  out->BeginObject();
  out->Key("paragraph");
  out->Number(copy.paragraph);
  out->Key("line");
  out->Number(copy.line);
  out->Key("column");
  out->Number(copy.column);
  out->Key("begin");
  out->Number(copy.begin);
  out->Key("end");
  out->Number(copy.end);
  out->Key("headings");
  WriteTexts(copy.headings, out);
  out->Key("heading_highlights");
  WriteHighlights(copy.headings, out);
  out->EndObject();
}

void Write(const std::vector<Neighbour>& neighbours, JsonWriter* out) {
  out->BeginArray();
  for (const Neighbour& neighbour : neighbours) {
    out->BeginObject();
    out->Key("headings");
    Write(neighbour.headings, out);
    out->Key("kind");
    out->String(ToString(neighbour.kind));
    out->Key("paragraph");
    out->Number(neighbour.paragraph);
    out->Key("line");
    out->Number(neighbour.line);
    out->Key("column");
    out->Number(neighbour.column);
    out->Key("begin");
    out->Number(neighbour.begin);
    out->Key("end");
    out->Number(neighbour.end);
    out->Key("text");
    out->String(neighbour.text);
    out->EndObject();
  }
  out->EndArray();
}

// With no other keys than `fields`, where there are any.
void Write(const Hit& hit, const std::vector<std::string>& fields, JsonWriter* out) {
  const auto key = [all = fields.empty(), &fields, out](const JsonKey& name) {
    if (!all && !Contains(fields, name.name())) return false;
    out->Key(name);
    return true;
  };
  const MarkedText none;
  out->BeginObject();
  if (key("rank")) out->Number(hit.rank);
  if (key("score")) out->Number(hit.score);
  if (key("tier")) out->Number(static_cast<unsigned>(hit.tier));
  if (key("path")) out->String(hit.path);
  if (!IsUtf8(hit.path) && key("path_bytes")) out->String(Hex(hit.path));
  if (!hit.id.empty() && key("id")) out->String(hit.id);
  if (key("title")) out->String(hit.title.text);
  if (key("title_highlights")) WriteHighlights(hit.title, out);
  if (key("headings")) WriteTexts(hit.headings, out);
  if (key("heading_highlights")) WriteHighlights(hit.headings, out);
  if (key("kind")) out->String(ToString(hit.kind));
  if (key("paragraph")) out->Number(hit.paragraph);
  if (key("line")) out->Number(hit.line);
  if (key("column")) out->Number(hit.column);
  if (key("begin")) out->Number(hit.begin);
  if (key("end")) out->Number(hit.end);
  if (key("offset_base")) out->String(hit.offsets_in_text ? "text" : "file");
  if (key("text")) out->String(hit.text);
  if (key("snippet")) Write(hit.snippets.empty() ? none : hit.snippets.front(), out);
  if (hit.snippets.size() > 1 && key("snippets")) {
    out->BeginArray();
    for (const MarkedText& snippet : hit.snippets) Write(snippet, out);
    out->EndArray();
  }
  if (key("matches")) Write(hit.matches, out);
  if (key("also")) {
    out->BeginArray();
    for (const Copy& copy : hit.also) Write(copy, out);
    out->EndArray();
  }
  if (hit.context && key("context")) {
    out->BeginObject();
    out->Key("before");
    Write(hit.context->before, out);
    out->Key("after");
    Write(hit.context->after, out);
    out->EndObject();
  }
  if (hit.shares && key("score_shares")) {
    out->BeginArray();
    for (const ScoreShare& share : *hit.shares) {
      out->BeginObject();
      out->Key("query");
      out->String(share.query);
      out->Key("where");
      out->String(share.where);
      out->Key("score");
      out->Number(share.score);
      out->EndObject();
    }
    out->EndArray();
  }
  out->EndObject();
}

void Write(const LeafMeaning& meaning, JsonWriter* out) {
  out->BeginObject();
  out->Key("query");
  out->String(meaning.query);
  out->Key("added");
  out->Bool(meaning.is_added);
  out->Key("terms");
  Write(meaning.terms, out);
  out->Key("abbreviations");
  Write(meaning.abbreviations, out);
  out->EndObject();
}

// The keys with which every answer begins.
void BeginAnswer(const QueryId& id, JsonWriter* out) {
  out->BeginObject();
  out->Key("format_version");
  out->Number(kFormatVersion);
  if (id.text.empty()) return;
  out->Key("id");
  if (id.is_number) {
    out->Raw(id.text);
  } else {
    out->String(id.text);
  }
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

std::string FormatJson(const SearchResult& result, const std::vector<std::string>& fields, std::string room) {
  JsonWriter out(std::move(room));
  BeginAnswer(result.id, &out);
  out.Key("query");
  out.String(result.query);
  out.Key("interpretation");
  out.String(result.interpretation);
  out.Key("suggestion");
  if (result.suggestion) {
    out.String(*result.suggestion);
  } else {
    out.Null();
  }
  if (result.meanings) {
    out.Key("explanation");
    out.BeginArray();
    for (const LeafMeaning& meaning : *result.meanings) Write(meaning, &out);
    out.EndArray();
  }
  if (!result.expansion.empty()) {
    out.Key("expansion");
    Write(result.expansion, &out);
  }
  out.Key("total");
  out.Number(result.total);
  out.Key("total_exact");
  out.Bool(result.total_exact);
  out.Key("hits");
  out.BeginArray();
  for (const Hit& hit : result.hits) Write(hit, fields, &out);
  out.EndArray();
  out.Key("warnings");
  Write(result.warnings, &out);
  out.EndObject();
  return out.Take() + "\n";
}

std::string FormatJsonError(const QueryId& id, ErrorCode code, const std::string& message) {
  JsonWriter out;
  BeginAnswer(id, &out);
  out.Key("error");
  out.BeginObject();
  out.Key("code");
  out.String(ToString(code));
  out.Key("message");
  out.String(message);
  out.EndObject();
  out.EndObject();
  return out.Take() + "\n";
}

}  // namespace article_search
