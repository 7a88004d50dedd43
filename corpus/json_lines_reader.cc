#include "corpus/json_lines_reader.h"

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
  for (Paragraph& paragraph : article.paragraphs) {
    paragraph.line = number;
    paragraph.column = 1;
  }
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

JsonLinesReader::JsonLinesReader(std::string path, bool split, std::function<void(const Article&)> on_article,
                                 std::function<void(const Error&)> on_error)
    : path_(std::move(path)), split_(split), on_article_(std::move(on_article)), on_error_(std::move(on_error)) {}

void JsonLinesReader::Read(std::string_view bytes) {
  while (!bytes.empty()) {
    const size_t end = bytes.find('\n');
    if (end == std::string_view::npos) {
      begun_ += bytes;
      return;
    }
    if (begun_.empty()) {
      ReadLine(bytes.substr(0, end));
    } else {
      begun_ += bytes.substr(0, end);
      ReadLine(begun_);
      begun_.clear();
    }
    bytes.remove_prefix(end + 1);
  }
}

void JsonLinesReader::Finish() {
  if (!begun_.empty()) ReadLine(begun_);
  begun_.clear();
}

void JsonLinesReader::ReadLine(std::string_view line) {
  ++number_;
  if (number_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
  if (line.find_first_not_of(" \t\r") == std::string_view::npos) return;
  Article article;
  try {
    article = ParseLine(line, path_, number_, split_);
  } catch (const BadLine& bad) {
    on_error_(Error(ErrorCode::kNotText, path_ + ": line " + std::to_string(number_) + " can't be read: " + bad.why +
                                             "; a line is {\"id\": …, \"title\": …, \"text\": …}"));
    return;
  } catch (const Error& error) {
    on_error_(Error(error.code(), path_ + ": line " + std::to_string(number_) + ": " + error.what()));
    return;
  }
  on_article_(article);
}

}  // namespace article_search
