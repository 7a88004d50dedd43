#include "searcher/feedback.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "corpus/ascii.h"
#include "corpus/utf8.h"
#include "indexer/language.h"
#include "indexer/schema.h"

namespace article_search {
namespace {

using Type = QueryNode::Type;

struct Word {
  double share = 0;
  std::map<std::string, double> spellings;  // and how much each was seen
};

const QueryLanguage& LanguageOf(const StoredParagraph& paragraph, const std::vector<QueryLanguage>& languages) {
  for (const QueryLanguage& language : languages) {
    if (language.name == paragraph.article->language) return language;
  }
  return languages.front();
}

bool IsContentWord(const Token& token, const QueryLanguage& language) {
  return token.type == TokenType::kWord && CountCodePoints(token.text) > 1 && !IsStopWord(language.name, token.text) &&
         std::none_of(token.text.begin(), token.text.end(), IsAsciiDigit);
}

// The terms that the query has already.
std::unordered_set<std::string> OwnTerms(const QueryNode& root) {
  std::unordered_set<std::string> terms;
  for (const QueryNode* leaf : PositiveLeaves(root)) {
    for (const Sequence& sequence : leaf->sequences) {
      for (const Slot& slot : sequence) {
        for (const QueryTerm& term : slot) terms.insert(term.text);
      }
    }
  }
  return terms;
}

// How many words of its own the query weighs.
double OwnWords(const QueryNode& root) {
  double count = 0;
  for (const QueryNode* leaf : PositiveLeaves(root)) count += leaf->is_added ? 0 : leaf->count;
  return count;
}

}  // namespace

QueryNode WithFeedback(QueryNode root, const std::vector<RankedParagraph>& ranked, StoredParagraphs* paragraphs,
                       const std::vector<QueryLanguage>& languages, std::vector<std::string>* words) {
  const size_t used = std::min(ranked.size(), kFeedbackParagraphs);
  double scores = 0;
  for (size_t i = 0; i < used; ++i) scores += ranked[i].score;
  if (scores <= 0) return root;
  std::unordered_map<std::string, Word> found;  // by stem
  StoredParagraph paragraph;
  for (size_t i = 0; i < used; ++i) {
    paragraphs->Read(ranked[i].id, &paragraph);
    const QueryLanguage& language = LanguageOf(paragraph, languages);
    std::vector<std::pair<Token, double>> tokens;
    double length = 0;
    const auto read = [&](std::string_view text, double times) {
      std::vector<Token> here;
      language.analyzer->Analyze(text, &here);
      length += times * static_cast<double>(here.size());
      for (Token& token : here) {
        if (IsContentWord(token, language)) tokens.emplace_back(std::move(token), times);
      }
    };
    read(paragraph.texts.body, 1);
    read(paragraph.texts.nearest_heading, kHeadingWdf);
    for (const auto& [token, times] : tokens) {
      const double share = ranked[i].score / scores * times / length;
      Word& word = found[language.terms->Stems(token.text).front()];
      word.share += share;
      word.spellings[token.text] += share;
    }
  }
  std::vector<std::pair<std::string, Word>> best(found.begin(), found.end());
  std::sort(best.begin(), best.end(), [](const auto& a, const auto& b) {
    return a.second.share != b.second.share ? a.second.share > b.second.share : a.first < b.first;
  });
  if (best.size() > kFeedbackWords) best.resize(kFeedbackWords);
  double sum = 0;
  for (const auto& [stem, word] : best) sum += word.share;
  const std::unordered_set<std::string> own = OwnTerms(root);
  const double factor = OwnWords(root) * kFeedbackWeight / (1 - kFeedbackWeight);
  QueryNode added;
  added.type = Type::kOr;
  for (const auto& [stem, word] : best) {
    QueryNode leaf;
    leaf.type = Type::kLeaf;
    leaf.text = std::max_element(word.spellings.begin(), word.spellings.end(), [](const auto& a, const auto& b) {
                  return a.second < b.second;
                })->first;
    leaf.sequences = {{{{QueryTerm::Form::kStem, stem}}}};
    leaf.weight = factor * word.share / sum;
    leaf.is_added = true;
    if (!own.contains(stem) && !own.contains(leaf.text)) words->push_back(leaf.text);
    added.children.push_back(std::move(leaf));
  }
  if (added.children.empty()) return root;
  if (root.type == Type::kOr) {
    std::move(added.children.begin(), added.children.end(), std::back_inserter(root.children));
    return root;
  }
  QueryNode both;
  both.type = root.type == Type::kLeaf ? Type::kOr : Type::kAndMaybe;
  both.children.push_back(std::move(root));
  if (both.type == Type::kOr) {
    std::move(added.children.begin(), added.children.end(), std::back_inserter(both.children));
  } else {
    both.children.push_back(std::move(added));
  }
  return both;
}

}  // namespace article_search
