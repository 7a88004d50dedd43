#include "indexer/paragraph_terms.h"

#include <utility>

#include "corpus/abbreviations.h"
#include "indexer/bigrams.h"

namespace article_search {
namespace {

// Xapian 1.4.22 takes a phrase's first word to be at 0 where it stands in a document without positions, as words of the
// heading do; so nothing may be at 1. It also loses position 0 of a term that stands at 0 and 1 only.
constexpr uint32_t kFirstPosition = 2;

constexpr size_t kMaxCachedWords = 256 * 1024;
constexpr size_t kMaxCachedLines = 1024;

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
  for (std::vector<FieldTerms>& numbers : in_field) numbers.clear();
  bigrams.clear();
}

// The numbers of terms are no longer those of the sink.
void ParagraphTerms::Forget() {
  for (auto& [name, language] : languages_) language.ForgetTerms();
  kinds_.fill(kUnknown);
  path_term_ = kUnknown;
  second_tier_ = kUnknown;
  last_text_.clear();
  epoch_ = sink_->epoch();
}

// Analysed once while the paragraphs below it come.
const std::vector<Token>& ParagraphTerms::TokensOfLine(const std::string& line) {
  auto& lines = language_->lines;
  const auto found = lines.find(line);
  if (found != lines.end()) return found->second;
  if (lines.size() >= kMaxCachedLines) lines.clear();
  std::vector<Token>& tokens = lines[line];
  if (!line.empty()) language_->analyzer.Analyze(line, &tokens, kFirstPosition);
  return tokens;
}

uint32_t ParagraphTerms::NumberOf(const Token& token) {
  Language& language = *language_;
  if (language.words.size() >= kMaxCachedWords) {
    language.words.Clear();
    language.arena.Clear();
    language.forms.clear();
    language.ForgetTerms();
  }
  const uint32_t word = language.words.Insert(token.text);
  if (word == language.forms.size()) {
    language.forms.push_back(
        {static_cast<uint8_t>(language.terms.Stems(token.text).size()), !Bigrams(token.text).empty()});
  }
  return word;
}

void ParagraphTerms::AddBigrams(const Token& token, uint32_t word) {
  if (token.type != TokenType::kWord || !language_->forms[word].has_bigrams) return;
  const auto [found, is_new] = language_->bigrams.try_emplace(word);
  if (is_new) {
    for (const std::string& bigram : Bigrams(token.text)) {
      found->second.push_back(sink_->Intern(kBigramPrefix, bigram));
    }
  }
  for (const DocumentSink::Term term : found->second) sink_->Add(term, 0);
}

DocumentSink::Term ParagraphTerms::TermOf(const Posting& posting, uint32_t word, Field field) {
  std::vector<FieldTerms>& of_field = language_->in_field[static_cast<size_t>(field)];
  if (word >= of_field.size()) of_field.resize(word + 1, {{kUnknown, kUnknown}, kUnknown, kUnknown});
  FieldTerms& terms = of_field[word];
  const bool is_stem = posting.form == Posting::Form::kStem;
  const bool is_acronym = posting.form == Posting::Form::kAcronym;
  DocumentSink::Term& term = is_stem ? terms.stems[posting.stem] : is_acronym ? terms.acronym : terms.word;
  if (term == kUnknown) {
    const FieldPrefixes& prefixes = PrefixesOf(field);
    term = sink_->Intern(is_stem      ? prefixes.stem
                         : is_acronym ? prefixes.acronym
                                      : prefixes.word,
                         TextOf(posting, &language_->terms));
  }
  return term;
}

void ParagraphTerms::AddText(const std::vector<Token>& tokens) {
  uint32_t word = 0;
  words_ = ForEachPosting(
      tokens, [&](const Token& token) { return language_->forms[word = NumberOf(token)].stems; },
      [&](const Posting& posting) {
        if (posting.form == Posting::Form::kAcronym) word = NumberOf(*posting.token);
        const DocumentSink::Term term = TermOf(posting, word, Field::kText);
        if (posting.form == Posting::Form::kWord) {
          sink_->Add(term, 0);
          AddBigrams(*posting.token, word);
          return;
        }
        sink_->AddAt(term, posting.token->position, posting.wdf);
        if (term >= last_text_.size()) last_text_.resize(term + term / 2 + 1, 0);
        last_text_[term] = document_;
      });
}

// A heading's or the title's words: in `field`, in `also`, and for kHeading in kText.
void ParagraphTerms::AddLine(Field field, std::optional<Field> also, const std::vector<Token>& tokens) {
  const FieldPrefixes& prefixes = PrefixesOf(field);
  uint32_t word = 0;
  ForEachPosting(
      tokens, [&](const Token& token) { return language_->forms[word = NumberOf(token)].stems; },
      [&](const Posting& posting) {
        if (posting.form == Posting::Form::kAcronym) word = NumberOf(*posting.token);
        const DocumentSink::Term term = TermOf(posting, word, field);
        if (posting.form == Posting::Form::kWord || !prefixes.has_positions) {
          sink_->Add(term, 0);
        } else {
          sink_->AddAt(term, posting.token->position, 0);
        }
        if (posting.form == Posting::Form::kWord) {
          if (field == Field::kHeading) AddBigrams(*posting.token, word);
          return;
        }
        if (also) sink_->Add(TermOf(posting, word, *also), 0);
        if (field != Field::kHeading) return;
        const DocumentSink::Term in_text = TermOf(posting, word, Field::kText);
        sink_->Add(in_text, posting.wdf * kHeadingWdf);
        if (in_text >= last_text_.size() || last_text_[in_text] != document_) {
          sink_->Add(TermOf(posting, word, Field::kHeadingOnly), 0);
        }
      });
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
  sink_->Add(kind, 0);
  if (path_term_ == kUnknown || path_ != article.path) {
    path_ = article.path;
    path_term_ = sink_->Intern("", PathTerm(path_));
  }
  sink_->Add(path_term_, 0);
  if (!IsSecondTier(paragraph.kind)) return;
  if (second_tier_ == kUnknown) second_tier_ = sink_->Intern("", kSecondTierTerm);
  sink_->Add(second_tier_, 0);
}

}  // namespace article_search
