// Long forms of abbreviations, matched with their short forms letter by letter: corpus/abbreviations.h has the rules.
#pragma once

#include <cstddef>
#include <optional>

#include "corpus/short_form.h"
#include "corpus/signs.h"

namespace article_search {

// The long form of `form` at the end of `range`; where `begin` is given, it must begin there.
std::optional<SignRange> FindLongForm(const SignedText& text, const ShortForm& form, SignRange range,
                                      std::optional<size_t> begin);

}  // namespace article_search
