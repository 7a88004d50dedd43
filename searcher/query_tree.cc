#include "searcher/query_tree.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

namespace article_search {
namespace {

using Type = QueryNode::Type;
using Form = QueryNode::Form;

constexpr size_t kFilterNameSize = std::string_view("kind:").size();  // and of "path:"

// What lets through what either does.
void Widen(const QueryNode& other, QueryNode* filter) {
  for (const std::string& part : other.filters) {
    if (std::find(filter->filters.begin(), filter->filters.end(), part) == filter->filters.end()) {
      filter->filters.push_back(part);
    }
  }
  std::vector<std::string> terms;
  std::set_union(filter->filter_terms.begin(), filter->filter_terms.end(), other.filter_terms.begin(),
                 other.filter_terms.end(), std::back_inserter(terms));
  filter->filter_terms = std::move(terms);
}

}  // namespace

bool IsSameLeaf(const QueryNode& a, const QueryNode& b) {
  return a.type == Type::kLeaf && b.type == Type::kLeaf && a.field == b.field && a.slack == b.slack &&
         a.sequences == b.sequences && a.form == b.form && (a.form != Form::kExactPhrase || a.text == b.text) &&
         (a.form != Form::kExactWord || a.text == b.text) && !a.sequences.empty();
}

bool IsSameFilter(const QueryNode& a, const QueryNode& b) {
  return a.type == Type::kFilter && b.type == Type::kFilter &&
         a.filters.front().substr(0, kFilterNameSize) == b.filters.front().substr(0, kFilterNameSize);
}

void AddOptional(QueryNode node, std::vector<QueryNode>* optional) {
  if (node.type == Type::kOr) {
    for (QueryNode& child : node.children) AddOptional(std::move(child), optional);
    return;
  }
  const auto same = std::find_if(optional->begin(), optional->end(), [&](const QueryNode& other) {
    return IsSameLeaf(node, other) || IsSameFilter(node, other);
  });
  if (same == optional->end()) {
    optional->push_back(std::move(node));
  } else if (node.type == Type::kFilter) {
    Widen(node, &*same);
  } else {
    same->count += node.count;
  }
}

QueryNode Combine(Type type, std::vector<QueryNode> children) {
  std::erase_if(children, [](const QueryNode& child) { return child.type == Type::kNothing; });
  if (children.size() == 1) return std::move(children.front());
  QueryNode node;
  if (children.empty()) return node;
  node.type = type;
  node.children.reserve(children.size());
  // a AND (b AND c)
  for (QueryNode& child : children) {
    if (type == Type::kOr) {
      AddOptional(std::move(child), &node.children);
    } else if (child.type == type && type == Type::kAnd) {
      std::move(child.children.begin(), child.children.end(), std::back_inserter(node.children));
    } else {
      node.children.push_back(std::move(child));
    }
  }
  if (node.children.size() == 1) return std::move(node.children.front());
  return node;
}

bool HasContentWord(const QueryNode& node) {
  if (node.type == Type::kLeaf) return !node.is_stop_word;
  if (node.type == Type::kNear) return true;
  const size_t positive = node.type == Type::kAndNot ? 1 : node.children.size();
  return std::any_of(node.children.begin(), node.children.begin() + static_cast<std::ptrdiff_t>(positive),
                     HasContentWord);
}

bool DropStopWords(QueryNode* node) {
  if (node->type == Type::kNear) return false;
  bool dropped = false;
  for (QueryNode& child : node->children) dropped = DropStopWords(&child) || dropped;
  const auto droppable = [](const QueryNode& child) {
    return (child.type == Type::kLeaf && child.is_stop_word) || child.type == Type::kNothing;
  };
  const auto adds_nothing = [&](const QueryNode& child) { return droppable(child) || child.type == Type::kFilter; };
  std::vector<QueryNode>& children = node->children;
  if (node->type == Type::kOr || node->type == Type::kAnd) {
    dropped = std::erase_if(children, droppable) > 0 || dropped;
    if (dropped) *node = Combine(node->type, std::exchange(children, {}));
  } else if (node->type == Type::kAndMaybe) {
    const auto rest = std::remove_if(children.begin() + 1, children.end(), adds_nothing);
    dropped = rest != children.end() || dropped;
    children.erase(rest, children.end());
    if (children.size() == 1) *node = QueryNode(std::move(children.front()));
  }
  return dropped;
}

bool AddHeadings(const std::function<bool(const QueryNode& leaf)>& is_nowhere, QueryNode* node) {
  if (node->type == Type::kLeaf) {
    if (node->field != LeafField::kAny || node->sequences.empty() || !is_nowhere(*node)) return false;
    std::vector<QueryNode> places = {*node};
    for (const LeafField field : {LeafField::kHeading, LeafField::kTitle}) {
      QueryNode& place = places.emplace_back(*node);
      place.field = field;
      place.spaced.clear();
      place.abbreviations.clear();
      place.bigrams.clear();
    }
    *node = Combine(Type::kOr, std::move(places));
    return true;
  }
  if (node->type == Type::kNear) return false;
  bool added = false;
  for (QueryNode& child : node->children) {
    added = AddHeadings(is_nowhere, &child) || added;
    if (node->type == Type::kAndNot) break;  // what must not be there
  }
  return added;
}

}  // namespace article_search
