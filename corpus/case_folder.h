// Folding of one word: NFKC_Casefold (UAX #31), and what makes two spellings of a word one.
#pragma once

#include <array>
#include <string>
#include <string_view>

struct UNormalizer2;

namespace article_search {

// Whether I is the capital of ı in the language, a name from indexer/language.h.
inline bool IsTurkic(std::string_view language) { return language == "turkish" || language == "az"; }

// Not for use by two threads at once.
class CaseFolder {
 public:
  // `turkish`: IsTurkic(); and İ is the capital of i.
  explicit CaseFolder(bool turkish) : turkish_(turkish) {}

  // Appends the folded `word`, well-formed UTF-8 or not (ill-formed bytes vanish). Besides NFKC_Casefold: decimal
  // digits of every script become 0 to 9, and ё is е; white space that comes out (U+FDFA folds to four words),
  // apostrophes, the Hebrew geresh and gershayim, hyphenation points and the skin tones of emoji vanish. Throws Error
  // kInternal where ICU's data is missing.
  void Append(std::string_view word, std::string* out);

 private:
  // These two give up, and return false, where they see a character beyond them.
  bool AppendAscii(std::string_view word, std::string* out) const;
  bool AppendLetters(std::string_view word, std::string* out);
  void AppendByIcu(std::string_view word, std::string* out);
  char16_t LookUp(int32_t code_point);
  const UNormalizer2& normalizer();

  // Most letters of Latin, Greek, Cyrillic and Armenian fold to one letter and never combine with a neighbour.
  static constexpr int32_t kTableEnd = 0x590;
  std::array<char16_t, kTableEnd> table_{};  // filled letter by letter when first seen
  bool turkish_;
  const UNormalizer2* normalizer_ = nullptr;  // owned by ICU
  std::u16string utf16_;
  std::u16string folded_;
};

}  // namespace article_search
