#include "tests/support/checks.h"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "corpus/article_reader.h"
#include "corpus/utf8.h"
#include "corpus/word_beginnings.h"
#include "indexer/clean_text.h"

namespace article_search {
namespace {

// A conversion that owes nothing to the reader's: by ICU, in one go.
class Converter {
 public:
  explicit Converter(const std::string& encoding)
      : is_utf8_(encoding == "UTF-8"), converter_(ucnv_open(encoding.c_str(), &status_)) {
    Require(U_SUCCESS(status_), "ICU knows the encoding");
  }
  ~Converter() { ucnv_close(converter_); }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  std::string ToUtf8(std::string_view bytes) {
    if (is_utf8_) return std::string(bytes);
    icu::UnicodeString units;
    const auto room = static_cast<int32_t>(2 * bytes.size() + 1);
    const int32_t length = ucnv_toUChars(converter_, units.getBuffer(room), room, bytes.data(),
                                         static_cast<int32_t>(bytes.size()), &status_);
    units.releaseBuffer(U_SUCCESS(status_) ? length : 0);
    Require(U_SUCCESS(status_), "ICU converts what the reader has converted");
    std::string utf8;
    return units.toUTF8String(utf8);
  }

 private:
  bool is_utf8_;
  UErrorCode status_ = U_ZERO_ERROR;
  UConverter* converter_;
};

// Where a walk through a text has come to.
struct Place {
  uint64_t line = 1;
  uint64_t column = 1;
  char last = 0;

  void Pass(std::string_view text) {
    for (const char c : text) {
      if (last == '\r' && c == '\n') {
        // the line has ended already
      } else if (c == '\n' || c == '\r') {
        ++line;
        column = 1;
      } else {
        ++column;
      }
      last = c;
    }
  }
};

bool HasLetterOrDigit(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    if (const int32_t c = NextCodePoint(text, &i); c != kIllFormed && u_isalnum(c) != 0) return true;
  }
  return false;
}

bool IsOneLine(std::string_view text) { return text.find_first_of("\r\n") == std::string_view::npos; }

// Each code point of the text stands where the map says.
void CheckOffsets(std::string_view bytes, const Paragraph& paragraph, Converter* converter) {
  const std::string_view text = paragraph.text;
  Require(paragraph.offsets.ToFile(text.size()) == paragraph.end - paragraph.begin, "a paragraph ends where it ends");
  if (paragraph.offsets.is_identity() || text.size() > 10'000) return;  // the rest takes quadratic time
  for (size_t begin = 0; begin < text.size();) {
    size_t end = begin;
    // Several code points may share their bytes in the file.
    do {
      NextCodePoint(text, &end);
    } while (end < text.size() && paragraph.offsets.ToFile(end) == paragraph.offsets.ToFile(begin));
    const uint64_t at = paragraph.begin + paragraph.offsets.ToFile(begin);
    const std::string_view there = bytes.substr(at, paragraph.begin + paragraph.offsets.ToFile(end) - at);
    Require(converter->ToUtf8(there) == text.substr(begin, end - begin), "a code point stands where the map says");
    begin = end;
  }
}

// Without white space, control and bidi characters: cleaning changes nothing else.
std::string Squeezed(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = NextCharacter(text, &at);
    if (!IsUnsafe(c) && c != ' ' && c != 0xA0 && c != 0x3000) AppendUtf8(c, &out);
  }
  return out;
}

}  // namespace

void Require(bool holds, std::string_view what) {
  if (!holds) throw std::logic_error("does not hold: " + std::string(what));
}

bool IsCodePointBound(std::string_view text, uint64_t at) {
  return at == text.size() || (at < text.size() && !IsTrailByte(text[at]));
}

void CheckArticle(std::string_view bytes, const Article& article, const std::string& encoding) {
  Converter converter(encoding);
  Place place;
  uint64_t at = 0;
  uint32_t ordinal = 0;
  // What lies between two paragraphs.
  const auto pass = [&](uint64_t end) {
    std::string gap = converter.ToUtf8(bytes.substr(at, end - at));
    if (at == 0 && gap.starts_with("\uFEFF")) gap.erase(0, 3);
    Require(!HasLetterOrDigit(gap), "every letter and digit is in a paragraph");
    place.Pass(gap);
    at = end;
  };
  for (const Paragraph& paragraph : article.paragraphs) {
    Require(paragraph.ordinal == ++ordinal, "paragraphs are numbered from 1");
    Require(paragraph.begin >= at && paragraph.begin < paragraph.end && paragraph.end <= bytes.size(),
            "paragraphs are apart, in order, and in the file");
    pass(paragraph.begin);
    Require(paragraph.line == place.line && paragraph.column == place.column, "line and column are those of the file");
    Require(converter.ToUtf8(bytes.substr(at, paragraph.end - at)) == paragraph.text, "the text is that of the file");
    Require(IsUtf8(paragraph.text), "the text is UTF-8");
    Require(paragraph.text.size() <= kMaxParagraphBytes, "no paragraph is longer than 64 KiB");
    Require(paragraph.offsets.is_identity() == (encoding == "UTF-8"), "UTF-8 needs no map, all else does");
    CheckOffsets(bytes, paragraph, &converter);
    Require(std::all_of(paragraph.headings.begin(), paragraph.headings.end(),
                        [](const std::string& heading) { return !heading.empty() && IsOneLine(heading); }),
            "a heading is one line");
    Require(!paragraph.has_content_below || paragraph.kind == ParagraphKind::kTitle ||
                paragraph.kind == ParagraphKind::kHeading || paragraph.kind == ParagraphKind::kQuestion,
            "what has content below is a title, heading or question");
    place.Pass(paragraph.text);
    at = paragraph.end;
  }
  pass(bytes.size());
  Require(IsOneLine(article.title) && IsUtf8(article.title), "a title is one line of UTF-8");
}

