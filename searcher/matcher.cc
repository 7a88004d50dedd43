// A leaf's sequence of slots is found by merging the slots' position lists, as Xapian does for OP_PHRASE; the tree is
// then evaluated from the leaves up, and what hangs below a branch that did not match is not marked.
#include "searcher/matcher.h"

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <utility>

#include "corpus/error.h"
#include "indexer/schema.h"
#include "searcher/exact_form.h"

namespace article_search {
namespace {

using Type = QueryNode::Type;
using Form = QueryNode::Form;

// "<" says nothing of addresses in different arrays.
bool IsBefore(const QueryTerm* a, const QueryTerm* b) { return std::less<>()(a, b); }

// The texts of a paragraph in the order in which they are read; from kFirstOuter on headings further out.
enum TextNumber : uint8_t { kBodyText, kNearestText, kTitleText, kFirstOuter };

bool IsIn(LeafField field, size_t text) {
  switch (field) {
    case LeafField::kAny:
      return text == kBodyText || text == kNearestText;
    case LeafField::kBody:
      return text == kBodyText;
    case LeafField::kHeading:
      return text == kNearestText || text >= kFirstOuter;
    case LeafField::kTitle:
      break;
  }
  return text == kTitleText;
}

// Whether one can be chosen of each list, from begins[i] up to ends[i], so that no two stand at one position: a
// matching of lists and positions, by augmenting paths (Kuhn 1955).
template <typename Lists>
class DistinctPositions {
 public:
  DistinctPositions(const Lists& lists, const std::vector<size_t>& begins, const std::vector<size_t>& ends)
      : lists_(lists), begins_(begins), ends_(ends) {}

  bool Exist() {
    if (AreEnough()) return true;
    for (size_t i = 0; i < lists_.size(); ++i) {
      std::vector<uint32_t> tried;
      if (!Assign(i, &tried)) return false;
    }
    return true;
  }

 private:
  // Whether each list, from the shortest on, has a position more than there are lists before it: then any choice will
  // do.
  bool AreEnough() const {
    std::vector<size_t> counts;
    for (size_t i = 0; i < lists_.size(); ++i) {
      size_t count = 0;
      for (size_t at = begins_[i]; at < ends_[i] && count < lists_.size(); ++at) {
        if (at == begins_[i] || lists_[i][at].first != lists_[i][at - 1].first) ++count;
      }
      counts.push_back(count);
    }
    std::sort(counts.begin(), counts.end());
    for (size_t i = 0; i < counts.size(); ++i) {
      if (counts[i] <= i) return false;
    }
    return true;
  }

  bool Assign(size_t list, std::vector<uint32_t>* tried) {
    for (size_t at = begins_[list]; at < ends_[list]; ++at) {
      const uint32_t position = lists_[list][at].first;
      if (std::find(tried->begin(), tried->end(), position) != tried->end()) continue;
      tried->push_back(position);
      const auto owner = owners_.find(position);
      if (owner == owners_.end() || Assign(owner->second, tried)) {
        owners_[position] = list;
        return true;
      }
    }
    return false;
  }

  const Lists& lists_;
  const std::vector<size_t>& begins_;
  const std::vector<size_t>& ends_;
  std::unordered_map<uint32_t, size_t> owners_;
};

}  // namespace

Matcher::Matcher(const QueryNode& query, TextAnalyses* analyses) : query_(query), analyses_(analyses) {
  const std::vector<const QueryNode*> leaves = Leaves(query);
  leaf_count_ = leaves.size();
  for (const QueryNode* leaf : leaves) {
    Register(*leaf);
    reads_title_ = reads_title_ || leaf->field == LeafField::kTitle;
    reads_outer_ = reads_outer_ || leaf->field == LeafField::kHeading;
  }
  std::sort(numbers_.begin(), numbers_.end(), [](const auto& a, const auto& b) { return IsBefore(a.first, b.first); });
}

void Matcher::Register(const QueryNode& leaf) {
  for (const auto* sequences : FormsOf(leaf)) {
    for (const Sequence& sequence : *sequences) {
      for (const Slot& slot : sequence) {
        for (const QueryTerm& term : slot) {
          numbers_.emplace_back(&term, analyses_->NumberOf(term.form, term.text));
          filter_ |= TermBit(numbers_.back().second);
        }
      }
    }
  }
}

std::vector<Matcher::Run> Matcher::SlotRuns(const Slot& slot, const Text& text) const {
  std::vector<Run> runs;
  if (slot.empty()) return runs;
  const AnalysedText& analysed = *text.analysed;
  // The terms of a slot stand side by side there, too.
  const auto first = std::lower_bound(numbers_.begin(), numbers_.end(), slot.data(),
                                      [](const auto& a, const QueryTerm* b) { return IsBefore(a.first, b); });
  if (first == numbers_.end() || first->first != slot.data()) {
    throw Error(ErrorCode::kInternal, "the query's tree has changed");
  }
  for (auto term = first; term != first + static_cast<std::ptrdiff_t>(slot.size()); ++term) {
    const uint32_t number = term->second;
    if ((analysed.filter & TermBit(number)) == 0) continue;
    const size_t others = runs.size();
    auto place = std::lower_bound(analysed.places.begin(), analysed.places.end(), AnalysedText::Place{number, 0});
    for (; place != analysed.places.end() && place->term == number; ++place) {
      const Token& token = analysed.tokens[place->token];
      const bool is_known = runs.size() > others && runs.back().first == token.position && runs.back().end == token.end;
      if (!is_known) runs.push_back({token.position, token.position, token.begin, token.end});
    }
  }
  if (slot.size() > 1) {
    std::stable_sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.first < b.first; });
  }
  return runs;
}

