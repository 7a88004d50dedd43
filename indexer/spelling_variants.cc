#include "indexer/spelling_variants.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>

#include "corpus/ascii.h"
#include "corpus/string_list.h"

namespace article_search {
namespace {

struct Replacement {
  std::string_view from;
  std::string_view to;
};

// Whole words.
constexpr Replacement kWords[] = {
    {"ageing", "aging"},
    {"appal", "appall"},
    {"appals", "appalls"},
    {"artefact", "artifact"},
    {"artefacts", "artifacts"},
    {"cosier", "cozier"},
    {"cosy", "cozy"},
    {"distil", "distill"},
    {"distils", "distills"},
    {"enrol", "enroll"},
    {"enrols", "enrolls"},
    {"enrolment", "enrollment"},
    {"enrolments", "enrollments"},
    {"enthral", "enthrall"},
    {"fulfil", "fulfill"},
    {"fulfils", "fulfills"},
    {"fulfilment", "fulfillment"},
    {"gramme", "gram"},
    {"grammes", "grams"},
    {"grey", "gray"},
    {"greyed", "grayed"},
    {"greyer", "grayer"},
    {"greying", "graying"},
    {"greyish", "grayish"},
    {"greyness", "grayness"},
    {"greys", "grays"},
    {"instalment", "installment"},
    {"instalments", "installments"},
    {"instil", "instill"},
    {"instils", "instills"},
    {"judgement", "judgment"},
    {"judgements", "judgments"},
    {"judgemental", "judgmental"},
    {"acknowledgement", "acknowledgment"},
    {"acknowledgements", "acknowledgments"},
    {"kilogramme", "kilogram"},
    {"kilogrammes", "kilograms"},
    {"mould", "mold"},
    {"moulded", "molded"},
    {"moulding", "molding"},
    {"mouldings", "moldings"},
    {"moulds", "molds"},
    {"mouldy", "moldy"},
    {"programme", "program"},
    {"programmes", "programs"},
    {"skilful", "skillful"},
    {"skilfully", "skillfully"},
    {"tranquillity", "tranquility"},
    {"wilful", "willful"},
    {"wilfully", "willfully"},
    {"woollen", "woolen"},
    {"woollens", "woolens"},
    {"yoghurt", "yogurt"},
    {"yoghurts", "yogurts"},
};

// Roots, replaced wherever a word begins with them.
constexpr Replacement kPrefixes[] = {
    {"aeroplane", "airplane"},
    {"aluminium", "aluminum"},
    {"amphitheatre", "amphitheater"},
    {"anaesth", "anesth"},
    {"caesium", "cesium"},
    {"centrepiece", "centerpiece"},
    {"centrefold", "centerfold"},
    {"connexion", "connection"},
    {"counsellor", "counselor"},
    {"defence", "defense"},
    {"despatch", "dispatch"},
    {"diarrhoea", "diarrhea"},
    {"encyclopaed", "encycloped"},
    {"enquir", "inquir"},
    {"fibreglass", "fiberglass"},
    {"fibreboard", "fiberboard"},
    {"foetal", "fetal"},
    {"foetus", "fetus"},
    {"gynaec", "gynec"},
    {"haem", "hem"},
    {"homoeo", "homeo"},
    {"inflexion", "inflection"},
    {"jewellery", "jewelry"},
    {"licence", "license"},
    {"litre", "liter"},
    {"mediaeval", "medieval"},
    {"medallist", "medalist"},
    {"moustache", "mustache"},
    {"oesophag", "esophag"},
    {"oestr", "estr"},
    {"offence", "offense"},
    {"orthopaed", "orthoped"},
    {"paediatr", "pediatr"},
    {"palaeo", "paleo"},
    {"panellist", "panelist"},
    {"plough", "plow"},
    {"practis", "practic"},
    {"pretence", "pretense"},
    {"pyjama", "pajama"},
    {"sceptic", "skeptic"},
    {"sulph", "sulf"},
    {"theatregoer", "theatergoer"},
};

// Roots, replaced wherever they stand in a word: unfavourable, leukaemia.
constexpr Replacement kWithin[] = {
    {"aemi", "emi"},
    {"ardour", "ardor"},
    {"armour", "armor"},
    {"behaviour", "behavior"},
    {"candour", "candor"},
    {"clamour", "clamor"},
    {"clangour", "clangor"},
    {"colour", "color"},
    {"demeanour", "demeanor"},
    {"enamour", "enamor"},
    {"endeavour", "endeavor"},
    {"favour", "favor"},
    {"fervour", "fervor"},
    {"flavour", "flavor"},
    {"harbour", "harbor"},
    {"honour", "honor"},
    {"humour", "humor"},
    {"labour", "labor"},
    {"manoeuvred", "maneuvered"},
    {"manoeuvre", "maneuver"},
    {"manoeuvr", "maneuver"},
    {"neighbour", "neighbor"},
    {"odour", "odor"},
    {"paedic", "pedic"},
    {"parlour", "parlor"},
    {"rancour", "rancor"},
    {"rigour", "rigor"},
    {"rumour", "rumor"},
    {"saviour", "savior"},
    {"savour", "savor"},
    {"splendour", "splendor"},
    {"succour", "succor"},
    {"tumour", "tumor"},
    {"valour", "valor"},
    {"vapour", "vapor"},
    {"vigour", "vigor"},
};

// Nouns in -re, at the end of a word (kilometre), by what stands before it, with the endings below.
constexpr std::string_view kReRoots[] = {
    "accout", "calib", "cent", "fib",     "goit",    "lit",  "lust",  "meag",
    "met",    "och",   "sab",  "saltpet", "sepulch", "somb", "spect", "theat",
};

// Words in -ogue whose short form is as common, by what stands before it.
constexpr std::string_view kOgueRoots[] = {"anal", "catal", "dial", "homol", "monol", "travel"};

// Words that double an l after two vowels (Porter's stemmer undoes the doubling elsewhere: travelled, modelling).
constexpr std::string_view kDoubledL[] = {"dial", "duel", "fuel", "refuel", "gruel", "initial", "trial", "victual"};

// Not spelled with z, although they look it: by what stands before "is".
constexpr std::string_view kNotIz[] = {
    "acropol", "advert",     "chass",       "chast",     "chem",     "circumc",  "clitor",    "comprom",  "conc",
    "dem",     "desp",       "disenfranch", "enfranch",  "epiderm",  "exc",      "exerc",     "expert",   "franch",
    "inc",     "indianapol", "mant",        "megalopol", "merchand", "metropol", "minneapol", "mort",     "necropol",
    "parad",   "pelv",       "pen",         "portcull",  "prec",     "prem",     "prom",      "surm",     "tenn",
    "treat",   "trell",      "unchast",     "uncomprom", "unexerc",  "unprom",   "val",       "readvert",
};

// The endings of verbs in -ise and -yse, behind "is" and "ys", and of the nouns made of them.
constexpr std::string_view kVerbEndings[] = {"e",    "es",   "ed",    "ing",   "er",     "ers",
                                             "able", "ings", "ingly", "ation", "ations", "ational"};

bool IsVowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

bool HasVowel(std::string_view text) { return std::any_of(text.begin(), text.end(), IsVowel); }

// True where a verb in -ize could begin with `base`: "organ", "critic"; not "r" (rise), "pra" (praise), "likew".
bool TakesIze(std::string_view base) {
  if (base.size() < 3 || !HasVowel(base)) return false;
  const char last = base.back();
  const char before = base[base.size() - 2];
  if (last == 'a' || last == 'o' || last == 'u' || last == 'e') return false;  // praise, noise, bruise
  if (last == 'w') return false;                                               // otherwise
  if (last == 'v' && before != 'i') return false;                              // supervise
  if (last == 'r' && !IsVowel(before) && before != 't') return false;          // enterprise, sunrise
  return !Contains(kNotIz, base);
}

// -ise, -isation, -yse and their forms: the s becomes z.
bool MapIse(std::string* word) {
  for (size_t at = word->rfind('s'); at != std::string::npos && at >= 2; at = word->rfind('s', at - 1)) {
    const std::string_view ending = std::string_view(*word).substr(at + 1);
    if (ending.size() > 8) return false;
    if (!Contains(kVerbEndings, ending)) continue;
    const std::string_view base = std::string_view(*word).substr(0, at - 1);
    const char vowel = (*word)[at - 1];
    const bool yse = vowel == 'y' && base.size() >= 3 && base.back() == 'l' && ending.size() <= 3;
    if (yse || (vowel == 'i' && TakesIze(base))) {
      (*word)[at] = 'z';
      return true;
    }
  }
  return false;
}

bool MapRe(std::string* word) {
  constexpr Replacement kReEndings[] = {{"re", "er"}, {"res", "ers"}, {"red", "ered"}, {"ring", "ering"}};
  for (const auto& [from, to] : kReEndings) {
    if (!word->ends_with(from)) continue;
    const std::string_view root = std::string_view(*word).substr(0, word->size() - from.size());
    for (const std::string_view known : kReRoots) {
      if (!root.ends_with(known)) continue;
      word->replace(root.size(), from.size(), to);
      return true;
    }
  }
  return false;
}

bool MapOgue(std::string* word) {
  const size_t at = word->rfind("ogu");
  if (at == std::string::npos || !Contains(kOgueRoots, std::string_view(*word).substr(0, at))) return false;
  const std::string ending = word->substr(at + 3);
  if (ending != "e" && ending != "es" && ending != "ed" && ending != "er" && ending != "ers" && ending != "ing") {
    return false;
  }
  word->replace(at + 2, std::string::npos, ending == "e" ? "" : ending == "es" ? "s" : ending);
  return true;
}

bool MapDoubledL(std::string* word) {
  for (const std::string_view ending : {"led", "ling", "ler", "lers"}) {
    if (!word->ends_with(ending)) continue;
    if (!Contains(kDoubledL, std::string_view(*word).substr(0, word->size() - ending.size()))) continue;
    word->erase(word->size() - ending.size(), 1);
    return true;
  }
  return false;
}

// Two letters with which words of the lists above begin, and those of the American spelling; and the same for words
// whose stems begin otherwise.
constexpr Replacement kBeginnings[] = {
    {"ae", "ai"}, {"ae", "em"}, {"de", "di"}, {"en", "in"}, {"fo", "fe"}, {"mo", "mu"},
    {"oe", "es"}, {"py", "pa"}, {"sc", "sk"}, {"dy", "di"}, {"ly", "li"}, {"ty", "ti"},
};
// Besides, ae is e behind any letter.

template <size_t N>
constexpr bool BeginAsListed(const Replacement (&replacements)[N]) {
  return std::all_of(replacements, replacements + N, [](const Replacement& replacement) {
    const std::string_view from = replacement.from.substr(0, 2);
    const std::string_view to = replacement.to.substr(0, 2);
    if (from == to || (from[0] == to[0] && from[1] == 'a' && to[1] == 'e')) return true;
    return std::any_of(std::begin(kBeginnings), std::end(kBeginnings),
                       [&](const Replacement& known) { return known.from == from && known.to == to; });
  });
}
static_assert(BeginAsListed(kWords) && BeginAsListed(kPrefixes) && BeginAsListed(kWithin));

// The pairs of letters with which replacements begin: most words begin with none of them.
class LetterPairs {
 public:
  template <size_t N>
  constexpr explicit LetterPairs(const Replacement (&replacements)[N]) {
    for (const Replacement& replacement : replacements) {
      bits_[Index(replacement.from[0])] |= uint32_t{1} << Index(replacement.from[1]);
    }
  }
  constexpr bool Has(char a, char b) const {
    return IsAsciiLower(a) && IsAsciiLower(b) && (bits_[Index(a)] >> Index(b) & 1) != 0;
  }

