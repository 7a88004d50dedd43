#include "tests/support/oracle.h"

#include <algorithm>
#include <cctype>
#include <map>

#include "indexer/language.h"

namespace article_search {
namespace {

std::string WithoutSpace(const std::string& text) {
  std::string out;
  for (char c : text) {
    if (std::isspace(static_cast<unsigned char>(c)) == 0) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

// Caps Lock: no small letter, and a run of capitals that no acronym has.
bool IsShouted(const std::string& text) {
  int run = 0;
  int longest = 0;
  for (char c : text) {
    if (c >= 'a' && c <= 'z') return false;
    run = c >= 'A' && c <= 'Z' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest > 5;
}

// No ASCII but small letters.
bool IsLetters(const std::string& word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; });
}

bool BeginsCodePoint(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

}  // namespace

Oracle::Text Oracle::Analyzed(const std::string& text) {
  std::vector<Token> tokens;
  analyzer_.Analyze(text, &tokens);
  Text out;
  for (const Token& token : tokens) {
    if (token.position >= out.positions.size()) out.positions.resize(token.position + 1);
    if (token.type == TokenType::kAcronym) {
      out.positions[token.position].insert("A" + token.text);
    } else {
      for (const std::string& stem : terms_.Stems(token.text)) out.positions[token.position].insert("Z" + stem);
      out.words.insert(terms_.Word(token.text));
    }
  }
  return out;
}

void Oracle::Add(const Article& article) {
  struct Place {
    const article_search::Paragraph* first;
    std::set<std::string> seen;  // nearest headings of all copies
    std::string headings;        // the same, a line each
  };
  std::map<std::string, size_t> by_text;
  std::vector<Place> places;
  for (const article_search::Paragraph& paragraph : article.paragraphs) {
    if (paragraph.has_content_below) continue;  // found through what stands below
    const bool debris = paragraph.kind == ParagraphKind::kCaption || paragraph.kind == ParagraphKind::kBoilerplate;
    const auto [at, is_new] = by_text.emplace((debris ? "2" : "1") + WithoutSpace(paragraph.text), places.size());
    if (is_new) places.push_back({&paragraph, {}, {}});
    Place& place = places[at->second];  // a copy is listed with the first one, and found by its heading, too
    const std::string nearest = paragraph.headings.empty() ? article.title : paragraph.headings.back();
    if (place.seen.insert(nearest).second) place.headings += (place.seen.size() == 1 ? "" : "\n") + nearest;
  }
  for (const Place& place : places) {
    const article_search::Paragraph& paragraph = *place.first;
    std::string heading = place.headings;
    // A title stands below nothing, and a comment form has nothing to do with what it happens to stand below.
    const bool alone = paragraph.kind == ParagraphKind::kTitle || paragraph.kind == ParagraphKind::kBoilerplate;
    if (alone) heading.clear();
    std::vector<Text> above = {Analyzed(article.title)};
    for (size_t i = 0; !alone && i + 1 < paragraph.headings.size(); ++i) {
      above.push_back(Analyzed(paragraph.headings[i]));
    }
    paragraphs_.push_back(
        {{article.path, paragraph.ordinal}, Analyzed(paragraph.text), Analyzed(heading), std::move(above)});
  }
}

bool Oracle::WordExists(const std::string& word) const {
  const std::string written = terms_.Word(word);
  return std::any_of(paragraphs_.begin(), paragraphs_.end(), [&](const Paragraph& paragraph) {
    return paragraph.body.words.count(written) != 0 || paragraph.heading.words.count(written) != 0;
  });
}

bool Oracle::AcronymExists(const std::string& acronym) const {
  const Run run = {{"A" + acronym}};
  return std::any_of(paragraphs_.begin(), paragraphs_.end(), [&](const Paragraph& paragraph) {
    return Stands(run, paragraph.body.positions) || Stands(run, paragraph.heading.positions);
  });
}

std::set<std::string> Oracle::TermsOf(const std::string& word) {
  std::set<std::string> terms;
  for (const std::string& stem : terms_.Stems(word)) terms.insert("Z" + stem);
  return terms;
}

Oracle::Leaf Oracle::Understood(const OracleLeaf& leaf, bool shouted) {
  std::vector<Token> tokens;
  analyzer_.Analyze(leaf.text, &tokens, 0, shouted ? Acronyms::kUnlessAllCapitals : Acronyms::kAlways);
  std::vector<std::string> words;
  Run plain;
  bool has_acronym = false;
  bool has_compound = false;
  for (const Token& token : tokens) {
    has_compound = has_compound || token.type == TokenType::kCompound;
    if (token.type == TokenType::kWord) {
      words.push_back(token.text);
      plain.push_back(TermsOf(token.text));
    } else if (token.type == TokenType::kAcronym && !shouted && IsFunctionWord(language_, token.text) &&
               words.back() == token.text && AcronymExists(token.text)) {
      // US is the country, and not the pronoun; for EAEU the capitals change nothing.
      plain.back() = {"A" + token.text};
      has_acronym = true;
    }
  }
  Leaf out;
  if (words.empty()) return out;
  out.runs.push_back(plain);
  const auto instead = [&](size_t first, size_t last, const Run& by) {
    Run run(plain.begin(), plain.begin() + static_cast<std::ptrdiff_t>(first));
    run.insert(run.end(), by.begin(), by.end());
    run.insert(run.end(), plain.begin() + static_cast<std::ptrdiff_t>(last) + 1, plain.end());
    out.runs.push_back(run);
  };
  // multi-vector is multivector; the joined form stands at its first part and at its last. Several compounds are joined
  // or not in every way; more than three all of them, or none.
  struct Compound {
    size_t first;
    size_t last;
    std::string text;
  };
  std::vector<Compound> compounds;
  for (const Token& a : tokens) {
    for (const Token& b : tokens) {
      if (a.type == TokenType::kCompound && b.type == TokenType::kCompound && a.begin == b.begin &&
          a.position < b.position) {
        compounds.push_back({a.position, b.position, a.text});
      }
    }
  }
  const size_t ways = size_t{1} << compounds.size();
  for (size_t way = compounds.size() > 3 ? ways - 1 : 1; way < ways; ++way) {
    Run run = plain;
    for (size_t i = compounds.size(); i > 0; --i) {
      if ((way >> (i - 1) & 1) == 0) continue;
      const Compound& compound = compounds[i - 1];
      run.erase(run.begin() + static_cast<std::ptrdiff_t>(compound.first) + 1,
                run.begin() + static_cast<std::ptrdiff_t>(compound.last) + 1);
      run[compound.first] = TermsOf(compound.text);
    }
    out.runs.push_back(run);
  }
  out.is_stop_word =
      !leaf.is_phrase && words.size() == 1 && !has_acronym && !has_compound && IsStopWord(language_, words.front());
  if (!leaf.is_phrase) return out;
  // In quotes "multi vector" is multivector, and "multivector policy" is multi vector policy.
  for (size_t i = 0; i < words.size(); ++i) {
    if (!IsLetters(words[i])) continue;
    if (i + 1 < words.size() && IsLetters(words[i + 1]) && words[i].size() >= 3 && words[i + 1].size() >= 3 &&
        WordExists(words[i] + words[i + 1])) {
      instead(i, i + 1, {TermsOf(words[i] + words[i + 1])});
    }
    for (size_t at = 3; words.size() > 1 && at + 3 <= words[i].size(); ++at) {
      const std::string left = words[i].substr(0, at);
      const std::string right = words[i].substr(at);
      if (BeginsCodePoint(right[0]) && WordExists(left) && WordExists(right)) {
        instead(i, i, {TermsOf(left), TermsOf(right)});
      }
    }
  }
  return out;
}

bool Oracle::Stands(const Run& run, const Positions& positions) {
  for (size_t start = 0; start + run.size() <= positions.size(); ++start) {
    bool all = true;
    for (size_t i = 0; i < run.size(); ++i) {
      all = all && std::any_of(run[i].begin(), run[i].end(),
                               [&](const std::string& term) { return positions[start + i].count(term) != 0; });
    }
    if (all) return true;
  }
  return false;
}

std::set<ParagraphId> Oracle::Matches(const std::vector<OracleLeaf>& query) {
  const bool shouted = IsShouted(ToQuery(query));
  std::vector<Leaf> leaves;
  for (const OracleLeaf& leaf : query) {
    Leaf understood = Understood(leaf, shouted);
    if (!understood.runs.empty()) leaves.push_back(std::move(understood));
  }
  // Stop words go only where there is something beside them.
  if (std::any_of(leaves.begin(), leaves.end(), [](const Leaf& leaf) { return !leaf.is_stop_word; })) {
    std::erase_if(leaves, [](const Leaf& leaf) { return leaf.is_stop_word; });
  }
  std::set<ParagraphId> matches;
  std::set<ParagraphId> above;
  for (const Paragraph& paragraph : paragraphs_) {
    for (const Leaf& leaf : leaves) {
      for (const Run& run : leaf.runs) {
        if (Stands(run, paragraph.body.positions) || Stands(run, paragraph.heading.positions)) {
          matches.insert(paragraph.id);
        }
        if (std::any_of(paragraph.above.begin(), paragraph.above.end(),
                        [&](const Text& text) { return Stands(run, text.positions); })) {
          above.insert(paragraph.id);
        }
      }
    }
  }
  return matches.empty() ? above : matches;
}

std::set<ParagraphId> Oracle::All() const {
  std::set<ParagraphId> all;
  for (const Paragraph& paragraph : paragraphs_) all.insert(paragraph.id);
  return all;
}

std::string ToQuery(const std::vector<OracleLeaf>& leaves) {
  std::string query;
  for (const OracleLeaf& leaf : leaves) {
    if (!query.empty()) query += ' ';
    query += leaf.is_phrase ? '"' + leaf.text + '"' : leaf.text;
  }
  return query;
}

}  // namespace article_search
