#include "indexer/abbreviation_table.h"

#include <map>
#include <set>

#include "indexer/language.h"
#include "indexer/pack.h"

namespace article_search {
namespace {

// Glass takes names of metadata a little longer than this.
constexpr size_t kMaxName = 200;

std::string Named(std::string_view kind, std::string_view text) {
  std::string name;
  name.reserve(kAbbreviationPrefix.size() + kind.size() + text.size());
  name.append(kAbbreviationPrefix).append(kind).append(text);
  if (name.size() > kMaxName || name.find('\0') != std::string::npos) name.clear();
  return name;
}

}  // namespace

std::string LongFormKey(std::string_view text, std::string_view language, Analyzer* analyzer, TermMaker* terms) {
  std::vector<Token> tokens;
  analyzer->Analyze(text, &tokens);
  std::string key;
  for (const Token& token : tokens) {
    if (token.type != TokenType::kWord || IsStopWord(language, token.text)) continue;
    if (!key.empty()) key.push_back(' ');
    key += terms->Stems(token.text).front();
  }
  return key;
}

std::string LongFormsName(std::string_view short_form) { return Named("short.", short_form); }
std::string ShortFormsName(std::string_view long_form_key) { return Named("long.", long_form_key); }

std::string PackStrings(const std::vector<std::string>& strings) {
  std::string packed;
  for (const std::string& string : strings) PackString(string, &packed);
  return packed;
}

std::vector<std::string> UnpackStrings(std::string_view data) {
  std::vector<std::string> strings;
  for (Unpacker in(data); !in.at_end();) strings.emplace_back(in.String());
  return strings;
}

bool IsKept(const DefinedAbbreviation& abbreviation) {
  return !abbreviation.short_form.empty() && abbreviation.long_form_key.find(' ') != std::string::npos &&
         !LongFormsName(abbreviation.short_form).empty() && !ShortFormsName(abbreviation.long_form_key).empty();
}

void WriteAbbreviations(const std::vector<AbbreviationOfDocument>& abbreviations,
                        const std::function<void(const std::string& name, const std::string& value)>& set) {
  std::map<std::string_view, std::map<std::string_view, std::string_view>> long_forms;  // by short form, then by key
  std::map<std::string_view, std::set<std::string_view>> short_forms;                   // by key
  for (const auto& [document, abbreviation] : abbreviations) {
    long_forms[abbreviation.short_form].try_emplace(abbreviation.long_form_key, abbreviation.long_form);
    short_forms[abbreviation.long_form_key].insert(abbreviation.short_form);
  }
  for (const auto& [short_form, of_short_form] : long_forms) {
    std::vector<std::string> texts;
    for (const auto& [key, long_form] : of_short_form) texts.emplace_back(long_form);
    set(LongFormsName(short_form), PackStrings(texts));
  }
  for (const auto& [key, of_key] : short_forms) {
    set(ShortFormsName(key), PackStrings({of_key.begin(), of_key.end()}));
  }
}

}  // namespace article_search
