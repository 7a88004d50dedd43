// XXH3 of bytes that come piece by piece.
#pragma once

#include <xxhash.h>

#include <memory>

namespace article_search {

struct HashDeleter {
  void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
};
using HashState = std::unique_ptr<XXH3_state_t, HashDeleter>;

}  // namespace article_search