void CheckTokens(std::string_view text, const std::vector<Token>& tokens, uint32_t first_position, uint32_t behind) {
  std::vector<bool> is_bound(text.size() + 1);
  is_bound[0] = true;
  for (size_t i = 0; i < text.size();) {
    NextCodePoint(text, &i);
    is_bound[i] = true;
  }
  uint32_t position = first_position;
  uint32_t last_end = 0;
  for (const Token& token : tokens) {
    Require(token.begin < token.end && token.end <= text.size(), "a span is in the text");
    Require(is_bound[token.begin] && is_bound[token.end], "a span cuts no code point");
    Require(!token.text.empty() && IsUtf8(token.text), "a token has a text, of UTF-8");
    Require(std::none_of(token.text.begin(), token.text.end(),
                         [](char c) { return (c >= 'A' && c <= 'Z') || c == ' ' || c == '\n'; }),
            "a token is folded, and has no white space");
    if (token.type == TokenType::kWord) {
      Require(token.begin >= last_end, "words are apart");
      Require(token.position == position, "words count 1 each");
      last_end = token.end;
      ++position;
    } else {
      Require(token.position + 1 == position, "compounds and acronyms stand behind their word");
    }
  }
  Require(behind == position, "the position behind the last word is returned");
}

void CheckWantedTokens(std::string_view text, const std::vector<Token>& tokens, Analyzer* analyzer) {
  WordBeginnings wanted;
  for (size_t i = 0; i < tokens.size(); i += 3) wanted.Add(tokens[i].text);
  std::vector<Token> some;
  analyzer->Analyze(text, &some, 0, Acronyms::kUnlessAllCapitals, &wanted);
  Require(some.size() == tokens.size(), "there are as many tokens, whatever is wanted");
  for (size_t i = 0; i < some.size(); ++i) {
    const Token& token = tokens[i];
    if (some[i].text.empty()) {
      Require(!wanted.MayHave(text.substr(token.begin, token.end - token.begin)), "what is wanted has its text");
      some[i].text = token.text;
    }
    Require(some[i] == token, "a token is the same, whatever is wanted");
  }
}

void CheckSentences(std::string_view text, const std::vector<uint32_t>& bounds) {
  Require(!bounds.empty() && bounds.front() == 0 && bounds.back() == text.size(), "sentences are the whole text");
  Require(std::adjacent_find(bounds.begin(), bounds.end(), std::greater_equal<>()) == bounds.end(),
          "no sentence is empty");
}

void CheckMarks(const MarkedText& marked) {
  Require(IsUtf8(marked.text), "what is shown is UTF-8");
  uint64_t last_end = 0;
  for (const Range& range : marked.highlights) {
    Require(range.begin >= last_end && range.begin < range.end && range.end <= marked.text.size(),
            "marks are apart, in order, and in the text");
    Require(IsCodePointBound(marked.text, range.begin) && IsCodePointBound(marked.text, range.end),
            "a mark cuts no code point");
    last_end = range.end;
  }
}

void CheckSnippets(std::string_view text, const std::vector<Range>& matched, const std::vector<MarkedText>& snippets,
                   const SnippetOptions& options) {
  std::vector<std::string> sources;
  for (const Range& range : matched) sources.push_back(Squeezed(text.substr(range.begin, range.end - range.begin)));
  Require(!snippets.empty() && snippets.size() <= std::max<size_t>(options.count, 1), "there are as many as asked for");
  for (const MarkedText& snippet : snippets) {
    CheckMarks(snippet);
    Require(CountCodePoints(snippet.text) <= options.length, "a snippet is as short as asked for");
    for (size_t at = 0; at < snippet.text.size();) {
      const char32_t c = NextCharacter(snippet.text, &at);
      Require(c == '\n' || !IsUnsafe(c), "a snippet has nothing that a terminal obeys");
    }
    for (const Range& range : snippet.highlights) {
      const std::string mark = Squeezed(snippet.text.substr(range.begin, range.end - range.begin));
      // A part of it where it is too long, or where matches overlap: "vector" of "multi-vector" is a word, too.
      Require(std::any_of(sources.begin(), sources.end(),
                          [&mark](const std::string& source) { return source.find(mark) != std::string::npos; }),
              "a mark is of what matched");
    }
  }
  Require(matched.empty() || !snippets.front().highlights.empty(), "the first snippet shows what matched");
}

}  // namespace article_search
