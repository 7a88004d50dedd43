// The vocabulary of an index. Private to the library: it shows xapian.h.
#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/schema.h"
#include "searcher/index_reader.h"
#include "searcher/term_counts.h"
#include "searcher/vocabulary.h"

namespace article_search {

// Throws what Xapian throws. Not for use by two threads at once.
class IndexVocabulary : public Vocabulary {
 public:
  // Keeps what it is given.
  IndexVocabulary(const IndexReader& index, TermCounts* counts) : index_(index), counts_(counts) {}

  bool HasTerm(const QueryTerm& term) override;
  bool HasTermAnywhere(const QueryTerm& term) override;
  void ForEachWord(std::string_view prefix, const WordVisitor& visit) override;
  const WordList& AllWords() override;
  bool HasSequence(const Sequence& sequence) override;
  void ForEachPath(const std::function<void(std::string_view path, const std::string& term)>& visit) override;
  std::vector<std::string> LongForms(const std::string& short_form) override;
  std::vector<std::string> ShortForms(const std::string& long_form_key) override;

 private:
  // What is stored under a name of metadata.
  const std::vector<std::string>& Strings(const std::string& name);
  bool FindsSequence(const Sequence& sequence) const;
  // In how many paragraphs the rarest word of the sequence stands.
  uint64_t RarestOf(const Sequence& sequence, Field field) const;

  void ForEachRemoteWord(std::string_view prefix, const WordVisitor& visit) const;
  void ForEachTerm(const std::string& prefix, const std::function<void(const std::string&, uint64_t)>& visit) const;

  const IndexReader& index_;
  TermCounts* counts_;
  std::unordered_map<std::string, std::vector<std::string>> strings_;  // by name, once they have been read
  std::unordered_map<std::string, bool> sequences_;                    // whether each stands somewhere
  // All words, kept once they have been read: walking the lists takes many times longer.
  bool has_all_ = false;
  WordList all_;
  // Likewise of servers.
  bool has_paths_ = false;
  std::vector<std::string> path_terms_;
};

}  // namespace article_search