 private:
  static constexpr size_t Index(char c) { return static_cast<size_t>(c - 'a'); }
  std::array<uint32_t, 26> bits_{};
};
constexpr LetterPairs kWordPairs(kWords);
constexpr LetterPairs kPrefixPairs(kPrefixes);

// Which of the letters a to z stand in a word, a bit for each. Most words lack one that a rule is about.
constexpr uint32_t LettersOf(std::string_view word) {
  uint32_t letters = 0;
  for (const char c : word) letters |= uint32_t{1} << (static_cast<uint8_t>(c) % 32);
  return letters;
}
constexpr bool HasLetters(uint32_t letters, std::string_view wanted) { return (LettersOf(wanted) & ~letters) == 0; }

// Whether the word may have one of kWithin: all of these have one of those letters.
constexpr bool MayHaveRoot(std::string_view word, uint32_t letters) {
  const auto has = [&](std::string_view part) {
    return HasLetters(letters, part) && word.find(part) != std::string_view::npos;
  };
  return has("our") || has("ae") || has("oeuv");
}
static_assert(std::all_of(std::begin(kWithin), std::end(kWithin), [](const Replacement& replacement) {
  const uint32_t letters = LettersOf(replacement.from);
  return MayHaveRoot(replacement.from, letters) && HasLetters(letters, replacement.to);
}));

}  // namespace

std::string AmericanSpelling(std::string_view word) {
  std::string result(word);
  if (result.size() < 4) return result;
  if (kWordPairs.Has(word[0], word[1])) {
    for (const auto& [from, to] : kWords) {
      if (word == from) return std::string(to);
    }
  }
  if (kPrefixPairs.Has(word[0], word[1])) {
    for (const auto& [from, to] : kPrefixes) {
      if (!word.starts_with(from)) continue;
      result.replace(0, from.size(), to);
      break;
    }
  }
  const uint32_t letters = LettersOf(result);
  if (MayHaveRoot(result, letters)) {
    for (const auto& [from, to] : kWithin) {
      const size_t at = result.find(from);
      if (at == std::string::npos) continue;
      result.replace(at, from.size(), to);
      break;
    }
  }
  if (HasLetters(letters, "s") && MapIse(&result)) return result;
  if (HasLetters(letters, "r") && MapRe(&result)) return result;
  if (HasLetters(letters, "ogu") && MapOgue(&result)) return result;
  if (HasLetters(letters, "l")) MapDoubledL(&result);
  return result;
}

void AddOtherBeginnings(std::string_view term, WordBeginnings* words) {
  if (term.size() < 2) return;
  for (const auto& [from, to] : kBeginnings) {
    if (term.starts_with(to)) words->Add(from);
  }
  if (term[1] == 'e') words->Add(std::string{term[0], 'a'});
}

}  // namespace article_search
