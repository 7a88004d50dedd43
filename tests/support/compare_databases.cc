#include "tests/support/compare_databases.h"

#include <xapian.h>

#include <random>
#include <sstream>
#include <vector>

namespace article_search {
namespace {

constexpr Xapian::valueno kSlot = 0;
constexpr size_t kQueries = 100;
constexpr size_t kHits = 100;

// Counts that two databases should share, with what they are.
class Comparison {
 public:
  template <typename T>
  bool Same(const T& left, const T& right, const std::string& what) {
    if (left == right) return true;
    std::ostringstream line;
    line << what << ": " << left << " and " << right;
    difference_ = line.str();
    return false;
  }
  const std::string& difference() const { return difference_; }

 private:
  std::string difference_;
};

bool SameStatistics(const Xapian::Database& left, const Xapian::Database& right, Comparison* all) {
  return all->Same(left.get_doccount(), right.get_doccount(), "documents") &&
         all->Same(left.get_lastdocid(), right.get_lastdocid(), "the last document") &&
         all->Same(left.get_avlength(), right.get_avlength(), "the average length") &&
         all->Same(left.get_total_length(), right.get_total_length(), "the total length") &&
         all->Same(left.get_doclength_lower_bound(), right.get_doclength_lower_bound(), "the shortest") &&
         all->Same(left.get_doclength_upper_bound(), right.get_doclength_upper_bound(), "the longest") &&
         all->Same(left.has_positions(), right.has_positions(), "has positions") &&
         all->Same(left.get_value_freq(kSlot), right.get_value_freq(kSlot), "values") &&
         all->Same(left.get_value_lower_bound(kSlot), right.get_value_lower_bound(kSlot), "the lowest value") &&
         all->Same(left.get_value_upper_bound(kSlot), right.get_value_upper_bound(kSlot), "the highest value");
}

bool SameMetadata(const Xapian::Database& left, const Xapian::Database& right, Comparison* all) {
  auto name = left.metadata_keys_begin();
  auto other = right.metadata_keys_begin();
  for (; name != left.metadata_keys_end() && other != right.metadata_keys_end(); ++name, ++other) {
    if (!all->Same(*name, *other, "metadata")) return false;
    if (!all->Same(left.get_metadata(*name), right.get_metadata(*name), "metadata " + *name)) return false;
  }
  return all->Same(name == left.metadata_keys_end(), other == right.metadata_keys_end(), "all metadata");
}

std::string Listed(const std::vector<Xapian::termpos>& positions) {
  std::string list;
  for (const Xapian::termpos position : positions) list += std::to_string(position) + " ";
  return list;
}

bool SamePositions(const Xapian::Database& left, const Xapian::Database& right, Xapian::docid document,
                   const std::string& term, Comparison* all) {
  const std::vector<Xapian::termpos> one(left.positionlist_begin(document, term),
                                         left.positionlist_end(document, term));
  const std::vector<Xapian::termpos> two(right.positionlist_begin(document, term),
                                         right.positionlist_end(document, term));
  return all->Same(Listed(one), Listed(two), "positions of " + term + " in " + std::to_string(document));
}

bool SamePostings(const Xapian::Database& left, const Xapian::Database& right, const std::string& term,
                  Comparison* all) {
  if (!all->Same(left.get_termfreq(term), right.get_termfreq(term), "documents of " + term)) return false;
  if (!all->Same(left.get_collection_freq(term), right.get_collection_freq(term), "frequency of " + term)) return false;
  if (!all->Same(left.get_wdf_upper_bound(term), right.get_wdf_upper_bound(term), "bound of " + term)) return false;
  auto one = left.postlist_begin(term);
  auto two = right.postlist_begin(term);
  for (; one != left.postlist_end(term) && two != right.postlist_end(term); ++one, ++two) {
    const std::string what = term + " in document " + std::to_string(*one);
    if (!all->Same(*one, *two, what) || !all->Same(one.get_wdf(), two.get_wdf(), "wdf of " + what) ||
        !all->Same(one.get_doclength(), two.get_doclength(), "length at " + what) ||
        !SamePositions(left, right, *one, term, all)) {
      return false;
    }
  }
  return all->Same(one == left.postlist_end(term), two == right.postlist_end(term), "all postings of " + term);
}

bool SameDocuments(const Xapian::Database& left, const Xapian::Database& right, Comparison* all) {
  for (Xapian::docid id = 1; id <= left.get_lastdocid(); ++id) {
    const std::string what = "document " + std::to_string(id);
    const Xapian::Document one = left.get_document(id);
    const Xapian::Document two = right.get_document(id);
    if (!all->Same(one.get_data(), two.get_data(), what) ||
        !all->Same(one.get_value(kSlot), two.get_value(kSlot), "value of " + what)) {
      return false;
    }
  }
  return true;
}

bool SameHits(const Xapian::Database& left, const Xapian::Database& right, const std::vector<std::string>& terms,
              unsigned seed, Comparison* all) {
  if (terms.empty()) return true;
  std::mt19937 random(seed);
  for (size_t i = 0; i < kQueries; ++i) {
    std::vector<Xapian::Query> words;
    const size_t count = 1 + random() % 4;
    while (words.size() < count) words.emplace_back(terms[random() % terms.size()]);
    constexpr Xapian::Query::op kOperators[] = {Xapian::Query::OP_OR, Xapian::Query::OP_AND, Xapian::Query::OP_PHRASE,
                                                Xapian::Query::OP_NEAR};
    const Xapian::Query query(kOperators[random() % 4], words.begin(), words.end());
    Xapian::Enquire one(left);
    Xapian::Enquire two(right);
    one.set_query(query);
    two.set_query(query);
    const Xapian::MSet first = one.get_mset(0, kHits, left.get_doccount());
    const Xapian::MSet second = two.get_mset(0, kHits, right.get_doccount());
    if (!all->Same(first.size(), second.size(), query.get_description())) return false;
    if (!all->Same(first.get_matches_estimated(), second.get_matches_estimated(), query.get_description()))
      return false;
    for (Xapian::doccount k = 0; k < first.size(); ++k) {
      if (!all->Same(*first[k], *second[k], query.get_description()) ||
          !all->Same(first[k].get_weight(), second[k].get_weight(), query.get_description())) {
        return false;
      }
    }
  }
  return true;
}

}  // namespace

std::string DifferenceOfDatabases(const std::string& left_path, const std::string& right_path, unsigned seed) {
  const Xapian::Database left(left_path);
  const Xapian::Database right(right_path);
  Comparison all;
  if (!SameStatistics(left, right, &all) || !SameMetadata(left, right, &all)) return all.difference();
  std::vector<std::string> terms;
  auto one = left.allterms_begin();
  auto two = right.allterms_begin();
  for (; one != left.allterms_end() && two != right.allterms_end(); ++one, ++two) {
    if (!all.Same(*one, *two, "a term") || !SamePostings(left, right, *one, &all)) return all.difference();
    terms.push_back(*one);
  }
  if (!all.Same(one == left.allterms_end(), two == right.allterms_end(), "all terms")) return all.difference();
  if (!SameDocuments(left, right, &all) || !SameHits(left, right, terms, seed, &all)) return all.difference();
  return "";
}

}  // namespace article_search
