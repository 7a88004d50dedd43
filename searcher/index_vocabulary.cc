#include "searcher/index_vocabulary.h"

#include <algorithm>

#include "indexer/abbreviation_table.h"
#include "indexer/schema.h"
#include "searcher/query_compiler.h"

namespace article_search {
namespace {

// A phrase is looked for where its rarest word stands in no more paragraphs than this.
constexpr uint64_t kMaxPhraseCheck = 100'000;

// Abbreviations that were looked for and are remembered, found or not; forgotten all at once when there are more.
constexpr size_t kMaxStrings = 4096;

}  // namespace

uint64_t IndexVocabulary::RarestOf(const Sequence& sequence, Field field) const {
  uint64_t rarest = UINT64_MAX;
  for (const Slot& slot : sequence) {
    uint64_t paragraphs = 0;
    for (const QueryTerm& term : slot) paragraphs += counts_->Of(PrefixedTerm(field, term));
    rarest = std::min(rarest, paragraphs);
  }
  return rarest;
}

bool IndexVocabulary::HasTerm(const QueryTerm& term) {
  return counts_->Of(PrefixedTerm(Field::kText, term)) > 0 || counts_->Of(PrefixedTerm(Field::kHeading, term)) > 0;
}

std::span<const IndexedWord> IndexVocabulary::AllWords() {
  if (has_all_) return words_;
  all_.clear();
  words_.clear();
  std::vector<size_t> ends;
  ForEachWord("", [&](std::string_view word, uint64_t paragraphs) {
    words_.push_back(IndexedWord::Of(word, paragraphs));
    all_ += word;
    ends.push_back(all_.size());
  });
  size_t begin = 0;
  for (size_t i = 0; i < words_.size(); ++i) {
    words_[i].text = std::string_view(all_).substr(begin, ends[i] - begin);
    begin = ends[i];
  }
  std::stable_sort(words_.begin(), words_.end(),
                   [](const IndexedWord& a, const IndexedWord& b) { return a.length < b.length; });
  has_all_ = true;
  return words_;
}

void IndexVocabulary::ForEachWord(std::string_view prefix, const WordVisitor& visit) {
  // Words of bodies have no prefix of their own; whatever begins with a capital is something else.
  const std::string start(prefix);
  const auto end = database_.allterms_end(start);
  for (auto term = database_.allterms_begin(start); term != end;) {
    const std::string word = *term;
    if (word[0] >= 'A' && word[0] <= 'Z') {
      term.skip_to("[");
      continue;
    }
    visit(word, term.get_termfreq());
    ++term;
  }
  const std::string_view heading = PrefixesOf(Field::kHeading).word;
  const std::string in_headings = std::string(heading) + start;
  const auto last = database_.allterms_end(in_headings);
  for (auto term = database_.allterms_begin(in_headings); term != last; ++term) {
    const std::string word = (*term).substr(heading.size());
    if (!database_.term_exists(word)) visit(word, term.get_termfreq());
  }
}

bool IndexVocabulary::HasSequence(const Sequence& sequence) {
  for (const Field field : {Field::kText, Field::kHeading}) {
    if (RarestOf(sequence, field) > kMaxPhraseCheck) return true;
    Xapian::Enquire enquire(database_);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_query(SequenceQuery(sequence, field, 0));
    if (!enquire.get_mset(0, 1).empty()) return true;
  }
  return false;
}

void IndexVocabulary::ForEachPath(const std::function<void(std::string_view path, const std::string& term)>& visit) {
  const std::string prefix(kPathPrefix);
  const auto end = database_.allterms_end(prefix);
  for (auto term = database_.allterms_begin(prefix); term != end; ++term) {
    const std::string whole = *term;
    visit(std::string_view(whole).substr(prefix.size()), whole);
  }
}

const std::vector<std::string>& IndexVocabulary::Strings(const std::string& name) {
  if (const auto found = strings_.find(name); found != strings_.end()) return found->second;
  if (strings_.size() >= kMaxStrings) strings_.clear();
  return strings_.emplace(name, UnpackStrings(database_.get_metadata(name))).first->second;
}

std::vector<std::string> IndexVocabulary::LongForms(const std::string& short_form) {
  const std::string name = LongFormsName(short_form);
  return name.empty() ? std::vector<std::string>() : Strings(name);
}

std::vector<std::string> IndexVocabulary::ShortForms(const std::string& long_form_key) {
  const std::string name = long_form_key.empty() ? "" : ShortFormsName(long_form_key);
  return name.empty() ? std::vector<std::string>() : Strings(name);
}

}  // namespace article_search
