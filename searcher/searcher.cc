#include "searcher/searcher.h"

#include <xapian.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "corpus/analyzer.h"
#include "corpus/error.h"
#include "indexer/display_path.h"
#include "indexer/index_file.h"
#include "indexer/schema.h"
#include "indexer/terms.h"
#include "searcher/matcher.h"
#include "searcher/query_compiler.h"
#include "searcher/query_parser.h"
#include "searcher/snippet.h"

namespace article_search {
namespace {

// BM25 (Robertson and others, Okapi at TREC-3, 1994) as Xapian has it: k1 saturates repetition, b is the share of
// length normalisation, k3
// saturates repeated query words, and so high means that it does not: a word said twice counts twice. k2 and the
// smallest normalised length are Xapian's.
constexpr double kK1 = 1.2;
constexpr double kK2 = 0;
constexpr double kK3 = 1000;
constexpr double kB = 0.75;
constexpr double kMinNormalisedLength = 0.5;

// Articles kept in memory between hits; forgotten all at once when there are more.
constexpr size_t kMaxCachedArticles = 4096;

template <typename Function>
auto Translated(const std::string& path, Function function) {
  try {
    return function();
  } catch (const Xapian::Error& error) {
    throw Error(ErrorCode::kDamagedIndex,
                path + " can't be read: " + error.get_msg() + "; check it with: indexer --verify " + path);
  }
}

// Deals out the ranges that matched in `nearest` (NearestHeadings, a line each) to the headings of the hit and of its
// copies that these lines are; to the title, where it is one.
void MarkHeadings(std::string_view nearest, const std::vector<Range>& ranges, Hit* hit) {
  const auto mark = [&](MarkedText* heading) {
    size_t begin = 0;
    while (begin < nearest.size()) {
      const size_t end = std::min(nearest.find('\n', begin), nearest.size());
      if (nearest.substr(begin, end - begin) == heading->text) break;
      begin = end + 1;
    }
    heading->highlights.clear();
    for (const Range& range : ranges) {
      if (range.begin >= begin && range.end <= begin + heading->text.size()) {
        heading->highlights.push_back({range.begin - begin, range.end - begin});
      }
    }
  };
  mark(hit->headings.empty() ? &hit->title : &hit->headings.back());
  for (Copy& copy : hit->also) mark(copy.headings.empty() ? &hit->title : &copy.headings.back());
}

// Before anything is made by its rules.
IndexFile OpenChecked(const std::string& index) {
  IndexFile file = IndexFile::Open(index);
  file.CheckRules();
  return file;
}

}  // namespace

struct Searcher::State {
  explicit State(const std::string& index)
      : file(OpenChecked(index)), analyzer(file.info().language), terms(file.info().language) {
    database = Translated(index, [&] { return Xapian::Database(file.DuplicateDescriptor()); });
  }

  QueryNode Parse(std::string_view query, std::vector<std::string>* warnings);
  Xapian::MSet Run(const Xapian::Query& query, const SearchOptions& options, uint64_t offset, uint64_t limit,
                   uint64_t check_at_least) const;
  const ArticleRecord& Article(uint32_t number);
  std::vector<MarkedText> Headings(const ArticleRecord& article, const std::vector<uint32_t>& numbers) const;
  Hit MakeHit(const Xapian::MSetIterator& item, Matcher* matcher, const std::vector<double>& weights,
              const SearchOptions& options);
  void AddHits(const Xapian::MSet& hits, int tier, Matcher* matcher, const std::vector<double>& weights,
               const SearchOptions& options, SearchResult* result);

