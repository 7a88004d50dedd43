#include "indexer/terms.h"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <utility>

#include "corpus/ascii.h"
#include "corpus/elision.h"
#include "corpus/error.h"
#include "corpus/string_list.h"
#include "corpus/utf8.h"
#include "indexer/korean.h"
#include "indexer/language.h"
#include "indexer/spelling_variants.h"

namespace article_search {
namespace {

constexpr size_t kMaxCachedStems = 16 * 1024;

// Stemmers that leave the first two letters of a word alone where they are of ASCII, but for AddOtherBeginnings.
constexpr std::array<std::string_view, 11> kSuffixStemmers = {"danish",   "dutch",   "english",   "french",
                                                              "german",   "italian", "norwegian", "portuguese",
                                                              "romanian", "spanish", "swedish"};

// Cuts `term` to kMaxTermBytes as glass counts them, at a code point.
void LimitLength(std::string* term) {
  if (2 * term->size() <= kMaxTermBytes) return;
  size_t bytes = 0;
  size_t end = 0;
  while (end < term->size()) {
    bytes += (*term)[end] == '\0' ? 2 : 1;
    if (bytes > kMaxTermBytes) break;
    ++end;
  }
  if (end == term->size()) return;
  while (end > 0 && IsTrailByte((*term)[end])) --end;
  term->resize(end);
}

struct Hash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

}  // namespace

struct TermMaker::State {
  std::optional<Xapian::Stem> stemmer;  // none: words are their own stems
  bool maps_spelling = false;
  bool keeps_beginnings = true;
  std::unordered_map<std::string, std::vector<std::string>, Hash, std::equal_to<>> cache;

  std::string Stem(std::string_view word) const {
    std::string spelled = maps_spelling ? AmericanSpelling(word) : std::string(word);
    if (stemmer) {
      std::string stem = (*stemmer)(spelled);
      if (!stem.empty() && stem != spelled) return stem;  // a term must not be empty
    }
    spelled.resize(WithoutParticle(spelled).size());
    return spelled;
  }

  std::vector<std::string> MakeStems(std::string_view word) const {
    std::vector<std::string> stems(1, Stem(word));
    if (!IsAscii(word) || !IsAscii(stems[0])) {
      stems[0] = FoldMarks(stems[0]);
      const std::string folded = FoldMarks(word);
      if (folded != word) stems.push_back(FoldMarks(Stem(folded)));
      if (stems[0].empty()) stems[0] = std::string(word);  // nothing but marks
    }
    for (std::string& stem : stems) LimitLength(&stem);
    if (stems.size() == 2 && (stems[1].empty() || stems[1] == stems[0])) stems.pop_back();
    return stems;
  }
};

TermMaker::TermMaker(const std::string& language) : state_(std::make_unique<State>()) {
  const Language known = FindLanguage(language);
  if (!known.has_stemmer) return;
  try {
    state_->stemmer.emplace(known.name);
  } catch (const Xapian::Error& error) {
    throw Error(ErrorCode::kInternal, "cannot make a stemmer for " + known.name + ": " + error.get_msg());
  }
  state_->maps_spelling = IsEnglish(known.name);
  state_->keeps_beginnings = Contains(kSuffixStemmers, known.name);
}
TermMaker::~TermMaker() = default;
TermMaker::TermMaker(TermMaker&&) noexcept = default;
TermMaker& TermMaker::operator=(TermMaker&&) noexcept = default;

const std::vector<std::string>& TermMaker::Stems(std::string_view word) {
  auto& cache = state_->cache;
  const auto found = cache.find(word);
  if (found != cache.end()) return found->second;
  std::vector<std::string> stems = state_->MakeStems(word);
  if (cache.size() >= kMaxCachedStems) cache.clear();
  return cache.emplace(word, std::move(stems)).first->second;
}

std::string TermMaker::Word(std::string_view word) const {
  std::string folded = FoldMarks(word);
  if (folded.empty()) folded = word;
  LimitLength(&folded);
  return folded;
}

void TermMaker::AddBeginnings(std::string_view term, WordBeginnings* words) const {
  if (!state_->keeps_beginnings) return words->AddAll();
  words->Add(term);
  if (state_->maps_spelling) AddOtherBeginnings(term, words);
}

}  // namespace article_search
