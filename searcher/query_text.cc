#include "searcher/query_text.h"

#include <algorithm>

#include "corpus/ascii.h"
#include "corpus/string_list.h"
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
std::string JoinedChildren(const QueryNode& node, size_t first, std::string_view between) {
  std::string out;
  for (size_t i = first; i < node.children.size(); ++i) {
    if (node.children[i].is_added) continue;
    if (!out.empty()) out += between;
    out += Write(node.children[i], true);
  }
  return out;
}

std::string WriteLeaf(const QueryNode& leaf) {
  std::string out = ToLeafText(leaf);
  for (uint32_t i = 1; i < leaf.count; ++i) out += " OR " + ToLeafText(leaf);
  return out;
}

// The field, which is that of all words, stands before brackets.
std::string WriteNear(QueryNode near) {
  const std::string field(FieldName(near.children[0].field));
  for (QueryNode& leaf : near.children) leaf.field = LeafField::kAny;
  const std::string words = JoinedChildren(near, 0, " NEAR/" + std::to_string(near.distance) + " ");
  return field.empty() ? words : field + "(" + words + ")";
}

std::string WriteAndMaybe(const QueryNode& node) {
  const std::string must = Write(node.children[0], true);
  // A "+" before a digit is the number's.
  const bool may_follow_plus = BeginsWithLetter(must) || must.front() == '(' || must.front() == '"';
  return (may_follow_plus ? "+" + must : "+(" + must + ")") + " " +
         (IsPlainOr(node.children[1]) ? Write(node.children[1], false) : JoinedChildren(node, 1, " "));
}

std::string WriteAndNot(const QueryNode& node) {
  const QueryNode& kept = node.children[0];
  std::string out = Write(kept, !IsPlainOr(kept));
  for (size_t i = 1; i < node.children.size(); ++i) {
    out += (out.empty() ? "NOT " : " NOT ") + Write(node.children[i], true);
  }
  return out;
}

// `is_operand`: something stands beside it, so what consists of several parts needs brackets.
std::string Write(const QueryNode& node, bool is_operand) {
  const auto bracketed = [is_operand](const std::string& text, bool is_composite = true) {
    return is_operand && is_composite ? "(" + text + ")" : text;
  };
  switch (node.type) {
    case Type::kNothing:
    case Type::kAll:
      break;
    case Type::kFilter:
      return bracketed(Joined(node.filters, " "), node.filters.size() > 1);
    case Type::kLeaf:
      return bracketed(WriteLeaf(node), node.count > 1);
    case Type::kNear:
      return bracketed(WriteNear(node), node.children[0].field == LeafField::kAny);
    case Type::kOr: {
      const auto is_typed = [](const QueryNode& child) { return !child.is_added; };
      const auto typed = std::find_if(node.children.begin(), node.children.end(), is_typed);
      const bool is_only_one = std::count_if(node.children.begin(), node.children.end(), is_typed) == 1;
      return is_only_one ? Write(*typed, is_operand) : bracketed(JoinedChildren(node, 0, " OR "));
    }
    case Type::kAnd:
      return bracketed(JoinedChildren(node, 0, " AND "));
    case Type::kAndMaybe:
      return bracketed(WriteAndMaybe(node));
    case Type::kAndNot:
      return bracketed(WriteAndNot(node));
  }
  return "";
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
