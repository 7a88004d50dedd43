// All terms of a paragraph, in all its fields, and the abbreviations that it defines.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/analyzer.h"
#include "indexer/abbreviation_table.h"
#include "indexer/arena.h"
#include "indexer/document_sink.h"
#include "indexer/postings.h"
#include "indexer/schema.h"
#include "indexer/string_table.h"
#include "indexer/terms.h"

namespace article_search {

// Not for use by two threads at once.
class ParagraphTerms {
 public:
  explicit ParagraphTerms(DocumentSink* sink) : sink_(sink) { kinds_.fill(kUnknown); }

  // Adds to the sink's document what the paragraph is found by. `document` is its number, from 1. Returns the number of
  // words of its own text.
  uint32_t Add(uint32_t document, const ArticleRecord& article, const ParagraphRecord& paragraph);

  const std::vector<AbbreviationOfDocument>& abbreviations() const { return abbreviations_; }

 private:
  static constexpr DocumentSink::Term kUnknown = UINT32_MAX;
  // The numbers of a word's terms in one field.
  struct FieldTerms {
    std::array<DocumentSink::Term, 2> stems;
    DocumentSink::Term acronym;
    DocumentSink::Term word;
  };

  struct Forms {
    uint8_t stems;  // how many
    bool has_bigrams;
  };

  // How the words and stems of a language's articles are made.
  struct Language {
    explicit Language(const std::string& language) : name(language), analyzer(language), terms(language) {}
    void ForgetTerms();

    std::string name;
    Analyzer analyzer;
    TermMaker terms;
    std::unordered_map<std::string, std::vector<Token>> lines;  // titles and headings of the article at hand
    // The words seen lately, by their numbers: their forms, and their terms in each field as far as asked for.
    Arena arena;
    StringTable words{&arena};
    std::vector<Forms> forms;
    std::array<std::vector<FieldTerms>, kFieldCount> in_field;
    std::unordered_map<uint32_t, std::vector<DocumentSink::Term>> bigrams;  // of the words that have any
  };

  void Forget();
  const std::vector<Token>& TokensOfLine(const std::string& line);
  void AddText(const std::vector<Token>& tokens);
  void AddLine(Field field, std::optional<Field> also, const std::vector<Token>& tokens);
  uint32_t NumberOf(const Token& token);
  void AddBigrams(const Token& token, uint32_t word);
  DocumentSink::Term TermOf(const Posting& posting, uint32_t word, Field field);
  void AddAbbreviations(const std::string& text);
  void AddFilters(const ArticleRecord& article, const ParagraphRecord& paragraph);

  DocumentSink* sink_;
  std::map<std::string, Language> languages_;  // made when first needed
  Language* language_ = nullptr;               // that of the article at hand
  uint64_t epoch_ = 0;                         // of the numbers kept here
  uint32_t document_ = 0;                      // at hand
  uint32_t words_ = 0;                         // of its text
  std::vector<uint32_t> last_text_;            // by term of kText: the last document whose own text has it
  std::array<DocumentSink::Term, kParagraphKindCount> kinds_;
  std::string path_;  // the article's of the paragraph before
  DocumentSink::Term path_term_ = kUnknown;
  DocumentSink::Term second_tier_ = kUnknown;
  std::vector<AbbreviationOfDocument> abbreviations_;
  std::vector<Token> tokens_;  // of the text at hand; kept for its memory
};

}  // namespace article_search
