// Which blocks are captions of pictures, by how they look and what they say.
#pragma once

#include <string>
#include <string_view>

namespace article_search {

// One short line that names itself a caption: "Figure 3:", "Photo by", "[Illustration: ...]", "![...](...)".
bool LooksLikeCaption(std::string_view block);
// One short line without closing punctuation that is a caption if the article repeats it: it begins with a caption
// word or in lower case. `*core` is then what to look for elsewhere: the line without the caption word, folded.
bool MayBeCaption(std::string_view block, std::string* core);

}  // namespace article_search
