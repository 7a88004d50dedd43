#include "searcher/query_text.h"

#include <algorithm>

#include "corpus/ascii.h"
#include "searcher/query_lexer.h"

namespace article_search {
namespace {

using Type = QueryNode::Type;
using Form = QueryNode::Form;

// In small letters where the capitals say nothing, which is everywhere but in acronyms: a query of capitals only, one
// word of which is too long for an acronym, is read as shouted.
std::string Plain(const QueryNode& leaf) {
  std::string text = leaf.text;
  const bool has_acronym = std::any_of(leaf.sequences.begin(), leaf.sequences.end(), [](const Sequence& sequence) {
    return std::any_of(sequence.begin(), sequence.end(),
                       [](const Slot& slot) { return slot.front().form == QueryTerm::Form::kAcronym; });
  });
  for (auto begin = text.begin(); begin != text.end();) {
    const auto end = std::find_if_not(begin, text.end(), IsAsciiUpper);
    if (!has_acronym || end - begin > kLongestAcronym) {
      std::transform(begin, end, begin, [](char c) { return ToAsciiLower(c); });
    }
    begin = end == text.end() ? end : end + 1;
  }
  return text;
}

std::string_view FieldName(LeafField field) {
  switch (field) {
    case LeafField::kBody:
      return "body:";
    case LeafField::kHeading:
      return "heading:";
    case LeafField::kTitle:
      return "title:";
    case LeafField::kAny:
      break;
  }
  return "";
}

std::string WithoutQuotes(std::string text, std::string_view replacement) {
  for (const std::string_view quote : {"\"", "“", "”", "„", "«", "»"}) {
    for (size_t at = text.find(quote); at != std::string::npos; at = text.find(quote, at)) {
      text.replace(at, quote.size(), replacement);
    }
  }
  return text;
}

std::string Quoted(const std::string& text) { return '"' + WithoutQuotes(text, "/") + '"'; }

// Whether a word reads as itself without quotes.
bool IsBare(const std::string& word) {
  // The usual word, without having it read.
  if (!word.empty() && std::all_of(word.begin(), word.end(), IsAsciiLower)) return true;
  std::vector<std::string> warnings;
  const std::vector<Lexeme> lexemes = SplitQuery(word, false, &warnings);
  return lexemes.size() == 1 && lexemes[0].type == LexemeType::kWord && lexemes[0].text == word && warnings.empty() &&
         word.find_first_of("()\"") == std::string::npos;
}

// Not a digit, nor a sign that means something else after an operator.
bool BeginsWithLetter(const std::string& word) { return !word.empty() && IsLetterLike(word.front()); }

// Whether the wildcard is one after a field's colon, too, as title:*vector is and title:*'or is not.
bool IsReadAfterField(const std::string& pattern) {
  std::vector<std::string> warnings;
  const std::string with_field = "title:" + pattern;
  const std::vector<Lexeme> lexemes = SplitQuery(with_field, false, &warnings);
  return lexemes.size() == 2 && lexemes[0].type == LexemeType::kField && lexemes[1].type == LexemeType::kWildcard;
}

// Whether its words read the same without brackets.
bool IsPlainOr(const QueryNode& node) {
  return node.type == Type::kOr && std::none_of(node.children.begin(), node.children.end(),
                                                [](const QueryNode& child) { return child.type == Type::kFilter; });
}

std::string Write(const QueryNode& node, bool is_operand);

// The children from `first` on that were typed, with `between`.
std::string Joined(const QueryNode& node, size_t first, std::string_view between, bool are_operands = true) {
  std::string out;
  for (size_t i = first; i < node.children.size(); ++i) {
    if (node.children[i].is_added) continue;
    if (!out.empty()) out += between;
    out += Write(node.children[i], are_operands);
  }
  return out;
}

// `is_operand`: something stands beside it, so what consists of several parts needs brackets.
std::string Write(const QueryNode& node, bool is_operand) {
  std::string out;
  bool is_composite = true;
  switch (node.type) {
    case Type::kNothing:
    case Type::kAll:
      return "";
    case Type::kFilter:
      for (const std::string& filter : node.filters) out += (out.empty() ? "" : " ") + filter;
      is_composite = node.filters.size() > 1;
      break;
    case Type::kLeaf:
      out = ToLeafText(node);
      for (uint32_t i = 1; i < node.count; ++i) out += " OR " + ToLeafText(node);
      is_composite = node.count > 1;
      break;
    case Type::kNear: {
      QueryNode near = node;
      for (QueryNode& leaf : near.children) leaf.field = LeafField::kAny;
      out = Joined(near, 0, " NEAR/" + std::to_string(node.distance) + " ");
      if (node.children[0].field != LeafField::kAny) {
        out = std::string(FieldName(node.children[0].field)) + "(" + out + ")";
        is_composite = false;
      }
      break;
    }
    case Type::kOr: {
      const auto typed = std::count_if(node.children.begin(), node.children.end(),
                                       [](const QueryNode& child) { return !child.is_added; });
      if (typed == 1) {
        for (const QueryNode& child : node.children) {
          if (!child.is_added) return Write(child, is_operand);
        }
      }
      out = Joined(node, 0, " OR ");
      break;
    }
    case Type::kAnd:
      out = Joined(node, 0, " AND ");
      break;
    case Type::kAndMaybe:
      out = Write(node.children[0], true);
      // A "+" before a digit is the number's.
      out = BeginsWithLetter(out) || out.front() == '(' || out.front() == '"' ? "+" + out : "+(" + out + ")";
      if (IsPlainOr(node.children[1])) {
        out += " " + Write(node.children[1], false);
      } else {
        out += " " + Joined(node, 1, " ");
      }
      break;
    case Type::kAndNot: {
      const QueryNode& kept = node.children[0];
      out = Write(kept, !IsPlainOr(kept));
      for (size_t i = 1; i < node.children.size(); ++i) {
        out += (out.empty() ? "NOT " : " NOT ") + Write(node.children[i], true);
      }
      break;
    }
  }
  return is_operand && is_composite ? "(" + out + ")" : out;
}

}  // namespace

std::string ToLeafText(const QueryNode& leaf) {
  std::string out(FieldName(leaf.field));
  switch (leaf.form) {
    case Form::kWord: {
      std::string word = Plain(leaf);
      if (!IsBare(word)) {
        // What only separates words there, and would read as an operator here: 5"pipe is 5/pipe.
        word = WithoutQuotes(word, "/");
        std::replace_if(
            word.begin(), word.end(),
            [](char c) { return std::string_view("()*?~=:").find(c) != std::string_view::npos; }, '/');
      }
      if (!IsBare(word)) return out + Quoted(word);
      // A name and a colon stand before a letter.
      return out.empty() || BeginsWithLetter(word) ? out + word : out + "(" + word + ")";
    }
    case Form::kPhrase:
      return out + Quoted(Plain(leaf)) + (leaf.slack > 0 ? "~" + std::to_string(leaf.slack) : "");
    case Form::kExactWord:
    case Form::kExactPhrase:
      return out + "=" + (leaf.form == Form::kExactWord && IsBare(leaf.text) ? leaf.text : Quoted(leaf.text));
    case Form::kWildcard: {
      const std::string pattern = Plain(leaf);
      return out.empty() || IsReadAfterField(pattern) ? out + pattern : out + "(" + pattern + ")";
    }
    case Form::kFuzzy:
      return out + Plain(leaf) + "~" + std::to_string(leaf.distance);
  }
  return out;
}

std::string ToQueryText(const QueryNode& root) {
  if (root.type == QueryNode::Type::kAll) return "";
  return Write(root, false);
}

}  // namespace article_search
