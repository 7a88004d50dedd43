#include "indexer/index_writer.h"

#include <xapian.h>

#include <filesystem>
#include <unordered_map>
#include <vector>

#include "corpus/analyzer.h"
#include "corpus/error.h"
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

struct IndexWriter::State {
  State(std::string folder_in, const std::string& language_in)
      : folder(std::move(folder_in)), language(language_in), analyzer(language_in), terms(language_in) {}

  // Adds the terms of `text` in `field`; returns the number of words.
  uint32_t AddField(Field field, const std::string& text, Xapian::Document* document);
  Xapian::Document MakeDocument(const ArticleRecord& article, const ParagraphRecord& paragraph);

  std::string folder;
  std::string language;
  Analyzer analyzer;
  TermMaker terms;
  Xapian::WritableDatabase database;
  WriterCounts counts;
  std::vector<Token> tokens;  // of the text at hand; kept for its memory
};

uint32_t IndexWriter::State::AddField(Field field, const std::string& text, Xapian::Document* document) {
  const FieldPrefixes& prefixes = PrefixesOf(field);
  const bool weighs = field == Field::kBody;
  tokens.clear();
  analyzer.Analyze(text, &tokens);
  uint32_t words = 0;
  uint32_t last_compound_end = 0;
  for (const Token& token : tokens) {
    Xapian::termcount wdf = weighs ? 1 : 0;
    if (token.type == TokenType::kAcronym) {
      document->add_posting(std::string(prefixes.acronym) + token.text, token.position, wdf);
      continue;
    }
    if (token.type == TokenType::kCompound) {
      // It stands at two positions and is counted once.
      if (last_compound_end == token.end) wdf = 0;
      last_compound_end = token.end;
    } else {
      ++words;
    }
    for (const std::string& stem : terms.Stems(token.text)) {
      document->add_posting(std::string(prefixes.stem) + stem, token.position, wdf);
      wdf = 0;
    }
    if (prefixes.word.data() != nullptr) {
      document->add_boolean_term(std::string(prefixes.word) + terms.Word(token.text));
    }
  }
  return words;
}

Xapian::Document IndexWriter::State::MakeDocument(const ArticleRecord& article, const ParagraphRecord& paragraph) {
  Xapian::Document document;
  counts.words += AddField(Field::kBody, paragraph.text, &document);
  if (MatchesByHeading(paragraph.kind)) {
    AddField(Field::kHeading, NearestHeadings(paragraph, article), &document);
    if (!paragraph.headings.empty()) {
      AddField(Field::kOuter, article.title, &document);
      for (size_t i = 0; i + 1 < paragraph.headings.size(); ++i) {
        AddField(Field::kOuter, article.headings[paragraph.headings[i]], &document);
      }
    }
  }
  AddField(Field::kTitle, article.title, &document);
  document.add_boolean_term(std::string(kKindPrefix) + std::string(ToString(paragraph.kind)));
  if (IsSecondTier(paragraph.kind)) document.add_boolean_term(std::string(kSecondTierTerm));
  document.add_value(kArticleSlot, ArticleSlotValue(paragraph.article));
  document.set_data(Pack(paragraph));
  return document;
}

IndexWriter::IndexWriter(const std::string& folder, const std::string& language)
    : state_(std::make_unique<State>(folder, language)) {
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

void IndexWriter::Add(const Article& article) {
  const auto number = static_cast<uint32_t>(state_->counts.articles++);
  ArticleRecord article_record{article.path, article.id, article.title, article.offsets_in_text, {}};
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
}

WriterCounts IndexWriter::Finish(const std::string& path, const std::string& generation) {
  return Translated(state_->folder, [&] {
    Xapian::WritableDatabase& database = state_->database;
    database.set_metadata(std::string(kMetaFormat), std::to_string(kFormatVersion));
    database.set_metadata(std::string(kMetaRules), RuleSetId());
    database.set_metadata(std::string(kMetaIcu), IcuVersion());
    database.set_metadata(std::string(kMetaLanguage), state_->language);
    database.set_metadata(std::string(kMetaGeneration), generation);
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
