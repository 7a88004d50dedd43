#include "indexer/paragraph_terms.h"

#include <utility>

#include "corpus/abbreviations.h"
#include "indexer/bigrams.h"
#include "indexer/prefetch.h"

namespace article_search {
namespace {

// Xapian 1.4.22 takes a phrase's first word to be at 0 where it stands in a document without positions, as words of the
// heading do; so nothing may be at 1. It also loses position 0 of a term that stands at 0 and 1 only.
constexpr uint32_t kFirstPosition = 2;

constexpr size_t kMaxLineTokens = 16 * 1024;

}  // namespace

uint32_t ParagraphTerms::Add(uint32_t document, const ArticleRecord& article, const ParagraphRecord& paragraph) {
  if (epoch_ != sink_->epoch()) Forget();
  language_ = &languages_.try_emplace(article.language, article.language).first->second;
  document_ = document;
  tokens_.clear();
  language_->analyzer.Analyze(paragraph.text, &tokens_, kFirstPosition);
  AddText(tokens_);
  AddAbbreviations(paragraph.text);
  const bool by_heading = MatchesByHeading(paragraph.kind);
  if (by_heading) {
    AddLine(Field::kHeading, std::nullopt, TokensOfLine(NearestHeadings(paragraph, article)));
    for (size_t i = 0; i + 1 < paragraph.headings.size(); ++i) {
      AddLine(Field::kOuter, Field::kAbove, TokensOfLine(article.headings[paragraph.headings[i]]));
    }
  }
  const bool title_is_above = by_heading && !paragraph.headings.empty();
  AddLine(Field::kTitle, title_is_above ? std::optional(Field::kAbove) : std::nullopt, TokensOfLine(article.title));
  AddFilters(article, paragraph);
  return words_;
}

void ParagraphTerms::Language::ForgetTerms() {
  for (Word& word : words) word.in_text = {};
  for (std::vector<FieldTerms>& of_field : others) of_field.clear();
  bigrams.clear();
}

// And gives their memory back, since another language may need it.
void ParagraphTerms::Language::ForgetWords() {
  ForgetTerms();
  texts.Clear();
  arena.Clear();
  LargeVector<Word>().swap(words);
  for (std::vector<FieldTerms>& of_field : others) std::vector<FieldTerms>().swap(of_field);
}

// The numbers of terms are no longer those of the sink.
void ParagraphTerms::Forget() {
  for (auto& [name, language] : languages_) language.ForgetTerms();
  kinds_.fill(kUnknown);
  path_term_ = kUnknown;
  second_tier_ = kUnknown;
  epoch_ = sink_->epoch();
}

// Analysed once while the paragraphs below it come.
const std::vector<Token>& ParagraphTerms::TokensOfLine(const std::string& line) {
  auto& lines = language_->lines;
  const auto found = lines.find(line);
  if (found != lines.end()) return found->second;
  if (language_->line_tokens >= kMaxLineTokens) {
    lines.clear();
    language_->line_tokens = 0;
  }
  std::vector<Token>& tokens = lines[line];
  if (!line.empty()) language_->analyzer.Analyze(line, &tokens, kFirstPosition);
  language_->line_tokens += tokens.size() + 1;
  return tokens;
}

// Sets numbers_. Memory is slow and words stand all over it: what is read next is asked for a whole text at a time.
void ParagraphTerms::FindWords(const std::vector<Token>& tokens) {
  Language& language = *language_;
  if (known_words_ >= max_words_) {
    for (auto& [name, of_language] : languages_) of_language.ForgetWords();
    known_words_ = 0;
  }
  const size_t count = tokens.size();
  keys_.resize(count);
  numbers_.resize(count);
  for (size_t i = 0; i < count; ++i) {
    keys_[i] = StringTable::KeyOf(tokens[i].text);
    language.texts.Prefetch(keys_[i]);
  }
  const size_t known_before = language.texts.size();
  size_t known = known_before;
  for (size_t i = 0; i < count; ++i) {
    const uint32_t number = language.texts.Insert(tokens[i].text, keys_[i]);
    if (number == known) {
      ++known;
      const std::string& text = tokens[i].text;
      language.words.push_back({{}, static_cast<uint8_t>(language.terms.Stems(text).size()), !Bigrams(text).empty()});
    }
    numbers_[i] = number;
    Prefetch(&language.words[number]);
  }
  known_words_ += known - known_before;
}

void ParagraphTerms::AddBigrams(const Token& token, uint32_t word) {
  if (!language_->words[word].has_bigrams || token.type != TokenType::kWord) return;
  const auto [found, is_new] = language_->bigrams.try_emplace(word);
  if (is_new) {
    for (const std::string& bigram : Bigrams(token.text)) {
      found->second.push_back(sink_->Intern(kBigramPrefix, bigram));
    }
  }
  for (const DocumentSink::Term term : found->second) occurrences_.push_back({term});
}

DocumentSink::Term ParagraphTerms::Intern(const Posting& posting, Field field) {
  const FieldPrefixes& prefixes = PrefixesOf(field);
  const std::string_view prefix = posting.form == Posting::Form::kStem      ? prefixes.stem
                                  : posting.form == Posting::Form::kAcronym ? prefixes.acronym
                                                                            : prefixes.word;
  return sink_->Intern(prefix, TextOf(posting, &language_->terms));
}

inline ParagraphTerms::FieldTerms& ParagraphTerms::TermsOf(uint32_t word, Field field) {
  if (field == Field::kText) return language_->words[word].in_text;
  std::vector<FieldTerms>& of_field = language_->others[static_cast<size_t>(field)];
  if (word >= of_field.size()) of_field.resize(word + 1);
  return of_field[word];
}

inline DocumentSink::Term ParagraphTerms::TermOf(const Posting& posting, uint32_t word, Field field) {
  FieldTerms& terms = TermsOf(word, field);
  DocumentSink::Term& term = posting.form == Posting::Form::kStem   ? terms.stems[posting.stem]
                             : posting.form == Posting::Form::kWord ? terms.word
                                                                    : terms.acronym;
  if (term == kUnknown) term = Intern(posting, field);
  return term;
}

// Calls `post` with every posting of the tokens, and the number of its word. Returns the number of words.
template <typename Post>
uint32_t ParagraphTerms::ForEach(const std::vector<Token>& tokens, Post post) {
  FindWords(tokens);
  return ForEachPosting(
      tokens, [&](size_t token) { return language_->words[numbers_[token]].stem_count; },
      [&](const Posting& posting) { post(posting, numbers_[posting.index]); });
}

void ParagraphTerms::AddText(const std::vector<Token>& tokens) {
  words_ = ForEach(tokens, [&](const Posting& posting, uint32_t word) {
    const DocumentSink::Term term = TermOf(posting, word, Field::kText);
    if (posting.form == Posting::Form::kWord) {
      occurrences_.push_back({term});
      AddBigrams(*posting.token, word);
    } else {
      occurrences_.push_back({term, posting.token->position, posting.wdf});
    }
  });
  Flush();
}

// A heading's or the title's words: in `field`, in `also`, and for kHeading in kText, after those of the text.
void ParagraphTerms::AddLine(Field field, std::optional<Field> also, const std::vector<Token>& tokens) {
  const FieldPrefixes& prefixes = PrefixesOf(field);
  ForEach(tokens, [&](const Posting& posting, uint32_t word) {
    const DocumentSink::Term term = TermOf(posting, word, field);
    if (posting.form == Posting::Form::kWord || !prefixes.has_positions) {
      occurrences_.push_back({term});
    } else {
      occurrences_.push_back({term, posting.token->position});
    }
    if (posting.form == Posting::Form::kWord) {
      if (field == Field::kHeading) AddBigrams(*posting.token, word);
      return;
    }
    if (also) occurrences_.push_back({TermOf(posting, word, *also)});
    if (field != Field::kHeading) return;
    const DocumentSink::Term in_text = TermOf(posting, word, Field::kText);
    occurrences_.push_back({in_text, DocumentSink::kNoPosition, posting.wdf * kHeadingWdf});
    if (!sink_->HasPosition(in_text)) occurrences_.push_back({TermOf(posting, word, Field::kHeadingOnly)});
  });
  Flush();
}

void ParagraphTerms::AddAbbreviations(const std::string& text) {
  for (const Abbreviation& found : FindAbbreviations(text)) {
    tokens_.clear();
    language_->analyzer.Analyze(found.short_form, &tokens_);
    // What is several words is found as such.
    if (tokens_.empty() || tokens_.back().position > 0) continue;
    std::string short_form = tokens_.front().text;
    DefinedAbbreviation abbreviation{
        std::move(short_form), std::string(found.long_form),
        LongFormKey(found.long_form, language_->name, &language_->analyzer, &language_->terms)};
    if (IsKept(abbreviation)) abbreviations_.push_back({document_, std::move(abbreviation)});
  }
}

void ParagraphTerms::AddFilters(const ArticleRecord& article, const ParagraphRecord& paragraph) {
  DocumentSink::Term& kind = kinds_[static_cast<size_t>(paragraph.kind)];
  if (kind == kUnknown) kind = sink_->Intern(kKindPrefix, ToString(paragraph.kind));
  occurrences_.push_back({kind});
  if (path_term_ == kUnknown || path_ != article.path) {
    path_ = article.path;
    path_term_ = sink_->Intern("", PathTerm(path_));
  }
  occurrences_.push_back({path_term_});
  if (IsSecondTier(paragraph.kind)) {
    if (second_tier_ == kUnknown) second_tier_ = sink_->Intern("", kSecondTierTerm);
    occurrences_.push_back({second_tier_});
  }
  Flush();
}

void ParagraphTerms::Flush() {
  sink_->Add(occurrences_);
  occurrences_.clear();
}

}  // namespace article_search
