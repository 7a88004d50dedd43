#include "indexer/index_writer.h"

#include <xapian.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "corpus/abbreviations.h"
#include "corpus/analyzer.h"
#include "corpus/error.h"
#include "indexer/abbreviation_table.h"
#include "indexer/postings.h"
#include "indexer/schema.h"
#include "indexer/terms.h"

namespace article_search {
namespace {

template <typename Function>
auto Translated(const std::string& path, Function function) {
  try {
    return function();
  } catch (const Xapian::Error& error) {
    std::string why = error.get_msg();
    if (const char* reason = error.get_error_string()) why += std::string(": ") + reason;
    throw Error(ErrorCode::kUnreadable, "cannot write the index in " + path + ": " + why);
  }
}

// Xapian 1.4.22 loses position 0 of a term that stands at 0 and 1 only.
constexpr uint32_t kFirstPosition = 1;

// Positions between one outer heading and the next; more than any heading has words, or NEAR and "…"~N may ask for.
constexpr uint32_t kHeadingDistance = 100'000;

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

// How the words and stems of a language's articles are made.
struct LanguageRules {
  explicit LanguageRules(const std::string& language) : name(language), analyzer(language), terms(language) {}

  std::string name;
  Analyzer analyzer;
  TermMaker terms;
  uint64_t articles = 0;  // those with paragraphs
};

std::string Join(const std::vector<std::string>& words) {
  std::string joined;
  for (const std::string& word : words) joined += (joined.empty() ? "" : " ") + word;
  return joined;
}

}  // namespace

struct IndexWriter::State {
  explicit State(std::string folder_in) : folder(std::move(folder_in)) {}

  // Texts are of this language from here on.
  void SetLanguage(const std::string& language) { rules = &languages.try_emplace(language, language).first->second; }
  // Fills in what `counts` says of languages.
  void CountLanguages();
  // Adds the terms of `text` in `field`, and those by which it weighs; returns the number of words.
  uint32_t AddField(Field field, std::optional<Field> weight, const std::string& text, Xapian::Document* document,
                    uint32_t first_position = kFirstPosition);
  void AddAbbreviations(const std::string& text);
  Xapian::Document MakeDocument(const ArticleRecord& article, const ParagraphRecord& paragraph);

