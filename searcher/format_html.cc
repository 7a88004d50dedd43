// One page that needs nothing else: no script, no font, no picture, and its policy forbids them. Whatever comes from an
// article, a path or a query is cleaned, escaped, and only ever text, never part of a tag.
#include <string>
#include <string_view>
#include <vector>

#include "indexer/clean_text.h"
#include "indexer/language.h"
#include "searcher/formatter.h"
#include "searcher/shown_text.h"

namespace article_search {
namespace {

// Contrast is 14 : 1 or more for ink on paper, 7 : 1 for marks, 5 : 1 for quiet text, in either scheme.
constexpr std::string_view kHead = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>)";

constexpr std::string_view kStyle = R"(</title>
<style>
:root {
  --paper: #fdfcfa; --ink: #1f1e1c; --quiet: #66625b; --rule: #e3dfd7; --accent: #8a3b12;
  --mark: #ffe9a3; --marked: #1f1e1c;
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #171717; --ink: #e9e6e0; --quiet: #a29d94; --rule: #35332f; --accent: #f0a77a;
    --mark: #574510; --marked: #ffedb8;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: clamp(1.25rem, 5vw, 4rem) clamp(1rem, 5vw, 2rem); max-width: 46rem;
  background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 Charter, "Bitstream Charter", "Iowan Old Style", "Palatino Linotype", Georgia, serif;
  overflow-wrap: anywhere; text-size-adjust: 100%;
}
h1 { margin: 0; font-size: clamp(1.5rem, 1.1rem + 2vw, 2.125rem); line-height: 1.2; text-wrap: balance; }
h2 { margin: 0; font-size: 1.1875rem; line-height: 1.35; text-wrap: pretty; }
.trail + h2 { margin-top: .1875rem; }
p { margin: 0; }
.count, .trail, .place, .notes { font-family: system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
.count, .trail, .place { color: var(--quiet); font-size: .875rem; line-height: 1.5; }
.count { margin-top: .5rem; }
.notes {
  margin: 1.25rem 0 0; padding: .75rem 1rem; list-style: none; font-size: .9375rem;
  border: 1px solid var(--rule); border-inline-start: .25rem solid var(--accent); border-radius: .25rem;
}
main { margin-top: 2rem; border-top: 1px solid var(--rule); }
ol { margin: 0; padding: 0; list-style: none; }
article { padding: 1.75rem 0; }
li + li article { border-top: 1px solid var(--rule); }
.text { margin-top: .5rem; hyphens: auto; }
.place { margin-top: .625rem; }
code { font: .8125rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; color: var(--accent); }
mark { padding: .05em .15em; border-radius: .2em; background: var(--mark); color: var(--marked);
  box-decoration-break: clone; -webkit-box-decoration-break: clone; }
</style>
</head>
)";

// Clean text as HTML's. Quotes too: then it is safe in an attribute as well.
std::string Escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      case '\n':  // between lines of a list or table
        out += "<br>\n";
        break;
      default:
        out.push_back(c);
    }
  }
  return out;
}

std::string OneLine(const std::string& text) { return Escaped(Cleaned({text, {}}, false).text); }

std::string Marked(const MarkedText& clean) {
  const std::string_view text = clean.text;
  std::string out;
  size_t at = 0;
  for (const Range& mark : clean.highlights) {
    out += Escaped(text.substr(at, mark.begin - at)) + "<mark>";
    out += Escaped(text.substr(mark.begin, mark.end - mark.begin)) + "</mark>";
    at = mark.end;
  }
  return out + Escaped(text.substr(at));
}

void AddNotes(const SearchResult& result, std::string* out) {
  std::vector<std::string> notes;
  for (const std::string& warning : result.warnings) notes.push_back(OneLine(warning));
  if (result.suggestion && !result.autocorrected)
    notes.push_back("Did you mean: <strong dir=\"auto\">" + OneLine(*result.suggestion) + "</strong>");
  if (!result.expansion.empty()) {
    std::string words;
    for (const std::string& word : result.expansion) {
      words += (words.empty() ? "" : ", ") + ("<bdi>" + OneLine(word) + "</bdi>");
    }
    notes.push_back("Added: " + words);
  }
  if (notes.empty()) return;
  *out += "<ul class=\"notes\">\n";
  for (const std::string& note : notes) *out += "<li>" + note + "</li>\n";
  *out += "</ul>\n";
}

void AddHit(const Hit& hit, std::string* out) {
  const std::string language = " lang=\"" + Escaped(LanguageTag(hit.language)) + "\" dir=\"auto\"";
  std::vector<std::string> trail;
  if (const MarkedText title = Cleaned(hit.title, false); !title.text.empty()) trail.push_back(Marked(title));
  for (const MarkedText& heading : hit.headings) {
    if (const MarkedText step = Cleaned(heading, false); !step.text.empty()) trail.push_back(Marked(step));
  }
  const std::string place = "<code>" + Escaped(EscapeUnsafe(hit.path)) + ":" + std::to_string(hit.line) + "</code>";
  *out += "<li>\n<article>\n";
  if (trail.size() > 1) {
    *out += "<p class=\"trail\"" + language + ">";
    for (size_t i = 0; i + 1 < trail.size(); ++i) *out += (i > 0 ? " › " : "") + trail[i];
    *out += "</p>\n";
  }
  *out += trail.empty() ? "<h2>" + place + "</h2>\n" : "<h2" + language + ">" + trail.back() + "</h2>\n";
  for (const MarkedText& snippet : hit.snippets) {
    *out += "<p class=\"text\"" + language + ">" + Marked(Cleaned(snippet, true)) + "</p>\n";
  }
  const std::string note = Escaped(NoteOf(hit));
  if (!trail.empty() || !note.empty()) {
    *out += "<p class=\"place\">" + (trail.empty() ? note : note.empty() ? place : place + " · " + note) + "</p>\n";
  }
  *out += "</article>\n</li>\n";
}

}  // namespace

std::string FormatHtml(const SearchResult& result) {
  const std::string query = OneLine(result.query);
  std::string out(kHead);
  out.append(query).append(" – Article Search").append(kStyle);
  out += "<body>\n<header>\n<h1 lang=\"und\" dir=\"auto\">" + query + "</h1>\n<p class=\"count\">";
  out += Escaped(CountLine(result)) + "</p>\n";
  AddNotes(result, &out);
  out += "</header>\n<main>\n";
  if (result.hits.empty()) {
    out += "<p class=\"text\">There is no paragraph to show.</p>\n";
  } else {
    out += "<ol start=\"" + std::to_string(result.offset + 1) + "\">\n";
    for (const Hit& hit : result.hits) AddHit(hit, &out);
    out += "</ol>\n";
  }
  return out + "</main>\n</body>\n</html>\n";
}

}  // namespace article_search
