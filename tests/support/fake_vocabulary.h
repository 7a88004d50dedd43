// A vocabulary that says what a test tells it to.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "searcher/vocabulary.h"

namespace article_search {

struct FakeVocabulary : Vocabulary {
  std::function<bool(const QueryTerm&)> has_term = [](const QueryTerm&) { return true; };
  std::map<std::string, uint64_t> words;  // folded, and in how many paragraphs
  std::set<std::string> apart;            // sequences that stand nowhere, as the first terms of their slots
  std::vector<std::string> paths;
  std::map<std::string, std::vector<std::string>> long_forms;   // by short form
  std::map<std::string, std::vector<std::string>> short_forms;  // by key

  bool HasTerm(const QueryTerm& term) override { return has_term(term); }
  void ForEachWord(std::string_view prefix, const WordVisitor& visit) override {
    for (const auto& [word, count] : words) {
      if (word.starts_with(prefix)) visit(word, count);
    }
  }
  const WordList& AllWords() override {
    all_.Clear();
    for (const auto& [word, count] : words) all_.Add(word, count);
    all_.Sort();
    return all_;
  }
  bool HasSequence(const Sequence& sequence) override {
    std::string terms;
    for (const Slot& slot : sequence) terms += (terms.empty() ? "" : " ") + slot.front().text;
    return HasWords(sequence) && !apart.contains(terms);
  }
  void ForEachPath(const std::function<void(std::string_view path, const std::string& term)>& visit) override {
    for (const std::string& path : paths) visit(path, "XP" + path);
  }
  std::vector<std::string> LongForms(const std::string& short_form) override { return long_forms[short_form]; }
  std::vector<std::string> ShortForms(const std::string& key) override { return short_forms[key]; }

 private:
  WordList all_;
};

}  // namespace article_search