  std::string folder;
  std::map<std::string, LanguageRules> languages;  // made when first needed
  LanguageRules* rules = nullptr;                  // those of the article at hand
  Xapian::WritableDatabase database;
  WriterCounts counts;
  AbbreviationTable abbreviations;
  std::vector<Token> tokens;  // of the text at hand; kept for its memory
};

uint32_t IndexWriter::State::AddField(Field field, std::optional<Field> weight, const std::string& text,
                                      Xapian::Document* document, uint32_t first_position) {
  const FieldPrefixes& prefixes = PrefixesOf(field);
  const Xapian::termcount times = weight != Field::kCombined ? 0 : field == Field::kHeading ? kHeadingWdf : 1;
  tokens.clear();
  rules->analyzer.Analyze(text, &tokens, first_position);
  return ForEachPosting(tokens, &rules->terms, [&](const Posting& posting) {
    if (posting.form == Posting::Form::kWord) {
      document->add_boolean_term(std::string(prefixes.word).append(posting.text));
      return;
    }
    const bool is_stem = posting.form == Posting::Form::kStem;
    document->add_posting(std::string(is_stem ? prefixes.stem : prefixes.acronym).append(posting.text),
                          posting.position, 0);
    if (!weight) return;
    const FieldPrefixes& weighing = PrefixesOf(*weight);
    document->add_term(std::string(is_stem ? weighing.stem : weighing.acronym).append(posting.text),
                       posting.wdf * times);
  });
}

void IndexWriter::State::AddAbbreviations(const std::string& text) {
  for (const Abbreviation& found : FindAbbreviations(text)) {
    tokens.clear();
    rules->analyzer.Analyze(found.short_form, &tokens);
    // What is several words is found as such.
    if (tokens.empty() || tokens.back().position > 0) continue;
    abbreviations.Add(tokens.front().text, std::string(found.long_form),
                      LongFormKey(found.long_form, rules->name, &rules->analyzer, &rules->terms));
  }
}

Xapian::Document IndexWriter::State::MakeDocument(const ArticleRecord& article, const ParagraphRecord& paragraph) {
  Xapian::Document document;
  counts.words += AddField(Field::kBody, Field::kCombined, paragraph.text, &document);
  AddAbbreviations(paragraph.text);
  if (MatchesByHeading(paragraph.kind)) {
    AddField(Field::kHeading, Field::kCombined, NearestHeadings(paragraph, article), &document);
    // Each heading far from the others, so that no phrase reaches over.
    for (size_t i = 0; i + 1 < paragraph.headings.size(); ++i) {
      AddField(Field::kOuter, Field::kAbove, article.headings[paragraph.headings[i]], &document,
               kFirstPosition + static_cast<uint32_t>(i) * kHeadingDistance);
    }
  }
  const bool title_is_above = MatchesByHeading(paragraph.kind) && !paragraph.headings.empty();
  AddField(Field::kTitle, title_is_above ? std::optional(Field::kAbove) : std::nullopt, article.title, &document);
  document.add_boolean_term(std::string(kKindPrefix) + std::string(ToString(paragraph.kind)));
  document.add_boolean_term(PathTerm(article.path));
  if (IsSecondTier(paragraph.kind)) document.add_boolean_term(std::string(kSecondTierTerm));
  document.add_value(kArticleSlot, ArticleSlotValue(paragraph.article));
  document.set_data(Pack(paragraph));
  return document;
}

void IndexWriter::State::CountLanguages() {
  uint64_t most = 0;
  for (const auto& [name, of] : languages) {
    if (of.articles == 0) continue;
    counts.languages.push_back(name);
    if (of.articles > most) counts.main_language = name;
    most = std::max(most, of.articles);
  }
}

IndexWriter::IndexWriter(const std::string& folder) : state_(std::make_unique<State>(folder)) {
  std::error_code error;
  std::filesystem::create_directory(folder, error);
  if (error) throw Error(ErrorCode::kUnreadable, "cannot write in " + folder + ": " + error.message());
  // Nothing of it survives a crash, so nothing of it needs syncing.
  Translated(folder, [&] {
    state_->database = Xapian::WritableDatabase(folder + "/database", Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS |
                                                                          Xapian::DB_NO_TERMLIST | Xapian::DB_NO_SYNC |
                                                                          Xapian::DB_DANGEROUS);
  });
}

IndexWriter::~IndexWriter() = default;

void IndexWriter::Add(const Article& article, const std::string& language) {
  state_->SetLanguage(language);
  const auto number = static_cast<uint32_t>(state_->counts.articles++);
  ArticleRecord article_record{article.path, article.id, article.title, language, article.offsets_in_text, {}};
  std::unordered_map<std::string, uint32_t> heading_numbers;
  const auto number_headings = [&](const std::vector<std::string>& headings) {
    std::vector<uint32_t> numbers;
    for (const std::string& heading : headings) {
      const auto next = static_cast<uint32_t>(article_record.headings.size());
      const auto [it, added] = heading_numbers.emplace(heading, next);
      if (added) article_record.headings.push_back(heading);
      numbers.push_back(it->second);
    }
    return numbers;
  };
  std::vector<ParagraphRecord> records;
  std::unordered_map<std::string, size_t> first_of_text;
  for (const Paragraph& paragraph : article.paragraphs) {
    if (paragraph.has_content_below) continue;
    // Debris that says the same as the text is no copy of it: it would take it to the second tier, or out of it.
    const std::string key = (IsSecondTier(paragraph.kind) ? "2" : "1") + CollapseSpace(paragraph.text);
    const auto [first, is_new] = first_of_text.emplace(key, records.size());
    std::vector<uint32_t> headings = number_headings(paragraph.headings);
    if (is_new) {
      records.push_back({number,
                         paragraph.ordinal,
                         paragraph.kind,
                         paragraph.line,
                         paragraph.begin,
                         paragraph.end,
                         std::move(headings),
                         {},
                         paragraph.offsets,
                         paragraph.text});
    } else {
      records[first->second].copies.push_back(
          {paragraph.ordinal, paragraph.line, paragraph.begin, paragraph.end, std::move(headings)});
    }
  }
  Translated(state_->folder, [&] {
    state_->database.set_metadata(ArticleKey(number), Pack(article_record));
    for (const ParagraphRecord& record : records) {
      state_->database.add_document(state_->MakeDocument(article_record, record));
    }
  });
  state_->counts.paragraphs += records.size();
  if (!records.empty()) ++state_->rules->articles;
}

WriterCounts IndexWriter::Finish(const std::string& path, const std::string& generation) {
  return Translated(state_->folder, [&] {
    Xapian::WritableDatabase& database = state_->database;
    state_->CountLanguages();
    database.set_metadata(std::string(kMetaFormat), std::to_string(kFormatVersion));
    database.set_metadata(std::string(kMetaRules), RuleSetId());
    database.set_metadata(std::string(kMetaIcu), IcuVersion());
    database.set_metadata(std::string(kMetaLanguage), Join(state_->counts.languages));
    database.set_metadata(std::string(kMetaGeneration), generation);
    state_->abbreviations.Write(
        [&](const std::string& name, const std::string& value) { database.set_metadata(name, value); });
    database.commit();
    database.compact(path, Xapian::DBCOMPACT_SINGLE_FILE | Xapian::Compactor::FULL);
    database.close();
    // compact ignores some errors of the disk, so what it wrote is opened and counted.
    const Xapian::Database written(path);
    if (written.get_doccount() != state_->counts.paragraphs) {
      throw Error(ErrorCode::kUnreadable, "cannot write " + path + ": the disk may be full");
    }
    for (auto term = written.allterms_begin(); term != written.allterms_end(); ++term) ++state_->counts.terms;
    return state_->counts;
  });
}

}  // namespace article_search
