#include "corpus/json_lines_reader.h"

#include <simdjson.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>
#include <utility>

#include "corpus/article_reader.h"
#include "corpus/line_shape.h"
#include "corpus/sentence_cut.h"

namespace article_search {
namespace {

using Json = nlohmann::json;

constexpr size_t kEscapedUnit = 6;  // the length of \u12ab

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

// As it stands on the line, since a double has not all digits of a long number; empty where it can't be found (deep
// down, say).
std::string TakeNumber(std::string_view line, const char* key) {
  simdjson::ondemand::parser parser;
  const simdjson::padded_string padded(line);
  simdjson::ondemand::document document;
  simdjson::ondemand::object object;
  std::string number;
  if (parser.iterate(padded).get(document) == simdjson::SUCCESS &&
      document.get_object().get(object) == simdjson::SUCCESS) {
    for (auto field : object) {
      std::string_view name;
      std::string_view token;
      if (field.unescaped_key().get(name) != simdjson::SUCCESS || name != key) continue;
      if (field.value().raw_json_token().get(token) == simdjson::SUCCESS) number = Trim(token);  // the last one counts
    }
  }
  return number;
}

std::string TakeId(const Json& object, std::string_view line) {
  const auto found = object.find("id");
  if (found != object.end() && found->is_number_integer()) return found->dump();
  if (found != object.end() && found->is_number()) {
    const std::string written = TakeNumber(line, "id");
    return written.empty() ? found->dump() : written;
  }
  return TakeString(object, "id");
}

// The UTF-16 unit that is escaped at `at` (\u12ab); nothing where there is none.
std::optional<uint16_t> EscapedUnit(std::string_view line, size_t at) {
  if (line.substr(std::min(at, line.size()), 2) != "\\u" || line.size() - at < kEscapedUnit) return std::nullopt;
  uint16_t unit = 0;
  const char* const end = line.data() + at + kEscapedUnit;
  const auto [stop, error] = std::from_chars(line.data() + at + 2, end, unit, 16);
  return error == std::errc() && stop == end ? std::optional(unit) : std::nullopt;
}

// Half of a pair of UTF-16 is no character and no mistake either to what wrote the line (Python, JavaScript).
std::string WithoutLoneSurrogates(std::string_view line) {
  std::string mended(line);
  for (size_t at = mended.find('\\'); at < mended.size(); at = mended.find('\\', at)) {
    const std::optional<uint16_t> unit = EscapedUnit(mended, at);
    if (!unit) {
      at += 2;
      continue;
    }
    const std::optional<uint16_t> next = EscapedUnit(mended, at + kEscapedUnit);
    const bool is_pair = U16_IS_LEAD(*unit) && next && U16_IS_TRAIL(*next);
    if (!is_pair && U16_IS_SURROGATE(*unit)) mended.replace(at, kEscapedUnit, "\\ufffd");
    at += (is_pair ? 2 : 1) * kEscapedUnit;
  }
  return mended;
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
  Json object = Json::parse(line.begin(), line.end(), nullptr, /*allow_exceptions=*/false);
  if (object.is_discarded()) object = Json::parse(WithoutLoneSurrogates(line), nullptr, /*allow_exceptions=*/false);
  if (object.is_discarded()) {
    const bool is_utf8 = simdjson::validate_utf8(line.data(), line.size());
    throw BadLine{is_utf8 ? "it is not JSON" : "it is not UTF-8, which JSON Lines must be"};
  }
  if (!object.is_object()) throw BadLine{"it is not an object"};
  if (!object.contains("text")) throw BadLine{"it has no \"text\""};
  return {TakeString(object, "text"), TakeString(object, "title"), TakeId(object, line), TakeLanguage(object)};
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
  const auto add_paragraph = [&](std::string_view text, size_t begin) -> Paragraph& {
    Paragraph& paragraph = article.paragraphs.emplace_back();
    paragraph.ordinal = static_cast<uint32_t>(article.paragraphs.size());
    paragraph.line = number;
    paragraph.begin = begin;
    paragraph.end = begin + text.size();
    paragraph.text = text;
    return paragraph;
  };
  article.path = path;
  article.id = std::move(fields.id);
  article.language = std::move(fields.language);
  article.offsets_in_text = true;
  if (!fields.title.empty()) article.title = std::move(fields.title);
  if (!split && !IsBlank(fields.text)) {
    size_t begin = 0;
    for (const size_t end : CutAtSentences(fields.text, kMaxJsonText)) {
      const std::string_view part = std::string_view(fields.text).substr(begin, end - begin);
      if (!IsBlank(part)) add_paragraph(part, begin);
      begin = end;
    }
  }
  // As in a file that has nothing else.
  if (article.paragraphs.empty() && !IsBlank(article.title))
    add_paragraph(article.title, 0).kind = ParagraphKind::kTitle;
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
