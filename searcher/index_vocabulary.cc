#include "searcher/index_vocabulary.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "corpus/ascii.h"
#include "indexer/abbreviation_table.h"
#include "indexer/schema.h"
#include "searcher/query_compiler.h"

namespace article_search {
namespace {

// A phrase is looked for where its rarest word stands in no more paragraphs than this.
constexpr uint64_t kMaxPhraseCheck = 100'000;

// Abbreviations, and sequences likewise, that were looked for and are remembered, found or not; forgotten all at once
// when there are more.
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

bool IndexVocabulary::HasTermAnywhere(const QueryTerm& term) {
  return HasTerm(term) || counts_->Of(PrefixedTerm(Field::kOuter, term)) > 0 ||
         counts_->Of(PrefixedTerm(Field::kTitle, term)) > 0;
}

const WordList& IndexVocabulary::AllWords() {
  if (has_all_) return all_;
  all_.Clear();  // where reading them failed before
  ForEachWord("", [&](std::string_view word, uint64_t paragraphs) { all_.Add(word, paragraphs); });
  all_.Sort();
  has_all_ = true;
  return all_;
}

void IndexVocabulary::ForEachWord(std::string_view prefix, const WordVisitor& visit) {
  if (index_.is_remote()) return ForEachRemoteWord(prefix, visit);
  // Words of bodies have no prefix of their own; whatever begins with a capital is something else.
  const Xapian::Database& database = index_.database();
  const std::string start(prefix);
  const auto end = database.allterms_end(start);
  for (auto term = database.allterms_begin(start); term != end;) {
    const std::string word = *term;
    if (IsAsciiUpper(word[0])) {
      term.skip_to("[");
      continue;
    }
    visit(word, term.get_termfreq());
    ++term;
  }
  const std::string_view heading = PrefixesOf(Field::kHeading).word;
  const std::string in_headings = std::string(heading) + start;
  const auto last = database.allterms_end(in_headings);
  for (auto term = database.allterms_begin(in_headings); term != last; ++term) {
    const std::string word = (*term).substr(heading.size());
    if (!database.term_exists(word)) visit(word, term.get_termfreq());
  }
}

// A server sends all terms that begin with what it is asked for, at once: so it is asked for what words begin with, and
// nothing is looked up one by one.
void IndexVocabulary::ForEachRemoteWord(std::string_view prefix, const WordVisitor& visit) const {
  if (prefix.empty() && has_all_) {
    for (const WordList::Word& word : all_.words()) visit(word.text, word.paragraphs);
    return;
  }
  std::vector<std::string> starts = {std::string(prefix)};
  if (prefix.empty()) {
    starts.clear();
    // Whatever UTF-8 can begin with, but a capital.
    for (int byte = 1; byte <= 0xF4; ++byte) {
      const bool begins = byte < 0x80 || byte >= 0xC2;
      if (begins && !IsAsciiUpper(byte)) starts.emplace_back(1, static_cast<char>(byte));
    }
  }
  std::unordered_map<std::string, uint64_t> in_bodies;
  for (const std::string& start : starts) {
    ForEachTerm(start, [&](const std::string& word, uint64_t paragraphs) {
      in_bodies.emplace(word, paragraphs);
      visit(word, paragraphs);
    });
  }
  std::unordered_map<std::string, uint64_t> in_headings;
  const std::string heading(PrefixesOf(Field::kHeading).word);
  ForEachTerm(heading + std::string(prefix), [&](const std::string& term, uint64_t paragraphs) {
    std::string word = term.substr(heading.size());
    if (!in_bodies.contains(word)) visit(word, paragraphs);
    in_headings.emplace(std::move(word), paragraphs);
  });
  if (prefix.empty()) return;
  // Those that a wildcard takes are looked up next, in both.
  for (const auto& [word, paragraphs] : in_bodies) {
    counts_->Note(word, paragraphs);
    if (!in_headings.contains(word)) counts_->Note(heading + word, 0);
  }
  for (const auto& [word, paragraphs] : in_headings) {
    counts_->Note(heading + word, paragraphs);
    if (!in_bodies.contains(word)) counts_->Note(word, 0);
  }
}

void IndexVocabulary::ForEachTerm(const std::string& prefix,
                                  const std::function<void(const std::string&, uint64_t)>& visit) const {
  const auto end = index_.database().allterms_end(prefix);
  for (auto term = index_.database().allterms_begin(prefix); term != end; ++term) visit(*term, term.get_termfreq());
}

bool IndexVocabulary::HasSequence(const Sequence& sequence) {
  std::string key;
  for (const Slot& slot : sequence) {
    for (const QueryTerm& term : slot) key.append(KeyOf(term.form, term.text)).push_back('\0');
    key.push_back('\0');
  }
  if (const auto found = sequences_.find(key); found != sequences_.end()) return found->second;
  if (sequences_.size() >= kMaxStrings) sequences_.clear();
  return sequences_.emplace(std::move(key), FindsSequence(sequence)).first->second;
}

bool IndexVocabulary::FindsSequence(const Sequence& sequence) const {
  for (const Field field : {Field::kText, Field::kHeading}) {
    const uint64_t paragraphs = RarestOf(sequence, field);
    if (paragraphs > kMaxPhraseCheck) return true;
    if (paragraphs == 0) continue;
    Xapian::Enquire enquire(index_.database());
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_query(SequenceQuery(sequence, field, 0));
    if (!enquire.get_mset(0, 1).empty()) return true;
  }
  return false;
}

void IndexVocabulary::ForEachPath(const std::function<void(std::string_view path, const std::string& term)>& visit) {
  const std::string prefix(kPathPrefix);
  const auto see = [&](const std::string& term) { visit(std::string_view(term).substr(prefix.size()), term); };
  if (!index_.is_remote()) return ForEachTerm(prefix, [&](const std::string& term, uint64_t) { see(term); });
  if (!has_paths_) {
    path_terms_.clear();
    ForEachTerm(prefix, [&](const std::string& term, uint64_t) { path_terms_.push_back(term); });
    has_paths_ = true;
  }
  for (const std::string& term : path_terms_) see(term);
}

const std::vector<std::string>& IndexVocabulary::Strings(const std::string& name) {
  if (const auto found = strings_.find(name); found != strings_.end()) return found->second;
  if (strings_.size() >= kMaxStrings) strings_.clear();
  return strings_.emplace(name, UnpackStrings(index_.database().get_metadata(name))).first->second;
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
