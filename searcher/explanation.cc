#include "searcher/explanation.h"

#include <algorithm>
#include <string>
#include <unordered_map>

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

std::string KeyOf(QueryTerm::Form form, std::string_view text) {
  return static_cast<char>('0' + static_cast<int>(form)) + std::string(text);
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
  std::unordered_map<std::string, uint32_t> wdf;
  double normalised_length;

  // Whether a tree matches in the body, in the nearest heading, further out, or in the title.
  ParagraphMatch Match(const QueryNode& tree) const { return Matcher(tree).MatchParagraph(texts, language); }
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
    for (const Sequence& sequence : leaf->abbreviations) AddTerms(sequence, &meaning.abbreviations);
    meanings.push_back(std::move(meaning));
  }
  return meanings;
}

Explainer::Explainer(const Xapian::Database& database, const QueryCompiler& compiler, const QueryNode& root)
    : database_(database), compiler_(compiler), root_(root) {}

double Explainer::Bm25(const QueryTerm& term, uint32_t count, const Paragraph& paragraph) const {
  const auto found = paragraph.wdf.find(KeyOf(term.form, term.text));
  if (found == paragraph.wdf.end() || found->second == 0) return 0;
  const double paragraphs = database_.get_termfreq(PrefixedTerm(Field::kBody, term));
  return Bm25Weight(compiler_.Idf(paragraphs), count, found->second, paragraph.normalised_length);
}

// What a sequence weighs that stands in the body.
double Explainer::SequenceScore(const QueryNode& leaf, const Sequence& sequence, const Paragraph& paragraph) const {
  double score = 0;
  for (const Slot& slot : sequence) {
    if (HasWordTerms({slot})) {
      score += leaf.count * compiler_.SlotWeight(slot);
      continue;
    }
    double sum = 0;
    double most = 0;
    for (const QueryTerm& term : slot) {
      const double weight = Bm25(term, leaf.count, paragraph);
      sum += weight;
      most = std::max(most, weight);
    }
    score += sequence.size() == 1 ? most : sum;
  }
  return score;
}

double Explainer::BodyScore(const QueryNode& leaf, const Paragraph& paragraph) const {
  double best = 0;
  const auto consider = [&](const Sequence& sequence, double share) {
    QueryNode alone = leaf;
    alone.sequences = {sequence};
    alone.abbreviations.clear();
    alone.field = LeafField::kBody;
    if (paragraph.Match(alone).matches) best = std::max(best, share * SequenceScore(leaf, sequence, paragraph));
  };
  for (const Sequence& sequence : leaf.sequences) consider(sequence, 1);
  for (const Sequence& sequence : leaf.abbreviations) consider(sequence, compiler_.field_weights().abbreviation);
  return best;
}

std::vector<ScoreShare> Explainer::Explain(Xapian::docid id, const ParagraphTexts& texts,
                                           const QueryLanguage& language) {
  Paragraph paragraph{texts, language, {}, 0};
  std::vector<Token> tokens;
  language.analyzer->Analyze(texts.body, &tokens);
  ForEachPosting(tokens, language.terms, [&](const Posting& posting) {
    paragraph.wdf[KeyOf(FormOf(posting.form), posting.text)] += posting.wdf;
  });
  paragraph.normalised_length = database_.get_doclength(id) / std::max(database_.get_avlength(), 1e-9);

  const QueryNode tree = AsCompiled(root_);
  const ParagraphMatch whole = paragraph.Match(tree);
  std::vector<Unit> units;
  uint32_t next_leaf = 0;
  CollectUnits(tree, true, &next_leaf, &units);
  std::vector<Unit> typed;  // the same, as they are shown
  next_leaf = 0;
  CollectUnits(root_, true, &next_leaf, &typed);
  std::vector<ScoreShare> shares;
  const FieldWeights& weights = compiler_.field_weights();
  for (size_t i = 0; i < units.size(); ++i) {
    const Unit& unit = units[i];
    const QueryNode& node = *unit.node;
    const bool is_near = node.type == Type::kNear;
    const std::vector<const QueryNode*> leaves = Leaves(node);
    const LeafField field = leaves.front()->field;
    const std::string text = ToQueryText(*typed[i].node);
    const auto add = [&](const char* where, double score) {
      if (score > 0) shares.push_back({text, where, score});
    };
    double weight = 0;
    for (const QueryNode* leaf : leaves) weight += leaf->count * compiler_.LeafWeight(*leaf);
    const auto stands = [&](LeafField where, const QueryNode& what) {
      QueryNode moved = what;
      moved.field = where;
      for (QueryNode& child : moved.children) child.field = where;
      return paragraph.Match(moved);
    };
    if (whole.contributes[unit.first_leaf] != 0) {
      if ((field == LeafField::kAny || field == LeafField::kBody) && stands(LeafField::kBody, node).matches) {
        double score = 0;
        for (const QueryNode* leaf : leaves) {
          if (!is_near || NeedsVerification(*typed[i].node)) {
            score += BodyScore(*leaf, paragraph);
            continue;
          }
          for (const Sequence& sequence : leaf->sequences) {
            for (const Slot& slot : sequence) {
              for (const QueryTerm& term : slot) score += Bm25(term, leaf->count, paragraph);
            }
          }
        }
        add("body", score);
      }
      if (field == LeafField::kAny || field == LeafField::kHeading) {
        const ParagraphMatch match = stands(LeafField::kHeading, node);
        if (!match.nearest_heading.empty()) add("heading", weights.heading * weight);
        const bool outer =
            std::any_of(match.outer.begin(), match.outer.end(), [](const auto& m) { return !m.empty(); });
        if (field == LeafField::kHeading && outer) add("outer heading", weights.outer * weight);
      }
      if (field == LeafField::kTitle) add("title", weights.heading * weight);
    }
    // What only adds weight does so whether or not the branch it hangs in matches.
    const std::vector<const QueryNode*> typed_leaves = Leaves(*typed[i].node);
    for (size_t j = 0; j < leaves.size(); ++j) {
      const QueryNode* leaf = leaves[j];
      if (leaf->field != LeafField::kAny) continue;
      const auto add_above = [&](const char* where, double score) {
        if (score > 0) shares.push_back({ToLeafText(*typed_leaves[j]), where, score});
      };
      const ParagraphMatch above = stands(LeafField::kHeading, *leaf);
      const double share = weights.outer * leaf->count * compiler_.LeafWeight(*leaf);
      if (std::any_of(above.outer.begin(), above.outer.end(), [](const auto& m) { return !m.empty(); })) {
        add_above("outer heading", share);
      }
      if (stands(LeafField::kTitle, *leaf).matches) add_above("title", share);
    }
  }
  return shares;
}

}  // namespace article_search
