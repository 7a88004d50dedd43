// Korean, whose words are written with their particles and so rarely stand twice in the same form.
#pragma once

#include <string_view>

namespace article_search {

// `word` (folded, UTF-8) without the particle, the copula, or the form of 하다 or 되다 at its end, where two characters
// or more are left: 카자흐스탄은, 카자흐스탄입니다 -> 카자흐스탄; 2016년에 -> 2016년; 발전하였다 -> 발전. Other words
// as they are. A light stemmer: it knows no dictionary, so it also shortens a few words that only look as if they had a
// particle, in texts and queries alike.
std::string_view WithoutParticle(std::string_view word);

}  // namespace article_search
