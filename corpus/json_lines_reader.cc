#include "corpus/json_lines_reader.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "corpus/article_reader.h"

namespace article_search {
namespace {

using Json = nlohmann::json;

// Thrown and caught in this file: what is wrong with a line.
struct BadLine {
  std::string why;
};

std::string TakeString(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) return "";
  if (!found->is_string()) throw BadLine{std::string("its \"") + key + "\" is not a string"};
  return found->get<std::string>();
}

std::string TakeId(const Json& object) {
  const auto found = object.find("id");
  if (found != object.end() && found->is_number_integer()) return found->dump();
  return TakeString(object, "id");
}

// Many data sets have a "language" that is something else, so what is not a string is no mistake.
std::string TakeLanguage(const Json& object) {
  const auto found = object.find("language");
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Article ParseLine(std::string_view line, const std::string& path, uint64_t number, bool split) {
  const Json object = Json::parse(line.begin(), line.end(), nullptr, /*allow_exceptions=*/false);
  if (object.is_discarded()) throw BadLine{"it is not JSON"};
  if (!object.is_object()) throw BadLine{"it is not an object"};
  if (!object.contains("text")) throw BadLine{"it has no \"text\""};
  std::string text = TakeString(object, "text");
  Article article;
  if (split) article = ReadArticle(text, path, ReadOptions{"UTF-8"});
  for (Paragraph& paragraph : article.paragraphs) paragraph.line = number;
  article.path = path;
  article.id = TakeId(object);
  article.language = TakeLanguage(object);
  article.offsets_in_text = true;
  if (std::string title = TakeString(object, "title"); !title.empty()) article.title = std::move(title);
  if (split || text.find_first_not_of(" \t\r\n") == std::string::npos) return article;
  Paragraph paragraph;
  paragraph.ordinal = 1;
  paragraph.line = number;
  paragraph.end = text.size();
  paragraph.text = std::move(text);
  article.paragraphs.push_back(std::move(paragraph));
  return article;
}

}  // namespace

void ReadJsonLines(std::string_view bytes, const std::string& path, bool split,
                   const std::function<void(const Article&)>& on_article,
                   const std::function<void(const Error&)>& on_error) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  uint64_t number = 0;
  while (!bytes.empty()) {
    const size_t end = std::min(bytes.find('\n'), bytes.size());
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    Article article;
    try {
      article = ParseLine(line, path, number, split);
    } catch (const BadLine& bad) {
      on_error(Error(ErrorCode::kNotText, path + ": line " + std::to_string(number) + " can't be read: " + bad.why +
                                              "; a line is {\"id\": …, \"title\": …, \"text\": …}"));
      continue;
    } catch (const Error& error) {
      on_error(Error(error.code(), path + ": line " + std::to_string(number) + ": " + error.what()));
      continue;
    }
    on_article(article);
  }
}

}  // namespace article_search
