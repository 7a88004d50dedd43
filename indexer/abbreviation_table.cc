#include "indexer/abbreviation_table.h"

#include "indexer/language.h"
#include "indexer/pack.h"

namespace article_search {
namespace {

// Glass takes names of metadata a little longer than this.
constexpr size_t kMaxName = 200;

std::string Named(std::string_view kind, std::string_view text) {
  std::string name = std::string(kAbbreviationPrefix) + std::string(kind) + std::string(text);
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

void AbbreviationTable::Add(uint32_t document, const std::string& short_form, const std::string& long_form,
                            const std::string& long_form_key) {
  // A single word is found by its letters already, and a long form of stop words only would be found everywhere.
  if (short_form.empty() || long_form_key.find(' ') == std::string::npos) return;
  if (LongFormsName(short_form).empty() || ShortFormsName(long_form_key).empty()) return;
  const auto [kept, is_new] = long_forms_[short_form].try_emplace(long_form_key, LongForm{document, long_form});
  if (!is_new && document < kept->second.document) kept->second = {document, long_form};
  short_forms_[long_form_key].insert(short_form);
}

void AbbreviationTable::Add(const AbbreviationTable& other) {
  for (const auto& [short_form, long_forms] : other.long_forms_) {
    for (const auto& [key, long_form] : long_forms) Add(long_form.document, short_form, long_form.text, key);
  }
}

void AbbreviationTable::Write(const std::function<void(const std::string& name, const std::string& value)>& set) const {
  for (const auto& [short_form, long_forms] : long_forms_) {
    std::vector<std::string> texts;
    for (const auto& [key, long_form] : long_forms) texts.push_back(long_form.text);
    set(LongFormsName(short_form), PackStrings(texts));
  }
  for (const auto& [key, short_forms] : short_forms_) {
    set(ShortFormsName(key), PackStrings({short_forms.begin(), short_forms.end()}));
  }
}

}  // namespace article_search
