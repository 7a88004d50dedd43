// Which paragraphs match a query, found by looking at every word of every paragraph. It shares the analyzer and the
// terms with the program, and nothing else: no index, no query tree, no matcher. Slow, and plain enough to be believed.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "corpus/analyzer.h"
#include "corpus/article.h"
#include "indexer/terms.h"

namespace article_search {

struct OracleLeaf {
  std::string text;        // of scripts with spaces between words
  bool is_phrase = false;  // stood in double quotes
};

// The path of the article and the ordinal of the paragraph.
using ParagraphId = std::pair<std::string, uint32_t>;

class Oracle {
 public:
  explicit Oracle(const std::string& language) : language_(language), analyzer_(language), terms_(language) {}

  // Adds the paragraphs of an article that can be hits.
  void Add(const Article& article);

  std::set<ParagraphId> Matches(const std::vector<OracleLeaf>& query);

  // Every paragraph that can be a hit.
  std::set<ParagraphId> All() const;

 private:
  // The terms at each position of a text: "Z" and a stem, or "A" and an acronym.
  using Positions = std::vector<std::set<std::string>>;
  struct Text {
    Positions positions;
    std::set<std::string> words;  // as written
  };
  struct Paragraph {
    ParagraphId id;
    Text body;
    Text heading;             // the nearest one, or the title
    std::vector<Text> above;  // the title and the headings further out: where nothing else has it
  };
  // What a leaf looks for: any of these, each a run of words, each word any of some terms.
  using Run = std::vector<std::set<std::string>>;
  struct Leaf {
    std::vector<Run> runs;
    bool is_stop_word = false;
  };

  Text Analyzed(const std::string& text);
  Leaf Understood(const OracleLeaf& leaf, bool shouted);
  std::set<std::string> TermsOf(const std::string& word);
  bool WordExists(const std::string& word) const;
  bool AcronymExists(const std::string& acronym) const;
  static bool Stands(const Run& run, const Positions& positions);

  std::string language_;
  Analyzer analyzer_;
  TermMaker terms_;
  std::vector<Paragraph> paragraphs_;
};

// The leaves as somebody would type them.
std::string ToQuery(const std::vector<OracleLeaf>& leaves);

}  // namespace article_search
