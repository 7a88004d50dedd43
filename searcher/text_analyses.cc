#include "searcher/text_analyses.h"

#include <xxhash.h>

#include <algorithm>

namespace article_search {
namespace {

// So much text is kept, in bytes; its tokens take about twenty times that. A query that reads more, to verify what
// Xapian can't tell, keeps no further texts.
constexpr size_t kMaxTextBytes = size_t{1} << 20;

}  // namespace

size_t TextAnalyses::Hash::operator()(std::string_view text) const { return XXH3_64bits(text.data(), text.size()); }

uint32_t TextAnalyses::NumberOf(QueryTerm::Form form, std::string_view text) {
  initials_.set(InitialOf(text));
  return numbers_.try_emplace(KeyOf(form, text), static_cast<uint32_t>(numbers_.size())).first->second;
}

void TextAnalyses::Trim() {
  ++queries_;
  if (bytes_ < kMaxTextBytes && queries_ != 2) return;
  numbers_.clear();
  initials_.reset();
  languages_.clear();
  bytes_ = 0;
}

// `keeps`: the text will be kept, and other queries ask for other terms.
const std::vector<uint32_t>& TextAnalyses::TermsOf(const Token& token, const QueryLanguage& language, bool keeps,
                                                   Language* known) {
  const bool is_acronym = token.type == TokenType::kAcronym;
  scratch_.clear();
  const auto add = [&](QueryTerm::Form form, std::string_view text) {
    if (keeps) {
      scratch_.push_back(NumberOf(form, text));
    } else if (const auto found = numbers_.find(KeyOf(form, text)); found != numbers_.end()) {
      scratch_.push_back(found->second);
    }
  };
  if (is_acronym) {
    add(QueryTerm::Form::kAcronym, token.text);
    return scratch_;
  }
  if (!keeps && !language.terms->MayHaveInitial(token.text, initials_)) return scratch_;
  if (const auto found = known->words.find(token.text); found != known->words.end()) return found->second;
  for (const std::string& stem : language.terms->Stems(token.text)) add(QueryTerm::Form::kStem, stem);
  add(QueryTerm::Form::kWord, language.terms->Word(token.text));
  return keeps ? known->words.emplace(token.text, scratch_).first->second : scratch_;
}

std::shared_ptr<const AnalysedText> TextAnalyses::Of(std::string_view text, const QueryLanguage& language) {
  Language& known = languages_[language.terms];
  if (const auto found = known.texts.find(text); found != known.texts.end()) return found->second;
  auto analysed = std::make_shared<AnalysedText>();
  language.analyzer->Analyze(text, &analysed->tokens);
  const bool keeps = queries_ > 1 && bytes_ + text.size() <= kMaxTextBytes;
  for (uint32_t i = 0; i < analysed->tokens.size(); ++i) {
    for (const uint32_t term : TermsOf(analysed->tokens[i], language, keeps, &known)) {
      analysed->places.push_back({term, i});
      analysed->filter |= TermBit(term);
    }
  }
  std::sort(analysed->places.begin(), analysed->places.end());
  if (keeps) known.texts.emplace(text, analysed);
  bytes_ += text.size();
  return analysed;
}

}  // namespace article_search
