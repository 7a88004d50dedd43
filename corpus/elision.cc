#include "corpus/elision.h"

#include <array>

#include "corpus/string_list.h"

namespace article_search {
namespace {

constexpr std::array<std::string_view, 14> kFrench = {
    "l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu",
};
constexpr std::array<std::string_view, 31> kItalian = {
    "l",    "d",    "c",     "m",     "n",    "s",    "t",   "v",     "un",     "all",  "dall",
    "dell", "nell", "sull",  "coll",  "pell", "gl",   "agl", "dagl",  "degl",   "negl", "sugl",
    "anch", "com",  "quest", "quell", "sant", "bell", "dov", "alcun", "nessun",
};
constexpr std::array<std::string_view, 6> kCatalan = {"l", "d", "m", "n", "s", "t"};

}  // namespace

bool IsEnglish(std::string_view language) {
  return language == "english" || language == "porter" || language == "earlyenglish" || language == "lovins";
}

ApostropheRule ApostropheRuleOf(std::string_view language) {
  if (IsEnglish(language)) return ApostropheRule::kEnglish;
  if (language == "french") return ApostropheRule::kFrench;
  if (language == "italian") return ApostropheRule::kItalian;
  if (language == "catalan") return ApostropheRule::kCatalan;
  return ApostropheRule::kRemove;
}

bool IsElided(ApostropheRule rule, std::string_view word) {
  switch (rule) {
    case ApostropheRule::kFrench:
      return Contains(kFrench, word);
    case ApostropheRule::kItalian:
      return Contains(kItalian, word);
    case ApostropheRule::kCatalan:
      return Contains(kCatalan, word);
    case ApostropheRule::kRemove:
    case ApostropheRule::kEnglish:
      return false;
  }
  return false;
}

}  // namespace article_search
