// What tells one index from another.
#pragma once

#include <xxhash.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/hash_state.h"

namespace article_search {

// The identity of an index's content: program, rules, options, and every article's path and bytes, in order.
class GenerationHash {
 public:
  GenerationHash() : state_(XXH3_createState()) { XXH3_128bits_reset(state_.get()); }

  void Add(std::string_view bytes) {
    const uint64_t length = bytes.size();  // so that "ab","c" is not "a","bc"
    XXH3_128bits_update(state_.get(), &length, sizeof length);
    XXH3_128bits_update(state_.get(), bytes.data(), bytes.size());
  }

  std::string Hex() const {
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(state_.get()));
    std::string hex;
    for (unsigned char byte : canonical.digest) {
      hex.push_back("0123456789abcdef"[byte >> 4]);
      hex.push_back("0123456789abcdef"[byte & 15]);
    }
    return hex;
  }

 private:
  HashState state_;
};

}  // namespace article_search
