#include "searcher/explanation.h"

#include <algorithm>
#include <functional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "indexer/bigrams.h"
#include "indexer/postings.h"
#include "indexer/schema.h"
#include "searcher/bm25.h"
#include "searcher/query_text.h"

namespace article_search {
namespace {

using Type = QueryNode::Type;

QueryTerm::Form FormOf(Posting::Form form) {
  return form == Posting::Form::kStem      ? QueryTerm::Form::kStem
         : form == Posting::Form::kAcronym ? QueryTerm::Form::kAcronym
                                           : QueryTerm::Form::kWord;
}

// The same tree as Xapian was given: what it can't tell, an exact form, matches more.
QueryNode AsCompiled(QueryNode node) {
  if (node.form == QueryNode::Form::kExactWord || node.form == QueryNode::Form::kExactPhrase) {
    node.form = QueryNode::Form::kPhrase;
  }
  // NEAR of phrases finds them wherever they stand in one text.
  if (node.type == Type::kNear && NeedsVerification(node)) node.distance = 1U << 30;
  for (QueryNode& child : node.children) child = AsCompiled(child);
  return node;
}

// A leaf, or all of NEAR, with what is not under NOT; and the numbers of its leaves.
struct Unit {
  const QueryNode* node;
  uint32_t first_leaf;
};

void CollectUnits(const QueryNode& node, bool positive, uint32_t* next_leaf, std::vector<Unit>* units) {
  if (node.type == Type::kLeaf || node.type == Type::kNear) {
    if (positive) units->push_back({&node, *next_leaf});
    *next_leaf += node.type == Type::kLeaf ? 1 : static_cast<uint32_t>(node.children.size());
    return;
  }
  for (size_t i = 0; i < node.children.size(); ++i) {
    CollectUnits(node.children[i], positive && (node.type != Type::kAndNot || i == 0), next_leaf, units);
  }
}

std::vector<Unit> UnitsOf(const QueryNode& root) {
  std::vector<Unit> units;
  uint32_t next_leaf = 0;
  CollectUnits(root, true, &next_leaf, &units);
  return units;
}

void Add(const QueryNode& shown, const char* where, double score, std::vector<ScoreShare>* shares) {
  if (score > 0) shares->push_back({ToQueryText(shown), where, score});
}

void AddTerms(const Sequence& sequence, std::vector<std::string>* terms) {
  std::string text;
  for (const Slot& slot : sequence) {
    text += text.empty() ? "" : " ";
    for (size_t i = 0; i < slot.size(); ++i) text += (i == 0 ? "" : "|") + slot[i].text;
  }
  if (std::find(terms->begin(), terms->end(), text) == terms->end()) terms->push_back(text);
}

}  // namespace

struct Explainer::Paragraph {
  const ParagraphTexts& texts;
  const QueryLanguage& language;
  TextAnalyses* analyses;
  std::unordered_map<std::string, uint32_t> wdf;          // as in kText; 0 for words as written
  std::unordered_map<std::string, uint32_t> wdf_of_body;  // the body's part of it
  std::unordered_set<std::string> above;                  // terms, as in kAbove
  std::unordered_set<std::string> bigrams;                // of the body and the nearest heading
  double normalised_length;

