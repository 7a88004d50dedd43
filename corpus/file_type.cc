#include "corpus/file_type.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "corpus/article_reader.h"
#include "corpus/ascii.h"
#include "corpus/line_shape.h"

namespace article_search {
namespace {

constexpr size_t kBinaryPrefix = 8192;
constexpr size_t kHtmlStart = 1024;        // how far from the start a doctype may stand
constexpr size_t kHtmlSample = 16 * 1024;  // where tags are counted
constexpr size_t kHtmlManyTags = 20;

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

}  // namespace

Markup MarkupOf(std::string_view path) {
  const std::string lower = ToAsciiLower(path.substr(path.size() - std::min<size_t>(path.size(), 16)));
  if (lower.ends_with(".md") || lower.ends_with(".markdown")) return Markup::kMarkdown;
  return lower.ends_with(".rst") || lower.ends_with(".rest") ? Markup::kRest : Markup::kPlain;
}

bool LooksLikeHtml(std::string_view text, Markup markup) {
  text = text.substr(0, kHtmlSample);
  if (text.find('<') == std::string_view::npos) return false;
  const std::string lower = ToAsciiLower(text);
  if (IsPageTag(SkipProlog(lower))) return true;
  const Tags tags = CountTags(lower);
  if (tags.count < 3) return false;
  // Markdown and reST may show a whole page as an example.
  if (markup == Markup::kPlain && tags.bytes * 10 >= lower.size() && HasPageTagNearStart(lower)) return true;
  return tags.count >= kHtmlManyTags && tags.bytes * (markup == Markup::kPlain ? 4 : 2) >= lower.size();
}

bool LooksBinary(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return false;
  return bytes.starts_with("%PDF-") || bytes.substr(0, kBinaryPrefix).find('\0') != std::string_view::npos;
}

}  // namespace article_search
