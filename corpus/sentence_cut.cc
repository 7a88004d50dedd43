#include "corpus/sentence_cut.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>
#include <string>

#include "corpus/error.h"
#include "corpus/line_shape.h"
#include "corpus/sentence_segmenter.h"
#include "corpus/utf8.h"

namespace article_search {
namespace {

constexpr size_t kLookAhead = 256;  // bytes beyond the limit that ICU may need to see whether a sentence ends there

void Check(UErrorCode status) {
  if (U_FAILURE(status)) {
    throw Error(ErrorCode::kInternal, std::string("ICU cannot find sentences: ") + u_errorName(status));
  }
}

struct CloseIterator {
  void operator()(UBreakIterator* iterator) const { ubrk_close(iterator); }
};
struct CloseText {
  void operator()(UText* text) const { utext_close(text); }
};

size_t CodePointStart(std::string_view text, size_t at) {
  while (at > 0 && at < text.size() && IsTrailByte(text[at])) --at;
  return at;
}

// The last sentence end in (0, limit]; 0 where there is none. A line break is one for ICU; here it is only where
// nothing better stands in the second half.
size_t LastSentenceEnd(UBreakIterator* iterator, std::string_view text, size_t limit) {
  const std::string_view window = text.substr(0, CodePointStart(text, std::min(text.size(), limit + kLookAhead)));
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UText, CloseText> utext(
      utext_openUTF8(nullptr, window.data(), static_cast<int64_t>(window.size()), &status));
  ubrk_setUText(iterator, utext.get(), &status);
  Check(status);
  const int32_t last = ubrk_preceding(iterator, static_cast<int32_t>(limit) + 1);
  for (int32_t at = last; at > 0 && at >= static_cast<int32_t>(limit / 2); at = ubrk_previous(iterator)) {
    // A closing mark is at most a few code points away.
    const size_t end = static_cast<size_t>(at);
    const size_t begin = CodePointStart(text, end - std::min<size_t>(end, 64));
    if (EndsSentence(text.substr(begin, end - begin)) && !EndsInAbbreviation(text, end)) return end;
  }
  return last > 0 ? static_cast<size_t>(last) : 0;
}

size_t LastSpaceEnd(std::string_view text, size_t limit) {
  // The search ends at `limit`, so that a run of spaces around it is looked at once and cut there.
  for (size_t at = limit; at > 0; --at) {
    if (!IsTrailByte(text[at - 1]) && SkipSpace(text, at - 1, limit) > at - 1) return SkipSpace(text, at - 1, limit);
  }
  return 0;
}

}  // namespace

std::vector<size_t> CutAtSentences(std::string_view text, size_t max_bytes) {
  // Nearly every text is short enough, and opening an iterator takes longer than to read a paragraph.
  if (text.size() <= max_bytes) return {text.size()};
  std::vector<size_t> ends;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UBreakIterator, CloseIterator> iterator(ubrk_open(UBRK_SENTENCE, "", nullptr, 0, &status));
  Check(status);
  size_t begin = 0;
  while (text.size() - begin > max_bytes) {
    const std::string_view rest = text.substr(begin);
    const size_t limit = CodePointStart(rest, max_bytes);
    size_t length = LastSentenceEnd(iterator.get(), rest, limit);
    if (length == 0) length = LastSpaceEnd(rest, limit);
    if (length == 0) length = limit;
    begin += length;
    ends.push_back(begin);
  }
  ends.push_back(text.size());
  return ends;
}

}  // namespace article_search