  bool Stands(const QueryNode& leaf) const { return Matcher(leaf, analyses).MatchParagraph(texts, language).matches; }
};

std::vector<LeafMeaning> MeaningsOf(const QueryNode& root) {
  std::vector<LeafMeaning> meanings;
  for (const QueryNode* leaf : Leaves(root)) {
    LeafMeaning meaning;
    meaning.query = ToLeafText(*leaf);
    meaning.is_added = leaf->is_added;
    for (const Sequence& sequence : leaf->sequences) {
      if (sequence.size() == 1 && HasWordTerms(sequence)) {
        for (const QueryTerm& word : sequence[0]) meaning.terms.push_back(word.text);
      } else {
        AddTerms(sequence, &meaning.terms);
      }
    }
    for (const Sequence& sequence : leaf->spaced) AddTerms(sequence, &meaning.terms);
    for (const Sequence& sequence : leaf->abbreviations) AddTerms(sequence, &meaning.abbreviations);
    meanings.push_back(std::move(meaning));
  }
  return meanings;
}

Explainer::Explainer(const Xapian::Database& database, TermCounts* counts, const QueryCompiler& compiler,
                     const QueryNode& root, TextAnalyses* analyses)
    : database_(database), counts_(counts), compiler_(compiler), root_(root), analyses_(analyses) {}

Explainer::Share Explainer::Bm25(const QueryTerm& term, uint32_t count, const Paragraph& paragraph) const {
  const std::string key = KeyOf(term.form, term.text);
  const auto found = paragraph.wdf.find(key);
  if (found == paragraph.wdf.end() || found->second == 0) return {};
  const auto paragraphs = static_cast<double>(counts_->Of(PrefixedTerm(Field::kText, term)));
  const double weight = Bm25Weight(compiler_.Idf(paragraphs), count, found->second, paragraph.normalised_length);
  const auto in_body = paragraph.wdf_of_body.find(key);
  const double part = in_body == paragraph.wdf_of_body.end() ? 0 : static_cast<double>(in_body->second) / found->second;
  return {weight * part, weight * (1 - part)};
}

Explainer::Share Explainer::SequenceShare(const QueryNode& leaf, const Sequence& sequence,
                                          const Paragraph& paragraph) const {
  Share share;
  for (const Slot& slot : sequence) {
    if (IsWordSlot(slot)) {
      const bool in_body = std::any_of(slot.begin(), slot.end(), [&](const QueryTerm& term) {
        return paragraph.wdf_of_body.contains(KeyOf(term.form, term.text));
      });
      (in_body ? share.body : share.heading) += leaf.count * compiler_.SlotWeight(slot);
      continue;
    }
    Share best;
    for (const QueryTerm& term : slot) {
      const Share one = Bm25(term, leaf.count, paragraph);
      if (sequence.size() > 1) {
        share.body += one.body;
        share.heading += one.heading;
      } else if (one.sum() > best.sum()) {
        best = one;
      }
    }
    share.body += best.body;
    share.heading += best.heading;
  }
  return share;
}

// Of the leaf's ways to be spelled the one that weighs most; `must_stand`: of those that stand in the paragraph.
Explainer::Share Explainer::LeafShare(const QueryNode& leaf, bool must_stand, const Paragraph& paragraph) const {
  Share best;
  const auto consider = [&](const Sequence& sequence, double share) {
    QueryNode alone = leaf;
    alone.sequences = {sequence};
    alone.spaced.clear();
    alone.abbreviations.clear();
    if (must_stand && !paragraph.Stands(alone)) return;
    Share weight = SequenceShare(leaf, sequence, paragraph);
    weight.body *= share * leaf.weight;
    weight.heading *= share * leaf.weight;
    if (weight.sum() > best.sum()) best = weight;
  };
  for (const Sequence& sequence : leaf.sequences) consider(sequence, 1);
  for (const Sequence& sequence : leaf.spaced) consider(sequence, compiler_.field_weights().other_form);
  for (const Sequence& sequence : leaf.abbreviations) consider(sequence, compiler_.field_weights().other_form);
  return best;
}

// The words of the paragraph and of what stands above it.
Explainer::Paragraph Explainer::WordsOf(Xapian::docid id, const ParagraphTexts& texts,
                                        const QueryLanguage& language) const {
  Paragraph paragraph{texts, language, analyses_, {}, {}, {}, {}, 0};
  const auto for_each = [&](std::string_view text, const std::function<void(const std::string&, const Posting&)>& add) {
    std::vector<Token> tokens;
    language.analyzer->Analyze(text, &tokens);
    ForEachPosting(
        tokens, [&](size_t token) { return language.terms->Stems(tokens[token].text).size(); },
        [&](const Posting& posting) { add(KeyOf(FormOf(posting.form), TextOf(posting, language.terms)), posting); });
  };
  const auto add_bigrams = [&](const Posting& posting) {
    if (posting.form != Posting::Form::kWord) return;
    for (std::string& bigram : Bigrams(posting.token->text)) paragraph.bigrams.insert(std::move(bigram));
  };
  for_each(texts.body, [&](const std::string& key, const Posting& posting) {
    paragraph.wdf[key] += posting.wdf;
    paragraph.wdf_of_body[key] += posting.wdf;
    add_bigrams(posting);
  });
  for_each(texts.nearest_heading, [&](const std::string& key, const Posting& posting) {
    paragraph.wdf[key] += kHeadingWdf * posting.wdf;
    add_bigrams(posting);
  });
  const auto add_above = [&](const std::string& key, const Posting&) { paragraph.above.insert(key); };
  for (const std::string_view heading : texts.outer) for_each(heading, add_above);
  if (texts.title_is_above) for_each(texts.title, add_above);
  paragraph.normalised_length = database_.get_doclength(id) / std::max(database_.get_avlength(), 1e-9);
  return paragraph;
}

// What a leaf, or all of NEAR, weighs where it matches.
void Explainer::AddMatching(const QueryNode& node, const QueryNode& shown, const Paragraph& paragraph,
                            std::vector<ScoreShare>* shares) const {
  const bool is_near = node.type == Type::kNear;
  const std::vector<const QueryNode*> leaves = Leaves(node);
  Share share;
  for (const QueryNode* leaf : leaves) {
    const Share one = LeafShare(*leaf, !is_near, paragraph);
    share.body += one.body;
    share.heading += one.heading;
  }
  Add(shown, "body", share.body, shares);
  Add(shown, "heading", share.heading, shares);
  const QueryNode& leaf = *leaves.front();
  if (is_near || leaf.field == LeafField::kAny || leaf.field == LeafField::kBody) return;
  Add(shown, leaf.field == LeafField::kTitle ? "title" : "heading",
      compiler_.field_weights().above * leaf.count * compiler_.LeafWeight(leaf), shares);
}

// What only adds weight, whether or not the branch it hangs in matches.
void Explainer::AddBonuses(const QueryNode& leaf, const QueryNode& shown, const Paragraph& paragraph,
                           std::vector<ScoreShare>* shares) const {
  double bigrams = 0;
  for (const std::string& bigram : leaf.bigrams) {
    if (paragraph.bigrams.contains(bigram)) bigrams += compiler_.BigramWeight(leaf, bigram);
  }
  Add(shown, "bigrams", bigrams, shares);
  const auto stands_above = [&](const Sequence& sequence) {
    return !HasWordTerms(sequence) && std::all_of(sequence.begin(), sequence.end(), [&](const Slot& slot) {
      return std::any_of(slot.begin(), slot.end(),
                         [&](const QueryTerm& term) { return paragraph.above.contains(KeyOf(term.form, term.text)); });
    });
  };
  if (leaf.field == LeafField::kAny && leaf.weight == 1 &&
      std::any_of(leaf.sequences.begin(), leaf.sequences.end(), stands_above)) {
    Add(shown, "above", compiler_.field_weights().above * leaf.count * compiler_.LeafWeight(leaf), shares);
  }
}

std::vector<ScoreShare> Explainer::Explain(Xapian::docid id, const ParagraphTexts& texts,
                                           const QueryLanguage& language) {
  const Paragraph paragraph = WordsOf(id, texts, language);
  const QueryNode tree = AsCompiled(root_);
  const std::vector<char> contributes = Matcher(tree, analyses_).MatchParagraph(texts, language).contributes;
  const std::vector<Unit> units = UnitsOf(tree);
  const std::vector<Unit> typed = UnitsOf(root_);  // the same, as they are shown
  std::vector<ScoreShare> shares;
  for (size_t i = 0; i < units.size(); ++i) {
    if (contributes[units[i].first_leaf] != 0) AddMatching(*units[i].node, *typed[i].node, paragraph, &shares);
    const std::vector<const QueryNode*> leaves = Leaves(*units[i].node);
    const std::vector<const QueryNode*> shown = Leaves(*typed[i].node);
    for (size_t j = 0; j < leaves.size(); ++j) AddBonuses(*leaves[j], *shown[j], paragraph, &shares);
  }
  return shares;
}

}  // namespace article_search
