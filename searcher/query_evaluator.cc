#include "searcher/query_evaluator.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "corpus/error.h"
#include "indexer/display_path.h"
#include "searcher/explanation.h"
#include "searcher/feedback.h"
#include "searcher/hit_maker.h"
#include "searcher/matcher.h"
#include "searcher/query_compiler.h"
#include "searcher/query_cost.h"

namespace article_search {
namespace {

void CheckCost(uint64_t postings, uint64_t most) {
  if (postings <= most) return;
  throw Error(ErrorCode::kUsage, "the query would read " + std::to_string(postings) +
                                     " entries of the index, and the limit is " + std::to_string(most) +
                                     "; search for fewer or rarer words, or raise --max-postings");
}

}  // namespace

// A query, and all that is made of its tree.
struct QueryEvaluator::Compiled {
  Compiled(QueryNode tree, const IndexReader& index, TermCounts* counts, TextAnalyses* analyses, ReadAnalysed read)
      : root(std::move(tree)),
        compiler(counts, FieldWeights()),
        matcher(root, analyses),
        explainer(index.database(), counts, compiler, root, analyses),
        nearness(index, counts, root, compiler, analyses, std::move(read)),
        needs_verification(NeedsVerification(root)) {
    for (const QueryNode* leaf : Leaves(root)) weights.push_back(compiler.LeafWeight(*leaf));
  }

