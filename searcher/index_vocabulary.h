// The vocabulary of an index. Private to the library: it shows xapian.h.
#pragma once

#include <xapian.h>

#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/schema.h"
#include "searcher/term_counts.h"
#include "searcher/vocabulary.h"

namespace article_search {

// Throws what Xapian throws. Not for use by two threads at once.
class IndexVocabulary : public Vocabulary {
 public:
  // Keeps what it is given.
  IndexVocabulary(const Xapian::Database& database, TermCounts* counts) : database_(database), counts_(counts) {}

  bool HasTerm(const QueryTerm& term) override;
  void ForEachWord(std::string_view prefix, const WordVisitor& visit) override;
  std::span<const IndexedWord> AllWords() override;
  bool HasSequence(const Sequence& sequence) override;
  void ForEachPath(const std::function<void(std::string_view path, const std::string& term)>& visit) override;
  std::vector<std::string> LongForms(const std::string& short_form) override;
  std::vector<std::string> ShortForms(const std::string& long_form_key) override;

 private:
  // What is stored under a name of metadata.
  const std::vector<std::string>& Strings(const std::string& name);
  // In how many paragraphs the rarest word of the sequence stands.
  uint64_t RarestOf(const Sequence& sequence, Field field) const;

  const Xapian::Database& database_;
  TermCounts* counts_;
  std::unordered_map<std::string, std::vector<std::string>> strings_;  // by name, once they have been read
  // All words, kept once they have been read: walking the lists takes many times longer.
  bool has_all_ = false;
  std::string all_;  // their texts
  std::vector<IndexedWord> words_;
};

}  // namespace article_search
