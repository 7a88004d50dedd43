#include "searcher/exact_form.h"

#include <utf8proc.h>

#include <cstdlib>

#include "corpus/ascii.h"
#include "corpus/utf8.h"

namespace article_search {
namespace {

bool IsApostrophe(char32_t c) { return c == U'\'' || c == 0x2018 || c == 0x2019 || c == 0x02BC || c == 0xFF07; }
bool IsHyphen(char32_t c) { return c == U'-' || c == 0x2010 || c == 0x2011; }

// NFC; ill-formed text as it is.
std::string Composed(std::string_view text) {
  std::string composed(text);
  if (IsAscii(text)) return composed;
  utf8proc_uint8_t* mapped = nullptr;
  const utf8proc_ssize_t length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                   &mapped, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  if (length >= 0) composed.assign(reinterpret_cast<const char*>(mapped), static_cast<size_t>(length));
  std::free(mapped);
  return composed;
}

}  // namespace

std::string ExactForm(std::string_view text) {
  std::string form;
  bool space = false;
  const std::string composed = Composed(text);
  for (size_t at = 0; at < composed.size();) {
    const size_t begin = at;
    const char32_t c = NextCharacter(composed, &at);
    if (c == 0xAD) continue;
    if (IsWhiteSpace(c)) {
      space = true;
      continue;
    }
    if (space && !form.empty()) form.push_back(' ');
    space = false;
    if (IsApostrophe(c)) {
      form.push_back('\'');
    } else if (IsHyphen(c)) {
      form.push_back('-');
    } else {
      form.append(composed, begin, at - begin);
    }
  }
  return form;
}

bool IsExactForm(std::string_view found, std::string_view wanted) {
  const std::string form = ExactForm(found);
  if (form == wanted) return true;
  return form.size() == wanted.size() + 2 && form.starts_with(wanted) && (form.ends_with("'s") || form.ends_with("'S"));
}

}  // namespace article_search
