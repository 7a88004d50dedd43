#include "corpus/sentence_cut.h"

#include <algorithm>

#include "corpus/line_shape.h"
#include "corpus/sentence_rules.h"
#include "corpus/sentence_segmenter.h"
#include "corpus/utf8.h"

namespace article_search {
namespace {

constexpr size_t kLookAhead =
    256;  // bytes beyond the limit that the rules may need to see whether a sentence ends there

size_t CodePointStart(std::string_view text, size_t at) {
  while (at > 0 && at < text.size() && IsTrailByte(text[at])) --at;
  return at;
}

// The last sentence end in (0, limit]; 0 where there is none. A line break is one for the rules; here it is only where
// nothing better stands in the second half.
size_t LastSentenceEnd(std::string_view text, size_t limit, SentenceRules* rules) {
  const std::string_view window = text.substr(0, CodePointStart(text, std::min(text.size(), limit + kLookAhead)));
  std::vector<size_t> ends = {0};
  while (ends.back() < window.size()) ends.push_back(rules->Next(window, ends.back()));
  while (ends.back() > limit) ends.pop_back();
  for (auto end = ends.rbegin(); *end > 0 && *end >= limit / 2; ++end) {
    // A closing mark is at most a few code points away.
    const size_t begin = CodePointStart(text, *end - std::min<size_t>(*end, 64));
    if (EndsSentence(text.substr(begin, *end - begin)) && !EndsInAbbreviation(text, *end)) return *end;
  }
  return ends.back();
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
  if (text.size() <= max_bytes) return {text.size()};
  std::vector<size_t> ends;
  SentenceRules rules;
  size_t begin = 0;
  while (text.size() - begin > max_bytes) {
    const std::string_view rest = text.substr(begin);
    const size_t limit = CodePointStart(rest, max_bytes);
    size_t length = LastSentenceEnd(rest, limit, &rules);
    if (length == 0) length = LastSpaceEnd(rest, limit);
    if (length == 0) length = limit;
    begin += length;
    ends.push_back(begin);
  }
  ends.push_back(text.size());
  return ends;
}

}  // namespace article_search
