// Words around abbreviations, folded, in the languages that articles come in most.
#pragma once

#include <array>
#include <string_view>

namespace article_search {

// They may go without a letter in the short form.
inline constexpr std::array<std::string_view, 41> kLinks = {
    "a",     "against", "among",  "and",   "at",    "avec",  "between", "by",      "dans", "de",   "der",
    "des",   "for",     "from",   "fur",   "gegen", "in",    "into",    "la",      "le",   "of",   "on",
    "or",    "over",    "para",   "pour",  "sobre", "sous",  "the",     "through", "to",   "uber", "und",
    "under", "with",    "within", "entre", "между", "перед", "против",  "через",
};
// What may stand before the short form or the long form in brackets.
inline constexpr std::array<std::string_view, 44> kLeadIns = {
    "the",       "die",         "der",          "das",     "le",     "la",         "les",       "el",       "los",
    "las",       "or",          "oder",         "ou",      "also",   "auch",       "now",       "simply",   "commonly",
    "hereafter", "hereinafter", "henceforth",   "known",   "called", "termed",     "named",     "referred", "short",
    "shortly",   "abbreviated", "abbreviation", "acronym", "kurz",   "kurzform",   "abgekurzt", "im",       "folgenden",
    "ciapres",   "abrege",      "sigle",        "siglas",  "далее",  "сокращенно", "сокр",      "или",
};
inline constexpr std::array<std::string_view, 4> kLeadInTails = {"as", "to", "by", "for"};

}  // namespace article_search
