// A query. The first byte has the options, the second the languages of the index, the rest is the query.
#include <set>
#include <string>
#include <vector>

#include "corpus/analyzer.h"
#include "indexer/clean_text.h"
#include "indexer/terms.h"
#include "searcher/brackets.h"
#include "searcher/query_lexer.h"
#include "searcher/query_parser.h"
#include "searcher/query_text.h"
#include "tests/fuzz/target.h"
#include "tests/support/checks.h"
#include "tests/support/fake_vocabulary.h"
#include "tests/support/tree_text.h"

namespace article_search {
namespace {

struct Language {
  explicit Language(const std::string& given) : name(given), analyzer(given), terms(given) {}
  QueryLanguage ForQuery() { return {name, &analyzer, &terms}; }
  std::string name;
  Analyzer analyzer;
  TermMaker terms;
};

FakeVocabulary MakeVocabulary() {
  static const std::set<std::string> kTerms = {"^us",  "^it",   "land",     "lock",  "=land", "=locked",
                                               "port", "=port", "landlock", "=rail", "rail"};
  FakeVocabulary vocabulary;
  vocabulary.has_term = [](const QueryTerm& term) { return kTerms.contains(ToText(term)); };
  vocabulary.words = {{"port", 9},  {"ports", 5}, {"portal", 3}, {"airport", 2}, {"part", 4},       {"woman", 1},
                      {"women", 2}, {"sport", 1}, {"ship", 1},   {"zurich", 1},  {"multivector", 1}};
  vocabulary.paths = {"/home/notes/2024/january.txt", "/home/notes/readme.md", "-"};
  vocabulary.long_forms["eaeu"] = {"Eurasian Economic Union"};
  vocabulary.short_forms["eurasian econom union"] = {"eaeu"};
  return vocabulary;
}

void CheckNode(const QueryNode& node, size_t depth) {
  Require(depth <= kMaxNesting + 8, "a tree is no deeper than brackets may be");
  Require(node.count >= 1 && node.weight > 0 && node.slack <= kMaxDistance && node.distance <= kMaxDistance,
          "numbers are within their bounds");
  Require((node.type == QueryNode::Type::kLeaf || node.type == QueryNode::Type::kFilter ||
           node.type == QueryNode::Type::kNothing || node.type == QueryNode::Type::kAll) == node.children.empty(),
          "what has children is an operator");
  for (const QueryNode& child : node.children) CheckNode(child, depth + 1);
}

// Lexemes are parts of the query, in order.
void CheckLexemes(std::string_view query, bool literal) {
  std::vector<std::string> warnings;
  const char* at = query.data();
  for (const Lexeme& lexeme : SplitQuery(query, literal, &warnings)) {
    if (lexeme.text.empty()) continue;
    Require(lexeme.text.data() >= at && lexeme.text.data() + lexeme.text.size() <= query.data() + query.size(),
            "lexemes are parts of the query, in order");
    at = lexeme.text.data();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static FakeVocabulary vocabulary = MakeVocabulary();
  static Language english("english");
  static Language german("german");
  static Language none("none");
  FuzzInput input(data, size);
  const size_t flags = input.Below(8);
  QueryOptions options;
  options.all = (flags & 1) != 0;
  options.literal = (flags & 2) != 0;
  options.abbreviations = (flags & 4) == 0;
  const std::vector<std::vector<QueryLanguage>> languages = {
      {english.ForQuery()}, {none.ForQuery()}, {german.ForQuery()}, {english.ForQuery(), german.ForQuery()}};
  QueryParser parser(languages[input.Below(languages.size())], &vocabulary, options);
  const std::string_view query = input.Rest();

  CheckLexemes(query, options.literal);
  std::vector<std::string> warnings;
  const QueryNode tree = parser.Parse(query, &warnings);
  for (const std::string& warning : warnings) CheckMessage(warning);
  CheckNode(tree, 0);
  Require(Leaves(tree).size() <= 2 * kMaxLeaves, "there are no more leaves than allowed, and what they abbreviate");

  // The interpretation is a query that means the same.
  const std::string text = ToQueryText(tree);
  Require((tree.type == QueryNode::Type::kNothing) == text.empty(), "only nothing is written as nothing");
  if (text.empty() || options.literal) return 0;
  const QueryNode again = parser.Parse(text);
  Require(ToText(again) == ToText(tree), "the interpretation reads as the same tree");
  Require(ToQueryText(again) == text, "and is written in the same way");
  return 0;
}

}  // namespace article_search
