#include "indexer/stop_words.h"

#include <algorithm>
#include <array>

namespace article_search {
namespace {

// The English stop word list of the Snowball project (https://snowballstem.org/algorithms/english/stop.txt), by
// Martin Porter and Richard Boulton; 3-clause BSD licence: Copyright (c) 2001, Dr Martin Porter; Copyright (c)
// 2004, 2005, Richard Boulton. The full text of the licence is in stop_words.LICENSE.
//
// It leaves out "us", which may be a country. Contractions stand here as the analyzer folds them, without the
// apostrophe, and only those that are not words of their own then (I’ll and we’d are not here: ill, wed). Sorted.
constexpr std::array kEnglish = std::to_array<std::string_view>({
    "a",          "about",   "above",   "after",  "again",   "against", "all",     "am",         "an",      "and",
    "any",        "are",     "arent",   "as",     "at",      "be",      "because", "been",       "before",  "being",
    "below",      "between", "both",    "but",    "by",      "cannot",  "cant",    "could",      "couldnt", "did",
    "didnt",      "do",      "does",    "doesnt", "doing",   "dont",    "down",    "during",     "each",    "few",
    "for",        "from",    "further", "had",    "hadnt",   "has",     "hasnt",   "have",       "havent",  "having",
    "he",         "her",     "here",    "hers",   "herself", "him",     "himself", "his",        "how",     "i",
    "if",         "im",      "in",      "into",   "is",      "isnt",    "it",      "its",        "itself",  "ive",
    "me",         "more",    "most",    "mustnt", "my",      "myself",  "no",      "nor",        "not",     "of",
    "off",        "on",      "once",    "only",   "or",      "other",   "ought",   "our",        "ours",    "ourselves",
    "out",        "over",    "own",     "same",   "shant",   "she",     "should",  "shouldnt",   "so",      "some",
    "such",       "than",    "that",    "the",    "their",   "theirs",  "them",    "themselves", "then",    "there",
    "these",      "they",    "theyd",   "theyll", "theyre",  "theyve",  "this",    "those",      "through", "to",
    "too",        "under",   "until",   "up",     "very",    "was",     "wasnt",   "we",         "were",    "werent",
    "weve",       "what",    "when",    "where",  "which",   "while",   "who",     "whom",       "why",     "with",
    "wont",       "would",   "wouldnt", "you",    "youd",    "youll",   "your",    "youre",      "yours",   "yourself",
    "yourselves", "youve",
});
static_assert(std::is_sorted(kEnglish.begin(), kEnglish.end()));

}  // namespace

bool IsEnglishStopWord(std::string_view word) { return std::binary_search(kEnglish.begin(), kEnglish.end(), word); }

}  // namespace article_search
