// JSON Lines. The first byte says whether texts are split, the second how long a piece of the file is; the rest is the
// file. simdjson reads nearly every line: what it reads is what nlohmann's parser reads, but for halves of surrogate
// pairs, of which that makes nothing.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "corpus/article_reader.h"
#include "corpus/error.h"
#include "corpus/json_lines_reader.h"
#include "tests/fuzz/target.h"
#include "tests/support/checks.h"

namespace article_search {
namespace {

using Json = nlohmann::json;

// What became of each line that is not blank, in order: an article, or an error.
std::vector<std::optional<Article>> ReadLines(std::string_view bytes, bool split, size_t piece) {
  std::vector<std::optional<Article>> lines;
  JsonLinesReader reader(
      "a.jsonl", split, [&lines](const Article& article) { lines.emplace_back(article); },
      [&lines](const Error& error) {
        Require(error.code() == ErrorCode::kNotText, "the line is at fault");
        CheckMessage(error.what());
        lines.emplace_back();
      });
  for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) reader.Read(bytes.substr(0, piece));
  reader.Finish();
  return lines;
}

std::string StringOf(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

bool IsStringOrMissing(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() || found->is_null() || found->is_string();
}

bool IsBlank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

void CheckLine(std::string_view line, uint64_t number, bool split, const std::optional<Article>& article) {
  const Json object = Json::parse(line, nullptr, /*allow_exceptions=*/false);
  bool is_article = object.is_object() && object.contains("text") && IsStringOrMissing(object, "text") &&
                    IsStringOrMissing(object, "title") && (IsStringOrMissing(object, "id") || object["id"].is_number());
  if (object.is_discarded() && (line.find("\\ud") != line.npos || line.find("\\uD") != line.npos)) return;
  if (!is_article) {
    Require(!article, "what is no article is an error");
    return;
  }
  const std::string text = StringOf(object, "text");
  if (split && !article) {
    bool is_text = true;
    try {
      ReadArticle(text, "a.jsonl", {"UTF-8"});
    } catch (const Error&) {
      is_text = false;
    }
    Require(!is_text, "only a text that is none is left out");
    return;
  }
  Require(article.has_value(), "an article is read");
  const bool is_number = object.contains("id") && object["id"].is_number();
  Require(is_number ? Json::parse(article->id) == object["id"] : article->id == StringOf(object, "id"),
          "its id is the one given");
  Require(article->language == StringOf(object, "language"), "its language is the one given");
  const std::string title = StringOf(object, "title");
  Require(title.empty() || article->title == title, "its title is the one given");
  Require(article->offsets_in_text, "its places are those of the text");
  const bool has_title = !IsBlank(article->title);
  Require(split || article->paragraphs.size() == (IsBlank(text) && !has_title ? 0 : 1), "a text is one paragraph");
  Require(!has_title || !article->paragraphs.empty(), "what has a title is found");
  for (const Paragraph& paragraph : article->paragraphs) {
    Require(paragraph.line == number && paragraph.column == 1, "its line is that of the file");
    const bool is_title = article->paragraphs.size() == 1 && paragraph.kind == ParagraphKind::kTitle &&
                          paragraph.begin == 0 && paragraph.text == article->title;
    Require(is_title || text.substr(paragraph.begin, paragraph.end - paragraph.begin) == paragraph.text,
            "its text is in place");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  FuzzInput input(data, size);
  const bool split = input.Below(2) == 1;
  const size_t piece = 1 + input.Below(64);
  std::string_view bytes = input.Rest();
  const auto lines = ReadLines(bytes, split, piece);
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  auto next = lines.begin();
  for (uint64_t number = 1; !bytes.empty(); ++number) {
    const std::string_view line = bytes.substr(0, bytes.find('\n'));
    bytes.remove_prefix(std::min(line.size() + 1, bytes.size()));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    Require(next != lines.end(), "each line becomes something");
    CheckLine(line, number, split, *next++);
  }
  Require(next == lines.end(), "nothing comes of nothing");
  return 0;
}

}  // namespace article_search
