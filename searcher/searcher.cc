#include "searcher/searcher.h"

#include <xapian.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <unordered_set>
#include <utility>

#include "corpus/analyzer.h"
#include "corpus/error.h"
#include "indexer/display_path.h"
#include "indexer/language.h"
#include "indexer/schema.h"
#include "indexer/terms.h"
#include "searcher/explanation.h"
#include "searcher/feedback.h"
#include "searcher/hit_maker.h"
#include "searcher/index_reader.h"
#include "searcher/index_vocabulary.h"
#include "searcher/matcher.h"
#include "searcher/nearness.h"
#include "searcher/neighbours.h"
#include "searcher/query_compiler.h"
#include "searcher/query_cost.h"
#include "searcher/query_parser.h"
#include "searcher/query_text.h"
#include "searcher/query_tree.h"
#include "searcher/query_words.h"
#include "searcher/ranking.h"
#include "searcher/remarks.h"
#include "searcher/stored_paragraphs.h"
#include "searcher/suggester.h"
#include "searcher/term_counts.h"
#include "searcher/text_analyses.h"

namespace article_search {
namespace {

struct LanguageTools {
  explicit LanguageTools(const std::string& name) : analyzer(name), terms(name) {}
  Analyzer analyzer;
  TermMaker terms;
};

// A query, and all that is made of its tree.
struct Understood {
  Understood(QueryNode tree, const IndexReader& index, TermCounts* counts, TextAnalyses* analyses, ReadAnalysed read)
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

constexpr const char* kHeadingsWarning = "no paragraph matches by itself: found by titles and headings further up";

void CheckCost(uint64_t postings, uint64_t most) {
  if (postings <= most) return;
  throw Error(ErrorCode::kUsage, "the query would read " + std::to_string(postings) +
                                     " entries of the index, and the limit is " + std::to_string(most) +
                                     "; search for fewer or rarer words, or raise --max-postings");
}

}  // namespace

struct Searcher::State {
  State(std::vector<std::string> given, uint32_t timeout_ms)
      : names(std::move(given)), remote_timeout_ms(timeout_ms), index(names, timeout_ms) {
    for (const std::string& name : index.languages()) {
      LanguageTools& made = tools.try_emplace(name, name).first->second;
      languages.push_back({name, &made.analyzer, &made.terms});
    }
  }

  // The whole answer.
  SearchResult Search(std::string_view query, const SearchOptions& options);
  // The answer; `suggestion` (may be null) becomes what was meant, of the query without what --expand adds.
  SearchResult Run(std::string_view text, const SearchOptions& options, std::optional<Suggestion>* suggestion);
  // What matches the tree. So many are counted exactly, unless all are.
  void Answer(QueryNode root, const SearchOptions& options, uint64_t counted, SearchResult* result);
  // Lets what stands nowhere else stand in titles and headings further up; false: there is none.
  bool Widen(const SearchOptions& options, QueryNode* root);
  // Whether anything matches, which is known sooner than what does best.
  bool FindsAnything(std::string_view text, const SearchOptions& options);
  bool Matches(QueryNode root, const SearchOptions& options);
  std::optional<Suggestion> Suggest(std::string_view query, const SearchOptions& options, const QueryNode& root);
  Xapian::Query AnyStem(const std::string& word);
  Understood Understand(QueryNode root);
  AnalysedParagraph Analysed(Xapian::docid id);
  const QueryLanguage& LanguageOf(const StoredParagraph& paragraph) const;
  void AddHit(const RankedParagraph& ranked, Understood* query, const SearchOptions& options, SearchResult* result);
  RankedQuery Ranked(const Understood& query, const SearchOptions& options);
  void AddPage(const Ranking& ranking, Understood* query, const SearchOptions& options, uint64_t counted,
               SearchResult* result);
  void AddOneByOne(const Ranking& ranking, Understood* query, const SearchOptions& options, uint64_t counted,
                   SearchResult* result);

  const std::vector<std::string> names;
  const uint32_t remote_timeout_ms;
  const IndexReader index;
  bool is_disconnected = false;
  std::map<std::string, LanguageTools> tools;
  std::vector<QueryLanguage> languages;  // of the index, the most frequent first
  TermCounts counts{index.database()};
  SecondTier second_tier{index.database(), &counts};
  IndexVocabulary vocabulary{index, &counts};
  StoredParagraphs paragraphs{index};
  TextAnalyses analyses;
  std::string current_folder;  // at the query at hand
  Neighbours neighbours{index.database()};
};

const QueryLanguage& Searcher::State::LanguageOf(const StoredParagraph& paragraph) const {
  for (const QueryLanguage& language : languages) {
    if (language.name == paragraph.article->language) return language;
  }
  throw Error(ErrorCode::kDamagedIndex, index.name() + " is damaged: an article in a language that it does not list");
}

void Searcher::State::AddHit(const RankedParagraph& ranked, Understood* query, const SearchOptions& options,
                             SearchResult* result) {
  StoredParagraph paragraph;
  paragraphs.Read(ranked.id, &paragraph);
  Hit& hit = result->hits.emplace_back();
  SetPlace(paragraph, current_folder, &hit);
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
      hit.context = neighbours.Around(paragraph, ranked.id, options.context, language.analyzer, options.snippets);
    }
    AddDetails(paragraph, match, query->weights, language.analyzer, options.snippets, &hit);
  }
}