  const QueryNode root;
  const QueryCompiler compiler;
  Matcher matcher;
  Explainer explainer;
  const Nearness nearness;
  std::vector<double> weights;  // of the leaves
  bool needs_verification;
};

void QueryEvaluator::Begin() {
  analyses_.Trim();
  current_folder_ = CurrentFolder();
}

bool QueryEvaluator::HasMatches(QueryNode root, uint64_t max_postings) {
  SearchOptions any;
  any.limit = 0;
  any.sort = SearchOptions::Sort::kPosition;  // no paragraph need be weighed
  any.max_postings = max_postings;
  SearchResult result;
  Run(std::move(root), any, 0, &result);
  return result.total > 0;
}

QueryNode QueryEvaluator::Expanded(QueryNode root, const SearchOptions& options, std::vector<std::string>* words) {
  Compiled query = Compile(root);
  SearchOptions by_relevance = options;
  by_relevance.sort = SearchOptions::Sort::kRelevance;
  const RankedQuery ranked = Ranked(query, by_relevance);
  const Ranking ranking(index_.database(), &second_tier_, ranked);
  std::vector<RankedParagraph> best;
  if (query.needs_verification) {
    StoredParagraph paragraph;
    ranking.ForEach([&](const RankedParagraph& candidate) {
      paragraphs_.Read(candidate.id, &paragraph);
      if (IsMatch(paragraph, &query)) best.push_back(candidate);
      return best.size() < kFeedbackParagraphs;
    });
  } else {
    MatchCount ignored;
    best = ranking.Page(0, kFeedbackParagraphs, 0, &ignored);
  }
  return WithFeedback(std::move(root), best, &paragraphs_, languages_, words);
}

void QueryEvaluator::Run(QueryNode root, const SearchOptions& options, uint64_t counted, SearchResult* result) {
  Compiled query = Compile(std::move(root));
  if (options.explain) result->meanings = MeaningsOf(query.root);
  const RankedQuery ranked = Ranked(query, options);
  const Ranking ranking(index_.database(), &second_tier_, ranked);
  if (query.needs_verification || options.group_by_article) {
    AddOneByOne(ranking, &query, options, counted, result);
  } else {
    AddPage(ranking, &query, options, counted, result);
  }
}

QueryEvaluator::Compiled QueryEvaluator::Compile(QueryNode root) {
  ReadAnalysed read;
  if (index_.is_remote()) read = [this](Xapian::docid id) { return Analysed(id); };
  return {std::move(root), index_, counts_, &analyses_, std::move(read)};
}

const QueryLanguage& QueryEvaluator::LanguageOf(const StoredParagraph& paragraph) const {
  for (const QueryLanguage& language : languages_) {
    if (language.name == paragraph.article->language) return language;
  }
  throw Error(ErrorCode::kDamagedIndex, index_.name() + " is damaged: an article in a language that it does not list");
}

bool QueryEvaluator::IsMatch(const StoredParagraph& candidate, Compiled* query) const {
  return !query->needs_verification || query->matcher.MatchParagraph(candidate.texts, LanguageOf(candidate)).matches;
}

AnalysedParagraph QueryEvaluator::Analysed(Xapian::docid id) {
  StoredParagraph paragraph;
  paragraphs_.Read(id, &paragraph);
  const QueryLanguage& language = LanguageOf(paragraph);
  return {analyses_.Of(paragraph.texts.body, language, true),
          analyses_.Of(paragraph.texts.nearest_heading, language, true), language.terms};
}

RankedQuery QueryEvaluator::Ranked(const Compiled& query, const SearchOptions& options) {
  RankedQuery ranked;
  ranked.query = query.compiler.Compile(query.root);
  ranked.by_position = options.sort == SearchOptions::Sort::kPosition && !options.group_by_article;
  ranked.has_maximum = HasMaximum(ranked.query);
  ranked.keeps_all = ranked.has_maximum && !ranked.by_position && index_.merges_files();
  if (query.nearness.has_pairs() && !ranked.by_position) {
    ranked.rerank = [&query](uint64_t wanted, const Among& among, std::vector<RankedParagraph>* best) {
      query.nearness.AddTo(wanted, among, best);
    };
  }
  // No list is longer than there are paragraphs: most often that is few enough.
  if (ranked.query.get_length() * counts_->paragraphs() > options.max_postings) {
    CheckCost(PostingsOf(ranked.query, counts_), options.max_postings);
  }
  return ranked;
}

void QueryEvaluator::AddHit(const RankedParagraph& ranked, Compiled* query, const SearchOptions& options,
                            SearchResult* result) {
  StoredParagraph paragraph;
  paragraphs_.Read(ranked.id, &paragraph);
  Hit& hit = result->hits.emplace_back();
  SetPlace(paragraph, current_folder_, &hit);
  hit.score = ranked.score;
  hit.rank = static_cast<uint32_t>(result->offset + result->hits.size());
  hit.tier = ranked.tier != 0 ? ranked.tier : IsSecondTier(hit.kind) ? 2 : 1;
  if (options.details) {
    const QueryLanguage& language = LanguageOf(paragraph);
    if (options.explain) hit.shares.emplace();
    if (options.explain && ranked.tier != 0) {
      hit.shares = query->explainer.Explain(ranked.id, paragraph.texts, language);
      if (ranked.nearness > 0) hit.shares->push_back({result->interpretation, "nearness", ranked.nearness});
    }
    const ParagraphMatch match = query->matcher.MatchParagraph(paragraph.texts, language);
    if (options.context > 0) {
      hit.context = neighbours_.Around(paragraph, ranked.id, options.context, language.analyzer, options.snippets);
    }
    AddDetails(paragraph, match, query->weights, language.analyzer, options.snippets, &hit);
  }
}

void QueryEvaluator::AddPage(const Ranking& ranking, Compiled* query, const SearchOptions& options, uint64_t counted,
                             SearchResult* result) {
  MatchCount count;
  const uint64_t check = options.count_all ? UINT64_MAX : counted + 1;
  const std::vector<RankedParagraph> page = ranking.Page(options.offset, options.limit, check, &count);
  result->hits.reserve(page.size());
  for (const RankedParagraph& paragraph : page) AddHit(paragraph, query, options, result);
  result->total = count.at_least;
  result->total_exact = count.exact;
}

// Those that don't match after all, and all but the first of an article where that is wanted, are passed over. The
// best of each article by position: all that match are ranked by relevance before the first is known.
void QueryEvaluator::AddOneByOne(const Ranking& ranking, Compiled* query, const SearchOptions& options,
                                 uint64_t counted, SearchResult* result) {
  const bool sorts_best = options.group_by_article && options.sort == SearchOptions::Sort::kPosition;
  std::unordered_set<uint32_t> articles;
  std::vector<RankedParagraph> best;
  StoredParagraph paragraph;
  ranking.ForEach([&](const RankedParagraph& candidate) {
    if (!options.count_all && !sorts_best && result->total > counted &&
        result->total >= options.offset + options.limit) {
      result->total_exact = false;
      return false;
    }
    paragraphs_.Read(candidate.id, &paragraph);
    if (options.group_by_article && articles.contains(paragraph.record->article)) return true;
    if (!IsMatch(paragraph, query)) return true;
    articles.insert(paragraph.record->article);
    ++result->total;
    if (sorts_best) {
      best.push_back({candidate.id});
    } else if (result->total > options.offset && result->hits.size() < options.limit) {
      AddHit(candidate, query, options, result);
    }
    return true;
  });
  std::sort(best.begin(), best.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  for (size_t i = options.offset; i < best.size() && result->hits.size() < options.limit; ++i) {
    AddHit(best[i], query, options, result);
  }
}

}  // namespace article_search