std::vector<Matcher::Run> Matcher::SequenceRuns(const Sequence& sequence, const Text& text) const {
  std::vector<Run> runs = SlotRuns(sequence.front(), text);
  for (size_t i = 1; i < sequence.size() && !runs.empty(); ++i) {
    const std::vector<Run> here = SlotRuns(sequence[i], text);
    std::vector<Run> longer;
    auto next = here.begin();
    for (const Run& run : runs) {
      // Both ascend by position.
      while (next != here.end() && next->first <= run.last) ++next;
      if (next != here.end() && next->first == run.last + 1) {
        longer.push_back({run.first, next->first, run.begin, next->end});
      }
    }
    runs = std::move(longer);
  }
  return runs;
}

// From each place of the first word the nearest places of the others behind it, as Xapian's OP_PHRASE with a window.
std::vector<Matcher::Run> Matcher::LooseRuns(const Sequence& sequence, uint32_t slack, const Text& text) const {
  std::vector<std::vector<Run>> slots;
  for (const Slot& slot : sequence) slots.push_back(SlotRuns(slot, text));
  std::vector<Run> runs;
  for (const Run& first : slots.front()) {
    Run run = {first.first, first.last, first.begin, first.end, {first}};
    for (size_t i = 1; i < slots.size(); ++i) {
      const auto at = std::upper_bound(slots[i].begin(), slots[i].end(), run.last,
                                       [](uint32_t p, const Run& word) { return p < word.first; });
      if (at == slots[i].end()) return runs;
      run.last = at->last;
      run.end = at->end;
      run.words.push_back(*at);
    }
    if (run.last - run.first < sequence.size() + slack) runs.push_back(std::move(run));
  }
  return runs;
}

std::vector<Matcher::Run> Matcher::Runs(const QueryNode& leaf, const Text& text) const {
  std::vector<Run> runs;
  for (const auto* sequences : FormsOf(leaf)) {
    for (const Sequence& sequence : *sequences) {
      const bool loose = leaf.slack > 0 && sequence.size() > 1;
      std::vector<Run> found = loose ? LooseRuns(sequence, leaf.slack, text) : SequenceRuns(sequence, text);
      if (runs.empty()) {
        runs = std::move(found);
      } else {
        std::move(found.begin(), found.end(), std::back_inserter(runs));
      }
    }
  }
  if (leaf.form == Form::kExactWord || leaf.form == Form::kExactPhrase) {
    const std::string wanted = ExactForm(leaf.text);
    std::erase_if(
        runs, [&](const Run& run) { return !IsExactForm(text.text.substr(run.begin, run.end - run.begin), wanted); });
  }
  return runs;
}

// Keeps of each list the runs that stand with one of every other list within `distance`, at positions of their own.
void Matcher::KeepNear(uint32_t distance, std::vector<std::vector<Run>>* lists) {
  // Runs of several words take room themselves.
  uint32_t room = distance;
  for (auto& list : *lists) {
    if (list.empty()) {
      for (auto& other : *lists) other.clear();
      return;
    }
    uint32_t longest = 0;
    for (const Run& run : list) longest = std::max(longest, run.last - run.first);
    room += longest;
    std::sort(list.begin(), list.end(), [](const Run& a, const Run& b) { return a.first < b.first; });
  }
  std::vector<std::vector<char>> kept;
  for (const auto& list : *lists) kept.emplace_back(list.size(), 0);
  // Each run in turn as the first of a group.
  std::vector<size_t> begins(lists->size());
  std::vector<size_t> ends(lists->size());
  for (size_t anchor = 0; anchor < lists->size(); ++anchor) {
    std::vector<size_t> filled(lists->size());  // up to where `kept` is known, the windows going forward
    for (const Run& first : (*lists)[anchor]) {
      bool all = true;
      for (size_t i = 0; i < lists->size() && all; ++i) {
        const auto& list = (*lists)[i];
        const auto by_first = [](const Run& run, uint32_t position) { return run.first < position; };
        const auto begin = std::lower_bound(list.begin(), list.end(), first.first, by_first);
        const auto end = std::lower_bound(begin, list.end(), first.first + room + 1, by_first);
        begins[i] = static_cast<size_t>(begin - list.begin());
        ends[i] = static_cast<size_t>(end - list.begin());
        all = begin != end;
      }
      if (!all || !DistinctPositions(*lists, begins, ends).Exist()) continue;
      for (size_t i = 0; i < lists->size(); ++i) {
        for (size_t at = std::max(begins[i], filled[i]); at < ends[i]; ++at) kept[i][at] = 1;
        filled[i] = std::max(filled[i], ends[i]);
      }
    }
  }
  for (size_t i = 0; i < lists->size(); ++i) {
    size_t at = 0;
    std::erase_if((*lists)[i], [&](const Run&) { return kept[i][at++] == 0; });
  }
}

