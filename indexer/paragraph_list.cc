#include "indexer/paragraph_list.h"

#include <nlohmann/json.hpp>

#include "indexer/clean_text.h"
#include "indexer/display_path.h"
#include "indexer/json.h"

namespace article_search {
namespace {

constexpr size_t kShownCodePoints = 80;

}  // namespace

std::string ListAsText(const Article& article) {
  std::string out;
  const std::string path = EscapeUnsafe(DisplayPath(article.path));
  for (const Paragraph& paragraph : article.paragraphs) {
    out += path + ":" + std::to_string(paragraph.line) + ": " + std::string(ToString(paragraph.kind)) + ": " +
           Shortened(CleanLine(paragraph.text), kShownCodePoints) + "\n";
  }
  return out;
}

std::string ListAsJson(const Article& article) {
  std::string out;
  for (const Paragraph& paragraph : article.paragraphs) {
    nlohmann::ordered_json object;
    AddPath(DisplayPath(article.path), &object);
    object["paragraph"] = paragraph.ordinal;
    object["kind"] = ToString(paragraph.kind);
    object["line"] = paragraph.line;
    object["column"] = paragraph.column;
    object["begin"] = paragraph.begin;
    object["end"] = paragraph.end;
    object["headings"] = paragraph.headings;
    object["text"] = paragraph.text;
    out += JsonLine(object) + "\n";
  }
  return out;
}

}  // namespace article_search
