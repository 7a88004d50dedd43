#include "corpus/json_lines_reader.h"

#include <simdjson.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "corpus/article_reader.h"
#include "corpus/sentence_cut.h"

namespace article_search {
namespace {

using Json = nlohmann::json;

// Thrown and caught in this file: what is wrong with a line.
struct BadLine {
  std::string why;
};

bool IsBlank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

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

struct Fields {
  std::string text;
  std::string title;
  std::string id;
  std::string language;
};

// The line as nearly all of them are: well-formed, and what we want of it strings. False for any other, on which
// ReadFields, many times slower, has the last word.
bool ReadPlainFields(std::string_view line, simdjson::dom::parser* parser, Fields* fields) {
  simdjson::dom::object object;
  if (parser->parse(line.data(), line.size()).get(object) != simdjson::SUCCESS) return false;
  bool has_text = false;
  for (const auto& [key, value] : object) {
    std::string* field = key == "text"       ? &fields->text
                         : key == "title"    ? &fields->title
                         : key == "id"       ? &fields->id
                         : key == "language" ? &fields->language
                                             : nullptr;
    if (field == nullptr) continue;
    std::string_view string;
    if (value.get(string) != simdjson::SUCCESS) return false;
    *field = string;
    has_text = has_text || key == "text";
  }
  return has_text;
}

Fields ReadFields(std::string_view line) {
  const Json object = Json::parse(line.begin(), line.end(), nullptr, /*allow_exceptions=*/false);
  if (object.is_discarded()) {
    const bool is_utf8 = simdjson::validate_utf8(line.data(), line.size());
    throw BadLine{is_utf8 ? "it is not JSON" : "it is not UTF-8, which JSON Lines must be"};
  }
  if (!object.is_object()) throw BadLine{"it is not an object"};
  if (!object.contains("text")) throw BadLine{"it has no \"text\""};
  return {TakeString(object, "text"), TakeString(object, "title"), TakeId(object), TakeLanguage(object)};
}

// Both stand beside each hit, whole.
void CheckLength(const std::string& value, const char* key) {
  if (value.size() <= kMaxParagraphBytes) return;
  throw BadLine{std::string("its \"") + key + "\" has more than " + std::to_string(kMaxParagraphBytes) + " bytes"};
}

Article MakeArticle(Fields fields, const std::string& path, uint64_t number, bool split) {
  CheckLength(fields.title, "title");
  CheckLength(fields.id, "id");
  Article article;
  if (split) article = ReadArticle(fields.text, path, ReadOptions{"UTF-8"});
  for (Paragraph& paragraph : article.paragraphs) {
    paragraph.line = number;
    paragraph.column = 1;
  }
  article.path = path;
  article.id = std::move(fields.id);
  article.language = std::move(fields.language);
  article.offsets_in_text = true;
  if (!fields.title.empty()) article.title = std::move(fields.title);
  if (split || IsBlank(fields.text)) return article;
  const std::string_view text = fields.text;
  size_t begin = 0;
  for (const size_t end : CutAtSentences(text, kMaxJsonText)) {
    if (IsBlank(text.substr(begin, end - begin))) {
      begin = end;
      continue;
    }
    Paragraph& paragraph = article.paragraphs.emplace_back();
    paragraph.ordinal = static_cast<uint32_t>(article.paragraphs.size());
    paragraph.line = number;
    paragraph.begin = begin;
    paragraph.end = end;
    paragraph.text = text.substr(begin, end - begin);
    begin = end;
  }
  return article;
}

}  // namespace

struct JsonLinesReader::State {
  simdjson::dom::parser parser;  // keeps its memory from line to line
};

JsonLinesReader::JsonLinesReader(std::string path, bool split, std::function<void(const Article&)> on_article,
                                 std::function<void(const Error&)> on_error)
    : path_(std::move(path)),
      split_(split),
      on_article_(std::move(on_article)),
      on_error_(std::move(on_error)),
      state_(std::make_unique<State>()) {}
JsonLinesReader::~JsonLinesReader() = default;

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
    Fields fields;
    if (!ReadPlainFields(line, &state_->parser, &fields)) fields = ReadFields(line);
    article = MakeArticle(std::move(fields), path_, number_, split_);
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