  IndexFile file;
  Analyzer analyzer;
  TermMaker terms;
  Xapian::Database database;
  std::unordered_map<uint32_t, ArticleRecord> articles;
};

QueryNode Searcher::State::Parse(std::string_view query, std::vector<std::string>* warnings) {
  QueryParser parser(&analyzer, &terms, file.info().language, [this](const QueryTerm& term) {
    for (const Field field : {Field::kBody, Field::kHeading}) {
      const FieldPrefixes& prefixes = PrefixesOf(field);
      const std::string_view prefix = term.form == QueryTerm::Form::kStem      ? prefixes.stem
                                      : term.form == QueryTerm::Form::kAcronym ? prefixes.acronym
                                                                               : prefixes.word;
      if (database.term_exists(std::string(prefix) + term.text)) return true;
    }
    return false;
  });
  return parser.Parse(query, warnings);
}

Xapian::MSet Searcher::State::Run(const Xapian::Query& query, const SearchOptions& options, uint64_t offset,
                                  uint64_t limit, uint64_t check_at_least) const {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  if (options.sort == SearchOptions::Sort::kPosition) {
    enquire.set_weighting_scheme(Xapian::BoolWeight());
  } else {
    enquire.set_weighting_scheme(Xapian::BM25Weight(kK1, kK2, kK3, kB, kMinNormalisedLength));
  }
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  const auto documents = uint64_t{database.get_doccount()};
  return enquire.get_mset(static_cast<Xapian::doccount>(std::min(offset, documents)),
                          static_cast<Xapian::doccount>(std::min(limit, documents)),
                          static_cast<Xapian::doccount>(std::min(check_at_least, documents)));
}

const ArticleRecord& Searcher::State::Article(uint32_t number) {
  if (articles.size() > kMaxCachedArticles) articles.clear();
  const auto found = articles.find(number);
  if (found != articles.end()) return found->second;
  return articles.emplace(number, UnpackArticle(database.get_metadata(ArticleKey(number)))).first->second;
}

std::vector<MarkedText> Searcher::State::Headings(const ArticleRecord& article,
                                                  const std::vector<uint32_t>& numbers) const {
  std::vector<MarkedText> headings;
  for (const uint32_t number : numbers) {
    if (number >= article.headings.size()) {
      throw Error(ErrorCode::kDamagedIndex, file.path() + " is damaged: a heading is missing; rebuild it");
    }
    headings.push_back({article.headings[number], {}});
  }
  return headings;
}

Hit Searcher::State::MakeHit(const Xapian::MSetIterator& item, Matcher* matcher, const std::vector<double>& weights,
                             const SearchOptions& options) {
  ParagraphRecord paragraph = UnpackParagraph(item.get_document().get_data());
  const ArticleRecord& article = Article(paragraph.article);
  Hit hit;
  hit.score = item.get_weight();
  hit.path = DisplayPath(article.path);
  hit.id = article.id;
  hit.offsets_in_text = article.offsets_in_text;
  hit.kind = paragraph.kind;
  hit.paragraph = paragraph.ordinal;
  hit.line = paragraph.line;
  hit.begin = paragraph.begin;
  hit.end = paragraph.end;
  if (!options.details) return hit;
  hit.title.text = article.title;
  hit.headings = Headings(article, paragraph.headings);
  for (const CopyRecord& copy : paragraph.copies) {
    hit.also.push_back({copy.ordinal, copy.line, copy.begin, copy.end, Headings(article, copy.headings)});
  }
  const bool by_heading = MatchesByHeading(paragraph.kind);
  const std::string nearest = by_heading ? NearestHeadings(paragraph, article) : "";
  const ParagraphMatch match = matcher->MatchParagraph(paragraph.text, nearest);
  if (by_heading) MarkHeadings(nearest, ToRanges<Range>(match.heading), &hit);
  hit.snippets = MakeSnippets(
      paragraph.text, paragraph.kind, match.body, weights, match.tokens,
      [this](std::string_view text) { return analyzer.SentenceBounds(text); }, options.snippets);
  for (const Range& range : ToRanges<Range>(match.body)) {
    hit.matches.push_back({paragraph.begin + paragraph.offsets.ToFile(range.begin),
                           paragraph.begin + paragraph.offsets.ToFile(range.end)});
  }
  hit.text = std::move(paragraph.text);
  return hit;
}

void Searcher::State::AddHits(const Xapian::MSet& hits, int tier, Matcher* matcher, const std::vector<double>& weights,
                              const SearchOptions& options, SearchResult* result) {
  for (auto item = hits.begin(); item != hits.end(); ++item) {
    Hit hit = MakeHit(item, matcher, weights, options);
    hit.rank = static_cast<uint32_t>(result->offset + result->hits.size() + 1);
    hit.tier = tier != 0 ? tier : IsSecondTier(hit.kind) ? 2 : 1;
    result->hits.push_back(std::move(hit));
  }
}

Searcher::Searcher(const std::string& index) : state_(std::make_unique<State>(index)) {}
Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;

SearchResult Searcher::Search(std::string_view query, const SearchOptions& options) {
  SearchResult result;
  result.query = std::string(query);
  result.offset = options.offset;
  const QueryNode root = state_->Parse(query, &result.warnings);
  if (root.type == QueryNode::Type::kNothing) {
    result.warnings = {kNoWordsWarning};
    return result;
  }
  return Translated(state_->file.path(), [&] {
    const QueryCompiler compiler(state_->database, FieldWeights());
    const Xapian::Query all = compiler.Compile(root);
    Matcher matcher(root, &state_->analyzer, &state_->terms);
    std::vector<double> weights;
    for (const QueryNode* leaf : Leaves(root)) weights.push_back(compiler.LeafWeight(*leaf));
    const uint64_t check = options.count_all ? UINT64_MAX : kCountedExactly + 1;
    const auto count = [&](const Xapian::MSet& mset) {
      result.total += mset.get_matches_lower_bound();
      result.total_exact = result.total_exact && mset.get_matches_lower_bound() == mset.get_matches_upper_bound();
      return mset.get_matches_lower_bound();
    };
    if (options.sort == SearchOptions::Sort::kPosition) {
      const Xapian::MSet hits = state_->Run(all, options, options.offset, options.limit, check);
      count(hits);
      state_->AddHits(hits, 0, &matcher, weights, options, &result);
      return result;
    }
    const std::string second(kSecondTierTerm);
    const bool has_second = state_->database.term_exists(second);
    const Xapian::Query first_tier =
        has_second ? Xapian::Query(Xapian::Query::OP_AND_NOT, all, Xapian::Query(second)) : all;
    const Xapian::MSet first = state_->Run(first_tier, options, options.offset, options.limit, check);
    const uint64_t in_first = count(first);
    state_->AddHits(first, 1, &matcher, weights, options, &result);
    if (!has_second) return result;
    // The page reaches the second tier where the first one ends.
    const uint64_t wanted = first.size() < options.limit && result.total_exact ? options.limit - first.size() : 0;
    const uint64_t skipped = options.offset > in_first ? options.offset - in_first : 0;
    const Xapian::Query second_tier(Xapian::Query::OP_FILTER, all, Xapian::Query(second));
    const Xapian::MSet rest = state_->Run(second_tier, options, wanted == 0 ? 0 : skipped, wanted, check);
    count(rest);
    state_->AddHits(rest, 2, &matcher, weights, options, &result);
    return result;
  });
}

}  // namespace article_search
