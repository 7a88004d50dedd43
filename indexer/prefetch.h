// Tells the processor that memory will be read soon: where a look-up will miss its cache, and can be told beforehand.
#pragma once

namespace article_search {

// Of one line of the cache; any address will do.
inline void Prefetch(const void* address) { __builtin_prefetch(address); }

}  // namespace article_search
