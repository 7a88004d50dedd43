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
#include "indexer/large_memory.h"
#include "indexer/postings.h"
#include "indexer/schema.h"
#include "indexer/string_table.h"
#include "indexer/terms.h"

namespace article_search {

// Not for use by two threads at once.
class ParagraphTerms {
 public:
  // Remembers `max_words` words (each takes about kBytesOfWord) of all languages together.
  explicit ParagraphTerms(DocumentSink* sink, size_t max_words = kMaxWords) : sink_(sink), max_words_(max_words) {
    kinds_.fill(kUnknown);
  }
  static constexpr size_t kMaxWords = 256 * 1024;
  static constexpr size_t kBytesOfWord = 150;

  // Adds to the sink's document what the paragraph is found by. `document` is its number, from 1. Returns the number of
  // words of its own text.
  uint32_t Add(uint32_t document, const ArticleRecord& article, const ParagraphRecord& paragraph);

  const std::vector<AbbreviationOfDocument>& abbreviations() const { return abbreviations_; }

 private:
  static constexpr DocumentSink::Term kUnknown = UINT32_MAX;
  // The numbers of a word's terms in one field, as far as asked for.
  struct FieldTerms {
    std::array<DocumentSink::Term, 2> stems{kUnknown, kUnknown};
    DocumentSink::Term word = kUnknown;
    DocumentSink::Term acronym = kUnknown;
  };
  // A word seen lately.
  struct Word {
    FieldTerms in_text;
    uint8_t stem_count = 0;
    bool has_bigrams = false;
  };

  // How the words and stems of a language's articles are made.
  struct Language {
    explicit Language(const std::string& language) : name(language), analyzer(language), terms(language) {}
    void ForgetTerms();
    void ForgetWords();

    std::string name;
    Analyzer analyzer;
    TermMaker terms;
    std::unordered_map<std::string, std::vector<Token>> lines;  // titles and headings of the article at hand
    size_t line_tokens = 0;                                     // in them, and one more for each
    Arena arena;
    StringTable texts{&arena};                                              // of words, for their numbers
    LargeVector<Word> words;                                                // by number
    std::array<std::vector<FieldTerms>, kFieldCount> others;                // likewise, of all fields but kText
    std::unordered_map<uint32_t, std::vector<DocumentSink::Term>> bigrams;  // of the words that have any
  };

  void Forget();
  const std::vector<Token>& TokensOfLine(const std::string& line);
  void FindWords(const std::vector<Token>& tokens);
  template <typename Post>
  uint32_t ForEach(const std::vector<Token>& tokens, Post post);
  void AddText(const std::vector<Token>& tokens);
  void AddLine(Field field, std::optional<Field> also, const std::vector<Token>& tokens);
  void AddBigrams(const Token& token, uint32_t word);
  DocumentSink::Term Intern(const Posting& posting, Field field);
  FieldTerms& TermsOf(uint32_t word, Field field);
  DocumentSink::Term TermOf(const Posting& posting, uint32_t word, Field field);
  void AddAbbreviations(const std::string& text);
  void AddFilters(const ArticleRecord& article, const ParagraphRecord& paragraph);
  void Flush();

  DocumentSink* sink_;
  size_t max_words_;
  size_t known_words_ = 0;                     // of all languages
  std::map<std::string, Language> languages_;  // made when first needed
  Language* language_ = nullptr;               // that of the article at hand
  uint64_t epoch_ = 0;                         // of the numbers kept here
  uint32_t document_ = 0;                      // at hand
  uint32_t words_ = 0;                         // of its text
  std::array<DocumentSink::Term, kParagraphKindCount> kinds_;
  std::string path_;  // the article's of the paragraph before
  DocumentSink::Term path_term_ = kUnknown;
  DocumentSink::Term second_tier_ = kUnknown;
  std::vector<AbbreviationOfDocument> abbreviations_;
  // Of the text or line at hand; kept for their memory.
  std::vector<Token> tokens_;
  std::vector<StringTable::Key> keys_;
  std::vector<uint32_t> numbers_;  // of the tokens' words
  std::vector<DocumentSink::Occurrence> occurrences_;
};

}  // namespace article_search
