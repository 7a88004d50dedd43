#include "indexer/index_writer.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "corpus/analyzer.h"
#include "corpus/error.h"
#include "corpus/string_list.h"
#include "indexer/glass/version_block.h"

namespace article_search {
namespace {

// What an article's headings, and the places of a paragraph's copies, may take: a record of the database has 134 MB at
// most, and to say where one is too large is easier here.
constexpr size_t kMaxHeadings = 64 << 20;  // bytes
constexpr size_t kMaxCopies = 2 << 20;

// A paragraph that is the same but for white space is a copy.
std::string CollapseSpace(const std::string& text) {
  std::string out;
  for (char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!space) out.push_back(c);
    if (space && !out.empty() && out.back() != ' ') out.push_back(' ');
  }
  return out;
}

}  // namespace

std::map<std::string, std::string> MetadataOf(const IndexInfo& info) {
  return {{std::string(kMetaFormat), std::to_string(info.format_version)},
          {std::string(kMetaRules), info.rules},
          {std::string(kMetaIcu), info.icu},
          {std::string(kMetaLanguage), Joined(info.languages, " ")},
          {std::string(kMetaMainLanguage), info.language},
          {std::string(kMetaGeneration), info.generation},
          {std::string(kMetaShard), std::to_string(info.shard) + "/" + std::to_string(info.shards)}};
}

struct IndexWriter::State {
  // Fills in what `counts` says of languages.
  void CountLanguages();
  // Fills in what it says of words and abbreviations.
  void CountWords(const DatabaseWriter::Counts& written);

  std::unique_ptr<DatabaseWriter> database;
  FileContents file;  // at hand
  WriterCounts counts;
  std::shared_ptr<const ArticleRecord> first_of_file;  // the first article of the file at hand, and its number
  uint32_t first_number = 0;
};

void IndexWriter::State::CountLanguages() {
  std::map<std::string, uint64_t> articles_of;
  for (const FileContents& contents : counts.files) {
    for (const auto& [name, articles] : contents.languages) articles_of[name] += articles;
  }
  uint64_t most = 0;
  for (const auto& [name, articles] : articles_of) {
    counts.languages.push_back(name);
    if (articles > most) counts.main_language = name;
    most = std::max(most, articles);
  }
}

void IndexWriter::State::CountWords(const DatabaseWriter::Counts& written) {
  auto words = written.words.begin();
  auto next = written.abbreviations.begin();
  uint64_t last_document = 0;
  for (FileContents& contents : counts.files) {
    last_document += contents.paragraphs;
    for (uint64_t i = 0; i < contents.paragraphs; ++i) contents.words += *words++;
    counts.words += contents.words;
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (; next != written.abbreviations.end() && next->document <= last_document; ++next) {
      const DefinedAbbreviation& abbreviation = next->abbreviation;
      const bool is_new = seen.emplace(abbreviation.short_form, abbreviation.long_form_key).second;
      if (is_new) contents.abbreviations.push_back(abbreviation);
    }
  }
}

IndexWriter::IndexWriter(const WriterOptions& options, Kind kind) : state_(std::make_unique<State>()) {
  const bool direct = kind == Kind::kFastest && glass::XapianWritesThisVersion(options.folder);
  state_->database = direct ? MakeDirectWriter(options) : MakeXapianWriter(options);
}

IndexWriter::~IndexWriter() = default;

