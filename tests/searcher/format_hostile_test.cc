// Known attacks, in everything that an article, a path or a query may hold, through every format.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/utf8.h"
#include "indexer/clean_text.h"
#include "indexer/json.h"
#include "searcher/formatter.h"
#include "searcher/terminal.h"

namespace article_search {
namespace {

using namespace std::string_literals;

const std::vector<std::string>& Attacks() {
  static const std::vector<std::string> kAttacks = {
      "<script>alert(1)</script>",
      "</title><script>alert(1)</script>",
      "</style><img src=x onerror=alert(1)>",
      "<!--",
      "-->",
      "<![CDATA[",
      "]]>",
      "<?xml",
      "</mark></p></article>",
      "\" onmouseover=\"alert(1)",
      "' onfocus='alert(1)' autofocus='",
      "` onclick=alert(1) `",
      "javascript:alert(1)",
      "data:text/html,<script>alert(1)</script>",
      "file:///etc/passwd",
      "&lt;script&gt;",
      "&#60;script&#62;",
      "&#x3C;img&#x3E;",
      "&NewLine;&Tab;&colon;",
      "&amp",
      "&",
      "<svg/onload=alert(1)>",
      "<iframe srcdoc='<script>'>",
      "<base href=//evil.example>",
      "<meta http-equiv=refresh>",
      "<scr\0ipt>"s,
      "\0"s,
      "a\0b"s,
      "\u202Egnp.exe",
      "\u2066\u2067\u2068",
      "\u200F\u200E\u061C",
      "\uFEFF<b>",
      "\u2028\u2029",
      "\x1B[31m\x1B]8;;http://evil.example\x07",
      "\u009B31m",
      "\x7F\x08\x08",
      "\r\n\r\nHTTP/1.1",
      "a\tb\tc",
      "\v\f",
      "\xFF\xFE",
      "\xC0\xBC"
      "script>",
      "\xE0\x80\xBC",
      "\xF0\x80\x80\xBC",
      "\xED\xA0\x80",
      "\xF4\x90\x80\x80",
      "\xE2\x82",
      "+ADw-script+AD4-",
      "\xEF\xBF\xBE\xEF\xBF\xBF",
      "\uFDD0",
      "=1+1",
      "=cmd|' /C calc'!A0",
      "@SUM(1+1)*cmd|' /C calc'!A0",
      "-2+3",
      "+HYPERLINK(\"http://evil.example\")",
      "\x1B]8;;http://evil.example\x1B\\here\x1B]8;;\x1B\\",
      "\x1B]52;c;ZXZpbA==\x07",
      "\x1BP+q544e\x1B\\",
      "\u009D0;title\u009C",
      "\u0090+q544e\u009C",
      "\x1B[6n\x1B[c\x05",
      "\x0E\x0F\x1B(0",
      "a\rb",
      "\u00A0\u2003\u3000x",
      "\U000E0001\U0001FFFE",
      "a.txt:1:2:b",
      "{{7*7}}",
      "${7*7}",
      "%0a%00",
      "\\n\\t\\x00",
  };
  return kAttacks;
}

SearchResult Hostile(const std::string& attack) {
  SearchResult result;
  result.id.text = attack;
  result.query = result.interpretation = attack;
  result.suggestion = attack;
  result.expansion = result.warnings = {attack};
  result.total = 1;
  const MarkedText marked = {attack, {{0, attack.size()}}};
  Hit& hit = result.hits.emplace_back();
  hit.rank = 1;
  hit.path = hit.id = hit.text = attack;
  hit.language = "english";
  hit.title = marked;
  hit.headings = {marked, marked};
  hit.kind = ParagraphKind::kCaption;
  hit.tier = 2;
  hit.line = hit.column = 1;
  hit.snippets = {marked, marked};
  hit.matches = {{{0, attack.size()}, 0, 1, 1}};
  return result;
}

// UTF-8 without anything that acts: no control but the newline, no bidi control, no noncharacter.
void ExpectClean(const std::string& text, const std::string& but) {
  EXPECT_TRUE(IsUtf8(text)) << text;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    const char32_t c = NextCharacter(text, &at);
    EXPECT_TRUE(!IsUnsafe(c) || but.find(text.substr(begin, at - begin)) != std::string::npos)
        << static_cast<uint32_t>(c);
  }
}

// The tags of a page, and all else.
struct Parts {
  std::vector<std::string> tags;
  std::string text;
};
Parts Split(const std::string& page) {
  Parts parts;
  for (size_t at = 0; at < page.size();) {
    const size_t open = std::min(page.find('<', at), page.size());
    parts.text += page.substr(at, open - at);
    if (open == page.size()) break;
    const size_t close = page.find('>', open);
    EXPECT_NE(close, std::string::npos);
    parts.tags.push_back(page.substr(open, close - open + 1));
    at = close + 1;
  }
  return parts;
}

std::string Unescaped(std::string_view text) {
  std::string out;
  const std::vector<std::pair<std::string_view, char>> entities = {
      {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
  for (size_t at = 0; at < text.size();) {
    const auto entity = std::find_if(entities.begin(), entities.end(),
                                     [&](const auto& e) { return text.substr(at).starts_with(e.first); });
    if (entity == entities.end()) {
      EXPECT_NE(text[at], '&') << "no entity of ours: " << text.substr(at);
      out += text[at++];
    } else {
      out += entity->second;
      at += entity->first.size();
    }
  }
  return out;
}

TEST(HostileTextTest, IsOnlyTextInHtml) {
  // Where nothing of an attack is left to be shown, the path is the heading.
  std::set<std::string> known = {"<h2>"};
  for (const std::string& tag : Split(FormatHtml(Hostile("harmless"))).tags) known.insert(tag);
  for (const std::string& attack : Attacks()) {
    SCOPED_TRACE(attack);
    const std::string page = FormatHtml(Hostile(attack));
    ExpectClean(page, "\n");
    const Parts parts = Split(page);
    EXPECT_EQ(parts.text.find('>'), std::string::npos);
    for (const std::string& tag : parts.tags) EXPECT_TRUE(known.count(tag) != 0) << tag;
    // And it is still there, to be read.
    const size_t title = page.find("<title>") + 7;
    const std::string shown = Unescaped(page.substr(title, page.find(" – Article Search</title>", title) - title));
    if (attack.find_first_not_of(
            " !#$%&'()*+,-./:;<=>?@[\\]^_`{|}~abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0"
            "123456789") == std::string::npos) {
      EXPECT_EQ(shown, attack);
    }
  }
}

TEST(HostileTextTest, IsOneFieldOfATable) {
  for (const std::string& attack : Attacks()) {
    SCOPED_TRACE(attack);
    const std::string table = FormatTsv(Hostile(attack), TsvFields());
    ExpectClean(table, "\t\n");
    EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 2);
    EXPECT_EQ(static_cast<size_t>(std::count(table.begin(), table.end(), '\t')), 2 * (TsvFields().size() - 1));
  }
}

TEST(HostileTextTest, ComesBackWholeFromATable) {
  for (const std::string& attack : Attacks()) {
    SCOPED_TRACE(attack);
    const std::string table = FormatTsv(Hostile(attack), {"id"});
    const std::string value = table.substr(3, table.size() - 4);
    // A formula is not made harmless, since then it would be another text: docs/security.md.
    if (IsUtf8(attack) && attack.find_first_of("\\") == std::string::npos && value.find('\\') == std::string::npos) {
      EXPECT_EQ(value, attack);
    }
    // Its escapes but \xHH are JSON's, once they are of four digits; a quote has none.
    if (!IsUtf8(attack) || value.find("\\U") != std::string::npos) continue;
    std::string json = "\"";
    for (const char c : value) json += c == '"' ? std::string("\\\"") : std::string(1, c);
    EXPECT_EQ(nlohmann::json::parse(json + "\"").get<std::string>(), attack);
  }
}

TEST(HostileTextTest, IsAStringOfJson) {
  for (const std::string& attack : Attacks()) {
    SCOPED_TRACE(attack);
    const std::string line = FormatJson(Hostile(attack));
    ExpectClean(line, "\n");
    EXPECT_EQ(line.find('\n'), line.size() - 1);
    const nlohmann::json answer = nlohmann::json::parse(line);
    const auto path = answer.at("hits").at(0).at("path").get<std::string>();
    if (IsUtf8(attack)) {
      EXPECT_EQ(path, attack);
    } else {
      EXPECT_EQ(answer.at("hits").at(0).at("path_bytes"), Hex(attack));
    }
  }
}

TEST(HostileTextTest, IsOneFieldOfARun) {
  for (const std::string& attack : Attacks()) {
    SCOPED_TRACE(attack);
    const std::string line = FormatTrec(Hostile(attack));
    ExpectClean(line, "\n");
    EXPECT_EQ(line.find('\n'), line.size() - 1);
    // Python's split() takes these for white space, too.
    for (const char* const space : {"\u0085", "\u00A0", "\u2003", "\u2028", "\u3000"}) {
      EXPECT_EQ(line.find(space), std::string::npos);
    }
    EXPECT_EQ(std::count(line.begin(), line.end(), ' '), 5);
  }
}

// trec_eval takes a list only where no document stands twice.
TEST(HostileTextTest, DocumentsOfARunThatDifferInWhiteSpaceAreOne) {
  SearchResult result = Hostile("a b");
  for (const char* const id : {"a\tb", "a_b", "c"}) {
    result.hits.push_back(result.hits.front());
    result.hits.back().id.assign(id);
  }
  result.hits.front().id = "a b";
  const std::string run = FormatTrec(result);
  EXPECT_EQ(std::count(run.begin(), run.end(), '\n'), 2) << run;
  EXPECT_NE(run.find(" Q0 a_b 1 "), std::string::npos) << run;
  EXPECT_NE(run.find(" Q0 c 2 "), std::string::npos) << run;
}

// What is left of `text` without the commands to a terminal that we write ourselves: colours, and links to files whose
// address is ASCII without anything that could end it.
std::string WithoutOwnCommands(const std::string& text) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const std::string_view rest = std::string_view(text).substr(at);
    size_t length = 0;
    if (rest.starts_with("\x1B[")) {
      length = rest.find_first_not_of("0123456789;", 2);
      length = length != std::string_view::npos && rest[length] == 'm' ? length + 1 : 0;
    } else if (rest.starts_with("\x1B]8;;")) {
      length = rest.find_first_not_of(std::string(kLetters) + "-._~/%:", 5);
      const bool is_ours = length != std::string_view::npos && rest.substr(length).starts_with("\x1B\\") &&
                           (length == 5 || rest.substr(5).starts_with("file://"));
      length = is_ours ? length + 2 : 0;
    }
    if (length == 0) out += text[at++];
    at += length;
  }
  return out;
}

TEST(HostileTextTest, DoesNothingToATerminal) {
  TextStyle style;
  style.color = true;
  style.width = 40;
  style.links_from = Location{"host\x1B\\.example", "/home/\x1B]\x07/\xFF"};
  for (const std::string& attack : Attacks()) {
    SCOPED_TRACE(attack);
    SearchResult result = Hostile(attack);
    ExpectClean(WithoutOwnCommands(FormatText(result, style)), "\n");
    result.hits[0].path = "/" + attack;
    ExpectClean(WithoutOwnCommands(FormatText(result, style)), "\n");
  }
}

TEST(HostileTextTest, IsOneLineForAnEditor) {
  for (const std::string& attack : Attacks()) {
    SCOPED_TRACE(attack);
    const std::string line = FormatGrep(Hostile(attack));
    ExpectClean(line, "\n");
    EXPECT_EQ(line.find('\n'), line.size() - 1);
  }
}

}  // namespace
}  // namespace article_search
