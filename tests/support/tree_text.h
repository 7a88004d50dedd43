// Query trees, written down for tests.
#pragma once

#include <string>
#include <vector>

#include "searcher/query.h"

namespace article_search {

inline std::string ToText(const QueryTerm& term) {
  return (term.form == QueryTerm::Form::kAcronym ? "^" : term.form == QueryTerm::Form::kWord ? "=" : "") + term.text;
}

inline std::string ToText(const std::vector<Sequence>& sequences) {
  std::string out;
  for (const Sequence& sequence : sequences) {
    if (!out.empty()) out += " / ";
    for (size_t i = 0; i < sequence.size(); ++i) {
      if (i > 0) out += " ";
      for (size_t j = 0; j < sequence[i].size(); ++j) out += (j > 0 ? "|" : "") + ToText(sequence[i][j]);
    }
  }
  return out;
}

// A tree in a line: leaves in brackets; in a leaf, sequences apart by " / ", slots by spaces, and a slot's terms by
// "|"; "^" before an acronym, "=" before a word as written; "title:" and the like before a leaf in a field, "!" before
// one that is exact; "~3" behind a loose phrase, "x2" behind a leaf that stands twice, "+" before what was added.
// `full`: a bracket around OR, too.
inline std::string ToText(const QueryNode& node, bool full = false) {
  std::string out;
  switch (node.type) {
    case QueryNode::Type::kNothing:
      return "nothing";
    case QueryNode::Type::kAll:
      return "all";
    case QueryNode::Type::kLeaf: {
      static constexpr const char* kFields[] = {"", "body:", "heading:", "title:"};
      const bool exact = node.form == QueryNode::Form::kExactWord || node.form == QueryNode::Form::kExactPhrase;
      return std::string(node.is_added ? "+" : "") + kFields[static_cast<size_t>(node.field)] + (exact ? "!" : "") +
             "[" + ToText(node.sequences) + (node.spaced.empty() ? "" : " also " + ToText(node.spaced)) +
             (node.abbreviations.empty() ? "" : " abbr " + ToText(node.abbreviations)) + "]" +
             (node.slack > 0 ? "~" + std::to_string(node.slack) : "") +
             (node.count > 1 ? "x" + std::to_string(node.count) : "");
    }
    case QueryNode::Type::kFilter:
      for (const std::string& term : node.filter_terms) out += (out.empty() ? "" : "|") + term;
      return "<" + out + ">";
    default:
      break;
  }
  for (const QueryNode& child : node.children) out += (out.empty() ? "" : " ") + ToText(child, full);
  switch (node.type) {
    case QueryNode::Type::kAnd:
      return "(and " + out + ")";
    case QueryNode::Type::kAndNot:
      return "(not " + out + ")";
    case QueryNode::Type::kAndMaybe:
      return "(maybe " + out + ")";
    case QueryNode::Type::kNear:
      return "(near/" + std::to_string(node.distance) + " " + out + ")";
    default:
      return full ? "(or " + out + ")" : out;
  }
}
inline std::string ToFullText(const QueryNode& node) { return ToText(node, true); }

}  // namespace article_search