void IndexWriter::Add(const Article& article, const std::string& language) {
  const auto number = static_cast<uint32_t>(state_->counts.articles++);
  ++state_->file.articles;
  ArticleRecord article_record{0, article.path, article.id, article.title, language, article.offsets_in_text, {}};
  std::unordered_map<std::string, uint32_t> heading_numbers;
  size_t headings_size = 0;
  const auto number_headings = [&](const std::vector<std::string>& headings) {
    std::vector<uint32_t> numbers;
    for (const std::string& heading : headings) {
      const auto next = static_cast<uint32_t>(article_record.headings.size());
      const auto [it, added] = heading_numbers.emplace(heading, next);
      if (added) {
        headings_size += heading.size();
        if (headings_size > kMaxHeadings) {
          throw Error(ErrorCode::kNotText, article.path + ": its headings have more than " +
                                               std::to_string(kMaxHeadings) +
                                               " bytes, which is more than an index can hold of an article");
        }
        article_record.headings.push_back(heading);
      }
      numbers.push_back(it->second);
    }
    return numbers;
  };
  std::vector<ParagraphRecord> records;
  std::unordered_map<std::string, size_t> first_of_text;
  for (const Paragraph& paragraph : article.paragraphs) {
    if (paragraph.has_content_below) continue;
    // Debris that says the same as the text is no copy of it: it would take it to the second tier, or out of it.
    bool is_new = true;
    auto first = first_of_text.end();
    if (article.paragraphs.size() > 1) {
      const std::string key = (IsSecondTier(paragraph.kind) ? "2" : "1") + CollapseSpace(paragraph.text);
      std::tie(first, is_new) = first_of_text.emplace(key, records.size());
    }
    std::vector<uint32_t> headings = number_headings(paragraph.headings);
    if (is_new) {
      records.push_back({number,
                         paragraph.ordinal,
                         paragraph.kind,
                         paragraph.line,
                         paragraph.column,
                         paragraph.begin,
                         paragraph.end,
                         std::move(headings),
                         {},
                         paragraph.offsets,
                         paragraph.text});
    } else {
      std::vector<CopyRecord>& copies = records[first->second].copies;
      if (copies.size() == kMaxCopies) {
        throw Error(ErrorCode::kNotText, article.path + ":" + std::to_string(paragraph.line) +
                                             ": this paragraph stood in the article " + std::to_string(kMaxCopies) +
                                             " times before");
      }
      copies.push_back(
          {paragraph.ordinal, paragraph.line, paragraph.column, paragraph.begin, paragraph.end, std::move(headings)});
    }
  }
  const auto shared = std::make_shared<const ArticleRecord>(std::move(article_record));
  if (state_->first_of_file && state_->first_of_file->path == shared->path) {
    const bool same_language = shared->language == state_->first_of_file->language;
    state_->database->AddArticle(
        number, {number - state_->first_number, "", shared->id, shared->title, same_language ? "" : shared->language,
                 shared->offsets_in_text, shared->headings});
  } else {
    state_->first_of_file = shared;
    state_->first_number = number;
    state_->database->AddArticle(number, *shared);
  }
  state_->counts.paragraphs += records.size();
  state_->file.paragraphs += records.size();
  if (!records.empty()) ++state_->file.languages[language];
  for (ParagraphRecord& record : records) state_->database->AddParagraph(shared, std::move(record));
}

bool IndexWriter::Keep(const KeptFile& file) {
  if (!state_->database->Keep(file, static_cast<uint32_t>(state_->counts.articles))) return false;
  state_->file = *file.contents;
  state_->file.abbreviations.clear();  // the database tells of them, as of all others
  state_->counts.articles += file.contents->articles;
  state_->counts.paragraphs += file.contents->paragraphs;
  return true;
}

void IndexWriter::EndFile() { state_->counts.files.push_back(std::exchange(state_->file, {})); }

WriterCounts IndexWriter::Finish(const std::string& generation) {
  state_->CountLanguages();
  IndexInfo info;
  info.format_version = kFormatVersion;
  info.rules = RuleSetId();
  info.icu = IcuVersion();
  info.languages = state_->counts.languages;
  info.language = state_->counts.main_language;
  info.generation = generation;
  const DatabaseWriter::Counts counts = state_->database->Finish(MetadataOf(info), generation);
  state_->CountWords(counts);
  state_->counts.terms = counts.terms;
  return state_->counts;
}

}  // namespace article_search