// What each leaf matches in each text; `contributes`: whether it matches.
void Matcher::Collect(const QueryNode& node, const std::vector<Text>& texts, uint32_t* next_leaf,
                      std::vector<char>* contributes) const {
  const auto add = [&](const std::vector<Run>& runs, uint32_t leaf, std::vector<Match>* matches) {
    for (const Run& run : runs) {
      if (run.words.empty()) matches->push_back({run.begin, run.end, leaf});
      for (const Run& word : run.words) matches->push_back({word.begin, word.end, leaf});
      (*contributes)[leaf] = 1;
    }
  };
  if (node.type == Type::kLeaf) {
    for (size_t i = 0; i < texts.size(); ++i) {
      const Text& text = texts[i];
      if (text.analysed && IsIn(node.field, i)) add(Runs(node, text), *next_leaf, text.matches);
    }
    ++*next_leaf;
    return;
  }
  if (node.type == Type::kNear) {
    for (size_t i = 0; i < texts.size(); ++i) {
      if (!texts[i].analysed || !IsIn(node.children[0].field, i)) continue;
      std::vector<std::vector<Run>> lists;
      for (const QueryNode& leaf : node.children) lists.push_back(Runs(leaf, texts[i]));
      KeepNear(node.distance, &lists);
      for (size_t j = 0; j < lists.size(); ++j) {
        add(lists[j], *next_leaf + static_cast<uint32_t>(j), texts[i].matches);
      }
    }
    *next_leaf += static_cast<uint32_t>(node.children.size());
    return;
  }
  for (const QueryNode& child : node.children) Collect(child, texts, next_leaf, contributes);
}

// Whether the paragraph matches; no leaf of a branch that doesn't `contributes` from then on.
bool Matcher::Evaluate(const QueryNode& node, const ParagraphTexts& texts, uint32_t* next_leaf,
                       std::vector<char>* contributes) const {
  const uint32_t first = *next_leaf;
  switch (node.type) {
    case Type::kNothing:
      return false;
    case Type::kAll:
      return true;
    case Type::kFilter: {
      const auto wants = [&node](const std::string& term) {
        return std::binary_search(node.filter_terms.begin(), node.filter_terms.end(), term);
      };
      return wants(std::string(kKindPrefix).append(ToString(texts.kind))) || wants(PathTerm(texts.path));
    }
    case Type::kLeaf:
    case Type::kNear:
      *next_leaf += node.type == Type::kLeaf ? 1 : static_cast<uint32_t>(node.children.size());
      return (*contributes)[first] != 0;
    default:
      break;
  }
  bool result = node.type != Type::kOr;
  for (size_t i = 0; i < node.children.size(); ++i) {
    const uint32_t child_first = *next_leaf;
    const bool matched = Evaluate(node.children[i], texts, next_leaf, contributes);
    switch (node.type) {
      case Type::kOr:
        result = result || matched;
        break;
      case Type::kAndNot:
        result = result && matched == (i == 0);
        // What must not be there is never marked.
        if (i > 0) std::fill(contributes->begin() + child_first, contributes->begin() + *next_leaf, 0);
        break;
      case Type::kAndMaybe:
        result = result && (matched || i > 0);
        break;
      default:
        result = result && matched;
    }
  }
  if (!result) std::fill(contributes->begin() + first, contributes->begin() + *next_leaf, 0);
  return result;
}

ParagraphMatch Matcher::MatchParagraph(const ParagraphTexts& texts, const QueryLanguage& language) {
  ParagraphMatch match;
  match.outer.resize(texts.outer.size());
  match.contributes.resize(leaf_count_);
  std::vector<Text> read;
  read.reserve(kFirstOuter + texts.outer.size());
  const auto add = [&](std::string_view text, std::vector<Match>* matches, bool wanted) {
    std::shared_ptr<const AnalysedText> analysed = wanted ? analyses_->Of(text, language) : nullptr;
    const bool may_match = analysed && (analysed->filter & filter_) != 0;
    read.push_back({text, may_match ? analysed : nullptr, matches});
    return analysed;
  };
  // In the order of TextNumber.
  match.text = add(texts.body, &match.body, true);
  add(texts.nearest_heading, &match.nearest_heading, true);
  add(texts.title, &match.title, reads_title_);
  for (size_t i = 0; i < texts.outer.size(); ++i) add(texts.outer[i], &match.outer[i], reads_outer_);

  uint32_t next_leaf = 0;
  Collect(query_, read, &next_leaf, &match.contributes);
  next_leaf = 0;
  match.matches = Evaluate(query_, texts, &next_leaf, &match.contributes);
  for (const Text& text : read) {
    std::erase_if(*text.matches, [&](const Match& m) { return match.contributes[m.leaf] == 0; });
    std::sort(text.matches->begin(), text.matches->end(),
              [](const Match& a, const Match& b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; });
  }
  return match;
}

}  // namespace article_search
