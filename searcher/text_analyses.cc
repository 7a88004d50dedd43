#include "searcher/text_analyses.h"

#include <xxhash.h>

#include <algorithm>

namespace article_search {
namespace {

// So much text is kept, in bytes; its tokens may take twenty times that. A query that reads more, to verify what
// Xapian can't tell, keeps no further texts.
constexpr size_t kMaxTextBytes = size_t{1} << 20;
// Of so many texts in a language it is known that they were read.
constexpr size_t kMaxTexts = size_t{1} << 16;

}  // namespace

size_t TextAnalyses::Hash::operator()(std::string_view text) const { return XXH3_64bits(text.data(), text.size()); }

uint32_t TextAnalyses::Number(QueryTerm::Form form, std::string_view text) {
  Map<uint32_t>& known = numbers_[static_cast<size_t>(form)];
  if (const auto found = known.find(text); found != known.end()) return found->second;
  return known.emplace(text, number_count_++).first->second;
}

uint32_t TextAnalyses::NumberOf(QueryTerm::Form form, std::string_view text) {
  const uint32_t number = Number(form, text);
  if (asked_numbers_.insert(number).second) asked_.emplace_back(text);
  asked_below_ = std::max(asked_below_, number + 1);
  return number;
}

void TextAnalyses::Trim() {
  ++queries_;
  asked_.clear();
  asked_numbers_.clear();
  asked_below_ = 0;
  for (auto& [terms, language] : languages_) {
    language.beginnings = {};
    language.asked = 0;
    if (language.texts.size() < kMaxTexts) continue;
    std::erase_if(language.texts, [](const auto& text) { return text.second.analysed == nullptr; });
  }
  if (bytes_ < kMaxTextBytes) return;
  for (Map<uint32_t>& numbers : numbers_) numbers.clear();
  number_count_ = 0;
  languages_.clear();
  bytes_ = 0;
}

const std::vector<uint32_t>& TextAnalyses::TermsOf(const Token& token, const QueryLanguage& language, bool whole,
                                                   Language* known) {
  scratch_.clear();
  const auto add = [&](QueryTerm::Form form, std::string_view text) {
    const Map<uint32_t>& numbers = numbers_[static_cast<size_t>(form)];
    if (whole) {
      scratch_.push_back(Number(form, text));
    } else if (const auto found = numbers.find(text); found != numbers.end()) {
      scratch_.push_back(found->second);
    }
  };
  if (token.type == TokenType::kAcronym) {
    add(QueryTerm::Form::kAcronym, token.text);
    return scratch_;
  }
  if (!whole && !known->beginnings.MayHave(token.text)) return scratch_;
  if (const auto found = known->words.find(token.text); found != known->words.end()) return found->second;
  for (const std::string& stem : language.terms->Stems(token.text)) add(QueryTerm::Form::kStem, stem);
  const bool has_words = whole || !numbers_[static_cast<size_t>(QueryTerm::Form::kWord)].empty();
  if (has_words) add(QueryTerm::Form::kWord, language.terms->Word(token.text));
  return whole ? known->words.emplace(token.text, scratch_).first->second : scratch_;
}

std::shared_ptr<const AnalysedText> TextAnalyses::Analysed(std::string_view text, const QueryLanguage& language,
                                                           bool whole, Language* known) {
  auto analysed = std::make_shared<AnalysedText>();
  language.analyzer->Analyze(text, &analysed->tokens, 0, Acronyms::kUnlessAllCapitals,
                             whole ? nullptr : &known->beginnings);
  for (uint32_t i = 0; i < analysed->tokens.size(); ++i) {
    if (analysed->tokens[i].text.empty()) continue;
    for (const uint32_t term : TermsOf(analysed->tokens[i], language, whole, known)) {
      analysed->places.push_back({term, i});
      analysed->filter |= TermBit(term);
    }
  }
  std::sort(analysed->places.begin(), analysed->places.end());
  return analysed;
}

// Whether a text that was not analysed whole has all that the query has asked for.
bool TextAnalyses::HasAsked(const Known& before, const Language& known) const {
  return asked_below_ <= before.numbers && known.beginnings.IsWithin(before.beginnings);
}

std::shared_ptr<const AnalysedText> TextAnalyses::Of(std::string_view text, const QueryLanguage& language, bool whole) {
  Language& known = languages_[language.terms];
  for (; known.asked < asked_.size(); ++known.asked) {
    language.terms->AddBeginnings(asked_[known.asked], &known.beginnings);
  }
  Known& before = known.texts[Hash()(text)];
  const bool is_kept = before.analysed && before.text == text;
  if (is_kept && (before.whole || (!whole && HasAsked(before, known)))) return before.analysed;
  const bool fits = is_kept || bytes_ + text.size() <= kMaxTextBytes;
  whole = whole || (fits && before.query != 0 && before.query != queries_);
  auto analysed = Analysed(text, language, whole, &known);
  if (fits && (whole || queries_ > 1)) {
    if (!is_kept) bytes_ += text.size();
    before = {queries_, std::string(text), analysed, whole, number_count_, known.beginnings};
  }
  before.query = queries_;
  return analysed;
}

}  // namespace article_search
