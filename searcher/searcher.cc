#include "searcher/searcher.h"

#include <xapian.h>

#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "corpus/analyzer.h"
#include "corpus/error.h"
#include "indexer/language.h"
#include "indexer/schema.h"
#include "indexer/terms.h"
#include "searcher/index_reader.h"
#include "searcher/index_vocabulary.h"
#include "searcher/query_evaluator.h"
#include "searcher/query_parser.h"
#include "searcher/query_text.h"
#include "searcher/query_tree.h"
#include "searcher/query_words.h"
#include "searcher/remarks.h"
#include "searcher/suggester.h"
#include "searcher/term_counts.h"

namespace article_search {
namespace {

struct LanguageTools {
  explicit LanguageTools(const std::string& name) : analyzer(name), terms(name) {}
  Analyzer analyzer;
  TermMaker terms;
};

constexpr const char* kHeadingsWarning = "no paragraph matches by itself: found by titles and headings further up";

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
  // Lets what stands nowhere else stand in titles and headings further up; false: there is none.
  bool Widen(const SearchOptions& options, QueryNode* root);
  // Whether anything matches, which is known sooner than what does best.
  bool FindsAnything(std::string_view text, const SearchOptions& options);
  std::optional<Suggestion> Suggest(std::string_view query, const SearchOptions& options, const QueryNode& root);
  Xapian::Query AnyStem(const std::string& word);

  const std::vector<std::string> names;
  const uint32_t remote_timeout_ms;
  const IndexReader index;
  bool is_disconnected = false;
  std::map<std::string, LanguageTools> tools;
  std::vector<QueryLanguage> languages;  // of the index, the most frequent first
  TermCounts counts{index.database()};
  IndexVocabulary vocabulary{index, &counts};
  QueryEvaluator evaluator{index, languages, &counts};
};

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
  evaluator.Begin();
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
  if (options.expand) root = evaluator.Expanded(std::move(root), options, &result.expansion);
  evaluator.Evaluate(root, options, &result);
  if (result.total == 0 && Widen(options, &root)) {
    SearchResult wider = result;
    wider.interpretation = ToQueryText(root);
    wider.warnings.emplace_back(kHeadingsWarning);
    evaluator.Evaluate(std::move(root), options, &wider);
    if (wider.total > 0) return wider;
  }
  return result;
}

// Headings further up and titles make no match of their own, but of what is nowhere else.
bool Searcher::State::Widen(const SearchOptions& options, QueryNode* root) {
  return AddHeadings([&](const QueryNode& leaf) { return !evaluator.HasMatches(leaf, options.max_postings); }, root);
}

bool Searcher::State::FindsAnything(std::string_view text, const SearchOptions& options) {
  QueryNode root = QueryParser(languages, &vocabulary, options.query).Parse(text);
  if (root.type == QueryNode::Type::kNothing) return false;
  std::vector<std::string> ignored;
  if (options.expand) root = evaluator.Expanded(std::move(root), options, &ignored);
  const auto has_matches = [&] { return evaluator.HasMatches(root, options.max_postings); };
  return has_matches() || (Widen(options, &root) && has_matches());
}

}  // namespace article_search