void Searcher::State::AddPage(const Ranking& ranking, Understood* query, const SearchOptions& options, uint64_t counted,
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
void Searcher::State::AddOneByOne(const Ranking& ranking, Understood* query, const SearchOptions& options,
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
    paragraphs.Read(candidate.id, &paragraph);
    if (options.group_by_article && articles.contains(paragraph.record->article)) return true;
    if (query->needs_verification && !query->matcher.MatchParagraph(paragraph.texts, LanguageOf(paragraph)).matches) {
      return true;
    }
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

Searcher::Searcher(const std::string& index) : Searcher(std::vector<std::string>{index}) {}
Searcher::Searcher(const std::vector<std::string>& shards, uint32_t remote_timeout_ms)
    : state_(std::make_unique<State>(shards, remote_timeout_ms)) {}
Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;

const std::vector<std::string>& Searcher::names() const { return state_->names; }

std::vector<std::shared_ptr<const IndexFile>> Searcher::files() const { return state_->index.files(); }

bool Searcher::IsReplaced() const { return !state_->is_disconnected && state_->index.IsReplaced(); }

SearchResult Searcher::Search(std::string_view query, const SearchOptions& options) {
  for (bool is_again = false;; is_again = true) {
    if (state_->is_disconnected) state_ = std::make_unique<State>(state_->names, state_->remote_timeout_ms);
    try {
      return state_->Search(query, options);
    } catch (const Xapian::Error& error) {
      state_->is_disconnected = IndexReader::IsNetworkError(error);
      // A server closes a connection that was idle for a while, and may have been started anew in the meantime.
      if (!state_->is_disconnected || IndexReader::IsTimeout(error) || is_again) throw state_->index.Failure(error);
    } catch (const Error& error) {
      if (error.code() == ErrorCode::kDamagedIndex) state_->index.CheckFiles();
      throw;
    } catch (const std::exception&) {
      // Xapian, misled by a damaged index, may throw whatever its containers do.
      state_->index.CheckFiles();
      throw;
    }
  }
}

SearchResult Searcher::State::Search(std::string_view query, const SearchOptions& options) {
  std::optional<Suggestion> suggestion;
  SearchResult result = Run(query, options, options.suggest || options.autocorrect ? &suggestion : nullptr);
  if (!suggestion) return result;
  if (options.autocorrect && suggestion->is_sure) {
    SearchResult corrected = Run(suggestion->query, options, nullptr);
    if (corrected.total == 0) return result;
    for (const Suggestion::Change& change : suggestion->changes) {
      corrected.warnings.push_back("nothing has '" + Quote(change.from) + "'; '" + Quote(change.to) +
                                   "' was searched instead");
    }
    corrected.query = result.query;
    corrected.autocorrected = true;
    result = std::move(corrected);
  } else if (!FindsAnything(suggestion->query, options)) {
    return result;
  }
  result.suggestion = suggestion->query;
  return result;
}

std::optional<Suggestion> Searcher::State::Suggest(std::string_view query, const SearchOptions& options,
                                                   const QueryNode& root) {
  // Where the index has a solid word for a spaced pair, or the like, it was searched already.
  for (const QueryNode* leaf : PositiveLeaves(root)) {
    if (leaf->is_added && !leaf->sequences.empty()) return std::nullopt;
  }
  const std::vector<QueryWord> words = WordsOf(query, options.query.literal, languages, &vocabulary, root);
  Suggester suggester(&vocabulary, [this](const std::vector<std::string>& all) {
    std::vector<Xapian::Query> terms;
    terms.reserve(all.size());
    for (const std::string& word : all) terms.push_back(AnyStem(word));
    Xapian::Enquire enquire(index.database());
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_query(Xapian::Query(Xapian::Query::OP_AND, terms.begin(), terms.end()));
    return uint64_t{enquire.get_mset(0, 1).size()};
  });
  std::optional<Suggestion> suggestion = suggester.Suggest(query, words);
  // Nobody means a stop word alone.
  if (suggestion && words.size() == 1 && IsStopWord(languages.front().name, suggestion->changes.front().to)) {
    return std::nullopt;
  }
  return suggestion;
}

// The word in any language of the index.
Xapian::Query Searcher::State::AnyStem(const std::string& word) {
  std::vector<Xapian::Query> stems;
  for (const QueryLanguage& language : languages) {
    for (const std::string& stem : language.terms->Stems(word)) {
      stems.emplace_back(PrefixedTerm(Field::kText, {QueryTerm::Form::kStem, stem}));
    }
  }
  return {Xapian::Query::OP_OR, stems.begin(), stems.end()};
}

Understood Searcher::State::Understand(QueryNode root) {
  ReadAnalysed read;
  if (index.is_remote()) read = [this](Xapian::docid id) { return Analysed(id); };
  return {std::move(root), index, &counts, &analyses, std::move(read)};
}

AnalysedParagraph Searcher::State::Analysed(Xapian::docid id) {
  StoredParagraph paragraph;
  paragraphs.Read(id, &paragraph);
  const QueryLanguage& language = LanguageOf(paragraph);
  return {analyses.Of(paragraph.texts.body, language), analyses.Of(paragraph.texts.nearest_heading, language),
          language.terms};
}

RankedQuery Searcher::State::Ranked(const Understood& query, const SearchOptions& options) {
  RankedQuery ranked;
  ranked.query = query.compiler.Compile(query.root);
  ranked.by_position = options.sort == SearchOptions::Sort::kPosition && !options.group_by_article;
  ranked.has_maximum = HasMaximum(ranked.query);
  ranked.keeps_all = ranked.has_maximum && !ranked.by_position && index.merges_files();
  if (query.nearness.has_pairs() && !ranked.by_position) {
    ranked.rerank = [&query](uint64_t wanted, const Among& among, std::vector<RankedParagraph>* best) {
      query.nearness.AddTo(wanted, among, best);
    };
  }
  // No list is longer than there are paragraphs: most often that is few enough.
  if (ranked.query.get_length() * counts.paragraphs() > options.max_postings) {
    CheckCost(PostingsOf(ranked.query, &counts), options.max_postings);
  }
  return ranked;
}

bool Searcher::Refresh() {
  if (!IsReplaced()) return false;
  try {
    state_ = std::make_unique<State>(state_->names, state_->remote_timeout_ms);
  } catch (const Error&) {
    return false;
  }
  return true;
}

SearchResult Searcher::State::Run(std::string_view text, const SearchOptions& options,
                                  std::optional<Suggestion>* suggestion) {
  analyses.Trim();
  current_folder = CurrentFolder();
  SearchResult result;
  result.query = std::string(text);
  result.offset = options.offset;
  result.groups_articles = options.group_by_article;
  QueryParser parser(languages, &vocabulary, options.query);
  QueryNode root = parser.Parse(text, &result.warnings);
  result.interpretation = ToQueryText(root);
  // Whatever was left out of the tree was said.
  if (suggestion != nullptr && !(result.warnings.empty() && EveryWordStands(root, &vocabulary))) {
    *suggestion = Suggest(text, options, root);
  }
  if (root.type == QueryNode::Type::kNothing) {
    result.warnings = {kNoWordsWarning};
    return result;
  }
  if (options.expand) {
    const Understood first = Understand(root);
    SearchOptions by_relevance = options;
    by_relevance.sort = SearchOptions::Sort::kRelevance;
    const RankedQuery ranked = Ranked(first, by_relevance);
    MatchCount ignored;
    const auto best = Ranking(index.database(), &second_tier, ranked).Page(0, kFeedbackParagraphs, 0, &ignored);
    root = WithFeedback(std::move(root), best, &paragraphs, languages, &result.expansion);
  }
  Answer(root, options, kCountedExactly, &result);
  if (result.total == 0 && Widen(options, &root)) {
    SearchResult wider = result;
    wider.interpretation = ToQueryText(root);
    wider.warnings.emplace_back(kHeadingsWarning);
    Answer(std::move(root), options, kCountedExactly, &wider);
    if (wider.total > 0) return wider;
  }
  return result;
}

// Headings further up and titles make no match of their own, but of what is nowhere else.
bool Searcher::State::Widen(const SearchOptions& options, QueryNode* root) {
  return AddHeadings([&](const QueryNode& leaf) { return !Matches(leaf, options); }, root);
}

bool Searcher::State::FindsAnything(std::string_view text, const SearchOptions& options) {
  QueryNode root = QueryParser(languages, &vocabulary, options.query).Parse(text);
  if (root.type == QueryNode::Type::kNothing) return false;
  return Matches(root, options) || (Widen(options, &root) && Matches(std::move(root), options));
}

bool Searcher::State::Matches(QueryNode root, const SearchOptions& options) {
  SearchOptions any;
  any.limit = 0;
  any.sort = SearchOptions::Sort::kPosition;  // no paragraph need be weighed
  any.max_postings = options.max_postings;
  SearchResult result;
  Answer(std::move(root), any, 0, &result);
  return result.total > 0;
}

void Searcher::State::Answer(QueryNode root, const SearchOptions& options, uint64_t counted, SearchResult* result) {
  Understood query = Understand(std::move(root));
  if (options.explain) result->meanings = MeaningsOf(query.root);
  const RankedQuery ranked = Ranked(query, options);
  const Ranking ranking(index.database(), &second_tier, ranked);
  if (query.needs_verification || options.group_by_article) {
    AddOneByOne(ranking, &query, options, counted, result);
  } else {
    AddPage(ranking, &query, options, counted, result);
  }
}

}  // namespace article_search
