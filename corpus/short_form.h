// Short forms of abbreviations: corpus/abbreviations.h says what they look like.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "corpus/signs.h"

namespace article_search {

inline constexpr size_t kMinShortForm = 2;  // code points
inline constexpr size_t kMaxShortForm = 10;

struct ShortForm {
  SignRange range;
  std::vector<int32_t> letters;  // and digits, folded
  bool small = false;            // "ppm", "Nato"
};

// The ways to read `range` as a short form: "NGOs" is NGO rather than NGOS, "UN 2015" may be UN.
std::vector<ShortForm> ShortForms(const SignedText& text, SignRange range);

}  // namespace article_search
