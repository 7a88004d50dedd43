#include "corpus/captions.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "corpus/ascii.h"
#include "corpus/line_shape.h"
#include "corpus/page_line.h"

namespace article_search {
namespace {

constexpr size_t kMaxCaptionColumns = 160;
constexpr size_t kMaxCaptionWords = 20;
constexpr size_t kMaxCaptionWordBytes = 60;  // with what may stick to it, as in Japanese
constexpr size_t kMaxRepeatedColumns = 100;

constexpr std::array<std::string_view, 24> kCaptionWords = {
    "photograph", "photos",  "photo",   "image",     "picture",     "figure", "fig.", "illustration",
    "credit",     "credits", "caption", "abbildung", "abb.",        "bild",   "foto", "imagen",
    "immagine",   "рисунок", "рис.",    "фото",      "изображение", "写真",   "図",   "图"};

// The length of the caption word that a folded line begins with, 0 if none.
size_t CaptionWordLength(std::string_view folded) {
  for (const std::string_view word : kCaptionWords) {
    if (folded.starts_with(word)) return word.size();
  }
  return 0;
}

// Who sells pictures to papers; folded.
constexpr std::array<std::string_view, 18> kAgencies = {
    "ap",   "ap photo", "afp",   "reuters",      "getty",  "getty images", "epa",    "dpa",     "xinhua",
    "tass", "anadolu",  "alamy", "shutterstock", "istock", "unsplash",     "pexels", "pixabay", "flickr"};

// "Reuters/Jane Doe", "(Jane Doe / AFP via Getty Images)": names, one of them an agency's.
bool IsPictureCredit(std::string_view block) {
  if (FirstSignOf(block) != FirstSign::kUpper || block.size() > kMaxCaptionColumns || !IsOneLine(block)) return false;
  if (block.find('/') == std::string_view::npos) return false;
  block = StripOpeners(block);
  block = block.substr(0, block.find_last_not_of("*_)] ") + 1);
  bool has_agency = false;
  for (size_t begin = 0; begin <= block.size();) {
    const size_t end = std::min({block.find('/', begin), block.find(" via ", begin), block.size()});
    const std::string_view name = Trim(block.substr(begin, end - begin));
    const auto is_name = [](std::string_view word) { return FirstSignOf(word) == FirstSign::kUpper; };
    if (!AllWords(name, is_name) || CountWords(name) > kMaxNameWords) return false;
    const std::string folded = FoldedLine(name);
    has_agency = has_agency || std::find(kAgencies.begin(), kAgencies.end(), folded) != kAgencies.end();
    begin = end + (end < block.size() && block[end] == ' ' ? 5 : 1);
  }
  return has_agency;
}

// Only the first word is folded: most lines go no further.
bool BeginsWithCaptionWord(std::string_view block) {
  const std::string_view word = block.substr(0, WordEnd(block, 0));
  return word.size() <= kMaxCaptionWordBytes && CaptionWordLength(FoldedLine(word)) > 0;
}

}  // namespace

bool LooksLikeCaption(std::string_view block) {
  // "![a boat](boat.jpg)", ".. figure:: boat.jpg" and its options
  if (block.starts_with("![") && block.ends_with(')') && IsOneLine(block) && block.find("](") == block.rfind("](")) {
    return true;
  }
  if (block.starts_with(".. image::") || block.starts_with(".. figure::")) return true;
  if (IsPictureCredit(block)) return true;
  if (!BeginsWithCaptionWord(StripOpeners(block)) || !IsShort(block, kMaxCaptionColumns, kMaxCaptionWords))
    return false;
  const bool is_bracketed = block.front() == '[' && block.back() == ']';
  const std::string folded = FoldedLine(StripOpeners(block));
  const size_t word = CaptionWordLength(folded);
  if (word == 0) return false;
  const std::string_view word_text = std::string_view(folded).substr(0, word);
  std::string_view rest = std::string_view(folded).substr(word);
  if (is_bracketed && (rest.starts_with(']') || rest.starts_with(':'))) return true;
  for (const std::string_view mark :
       {":", "：", " by ", " credit:", " credit ", " credits:", " courtesy ", " via ", " © "}) {
    if (rest.starts_with(mark)) return true;
  }
  // "Figure 3", "Fig. 2a: …", but not "Figure 3 shows that …"
  if (word_text.starts_with("photo") || word_text.starts_with("credit")) return false;
  rest = rest.substr(std::min(rest.find_first_not_of(' '), rest.size()));
  const size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
  if (digits == 0) return false;
  rest.remove_prefix(digits);
  if (!rest.empty() && IsAsciiLower(rest[0]) && (rest.size() == 1 || rest[1] != ' ')) rest.remove_prefix(1);
  return rest.empty() || rest[0] == ':' || rest[0] == ')' || rest[0] == ']' || rest.starts_with(". ") ||
         rest.starts_with(" –") || rest.starts_with(" —") || rest.starts_with(" -");
}

bool MayBeCaption(std::string_view block, std::string* core) {
  if (block.size() > kMaxRepeatedColumns * kMaxBytesPerColumn) return false;
  if (FirstSignOf(block) != FirstSign::kLower && !BeginsWithCaptionWord(block)) return false;
  if (!IsShort(block, kMaxRepeatedColumns, kMaxCaptionWords)) return false;
  if (IsClosingPunctuation(LastSign(block)) || LooksLikeCode(block) || ListMarkerLength(block) > 0) return false;
  if (BeginsWithCaptionWord(block)) {
    *core = FoldedLine(block);
    const size_t word = CaptionWordLength(*core);
    if (core->size() > word && (*core)[word] == ' ') {
      core->erase(0, word + 1);
      return true;
    }
  }
  if (FirstSignOf(block) != FirstSign::kLower) return false;
  *core = FoldedLine(block);
  // A name such as iPhone is no lower case.
  const size_t first = WordEnd(block, 0);
  return core->compare(0, first, block.substr(0, first)) == 0;
}

}  // namespace article_search
