#include "indexer/language_detector.h"

// CLD2's header needs FILE and does not see to it itself, so <cstdio> comes before.
// clang-format off
#include <cstdio>
#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
// clang-format on

#include <cstdint>
#include <optional>

#include "corpus/utf8.h"
#include "indexer/language.h"
#include "indexer/schema.h"

namespace article_search {
namespace {

// CLD2 takes "interchange-valid" text only: control characters and noncharacters stop it like ill-formed bytes.
bool IsInterchangeable(int32_t c) {
  const bool control = (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0);
  const bool noncharacter = (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
  return c != kIllFormed && !control && !noncharacter;
}

std::string MakeInterchangeable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    const int32_t c = NextCodePoint(text, &i);
    AppendUtf8(IsInterchangeable(c) ? static_cast<char32_t>(c) : U' ', &out);
  }
  return out;
}

std::string JoinParagraphs(const Article& article, bool second_tier) {
  std::string text;
  for (const Paragraph& paragraph : article.paragraphs) {
    if (text.size() >= kMaxDetectedBytes) break;
    if (IsSecondTier(paragraph.kind) == second_tier) text += paragraph.text + '\n';
  }
  return text;
}

}  // namespace

std::string DetectLanguage(std::string_view text) {
  const std::string sample = MakeInterchangeable(text.substr(0, kMaxDetectedBytes));
  const CLD2::CLDHints no_hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  // Its three best guesses, of which the result is the first worth naming.
  CLD2::Language languages[3];
  int percents[3];
  double scores[3];
  int text_bytes = 0;
  int valid_bytes = 0;
  // Its flag for a reliable answer rejects far more right ones than wrong ones; where it knows nothing it says unknown.
  bool is_reliable = false;
  const CLD2::Language language = CLD2::ExtDetectLanguageSummaryCheckUTF8(
      sample.data(), static_cast<int>(sample.size()), /*is_plain_text=*/true, &no_hints, /*flags=*/0, languages,
      percents, scores, /*resultchunkvector=*/nullptr, &text_bytes, &is_reliable, &valid_bytes);
  if (language == CLD2::UNKNOWN_LANGUAGE) return {};
  const std::optional<Language> found = LookUpLanguage(CLD2::LanguageCode(language));
  return found ? found->name : std::string();
}

std::string DetectLanguage(const Article& article) {
  const std::string text = JoinParagraphs(article, /*second_tier=*/false);
  return DetectLanguage(text.empty() ? JoinParagraphs(article, /*second_tier=*/true) : text);
}

}  // namespace article_search
