#include "corpus/file_type.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "corpus/article_reader.h"
#include "corpus/ascii.h"
#include "corpus/charset_detection.h"
#include "corpus/line_shape.h"

namespace article_search {
namespace {

constexpr size_t kBinaryPrefix = 8192;
constexpr size_t kHtmlStart = 1024;        // how far from the start a doctype may stand
constexpr size_t kHtmlSample = 16 * 1024;  // where tags are counted
constexpr size_t kHtmlManyTags = 20;
constexpr size_t kRtfSample = 1024;  // where control words are counted
constexpr int kRtfManyWords = 8;

bool IsPageTag(std::string_view lower) {
  if (lower.starts_with("<!doctype html")) return true;
  for (const std::string_view tag : {"<html", "<head", "<body"}) {
    if (lower.starts_with(tag) && lower.size() > tag.size() &&
        std::string_view("> \t\r\n").find(lower[tag.size()]) != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

// Behind white space, an XML declaration and comments.
std::string_view SkipProlog(std::string_view lower) {
  for (;;) {
    lower = Trim(lower);
    const std::string_view close = lower.starts_with("<?xml") ? "?>" : lower.starts_with("<!--") ? "-->" : "";
    if (close.empty()) return lower;
    const size_t end = lower.find(close);
    if (end == std::string_view::npos) return lower;
    lower.remove_prefix(end + close.size());
  }
}

bool IsHtmlName(std::string_view name) {
  constexpr std::array<std::string_view, 47> kNames = {
      "a",       "article", "b",     "blockquote", "body",  "br",   "button", "code", "dd",     "div", "dl",   "dt",
      "em",      "footer",  "form",  "h1",         "h2",    "h3",   "h4",     "head", "header", "hr",  "html", "i",
      "iframe",  "img",     "input", "li",         "link",  "main", "meta",   "nav",  "ol",     "p",   "pre",  "script",
      "section", "small",   "span",  "strong",     "style", "svg",  "table",  "td",   "th",     "tr",  "ul"};
  return std::binary_search(kNames.begin(), kNames.end(), name);
}

struct Tags {
  size_t count = 0;
  size_t bytes = 0;
};

Tags CountTags(std::string_view lower) {
  Tags tags;
  for (size_t at = lower.find('<'); at != std::string_view::npos; at = lower.find('<', at + 1)) {
    size_t name = at + 1;
    if (name < lower.size() && lower[name] == '/') ++name;
    const size_t name_end = std::min(lower.find_first_of("> \t\r\n/", name), lower.size());
    if (!IsHtmlName(lower.substr(name, name_end - name))) continue;
    const size_t end = lower.find('>', name_end);
    if (end == std::string_view::npos) break;
    ++tags.count;
    tags.bytes += end + 1 - at;
    at = end;
  }
  return tags;
}

// A doctype or <html> that begins a line not far from the start.
bool HasPageTagNearStart(std::string_view lower) {
  lower = lower.substr(0, kHtmlStart);
  for (size_t at = lower.find('<'); at != std::string_view::npos; at = lower.find('<', at + 1)) {
    const std::string_view before = lower.substr(0, at);
    const size_t text = before.find_last_not_of(" \t");
    if ((text == std::string_view::npos || before[text] == '\n' || before[text] == '\r') &&
        IsPageTag(lower.substr(at))) {
      return true;
    }
  }
  return false;
}

bool LooksLikeHtml(std::string_view lower, Markup markup) {
  if (IsPageTag(SkipProlog(lower))) return true;
  const Tags tags = CountTags(lower);
  if (tags.count < 3) return false;
  // Markdown and reST may show a whole page as an example.
  if (markup == Markup::kPlain && tags.bytes * 10 >= lower.size() && HasPageTagNearStart(lower)) return true;
  // Markdown has tables and pictures as HTML; then it begins with something else.
  if (markup != Markup::kPlain && !SkipProlog(lower).starts_with('<')) return false;
  return tags.count >= kHtmlManyTags && tags.bytes * (markup == Markup::kPlain ? 4 : 2) >= lower.size();
}

// A tag or doctype behind a declaration; or a doctype, a feed or an element with its namespace that ends with the text.
// `lower`: how it begins, in small letters.
bool LooksLikeXml(std::string_view text, std::string_view lower) {
  const std::string_view root = SkipProlog(lower);
  if (root.size() < 2 || root[0] != '<') return false;
  constexpr std::string_view kDoctype = "<!doctype ";
  const bool has_doctype = root.starts_with(kDoctype);
  if (lower.starts_with("<?xml") && (has_doctype || IsAsciiLetter(root[1]))) return true;
  std::string_view name = root.substr(has_doctype ? kDoctype.size() : 1);
  name = name.substr(0, name.find_first_of("> \t\r\n/["));
  const bool has_namespace = root.substr(0, root.find('>')).find(" xmlns") != std::string_view::npos;
  if (!has_doctype && !has_namespace && name != "rss") return false;
  const std::string close = "</" + std::string(name) + ">";
  return ToAsciiLower(text.substr(text.size() - std::min(text.size(), close.size()))) == close;
}

// A group with control words that ends with the text or has many of them: a text may begin by saying what RTF begins
// with.
bool LooksLikeRtf(std::string_view text) {
  constexpr std::string_view kStart = "{\\rtf";
  if (!text.starts_with(kStart)) return false;
  const size_t next = text.find_first_not_of("0123456789 \t\r\n", kStart.size());
  if (next == std::string_view::npos || (text[next] != '\\' && text[next] != '{')) return false;
  if (text.ends_with('}')) return true;
  text = text.substr(0, kRtfSample);
  int words = 0;
  for (size_t at = text.find('\\'); at < text.size() - 1; at = text.find('\\', at + 1)) {
    if (IsAsciiLetter(text[at + 1])) ++words;
  }
  return words >= kRtfManyWords;
}

}  // namespace

Markup MarkupOf(std::string_view path) {
  const std::string lower = ToAsciiLower(path.substr(path.size() - std::min<size_t>(path.size(), 16)));
  if (lower.ends_with(".md") || lower.ends_with(".markdown")) return Markup::kMarkdown;
  return lower.ends_with(".rst") || lower.ends_with(".rest") ? Markup::kRest : Markup::kPlain;
}

std::string_view WhyNoArticle(std::string_view text, Markup markup) {
  text = Trim(text);
  if (LooksLikeRtf(text)) return "RTF: make text of it first, e.g. pandoc -t plain, or unrtf --text";
  if (text.substr(0, kHtmlSample).find('<') == std::string_view::npos) return "";
  const std::string lower = ToAsciiLower(text.substr(0, kHtmlSample));
  if (LooksLikeHtml(lower, markup)) return "an HTML page: make text of it first, e.g. pandoc -t plain, or html2text";
  if (LooksLikeXml(text, lower)) return "XML: make text of it first, e.g. xmllint --xpath 'string()'";
  return "";
}

bool LooksBinary(std::string_view bytes) {
  if (const ByteOrderMark* const mark = FindByteOrderMark(bytes); mark != nullptr && mark->encoding != kUtf8) {
    return false;
  }
  return bytes.starts_with("%PDF-") || bytes.substr(0, kBinaryPrefix).find('\0') != std::string_view::npos;
}

}  // namespace article_search
